import { architectureSection } from '../../architecture/headings.ts'
import { graphsOf } from '../../architecture/conformance.ts'
import type { DocumentView } from '../../documents/document.ts'
import { anyPiece } from '../../syntax/stretches.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const LANGUAGES = /^(?:\{?\.?mermaid|plantuml|puml|uml|d2|dot|graphviz|likec4|c4|structurizr|ditaa|svgbob|drawio|excalidraw|nomnoml|kroki|bpmn|ascii)/i
const PICTURE =
  /\.(?:svg|png|jpe?g|gif|webp|drawio|excalidraw|puml|plantuml|d2|dot|vsdx?|pdf)(?:[?#]|$)|lucid|miro\.com|figma|diagrams\.net|draw\.io|excalidraw|whimsical|structurizr|ilograph/i
/** Boxes and arrows of characters. */
const DRAWN = /(?:^|\s)-{1,3}>\s|[─│┌┐└┘├┤▶▼→]|\+-{2,}|-{2,}>|={2,}>|\|\s*v\b|<-{2,}/

export default defineRule({
  id: 'PL-TRC-011',
  name: 'missing-architecture-diagram',
  category: 'traceability',
  title: 'No architecture diagram',
  kinds: ['ml-design-doc', 'system-card', 'threat-model'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy: 'A diagram of components and flows: mermaid, PlantUML, D2, a picture, a link to one, or components in the manifest',
  why: 'Reviewers find a missing or misplaced part in a picture that they do not find in paragraphs',
  help: 'Draw the components and what flows between them, for example as a mermaid flowchart',
  references: ['C4 model', 'arc42, section 5'],
  examples: {
    good: [
      sampleDocument('ml-design-doc', '## Architecture\n\n```mermaid\nflowchart LR\n  app[Courier app] --> svc[Arrival service]\n```'),
      sampleDocument('system-card', '## Architecture\n\n![Components of the arrival service](img/components.svg)'),
      sampleDocument('threat-model', '## Data flow diagram\n\n```plantuml\n[Courier app] --> [Arrival service]\n```'),
    ],
    bad: [
      sampleDocument('ml-design-doc', '## Architecture\n\nThe courier app calls the arrival service, which reads features and calls the model.'),
      sampleDocument('system-card', '## Architecture\n\nThe courier app calls the arrival service, which reads features and calls the model.'),
      sampleDocument('threat-model', '## Data flows\n\nThe courier app sends its position to the arrival service.'),
    ],
  },
  *check({ document, workspace, tier, model }): Iterable<Report> {
    if (isDrawn(document)) return
    const manifest = workspace.manifestOf(document)
    if (manifest && graphsOf(manifest).length > 0) return
    const section = architectureSection(document)
    // Elsewhere a missing section on the architecture is told already.
    if (!section && tier !== 1) return
    yield { range: section?.heading?.textRange ?? document.titleRange, message: `There is no architecture diagram of ${model}` }
  },
})

const drawn = anyPiece(
  ({ text, base, blocks, links }) =>
    links.some((link) => link.image || PICTURE.test(link.target)) ||
    blocks.some((block) => {
      if (block.kind === 'html') return /<(?:img|svg|object|iframe)\b/i.test(text.slice(block.range.start - base, block.range.end - base))
      if (block.kind !== 'fence') return false
      return (
        LANGUAGES.test(block.info.trim()) ||
        (/^(?:text|txt|plain|plaintext)?\s*$/i.test(block.info) && DRAWN.test(text.slice(block.contentRange.start - base, block.contentRange.end - base)))
      )
    }) ||
    /<img\b/i.test(text),
)

const isDrawn = ({ markdown }: DocumentView): boolean => !markdown || drawn(markdown)
