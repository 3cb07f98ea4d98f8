import type { DocumentView } from '../../documents/document.ts'
import { findDates } from '../../documents/dates.ts'
import { looseEntry } from '../../documents/fields.ts'
import { placeholderValue } from '../../documents/placeholders.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { textAt, textsAt } from '../reading.ts'

export type ItemField = 'owner' | 'when' | 'metric' | 'status' | 'size' | 'capability' | 'dependsOn' | 'evidence'

export interface RoadmapItem {
  readonly id: string
  readonly name: string
  readonly range: Range
  /** As written; absent where the item has no such field, `''` where it is left empty. */
  readonly fields: Readonly<Partial<Record<ItemField, string>>>
}

/** Items that are written in one place, and the fields that this place has at all. */
export interface ItemList {
  readonly range: Range
  readonly has: ReadonlySet<ItemField>
  readonly items: readonly RoadmapItem[]
}

const NAME = /^(?:items?|initiatives?|epics?|deliverables?|capabilit(?:y|ies)|projects?|themes?|work ?items?|features?|topics?|what)$/i
const COLUMNS: Readonly<Record<ItemField, RegExp>> = {
  owner: /^(?:owners?|owned by|responsible|lead|team|dri|who)$/i,
  when: /^(?:quarters?|target(?: date| quarter)?|due(?: date)?|dates?|when|deadline|eta|timeline|period|start|end|finish|delivery|milestone date)$/i,
  metric: /^(?:metrics?|kpis?|success metrics?|outcomes?|outcome metric|success criteri(?:a|on)|measure(?: of success)?|target value|results?|key results?|goals?|benefit)$/i,
  status: /^(?:status|state|progress|done)$/i,
  size: /^(?:size|effort|t-?shirt(?: size)?|estimate)$/i,
  capability: /^(?:capability|area|category|stream|theme)$/i,
  dependsOn: /^(?:depends on|dependencies|dependency|needs|prerequisites?|blocked by)$/i,
  evidence: /^(?:evidence|tracking|ticket|links?|epic link|issue|jira|proof)$/i,
}
const ID = /^(?:id|#|no\.?|nr\.?|key)$/i

const FIELDS = Object.keys(COLUMNS) as readonly ItemField[]

/** Items of a roadmap: of its tables that name items beside an owner, a date or a status, and of the list `items` in its front matter. Linear. */
export function itemLists(document: DocumentView): readonly ItemList[] {
  const lists: ItemList[] = []
  const front = looseEntry(document.root, ['items'])
  if (front?.value?.kind === 'seq' && front.value.items.some((item) => item?.kind === 'map')) lists.push(ofFrontMatter(front.value.items, front.keyRange))
  for (const block of document.markdown?.blocks ?? []) {
    if (block.kind !== 'table' || block.quoted || block.rows.length === 0) continue
    const heads = block.header.map((cell) => cell.text.trim())
    const place = (field: ItemField): number => heads.findIndex((head) => COLUMNS[field].test(head))
    const id = heads.findIndex((head) => ID.test(head))
    const named = heads.findIndex((head) => NAME.test(head))
    const name = named === -1 && id !== -1 ? id : named
    const has = new Set(FIELDS.filter((field) => place(field) !== -1 && place(field) !== name))
    // A table of milestones or risks has other columns; what lists items says when, and who or how far.
    if (name === -1 || !has.has('when') || !(has.has('owner') || has.has('status'))) continue
    const items = block.rows.flatMap(({ cells, range }): readonly RoadmapItem[] => {
      const text = cells[name]?.text.trim() ?? ''
      if (text === '') return []
      const fields = Object.fromEntries([...has].map((field) => [field, cells[place(field)]?.text.trim() ?? '']))
      return [
        {
          id: (id === -1 ? undefined : cells[id]?.text.trim()) || text,
          name: text,
          range: cells[name]?.range ?? range,
          fields: named === place('capability') ? { ...fields, capability: text } : fields,
        },
      ]
    })
    lists.push({ range: block.header[name]!.range, has, items })
  }
  return lists
}

const KEYS: Readonly<Record<ItemField, readonly string[]>> = {
  owner: ['owner'],
  when: ['quarter', 'targetDate', 'date'],
  metric: ['metric', 'outcome'],
  status: ['status'],
  size: ['size'],
  capability: ['capability'],
  dependsOn: ['dependsOn'],
  evidence: ['evidence', 'tracking', 'adrs'],
}

function ofFrontMatter(nodes: readonly (YamlNode | null)[], range: Range): ItemList {
  const items = nodes.flatMap((node): readonly RoadmapItem[] => {
    if (node?.kind !== 'map') return []
    const fields = Object.fromEntries(FIELDS.map((field) => [field, KEYS[field].flatMap((key) => textsAt(node, key)).join(', ')]))
    const id = textAt(node, 'id')
    const name = textAt(node, 'name') ?? textAt(node, 'title') ?? textAt(node, 'outcome') ?? textAt(node, 'capability') ?? id
    return name === undefined ? [] : [{ id: id ?? name, name, range: node.entries[0]?.value?.range ?? node.range, fields }]
  })
  return { range, has: new Set(FIELDS), items }
}

const NOTHING = /^(?:[-–—?.]*|n\/a|none|unknown)$/i

/** Whether a cell says something. */
export const isFilled = (text: string | undefined): boolean => text !== undefined && !NOTHING.test(text) && placeholderValue(text) === undefined

export const isDone = (text: string | undefined): boolean => /^(?:done|complete[d]?|shipped|delivered|finished|live|closed|✅|☑|✔)/iu.test(text ?? '')

export const isDropped = (text: string | undefined): boolean => /^(?:dropped|cancell?ed|rejected|stopped|parked)/i.test(text ?? '')

/** A number that grows with time: of a quarter (`Q2 2027`, `2027-Q2`), half year or date; `undefined` where none is read. */
export function orderOf(when: string | undefined): number | undefined {
  const text = when ?? ''
  const quarter = /\bQ([1-4])\b(?:[ /'-]{0,2}((?:20)?\d\d)\b)?|\b(20\d\d)[ /-]?Q([1-4])\b/i.exec(text)
  if (quarter) {
    const year = Number(quarter[3] ?? quarter[2] ?? 0)
    return (year > 0 && year < 100 ? year + 2000 : year) * 12 + Number(quarter[1] ?? quarter[4]) * 3
  }
  const half = /\bH([12])[ /-]{0,2}(20\d\d)\b|\b(20\d\d)[ /-]?H([12])\b/i.exec(text)
  if (half) return Number(half[2] ?? half[3]) * 12 + Number(half[1] ?? half[4]) * 6
  const iso = findDates(text).at(-1)?.iso ?? /\b20\d\d-(?:0[1-9]|1[0-2])\b/.exec(text)?.[0]
  return iso === undefined ? undefined : Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7))
}
