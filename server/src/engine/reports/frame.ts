import type { LineIndex } from '../text/line-index.ts'
import type { Range } from '../text/range.ts'
import { cellsOf, isPlainAscii } from './text-width.ts'

/** Characters of a source line that are looked at; the rest could not be shown anyway. */
const MAX_LINE = 2_000

export interface Frame {
  /** One-based line number of `source`. */
  readonly line: number
  readonly source: string
  /** Blanks and `^`, to stand below `source`. */
  readonly carets: string
  /** One-based last line of a range that goes on below. */
  readonly until: number | undefined
}

/** The source line on which a range begins, cut to `width` columns around it, with carets below its exact extent. */
export function frameOf(lines: LineIndex, range: Range, width: number): Frame {
  const first = lines.lineOf(range.start)
  const last = lines.lineOf(Math.max(range.start, range.end - 1))
  const { start: lineStart, end: lineEnd } = lines.lineRange(first)
  const text = lines.lineText(first)
  const from = Math.min(range.start, lineEnd) - lineStart
  const to = Math.max(from, Math.min(range.end, lineEnd) - lineStart)
  const skip = from > MAX_LINE / 2 ? from - MAX_LINE / 4 : 0
  const part = text.slice(skip, skip + MAX_LINE)
  const drawn = isPlainAscii(part) ? drawPlain : drawCells
  const { source, carets } = drawn(part, from - skip, to - skip, width, skip > 0, skip + MAX_LINE < text.length)
  return { line: first + 1, source, carets, until: last > first ? last + 1 : undefined }
}

interface Drawn {
  readonly source: string
  readonly carets: string
}

/** As `drawCells`, for a line of which each character takes one column. */
function drawPlain(text: string, from: number, to: number, width: number, cutBefore: boolean, cutAfter: boolean): Drawn {
  const total = text.length
  let first = 0
  if (cutBefore || total > width) {
    first = Math.max(0, Math.min(from, total) - Math.floor(width / 3))
    if (total - first < width / 2) first = Math.max(0, Math.min(first, total - width + 3))
  }
  const prefix = first > 0 || cutBefore ? '…' : ''
  const room = Math.max(0, width - 1 - prefix.length)
  const end = Math.min(total, first + room + (first + room === total - 1 && !cutAfter ? 1 : 0))
  const blanks = Math.max(0, Math.min(end, from) - first)
  const marked = Math.max(0, Math.min(end, to) - Math.max(first, from))
  const source = `${prefix}${text.slice(first, end)}${end < total || cutAfter ? '…' : ''}`
  return { source: source.trimEnd(), carets: ' '.repeat(prefix.length + blanks) + '^'.repeat(marked || 1) }
}

function drawCells(text: string, from: number, to: number, width: number, cutBefore: boolean, cutAfter: boolean): Drawn {
  const cells = cellsOf(text)
  let first = 0
  const total = cells.reduce((sum, cell) => sum + cell.width, 0)
  if (cutBefore || total > width) {
    // Keep a third of the window before the range, so that its context can be read.
    let before = cells.findIndex((cell) => cell.end > from)
    if (before === -1) before = cells.length
    let room = Math.floor(width / 3)
    first = before
    while (first > 0 && room > 0) room -= cells[--first]!.width
    if (first > 0 && total - cells.slice(0, first).reduce((sum, cell) => sum + cell.width, 0) < width / 2)
      while (first > 0 && cells.slice(first - 1).reduce((sum, cell) => sum + cell.width, 0) < width - 2) first--
  }
  const prefix = first > 0 || cutBefore ? '…' : ''
  let source = prefix
  let carets = ' '.repeat(prefix.length)
  let used = prefix.length
  let marked = 0
  let i = first
  for (; i < cells.length; i++) {
    const cell = cells[i]!
    if (used + cell.width > width - 1 && (i < cells.length - 1 || cutAfter)) break
    const inside = cell.start < to && cell.end > from
    source += cell.shown
    used += cell.width
    if (inside) {
      carets += '^'.repeat(cell.width)
      marked += cell.width
    } else if (cell.end <= from) carets += ' '.repeat(cell.width)
  }
  if (i < cells.length || cutAfter) source += '…'
  return { source: source.trimEnd(), carets: marked > 0 ? carets : `${carets}^` }
}
