import type { Finding } from '../analysis/types.ts'
import { diagramGraphs } from '../architecture/from-diagrams.ts'
import { manifestGraph } from '../architecture/from-manifest.ts'
import type { Graph } from '../architecture/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldText } from '../documents/fields.ts'
import { parseDocument } from '../documents/parse-document.ts'
import { yamlAt } from '../syntax/yaml.ts'
import { adrCut, adrParts } from './adrs.ts'
import { paint } from './anchors.ts'
import { markAsserted } from './asserted.ts'
import { compareParts } from './diff.ts'
import { lineageCut, lineageParts } from './lineage.ts'
import { flowchart, gantt } from './mermaid.ts'
import { outlineOf } from './outline.ts'
import { releaseBars } from './release.ts'
import { lifeBars, roadmapBars } from './roadmap.ts'
import { barsSvg, graphSvg } from './svg.ts'
import { MAX_DRAWN, systemParts } from './system.ts'
import { totalsOf } from './totals.ts'
import { VIEWS } from './types.ts'
import type { Bar, Content, DiagramSource, Parts, Picture, View } from './types.ts'
import { classesOf, cutOf, LEGEND } from './words.ts'

export interface DrawOptions {
  /** Default: the first that has something to show, of the system if it can. */
  readonly view?: View
  /** An older text of the same document, to compare with. */
  readonly base?: string
}

/** A picture of what a document describes; undefined where it has nothing of the view. */
export function draw(source: DiagramSource, path: string, { view: wanted, base }: DrawOptions = {}): Picture | undefined {
  const subject = subjectOf(source, path)
  const view = wanted ?? (subject && VIEWS.find((candidate) => contentOf(candidate, subject) !== undefined))
  if (!subject || !view) return undefined
  const content = contentOf(view, subject)
  if (!content) return undefined
  const old = base === undefined ? undefined : partsIn(view, base, subject)
  const whole: Content = old ? { ...content, ...compareParts(content, old) } : content
  const bars = whole.bars.length > 0
  const classes = new Set([...whole.nodes, ...whole.edges].flatMap(classesOf))
  return {
    ...whole,
    view,
    views: VIEWS.filter((other) => other === view || contentOf(other, subject) !== undefined),
    outline: outlineOf(whole),
    mermaid: bars ? gantt(whole.title, whole.bars) : flowchart(whole),
    svg: bars ? barsSvg(whole.bars, whole.title) : graphSvg(whole, whole.title),
    broken: brokenIn(subject),
    legend: LEGEND.filter(([name]) => classes.has(name)).map(([className, text]) => ({ className, text })),
  }
}

interface Subject {
  readonly source: DiagramSource
  readonly document: DocumentView
  readonly manifest: DocumentView | undefined
}

function subjectOf(source: DiagramSource, path: string): Subject | undefined {
  const [document] = source.models.documentsIn(path)
  if (!document) return undefined
  return { source, document, manifest: document.recognition?.kind === 'model-manifest' ? document : source.models.manifestOf(document) }
}

const empty = { nodes: [], edges: [], groups: [], bars: [], totals: [], problems: [], reference: null, cut: null }

function contentOf(view: View, subject: Subject): Content | undefined {
  const { document, manifest, source } = subject
  switch (view) {
    case 'system':
      return systemContent(subject)
    case 'lineage': {
      const parts = manifest && lineageParts(manifest)
      return (
        parts && {
          ...empty,
          ...paint(parts, findingsOf(subject), manifest),
          cut: lineageCut(manifest),
          problems: [],
          title: `Lineage of ${manifest.title}`,
          source: 'spec.lineage, spec.features, spec.training, spec.artifacts',
        }
      )
    }
    case 'release': {
      const bars = manifest ? releaseBars(manifest) : []
      return bars.length === 0 ? undefined : { ...empty, bars: paintBars(bars, subject), title: `Rollout of ${manifest!.title}`, source: 'spec.release.steps' }
    }
    case 'roadmap': {
      const own = document.recognition?.kind === 'roadmap' ? roadmapBars(document) : manifest ? lifeBars(manifest) : []
      return own.length === 0
        ? undefined
        : {
            ...empty,
            bars: paintBars(own, subject),
            title: document.recognition?.kind === 'roadmap' ? document.title : `Life of ${manifest!.title}`,
            source: document.recognition?.kind === 'roadmap' ? 'tables of the roadmap' : 'dates of the manifest',
          }
    }
    case 'adrs': {
      const parts = adrParts(source.models)
      const paths = new Set(parts?.nodes.flatMap(({ place }) => place?.path ?? []))
      return (
        parts && {
          ...empty,
          cut: adrCut(source.models),
          ...paintAdrs(
            parts,
            [...paths].flatMap((path) => source.analyze(path).findings),
          ),
          title: 'Decision records',
          source: 'records of the workspace',
        }
      )
    }
  }
}

