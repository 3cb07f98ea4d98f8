import { isAdrRecord } from '../../documents/adr-parts.ts'
import { readAdrReferences, readAdrStatus } from '../../documents/adr.ts'
import type { AdrRelation } from '../../documents/adr.ts'
import type { DocumentView } from '../../documents/document.ts'
import type { Range } from '../../text/range.ts'
import type { AdrNode, WorkspaceView } from '../../workspace/view.ts'
import { defineRule } from '../types.ts'
import type { Fix, Report } from '../types.ts'
import { sampleAdr, sampleFiles } from './sample.ts'

export default defineRule({
  id: 'PL-ADR-003',
  name: 'adr-supersede-not-reciprocal',
  category: 'adr',
  title: 'ADR supersedes another one that does not say so',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy: '`Supersedes …` in the newer ADR and the status `superseded by …` in the older one',
  why: 'Whoever finds the older ADR first follows it, because nothing there says that it no longer holds',
  help: 'Say it in both: `Supersedes` in the newer ADR, `Superseded by` as the status of the older one',
  references: ['adr-tools'],
  examples: {
    good: [
      {
        path: 'docs/adr/0006-score-churn-online.md',
        text: sampleFiles({
          'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by [ADR-0006](0006-score-churn-online.md)' }),
          'docs/adr/0006-score-churn-online.md': sampleAdr({ number: 6, title: 'Score churn online', status: 'Accepted\n\nSupersedes [ADR-0005](0005-score-churn-nightly.md)' }),
        }),
      },
    ],
    bad: [
      {
        title: 'The older one still says accepted',
        path: 'docs/adr/0006-score-churn-online.md',
        text: sampleFiles({
          'docs/adr/0005-score-churn-nightly.md': sampleAdr(),
          'docs/adr/0006-score-churn-online.md': sampleAdr({ number: 6, title: 'Score churn online', status: 'Accepted\n\nSupersedes [ADR-0005](0005-score-churn-nightly.md)' }),
        }),
      },
      {
        title: 'The newer one does not mention it',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleFiles({
          'docs/adr/0005-score-churn-nightly.md': sampleAdr({ status: 'Superseded by [ADR-0006](0006-score-churn-online.md)' }),
          'docs/adr/0006-score-churn-online.md': sampleAdr({ number: 6, title: 'Score churn online' }),
        }),
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const graph = workspace.adrs()
    const node = graph.byPath(document.path)
    if (!node) return
    for (const path of node.supersedes) {
      const older = graph.byPath(path)
      if (!older || path === node.path || older.supersededBy.includes(node.path) || node.amends.includes(path)) continue
      // Superseded step by step: the older one names the record in between.
      if (older.supersededBy.some((p) => graph.byPath(p)?.supersededBy.includes(node.path) || graph.byPath(node.path)?.supersedes.includes(p))) continue
      const range = referenceRange(document, workspace, 'supersedes', older)
      if (/\bparti(?:al|ally|tly)\b|\bin part\b/i.test(lineAt(document, range))) continue
      const says = older.status === undefined ? 'does not say so' : older.status === 'superseded' ? 'does not say by which' : `says '${older.status}'`
      yield {
        range,
        message: `This ADR supersedes ${nameOf(older)}, but ${nameOf(older)} ${says}`,
        help: `Set the status of ${nameOf(older)} to superseded by ${nameOf(node)}`,
        related: related(workspace, older),
        fixes: markSuperseded(workspace, older, node),
      }
    }
    for (const path of node.supersededBy) {
      const newer = graph.byPath(path)
      if (!newer || path === node.path || newer.supersedes.includes(node.path) || newer.amends.includes(node.path)) continue
      // In MADR the newer record has no field for it: a link or its number anywhere is enough.
      if (mentions(workspace.document(path), workspace, node)) continue
      yield {
        range: referenceRange(document, workspace, 'supersededBy', newer),
        message: `This ADR is superseded by ${nameOf(newer)}, but ${nameOf(newer)} does not say so`,
        help: `Add 'Supersedes ${nameOf(node)}' to ${nameOf(newer)}`,
        related: related(workspace, newer),
      }
    }
  },
})

const nameOf = (node: AdrNode): string => (node.number === undefined ? node.path.slice(node.path.lastIndexOf('/') + 1) : `ADR-${String(node.number).padStart(4, '0')}`)

const related = (workspace: WorkspaceView, node: AdrNode): Report['related'] => {
  const other = workspace.document(node.path)
  return other ? [{ path: node.path, range: readAdrStatus(other)?.range ?? other.titleRange, message: `the status of ${nameOf(node)}` }] : []
}

const lineAt = (document: DocumentView, range: Range): string => document.lines.lineText(document.lines.lineOf(range.start))

function referenceRange(document: DocumentView, workspace: WorkspaceView, relation: AdrRelation, node: AdrNode): Range {
  const reference = readAdrReferences(document).find(
    (r) =>
      r.relation === relation &&
      ((r.target !== undefined && workspace.resolve(document.path, r.target)?.path === node.path) || (node.number !== undefined && r.number === node.number)),
  )
  return reference?.range ?? readAdrStatus(document)?.range ?? document.titleRange
}

function mentions(document: DocumentView | undefined, workspace: WorkspaceView, node: AdrNode): boolean {
  if (!document?.markdown) return true
  if (document.markdown.links.some((link) => workspace.resolve(document.path, link.target)?.path === node.path)) return true
  if (node.number === undefined) return false
  return [...document.markdown.plain.matchAll(/\b(?:adr|ad|dr|decision)[\s#_-]{0,3}(\d{1,5})\b/gi)].some((match) => Number(match[1]) === node.number)
}

/** Rewrites the status of the older record, where both lie in one folder. */
function markSuperseded(workspace: WorkspaceView, older: AdrNode, newer: AdrNode): readonly Fix[] {
  const other = workspace.document(older.path)
  const status = other && readAdrStatus(other)
  const folder = older.path.slice(0, older.path.lastIndexOf('/') + 1)
  if (!status || status.place === 'table' || !newer.path.startsWith(folder) || newer.path.slice(folder.length).includes('/')) return []
  const link = `[${nameOf(newer)}](${newer.path.slice(folder.length)})`
  const newText = status.place === 'front-matter' ? `superseded by ${nameOf(newer)}` : `Superseded by ${link}`
  return [{ title: `Mark ${nameOf(older)} as superseded by ${nameOf(newer)}`, safe: false, edits: [{ path: older.path, edit: { range: status.range, newText } }] }]
}
