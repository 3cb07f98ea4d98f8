import type { Block } from '../syntax/markdown.ts'
import { perPiece, shift } from '../syntax/pieces.ts'
import { toldOf } from '../syntax/stretches.ts'
import type { Range } from '../text/range.ts'
import type { DocumentView } from './document.ts'

/** A run of text in a Markdown document that people wrote: a heading, paragraph, list item or table cell. */
export interface ProseRun {
  readonly range: Range
  /** As long as the range: inline code, comments, addresses and link targets are blanks; template prompts are kept, unlike in `plain`. */
  readonly text: string
  readonly kind: Block['kind']
  /** Words of the heading, if it is one. */
  readonly heading: string | undefined
}

/**
 * All runs outside code fences and block quotes of which a pure function says something, in document order, with what it says; an empty list, `false` and `undefined` say nothing. Linear in the length of the text; a run whose piece is unchanged is not asked again. Make one a function, not one a call.
 */
export function proseFacts<T>(compute: (run: ProseRun) => T): (document: DocumentView) => Generator<{ readonly run: ProseRun; readonly fact: T }> {
  const facts = toldOf(
    perPiece((piece): readonly { readonly run: ProseRun; readonly fact: T }[] =>
      runsOf(piece).flatMap((run) => {
        const fact = compute(run)
        return fact === undefined || fact === false || (Array.isArray(fact) && fact.length === 0) ? [] : [{ run, fact }]
      }),
    ),
  )
  return function* ({ markdown }) {
    for (const { fact: known, by } of facts(markdown)) yield by === 0 ? known : { run: { ...known.run, range: shift(known.run.range, by) }, fact: known.fact }
  }
}

const runsOf = perPiece((piece): readonly ProseRun[] => {
  const { text, base, blocks } = piece
  if (piece.front) return []
  const runs: ProseRun[] = []
  const hidden: readonly Range[] = [...piece.comments.map((c) => c.range), ...piece.links.map((l) => l.targetRange)].sort((a, b) => a.start - b.start)
  let next = 0
  let at = base
  const add = (range: Range, block?: Block): void =>
    void runs.push({
      range,
      kind: block?.kind ?? 'html',
      heading: block?.kind === 'heading' ? block.text : undefined,
      text: masked(text.slice(range.start - base, range.end - base), range, hidden, next),
    })
  // A prompt alone on its line is an HTML tag to Markdown, and no block.
  const between = (end: number): void => {
    const range = { start: at, end }
    if (end > at && text.slice(at - base, end - base).includes('<')) add(range)
  }
  for (const block of blocks) {
    between(block.range.start)
    at = Math.max(at, block.range.end)
    while (next < hidden.length && hidden[next]!.end <= block.range.start) next++
    if (block.kind === 'fence' || ('quoted' in block && block.quoted)) continue
    const ranges =
      block.kind === 'table' ? [...block.header, ...block.rows.flatMap((row) => row.cells)].map((cell) => cell.range) : [block.kind === 'heading' ? block.textRange : block.range]
    for (const range of ranges) if (range.end > range.start) add(range, block)
  }
  between(base + text.length)
  return runs
})

function masked(raw: string, range: Range, hidden: readonly Range[], from: number): string {
  const covered: Range[] = [...codeSpans(raw)]
  for (let i = from; i < hidden.length && hidden[i]!.start < range.end; i++)
    covered.push({ start: Math.max(hidden[i]!.start, range.start) - range.start, end: Math.min(hidden[i]!.end, range.end) - range.start })
  if (raw.includes('://') || raw.includes('@') || raw.includes('mailto:'))
    for (const match of raw.matchAll(/<(?:https?:|mailto:|ftp:)[^<>\s]{1,500}>|<[^<>\s@]{1,80}@[^<>\s@]{1,120}>|https?:\/\/[^\s<>)\]]+/g))
      covered.push({ start: match.index, end: match.index + match[0].length })
  return blankAll(raw, covered)
}

/** Inline code, back-ticks included, relative to the text. */
function codeSpans(text: string): readonly Range[] {
  const spans: Range[] = []
  // A run of back-ticks without a partner of its length is text; lengths that had none are not searched for again.
  const unpaired = new Set<number>()
  for (let at = text.indexOf('`'); at !== -1;) {
    let open = at
    while (text[open] === '`') open++
    const marks = open - at
    const close = unpaired.has(marks) ? -1 : closing(text, open, marks)
    if (close === -1) unpaired.add(marks)
    else spans.push({ start: at, end: close + marks })
    at = text.indexOf('`', close === -1 ? open : close + marks)
  }
  return spans
}

function closing(text: string, from: number, marks: number): number {
  for (let at = text.indexOf('`', from); at !== -1;) {
    let end = at
    while (text[end] === '`') end++
    if (end - at === marks) return at
    at = text.indexOf('`', end)
  }
  return -1
}

function blankAll(text: string, ranges: readonly Range[]): string {
  if (!ranges.length) return text
  let result = ''
  let at = 0
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue
    const from = Math.max(at, start)
    result += text.slice(at, from) + text.slice(from, end).replace(/[^\n\r]/g, ' ')
    at = end
  }
  return result + text.slice(at)
}
