import { readAdrReferences, readAdrStatus } from '../../documents/adr.ts'
import type { DocumentView } from '../../documents/document.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import type { AdrGraph, AdrNode, WorkspaceView } from '../../workspace/view.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr, sampleFiles } from './sample.ts'

const LOG = {
  'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by [ADR-0006](0006-score-churn-online.md)' }),
  'docs/adr/0006-score-churn-online.md': sampleAdr({ number: 6, title: 'Score churn online', status: 'Accepted\n\nSupersedes [ADR-0005](0005-score-churn-nightly.md)' }),
}
const design = (text: string): string => `---\nkind: ml-design-doc\n---\n# Churn design\n\n## Serving\n\n${text}\n`
/** The sentence itself tells that the record no longer holds. */
const TELLS =
  /\b(?:super[sc]ee?d\w*|replac\w+|previous(?:ly)?|former(?:ly)?|earlier|original(?:ly)?|initial(?:ly)?|rejected|deprecated|no longer|instead of|histor\w+|used to|was|were|had been|obsolete|withdrawn|reverses?|revisit\w*|changes?|changed|alternative)\b/i
const OVER = new Set(['superseded', 'rejected', 'deprecated'])

export default defineRule({
  id: 'PL-ADR-012',
  name: 'superseded-adr-cited',
  category: 'adr',
  title: 'Document rests on an ADR that no longer holds',
  kinds: ['ml-design-doc', 'model-manifest', 'roadmap', 'adr'],
  severity: 'warning',
  satisfiedBy: 'Citations of ADRs that are in force, or words that say that the cited one is not',
  why: 'A design that follows a superseded decision is built against the one that replaced it',
  help: 'Cite the ADR that is in force and check whether the text still agrees with it',
  references: ['adr-tools'],
  examples: {
    good: [
      { path: 'docs/churn-design.md', text: sampleFiles({ ...LOG, 'docs/churn-design.md': design('Scores are served online, see [ADR-0006](adr/0006-score-churn-online.md).') }) },
      {
        title: 'History, and said so',
        path: 'docs/churn-design.md',
        text: sampleFiles({ ...LOG, 'docs/churn-design.md': design('Online scoring replaced the nightly run of [ADR-0005](adr/0005-score-churn-nightly.md).') }),
      },
    ],
    bad: [
      {
        path: 'docs/churn-design.md',
        text: sampleFiles({ ...LOG, 'docs/churn-design.md': design('Scores come from the nightly run, see [ADR-0005](adr/0005-score-churn-nightly.md).') }),
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    const citations = [...(document.markdown ? linked(document, workspace) : []), ...fields(document, workspace)]
    if (!citations.length) return
    const graph = workspace.adrs()
    const own = graph.byPath(document.path)
    const seen = new Set<string>()
    for (const { path, range, inText } of citations) {
      const cited = graph.byPath(path)
      if (!cited?.status || !OVER.has(cited.status) || path === document.path || seen.has(path) || (inText && tells(document, range))) continue
      const successor = lastSuccessor(graph, cited)
      if (document.recognition?.kind === 'adr' && !citedTooLate(document, own, cited, successor)) continue
      seen.add(path)
      yield {
        range,
        message: `${nameOf(cited)} is ${cited.status}${successor ? `; ${nameOf(successor)} is in force` : ''}`,
        help: successor ? `Cite ${nameOf(successor)} (${successor.path}) and check whether the text agrees with it` : undefined,
        related: [{ path, range: rangeOfStatus(workspace, path), message: `the status of ${nameOf(cited)}` }],
      }
    }
  },
})

const nameOf = (node: AdrNode): string => (node.number === undefined ? node.path.slice(node.path.lastIndexOf('/') + 1) : `ADR-${String(node.number).padStart(4, '0')}`)

const rangeOfStatus = (workspace: WorkspaceView, path: string): Range => {
  const document = workspace.document(path)
  return (document && (readAdrStatus(document)?.range ?? document.titleRange)) ?? { start: 0, end: 0 }
}

interface Citation {
  readonly path: string
  readonly range: Range
  /** It stands in a sentence, not in a field. */
  readonly inText: boolean
}

function* linked(document: DocumentView, workspace: WorkspaceView): Generator<Citation> {
  for (const { target, range } of document.markdown!.links) {
    // Most lead elsewhere, and finding out where costs more; letters may be written as `%6d`.
    if (!/\.(?:md|markdown)|%/i.test(target)) continue
    const path = workspace.resolve(document.path, target)?.path
    if (path !== undefined && /\.(?:md|markdown)$/i.test(path)) yield { path, range, inText: true }
  }
}

/** Whether the words around a link say that the record is no longer in force. */
function tells(document: DocumentView, range: Range): boolean {
  const { plain } = document.markdown!
  const start = Math.max(plain.lastIndexOf('\n\n', range.start), plain.lastIndexOf('. ', range.start), range.start - 300, 0)
  const stop = plain.slice(range.end, range.end + 300).search(/\.\s|\n\n/)
  return TELLS.test(plain.slice(start, range.end + (stop === -1 ? 300 : stop)))
}

function* fields(document: DocumentView, workspace: WorkspaceView): Generator<Citation> {
  const lists = document.markdown ? [yamlAt(document.root, ['adrs']), yamlAt(document.root, ['adr'])] : [yamlAt(document.root, ['spec', 'governance', 'documents', 'adrs'])]
  const nodes: (YamlNode | null | undefined)[] = lists.flatMap((list): readonly (YamlNode | null | undefined)[] => (list?.kind === 'seq' ? list.items : [list]))
  const deviations = yamlAt(document.root, ['spec', 'architecture', 'deviations'])
  if (deviations?.kind === 'seq') nodes.push(...deviations.items.map((item) => yamlAt(item, ['adr'])))
  for (const node of nodes) {
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') continue
    for (const target of [node.value, `/${node.value}`]) {
      const path = workspace.resolve(document.path, target)?.path
      if (path !== undefined) yield { path, range: node.range, inText: false }
    }
  }
}

/** Older records rightly cite what held in their time; one written after the successor should know better. */
function citedTooLate(document: DocumentView, own: AdrNode | undefined, cited: AdrNode, successor: AdrNode | undefined): boolean {
  if (!own || own.number === undefined || successor?.number === undefined || own.number <= successor.number || own.path === successor.path) return false
  if (own.status !== 'accepted' && own.status !== 'proposed') return false
  return !readAdrReferences(document).some((r) => r.number !== undefined && r.number === cited.number)
}

function lastSuccessor(graph: AdrGraph, node: AdrNode): AdrNode | undefined {
  const seen = new Set<string>([node.path])
  let at: AdrNode | undefined = node
  for (;;) {
    const next: AdrNode | undefined = graph.byPath(at.supersededBy[0] ?? '') ?? graph.nodes.find((n) => n.supersedes.includes(at!.path))
    if (!next || seen.has(next.path)) return at === node ? undefined : at
    seen.add(next.path)
    at = next
  }
}
