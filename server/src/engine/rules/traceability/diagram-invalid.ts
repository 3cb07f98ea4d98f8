import { diagramsOf } from '../../architecture/from-diagrams.ts'
import type { FencedDiagram } from '../../architecture/from-diagrams.ts'
import { MARKDOWN_KINDS } from '../../documents/kinds.ts'
import { isDiagramKeyword, nearestKeyword } from '../../syntax/mermaid/keywords.ts'
import type { DiagramProblem } from '../../workspace/view.ts'
import type { Range } from '../../text/range.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const fence = (text: string): string => `## Architecture\n\n\`\`\`mermaid\n${text}\n\`\`\``

export default defineRule({
  id: 'PL-TRC-014',
  name: 'diagram-invalid',
  category: 'traceability',
  title: 'Diagram that mermaid cannot draw',
  kinds: MARKDOWN_KINDS,
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'Fenced mermaid diagrams that follow the grammar of their type',
  why: 'Readers see an error message in place of the picture, and nothing in it can be compared with the manifest',
  help: 'Correct the line; labels with brackets, quotes or the word end belong in double quotes',
  references: ['mermaid, syntax reference'],
  examples: {
    good: MARKDOWN_KINDS.map((kind) => sampleDocument(kind, fence('flowchart LR\n  app[Courier app] -->|position| svc["Arrival service (gRPC)"]'))),
    bad: [
      ...MARKDOWN_KINDS.map((kind) => sampleDocument(kind, fence('flowchrt LR\n  app[Courier app] --> svc[Arrival service]'))),
      sampleDocument('ml-design-doc', fence(''), { title: 'Empty' }),
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    for (const diagram of diagramsOf(document)) {
      const { keyword, keywordRange } = diagram.diagram
      if (keyword === '') {
        // Other words in front: some renderers take them.
        if (diagram.source.trim() === '')
          yield { range: firstLine(document.text, diagram.fence.range), message: 'This mermaid diagram is empty', help: 'Draw it, or remove the block' }
      } else if (isDiagramKeyword(keyword)) {
        const problem = workspace.diagramProblem(keyword, diagram.source)
        if (problem) yield stopped(diagram, problem)
      } else {
        const near = nearestKeyword(keyword)
        yield {
          range: keywordRange,
          message: `Mermaid knows no diagram of the type '${keyword}'`,
          help: near ? `Did you mean '${near}'?` : 'Begin with a type such as flowchart LR or sequenceDiagram',
        }
      }
    }
  },
})

function firstLine(text: string, { start, end }: Range): Range {
  const stop = text.indexOf('\n', start)
  return { start, end: stop === -1 || stop > end ? end : text[stop - 1] === '\r' ? stop - 1 : stop }
}

/** Longest line that a message repeats. */
const SHOWN = 60

function stopped({ fence: { contentRange }, source, diagram }: FencedDiagram, { line, found, words }: DiagramProblem): Report {
  if (words !== undefined) return { range: diagram.keywordRange, message: `Mermaid refuses this diagram: ${words}` }
  let start = 0
  for (let i = 0; i < line; i++) {
    const next = source.indexOf('\n', start)
    if (next === -1) break
    start = next + 1
  }
  const stop = source.indexOf('\n', start)
  const text = source.slice(start, stop === -1 ? source.length : stop)
  const content = text.trim()
  const from = contentRange.start + start + (text.length - text.trimStart().length)
  const shown = found ?? (content.length > SHOWN ? `${content.slice(0, SHOWN - 1)}…` : content)
  return {
    range: { start: from, end: from + content.length },
    message: `Mermaid cannot read this line of the diagram${found === undefined ? '' : ', it stops at'}${shown === '' ? '' : ` '${shown}'`}`,
  }
}