function systemContent(subject: Subject): Content | undefined {
  const { document, manifest, source } = subject
  const found = source.architecture(document.path) ?? (manifest ? source.architecture(manifest.path) : undefined)
  const linked = found && found.graphs.length > 0 ? undefined : linkedArchitecture(subject)
  const known = linked ?? found
  const match = (found ?? linked)?.matches[0]
  const graph = largest(known?.graphs ?? [], document.path)
  if (!graph && !match) return undefined
  const drawn = graph ?? { path: document.path, source: 'manifest' as const, range: document.titleRange, components: [], flows: [], boundaries: [] }
  const parts = systemParts(drawn, match, manifest && fieldText(manifest.root, ['spec', 'ownership', 'owner']))
  const painted = markAsserted(paint(parts, findingsOf(subject), manifest), manifest, source.models)
  return {
    ...empty,
    ...painted,
    problems: painted.problems.filter(
      ({ place, rule }) => (place.path === drawn.path && place.range.start >= drawn.range.start && place.range.end <= drawn.range.end) || ARCHITECTURE.test(rule),
    ),
    cut: systemCut(drawn, manifest),
    totals: totalsOf(manifest, painted.nodes),
    title: `Architecture of ${(manifest ?? document).title}`,
    source: graph ? sourceOf(graph, source) : 'nothing is drawn; the reference architecture is shown',
    reference: match ? { id: match.reference.id, title: match.reference.title, satisfied: match.satisfied, required: match.asked } : null,
  }
}

/** Of a manifest the list itself tells how many there are: not all of a very long one become components. */
function systemCut({ components, path, source }: Graph, manifest: DocumentView | undefined): Content['cut'] {
  const cut = cutOf(components, MAX_DRAWN, ({ name, range }) => ({ label: name, place: { path, range } }))
  const list = source === 'manifest' ? yamlAt(manifest?.root, ['spec', 'architecture', 'components']) : undefined
  return cut && { ...cut, of: Math.max(cut.of, list?.kind === 'seq' ? list.items.length : 0) }
}

/** Findings about the picture as a whole, by the words of their rules. */
const ARCHITECTURE = /architecture|boundary|latency-budget|component-mismatch|single-point|failure-modes|capacity|budget-exceeded/

/** A manifest without components may have a document that draws them. */
function linkedArchitecture({ source, manifest }: Subject): ReturnType<DiagramSource['architecture']> {
  if (!manifest) return undefined
  const paths = [...source.models.membersOf(manifest), ...source.models.linked(manifest).map(({ path }) => path)]
  for (const path of new Set(paths)) {
    const found = source.models.document(path)?.recognition?.kind === 'ml-design-doc' ? source.architecture(path) : undefined
    if (found && found.graphs.length > 0) return found
  }
  return undefined
}

/** Of several graphs the one with most parts; the document's own before others of that size. */
function largest(graphs: readonly Graph[], path: string): Graph | undefined {
  return graphs.toSorted((a, b) => b.components.length - a.components.length || Number(b.path === path) - Number(a.path === path))[0]
}

function sourceOf({ source, path, range }: Graph, { models }: DiagramSource): string {
  if (source === 'manifest') return `spec.architecture of ${path}`
  const line = models.document(path)?.lines.lineOf(range.start) ?? 0
  return `diagram in ${path}, line ${line + 1}`
}

/** Findings of the document and of its manifest. */
function findingsOf({ source, document, manifest }: Subject): readonly Finding[] {
  const paths = new Set([document.path, ...(manifest ? [manifest.path] : [])])
  return [...paths].flatMap((path) => source.analyze(path).findings)
}

function paintBars(bars: readonly Bar[], subject: Subject): readonly Bar[] {
  const asNodes = bars.map(({ id, label, place }) => ({
    id,
    label,
    role: null,
    technology: null,
    owner: null,
    group: null,
    shape: 'box' as const,
    state: 'present' as const,
    details: [],
    problems: [],
    asserted: [],
    place,
    change: null,
  }))
  const { nodes } = paint({ nodes: asNodes, edges: [], groups: [] }, findingsOf(subject), undefined)
  return bars.map((bar, i) => ({ ...bar, problems: nodes[i]!.problems }))
}

/** A record stands for its whole document. */
function paintAdrs(parts: Parts, findings: readonly Finding[]): Parts {
  const nodes = parts.nodes.map((node) => {
    const own = findings.filter(({ path }) => path === node.place?.path)
    return own.length === 0 || !node.place
      ? node
      : {
          ...node,
          problems: paint({ nodes: [{ ...node, place: { path: node.place.path, range: { start: 0, end: Number.MAX_SAFE_INTEGER } } }], edges: [], groups: [] }, own, undefined)
            .nodes[0]!.problems,
        }
  })
  return { ...parts, nodes }
}

/** The same view of an older text of the document: without findings and reference, which are of today. */
function partsIn(view: View, text: string, { document, manifest }: Subject): Parts {
  const old = parseDocument({ path: document.path, text }).views.find((own) => own.recognition?.kind === document.recognition?.kind)
  if (!old) return { nodes: [], edges: [], groups: [] }
  if (view === 'lineage') return (old.recognition?.kind === 'model-manifest' ? lineageParts(old) : undefined) ?? { nodes: [], edges: [], groups: [] }
  const graph = old.markdown ? largest(diagramGraphs(old), old.path) : manifestGraph(old)
  return graph ? systemParts(graph, undefined, fieldText((manifest === document ? old : manifest)?.root, ['spec', 'ownership', 'owner'])) : { nodes: [], edges: [], groups: [] }
}

/** The first place where the text could not be read: the picture may lack what follows. */
function brokenIn({ document, manifest }: Subject): Picture['broken'] {
  for (const view of [document, ...(manifest && manifest !== document ? [manifest] : [])]) {
    const problem = view.problems[0]
    if (problem) return { message: problem.message, place: { path: view.path, range: problem.range } }
  }
  return null
}

/** The views in which a document has something to show. */
export function viewsOf(source: DiagramSource, path: string): readonly View[] {
  const subject = subjectOf(source, path)
  return subject ? VIEWS.filter((view) => contentOf(view, subject) !== undefined) : []
}
