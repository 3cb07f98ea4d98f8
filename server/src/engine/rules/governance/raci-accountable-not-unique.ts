import type { DocumentView } from '../../documents/document.ts'
import { placeholderValue } from '../../documents/placeholders.ts'
import type { Block } from '../../syntax/markdown.ts'
import type { Range } from '../../text/range.ts'
import { entriesAt, isWritten, reportsByPiece, textAt, textsAt } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleExample } from '../types.ts'

type Table = Block & { readonly kind: 'table' }

const ACCOUNTABLE = /^(?:accountable|accountable \(a\)|a)$/i
/** Options are called A, B, C as well; a table of letters has R beside A. */
const isRaci = (heads: readonly string[]): boolean => heads.some((head) => OTHERS.test(head)) || (heads.some((h) => /^r$/i.test(h)) && heads.some((h) => /^[ci]$/i.test(h)))
const OTHERS = /^(?:responsible|consulted|informed)\b/i
/** `A`, `R/A`, `RA`, `C, I`. */
const LETTERS = /^[RACI](?:[ ,/&+]{0,3}[RACI]){0,3}$/i
const EMPTY = /^(?:[-–—?]*|none|n\/a|nobody)$/i

const manifest = (accountable: string): RuleExample => ({
  path: 'parcel-eta.model.yaml',
  text: `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: parcel-eta, version: 2.1.0}
spec:
  ownership:
    owner: team:routing
    raci:
      - {activity: release, responsible: [team:platform], accountable: ${accountable}}
`,
})

export default defineRule({
  id: 'PL-GOV-005',
  name: 'raci-accountable-not-unique',
  category: 'governance',
  title: 'Zero or several accountable',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'Exactly one accountable party for each activity',
  why: 'Where two are accountable, each waits for the other; shared accountability is none',
  help: 'Keep one accountable party for each activity, and make the others responsible or consulted',
  references: ['ISO/IEC 42001, A.3.2', 'NIST AI RMF 1.0, GOVERN 2.1'],
  examples: {
    good: [
      manifest('team:routing'),
      sampleDocument('ml-design-doc', '## Responsibilities\n\n| Activity | Routing | Platform | Depots |\n|---|---|---|---|\n| Release | A | R | I |\n| Incidents | A/R | C | I |'),
    ],
    bad: [
      manifest('[team:routing, team:platform]'),
      sampleDocument('ml-design-doc', '## Responsibilities\n\n| Activity | Routing | Platform | Depots |\n|---|---|---|---|\n| Release | A | R | I |\n| Incidents | A | A | I |'),
      sampleDocument(
        'ml-design-doc',
        '## Responsibilities\n\n| Activity | Responsible | Accountable |\n|---|---|---|\n| Release | Platform | Routing |\n| Incidents | Platform | Routing, Platform |',
        { title: 'A column of its own' },
      ),
    ],
  },
  *check({ document }): Iterable<Report> {
    if (document.recognition!.kind === 'model-manifest') yield* inManifest(document)
    else yield* inTables(document)
  },
})

const report = (activity: string, parties: number, range: Range): Report => ({
  range,
  message: `Activity '${activity}' has ${parties === 0 ? 'no' : parties} accountable part${parties === 1 ? 'y' : 'ies'}; keep exactly one`,
})

function* inManifest({ root }: DocumentView): Generator<Report> {
  const known = new Map<string, string>()
  for (const { node } of entriesAt(root, 'spec.ownership.raci')) {
    const activity = textAt(node, 'activity')
    if (activity === undefined) continue
    const parties = [...new Set(textsAt(node, 'accountable'))]
    const at = node.kind === 'map' ? (node.entries.find((e) => e.key === 'accountable')?.value ?? node.entries.find((e) => e.key === 'activity')?.value) : undefined
    // A placeholder is a finding of its own.
    if (parties.length === 0 && isWritten(node, 'accountable') && !isWritten(node, 'accountable.0')) continue
    const earlier = known.get(activity)
    if (parties.length !== 1) yield report(activity, parties.length, at?.range ?? node.range)
    else if (earlier !== undefined && earlier !== parties[0]) yield report(activity, 2, at?.range ?? node.range)
    else known.set(activity, parties[0]!)
  }
}

const inTables = reportsByPiece(function* ({ blocks }) {
  for (const block of blocks) if (block.kind === 'table' && !block.quoted) yield* inTable(block)
})

function* inTable({ header, rows }: Table): Generator<Report> {
  const column = header.findIndex((cell) => ACCOUNTABLE.test(cell.text.trim()))
  if (column > 0 && isRaci(header.map((cell) => cell.text.trim()))) {
    for (const { cells } of rows) {
      const cell = cells[column]
      const activity = cells[0]?.text
      if (!cell || !activity || placeholderValue(cell.text) !== undefined) continue
      const parties = EMPTY.test(cell.text.trim()) ? [] : cell.text.split(/[,;/]|\band\b|&/).filter((part) => part.trim() !== '')
      // "Research and development" is one department: words that join count only between parties that the table names elsewhere.
      if (parties.length > 1 && !/[,;]/.test(cell.text) && !parties.every((party) => isNamed(rows, party.trim(), cell.text))) continue
      if (parties.length !== 1) yield report(activity, parties.length, parties.length === 0 ? cells[0]!.range : cell.range)
    }
    return
  }
  const marked = rows.flatMap(({ cells }) => cells.slice(1).filter((cell) => cell.text.trim() !== ''))
  if (rows.length < 2 || header.length < 3 || marked.length < 4) return
  // A matrix of letters, in which somebody has given out the letter A.
  if (marked.filter((cell) => LETTERS.test(cell.text.trim())).length < marked.length * 0.8 || !marked.some((cell) => hasA(cell.text))) return
  for (const { cells } of rows) {
    const own = cells.slice(1)
    const parties = own.filter((cell) => hasA(cell.text)).length
    if (parties === 1 || own.every((cell) => cell.text.trim() === '') || !cells[0]?.text) continue
    yield report(cells[0].text, parties, cells[0].range)
  }
}

const hasA = (text: string): boolean => LETTERS.test(text.trim()) && /a/i.test(text)

const isNamed = (rows: Table['rows'], party: string, within: string): boolean =>
  rows.some(({ cells }) =>
    cells.slice(1).some(
      (cell) =>
        cell.text !== within &&
        cell.text
          .toLowerCase()
          .split(/[,;/]/)
          .some((part) => part.trim() === party.toLowerCase()),
    ),
  )
