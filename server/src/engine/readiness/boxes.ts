import { findDates } from '../documents/dates.ts'
import type { DocumentView } from '../documents/document.ts'
import type { Range } from '../text/range.ts'
import type { Box } from './types.ts'

/** The line of an item in a readiness checklist: `- [x] PL-C-012 text — evidence: path (@owner, 2026-05-01)`. */
export interface BoxLine extends Box {
  readonly item: string
  /** The character between the brackets. */
  readonly mark: Range
  /** From the list mark to the end of the line. */
  readonly line: Range
  /** Path or address behind `evidence:`. */
  readonly evidence: string | undefined
  /** Reason behind `N/A:`. */
  readonly reason: string | undefined
}

const LINE = /^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s+\[([ xX~-])\]\s+(PL-C-\d{3})\b/
const STATES: Readonly<Record<string, Box['state']>> = { ' ': 'open', x: 'done', X: 'done', '-': 'not-applicable', '~': 'waived' }

/** The boxes of all items that a checklist document names. Linear in the text. */
export function boxesOf({ path, text, lines, markdown }: DocumentView): readonly BoxLine[] {
  const boxes: BoxLine[] = []
  for (const block of markdown?.blocks ?? []) {
    if (block.kind !== 'item') continue
    const line = lines.lineRange(lines.lineOf(block.range.start))
    const words = text.slice(line.start, line.end)
    const match = LINE.exec(words)
    if (!match) continue
    const mark = line.start + words.indexOf('[') + 1
    const state = STATES[match[1]!]!
    const reason = after(words, 'N/A:')
    const note = words.lastIndexOf('(@')
    boxes.push({
      item: match[2]!,
      state: state === 'open' && reason !== undefined ? 'not-applicable' : state,
      by: note === -1 ? null : (/^\(@([\w.:/@-]{1,80})/.exec(words.slice(note))?.[1] ?? null),
      on: note === -1 ? null : (findDates(words.slice(note, note + 120))[0]?.iso ?? null),
      place: { path, range: { start: line.start + (words.length - words.trimStart().length), end: line.end } },
      mark: { start: mark, end: mark + 1 },
      line,
      evidence: after(words, 'evidence:'),
      reason,
    })
  }
  return boxes
}

/** What stands behind a label up to the note in brackets. */
function after(words: string, label: string): string | undefined {
  const at = words.toLowerCase().indexOf(label.toLowerCase())
  if (at === -1) return undefined
  const rest = words.slice(at + label.length)
  const note = rest.lastIndexOf('(@')
  const text = (note === -1 ? rest : rest.slice(0, note)).trim().replace(/^`|`$/g, '')
  return text === '' ? undefined : text
}
