/** Code point ranges that terminals draw two columns wide (East Asian Wide and Fullwidth, coarse blocks). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x23e9, 0x23ec],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f265],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
]

/** What every terminal draws one column wide; segmentation of anything else is slow. */
const ASCII = /^[ -~]*$/
/** Whether each character of a line takes one column and is shown as it is. */
export const isPlainAscii = (line: string): boolean => ASCII.test(line)

const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const EMOJI = /^\p{Emoji_Presentation}$/u

/** True for characters that would drive the terminal or reorder what it shows: C0, DEL, C1, bidirectional controls. */
function isControl(code: number): boolean {
  return (
    code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0x61c || (code >= 0x200e && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
  )
}

/** One thing the terminal draws: where it comes from, what is shown for it, how many columns it takes. */
export interface Cell {
  /** Offset in the text. */
  readonly start: number
  readonly end: number
  readonly shown: string
  readonly width: number
}

/** Splits one line into drawn cells: tabs become blanks up to the next multiple of `tab`, control characters a visible stand-in. */
export function cellsOf(line: string, tab = 4): readonly Cell[] {
  const cells: Cell[] = []
  if (ASCII.test(line)) {
    for (let i = 0; i < line.length; i++) cells.push({ start: i, end: i + 1, shown: line[i]!, width: 1 })
    return cells
  }
  let column = 0
  for (const { segment, index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(line)) {
    const code = segment.codePointAt(0)!
    let shown = segment
    let width = 1
    if (segment === '\t') {
      width = tab - (column % tab)
      shown = ' '.repeat(width)
    } else if (isControl(code)) shown = '\ufffd'
    else width = graphemeWidth(segment, code)
    cells.push({ start: index, end: index + segment.length, shown, width })
    column += width
  }
  return cells
}

function graphemeWidth(segment: string, code: number): number {
  if (code < 0x300) return 1
  if (INVISIBLE.test(String.fromCodePoint(code))) return 0
  if (segment.includes('\ufe0f') || EMOJI.test(String.fromCodePoint(code))) return 2
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}

/** Columns that a text takes in a terminal. */
export const textWidth = (text: string): number => (ASCII.test(text) ? text.length : cellsOf(text).reduce((sum, cell) => sum + cell.width, 0))

/** The text on one line and without anything that could drive a terminal: documents, paths and messages are other people's text. */
export function plain(text: string): string {
  if (ASCII.test(text)) return text
  let result = ''
  for (const character of text) {
    const code = character.codePointAt(0)!
    result += character === '\n' || character === '\t' || character === '\r' ? ' ' : isControl(code) ? '\ufffd' : character
  }
  return result
}

/** Breaks words into lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of plain(text).split(' ')) {
    if (word === '') continue
    const columns = textWidth(word)
    if (line !== '' && used + 1 + columns > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    line = line === '' ? word : `${line} ${word}`
    used += (used === 0 ? 0 : 1) + columns
  }
  if (line !== '') lines.push(line)
  return lines
}
