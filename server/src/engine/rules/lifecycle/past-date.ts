import { findDates } from '../../documents/dates.ts'
import type { DocumentView } from '../../documents/document.ts'
import { fieldText } from '../../documents/fields.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { dateFields } from './date-fields.ts'

/** Fields that speak of the future. Reviews, approvals and waivers have rules of their own: review-overdue, approval-invalid, waiver-invalid. */
const MANIFEST = ['spec.lifecycle.retirement.date', 'spec.risk.modelRisk.nextValidation', 'spec.llm.providers.*.deprecationDate']
const DONE = /\b(?:done|dropped|complete[d]?|shipped|delivered|closed|cancell?ed|released|✅|☑)\b|✅|☑|✔/iu
const HEAD = /^(?:target(?: date)?|quarter|due(?: date)?|deadline|when|date|eta|milestone date)$/i

export default defineRule({
  id: 'PL-LIF-004',
  name: 'past-date',
  category: 'lifecycle',
  title: 'Date already passed',
  kinds: ['model-manifest', 'roadmap'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'Dates of retirements, validations, ends of providers and open roadmap items that lie ahead',
  why: 'A date in the past says that what it called for did not happen, or that nobody has looked since',
  help: 'Do what the date called for, then set the next date; or say what changed',
  references: ['ISO/IEC 42001, A.6.2.6'],
  examples: {
    good: [
      {
        path: 'churn.model.yaml',
        text: 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec:\n  lifecycle: {retirement: {date: 2199-01-01}}\n',
      },
    ],
    bad: [
      {
        path: 'churn.model.yaml',
        text: 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec:\n  lifecycle: {retirement: {date: 2021-01-01}}\n',
      },
      {
        title: 'An open item of a roadmap',
        path: 'docs/ml-roadmap.md',
        text: '---\nkind: roadmap\n---\n# Roadmap\n\n| Item | Quarter | Status |\n|---|---|---|\n| Registry | Q1 2021 | planned |\n',
      },
    ],
  },
  *check({ document, today, stage }): Iterable<Report> {
    const kind = document.recognition!.kind
    const fields = kind === 'model-manifest' ? MANIFEST : []
    const over = stage === 'retired' || /^(?:superseded|rejected|retired|deprecated)/i.test(fieldText(document.root, ['status']) ?? '')
    for (const pattern of over ? [] : fields) {
      for (const { path, iso, range } of dateFields(document.root, pattern)) if (iso < today) yield { range, message: `\`${path}\` ${iso} has passed` }
    }
    if (kind === 'roadmap') yield* openItems(document, today)
  },
})

/** Items of a roadmap that are neither done nor dropped, with a quarter or date in the past. */
function* openItems(document: DocumentView, today: string): Generator<Report> {
  for (const block of document.markdown?.blocks ?? []) {
    if (block.kind !== 'table' || block.quoted) continue
    const when = block.header.findIndex((cell) => HEAD.test(cell.text))
    const status = block.header.findIndex((cell) => /^(?:status|state|progress)$/i.test(cell.text))
    if (when === -1 || status === -1) continue
    for (const row of block.rows) {
      const cell = row.cells[when]
      const end = cell && endOf(cell.text)
      if (!end || end >= today || DONE.test(row.cells[status]?.text ?? '')) continue
      const state = row.cells[status]?.text
      yield { range: cell.range, message: `'${row.cells[0]?.text ?? 'This item'}' was due ${cell.text} and is ${state || 'not done'}` }
    }
  }
}

/** Last day of a quarter (`Q1 2026`, `2026-Q1`), month (`2026-03`) or date. */
function endOf(text: string): string | undefined {
  const quarter = /\bQ([1-4])[ /'-]{0,2}(20\d\d)\b|\b(20\d\d)[ /-]?Q([1-4])\b/i.exec(text)
  if (quarter) return `${quarter[2] ?? quarter[3]}-${['03-31', '06-30', '09-30', '12-31'][Number(quarter[1] ?? quarter[4]) - 1]}`
  const date = findDates(text).at(-1)?.iso
  if (date) return date
  const month = /^\s*(20\d\d)-(0[1-9]|1[0-2])\s*$/.exec(text)
  return month ? `${month[1]}-${month[2]}-31` : undefined
}
