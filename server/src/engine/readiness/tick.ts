import type { DocumentView } from '../documents/document.ts'
import { folderOf } from '../workspace/paths.ts'
import { boxesOf } from './boxes.ts'
import type { BoxLine } from './boxes.ts'
import { checklistText, itemLine } from './checklist-text.ts'
import type { Edits } from './edits.ts'
import { answerAll } from './readiness.ts'
import { scopeOf } from './scope.ts'
import type { ModelScope, ModelSource } from './scope.ts'
import type { ReadinessItem } from './types.ts'

/** What a person says of an item. */
export interface Tick {
  readonly item: string
  readonly state: 'done' | 'open' | 'not-applicable'
  readonly evidence?: string
  readonly by?: string
  readonly reason?: string
}

const MARKS = { done: 'x', open: ' ', 'not-applicable': '-' } as const

/**
 * Writes the answer of a person into the model's readiness checklist, or a new one beside its manifest. Only adds: an item that a rule finds missing
 * is refused, that needs the gap closed or a waiver.
 */
export function tick(source: ModelSource, path: string, given: Tick): Edits {
  const scope = scopeOf(source, path)
  if (!scope) return { refused: `${path} is no document of a model` }
  const readiness = answerAll(scope)
  const item = readiness.items.find(({ id }) => id === given.item)
  if (!item) return { refused: `the checklist has no item ${given.item}` }
  if (given.state !== 'open' && !item.tickable) return { refused: `${item.id} is ${item.state}: ${item.reason}. Close the gap, or have it waived` }
  if (given.state === 'not-applicable' && !given.reason) return { refused: 'an item is not applicable for a reason' }
  const document = scope.documents.find((view) => view.recognition?.kind === 'readiness-checklist')
  const line = itemLine(item, MARKS[given.state], note(given, source.today()))
  if (!document) {
    const file = newChecklist(scope)
    if (scope.source.models.exists(file) === true) return { refused: `${file} exists but is no readiness checklist` }
    return { edits: [], creates: [{ path: file, text: checklistText(scope, readiness, new Map([[item.id, line]])) }] }
  }
  const box = boxesOf(document).find((known) => known.item === item.id)
  return { edits: [{ path: document.path, edit: box ? changed(document, box, given, source.today()) : added(document, item, line) }], creates: [] }
}

/** `evidence: tests/x.py (@j.lind, 2026-11-27)`. */
function note({ evidence, by, reason, state }: Tick, today: string): string {
  if (state === 'open') return ''
  const words = state === 'not-applicable' ? `N/A: ${oneLine(reason!)}` : evidence ? `evidence: ${oneLine(evidence)}` : ''
  const who = by
    ? `(@${oneLine(by)
        .replace(/^@/, '')
        .replace(/[^\w.:/@-]/g, '')}, ${today})`
    : `(${today})`
  return [words, who].filter(Boolean).join(' ')
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300)

/** The box gets another mark; words behind the item that people wrote stay, unless the answer brings its own. */
function changed({ text }: DocumentView, { mark, line }: BoxLine, given: Tick, today: string): { range: { start: number; end: number }; newText: string } {
  const rest = text.slice(mark.end, line.end)
  const plain = rest.replace(/\s+—\s+(?:evidence:|N\/A:|\().*$/i, '').trimEnd()
  const words = note(given, today)
  const own = given.evidence || given.by || given.reason || given.state === 'open' ? `${plain}${words === '' ? '' : ` — ${words}`}` : rest
  return { range: { start: mark.start, end: line.end }, newText: MARKS[given.state] + own }
}

/** A line of its own below the heading of the area, or at the end. */
function added({ text, markdown, lines }: DocumentView, item: ReadinessItem, line: string): { range: { start: number; end: number }; newText: string } {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const blocks = markdown?.blocks ?? []
  const heading = blocks.findIndex((block) => block.kind === 'heading' && block.text.trim().toLowerCase() === item.area.toLowerCase())
  let last = -1
  if (heading !== -1) for (let i = heading + 1; i < blocks.length && blocks[i]!.kind !== 'heading'; i++) if (blocks[i]!.kind === 'item') last = i
  if (last === -1) {
    const gap = text === '' || text.endsWith('\n') ? '' : newline
    return { range: { start: text.length, end: text.length }, newText: `${gap}${newline}## ${item.area}${newline}${newline}${line}${newline}` }
  }
  const { end } = lines.lineRange(lines.lineOf(Math.max(blocks[last]!.range.start, blocks[last]!.range.end - 1)))
  return { range: { start: end, end }, newText: `${newline}${line}` }
}

function newChecklist({ manifest, documents, name }: ModelScope): string {
  const folder = folderOf((manifest ?? documents[0]!).path)
  return `${folder === '' ? '' : `${folder}/`}${name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 60)}-readiness.md`
}
