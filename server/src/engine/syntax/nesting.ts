import { lineStart } from '../text/lines.ts'
import type { SyntaxProblem } from './problem.ts'

const MAX_NESTING = 50
/** Runs of this many marks or blanks are nobody's prose. */
const LONG_RUN = 400
/** Longest line that is read, in characters: paragraphs are shorter, and links or blanks in one line cost the parser their number squared. */
const LONG_LINE = 20_000
/** Markers in a row from which on a line may nest too deep. */
const MANY_MARKERS = 60

/** Beyond these the point is made. */
const MANY_PROBLEMS = 100

/** Lines with absurdly many quote or list markers, and endless ones, make any Markdown parser crawl; they are read as blank. With a change, only its lines can have become such. */
export function guardNesting(text: string, problems: SyntaxProblem[], change?: { readonly fromB: number; readonly toB: number }): string {
  const from = change ? lineStart(text, change.fromB) : 0
  const stop = change ? text.indexOf('\n', change.toB) : -1
  if (!isSuspicious(text, from, stop === -1 ? text.length : stop)) return text
  let result = ''
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    end = end === -1 ? text.length : end + 1
    const line = text.slice(at, end)
    const lead = /^[\s>\-*+]*/.exec(line)![0]
    const markers = lead.replace(/\s/g, '')
    const blank = lead.length >= line.trimEnd().length && markers === ''
    const hostile =
      !blank &&
      ((markers.length > MAX_NESTING && !/^([-*]\s*)+$/.test(line.trim() === markers ? '' : line) && !isRule(line)) || /[[(!*_~`]{400}/.test(line) || lead.length > LONG_RUN)
    if (hostile) {
      if (problems.length < MANY_PROBLEMS)
        problems.push({
          code: 'markdown-too-deep',
          range: { start: at, end: at + Math.min(line.length, 80) },
          message: `This line nests deeper than ${MAX_NESTING} levels and is not read`,
          help: 'Flatten the nesting',
        })
      result += unread(line)
    } else if (line.length > LONG_LINE && !blank) {
      // An embedded picture is no text that anybody misses.
      if (problems.length < MANY_PROBLEMS && !line.includes(';base64,'))
        problems.push({
          code: 'markdown-too-long-line',
          range: { start: at, end: at + 80 },
          message: `This line has ${line.length} characters and is not read; at most ${LONG_LINE} are`,
          help: 'Break the line, or move it to a file of its own',
        })
      result += unread(line)
    } else result += line.includes(BLANKS) ? line.replace(/ {400,}/g, (run) => '\t'.repeat(run.length)) : line
    at = end
  }
  return result
}

const unread = (line: string): string => line.replace(/[^\n\r]/g, ' ')
/** The parser looks from each blank to the end of its run for a line break; tabs mean the same to a reader and are passed over. */
const BLANKS = ' '.repeat(LONG_RUN)

const isRule = (line: string): boolean => /^\s*(-+|\*+|_+|=+)\s*$/.test(line)

/** Cheap: one look at each character. */
function isSuspicious(text: string, from: number, to: number): boolean {
  let marks = 0
  let blanks = 0
  let markers = 0
  let gap = 0
  let line = from - 1
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
    if (c === 10) line = i
    else if (i - line >= LONG_LINE) return true
    if (c === 32 || c === 9) {
      marks = 0
      if (c === 32 && ++blanks >= LONG_RUN) return true
      if (++gap > 1) markers = 0
      continue
    }
    blanks = 0
    gap = 0
    // [ ( ! * _ ~ `
    if (c === 91 || c === 40 || c === 33 || c === 42 || c === 95 || c === 126 || c === 96) {
      if (++marks >= LONG_RUN) return true
    } else marks = 0
    // > - * +
    if (c === 62 || c === 45 || c === 42 || c === 43) {
      if (++markers >= MANY_MARKERS) return true
    } else markers = 0
  }
  return false
}
