import { findDates, isoDate } from '../documents/dates.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldText } from '../documents/fields.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { Row } from '../syntax/markdown.ts'
import type { Bar } from './types.ts'

const MAX_BARS = 300

/** Items of a roadmap document: rows of its tables that have a quarter or a date. */
export function roadmapBars(view: DocumentView): readonly Bar[] {
  const bars: Bar[] = []
  let section = view.title
  for (const block of view.markdown?.blocks ?? []) {
    if (block.kind === 'heading') section = block.text
    if (block.kind !== 'table' || block.quoted) continue
    const column = (pattern: RegExp): number => block.header.findIndex(({ text }) => pattern.test(text.trim()))
    const when = column(/^(?:target(?: date)?|quarter|due(?: date)?|deadline|when|date|eta)$/i)
    if (when === -1) continue
    const name = Math.max(0, column(/^(?:capability|item|outcome|initiative|deliverable|what|epic|title)$/i))
    const columns = { owner: column(/^owner/i), status: column(/^(?:status|state)$/i), size: column(/^size$/i) }
    for (const row of block.rows) {
      const span = spanOf(row.cells[when]?.text ?? '')
      if (!span || bars.length >= MAX_BARS) continue
      bars.push({
        id: `b${bars.length}`,
        label: row.cells[name]?.text || `item ${bars.length + 1}`,
        section,
        ...span,
        details: [cell(row, columns.status), cell(row, columns.owner), cell(row, columns.size)].filter((text) => text !== ''),
        problems: [],
        place: { path: view.path, range: row.range },
      })
    }
  }
  return bars
}

const cell = (row: Row, column: number): string => (column === -1 ? '' : (row.cells[column]?.text ?? ''))

/** First and last day of a quarter, a month, two dates or one. */
function spanOf(text: string): { readonly start: string; readonly end: string } | undefined {
  const dates = findDates(text)
  if (dates.length > 0) return { start: dates[0]!.iso, end: dates.at(-1)!.iso }
  const quarter = /\bQ([1-4])[ /'-]{0,2}(20\d\d)\b|\b(20\d\d)[ /-]?Q([1-4])\b/i.exec(text)
  if (quarter) {
    const year = Number(quarter[2] ?? quarter[3])
    const first = 3 * (Number(quarter[1] ?? quarter[4]) - 1) + 1
    return { start: isoDate(year, first, 1)!, end: isoDate(year, first + 2, first === 1 || first === 10 ? 31 : 30)! }
  }
  const month = /^\s*(20\d\d)-(0[1-9]|1[0-2])\s*$/.exec(text)
  return month ? { start: `${month[1]}-${month[2]}-01`, end: `${month[1]}-${month[2]}-28` } : undefined
}

/** Dated events of a model's life: milestones, releases, approvals, reviews, what ends. */
const EVENTS: readonly (readonly [string, string, string])[] = [
  ['spec.lifecycle.milestones.approved', 'Approved', 'Milestones'],
  ['spec.lifecycle.milestones.firstProduction', 'First production', 'Milestones'],
  ['spec.governance.lastReviewed', 'Last review', 'Reviews'],
  ['spec.governance.nextReview', 'Next review', 'Reviews'],
  ['spec.risk.modelRisk.nextValidation', 'Next validation', 'Reviews'],
  ['spec.lifecycle.retirement.date', 'Retirement', 'End'],
]

/** Lists of events: path, key of the date, words for it, section. */
const EVENT_LISTS: readonly (readonly [string, string, (item: (key: string) => string | undefined) => string, string])[] = [
  ['spec.lifecycle.releases', 'date', (item) => `Release ${item('version') ?? ''} ${item('outcome') ?? ''}`, 'Releases'],
  ['spec.governance.approvals', 'decided', (item) => `${item('role') ?? ''} ${item('status') ?? 'approval'}`, 'Approvals'],
  ['spec.governance.waivers', 'expires', (item) => `Waiver of ${item('rule') ?? ''} ends`, 'End'],
  ['spec.llm.providers', 'deprecationDate', (item) => `${item('name') ?? 'Provider'} ${item('versionPin') ?? item('model') ?? ''} ends`, 'End'],
]

/** The life of a model as its manifest dates it. */
export function lifeBars(manifest: DocumentView): readonly Bar[] {
  const bars: Omit<Bar, 'id'>[] = []
  const add = (label: string, section: string, date: string | undefined, range: { start: number; end: number }): void => {
    const iso = date === undefined ? undefined : findDates(date)[0]?.iso
    if (iso) bars.push({ label: label.replace(/\s+/g, ' ').trim(), section, start: iso, end: iso, details: [], problems: [], place: { path: manifest.path, range } })
  }
  for (const [path, label, section] of EVENTS) {
    const entry = yamlEntryAt(manifest.root, path.split('.'))
    if (entry) add(label, section, fieldText(manifest.root, path.split('.')), entry.range)
  }
  for (const [path, key, label, section] of EVENT_LISTS) {
    const list = yamlAt(manifest.root, path.split('.'))
    for (const item of list?.kind === 'seq' ? list.items.slice(0, MAX_BARS) : [])
      if (item)
        add(
          label((name) => fieldText(item, [name])),
          section,
          fieldText(item, [key]),
          item.range,
        )
  }
  return bars.slice(0, MAX_BARS).map((bar, i) => ({ id: `b${i}`, ...bar }))
}
