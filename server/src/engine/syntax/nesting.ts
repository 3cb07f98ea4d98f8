import type { SyntaxProblem } from './problem.ts'

const MAX_NESTING = 50
/** Runs of this many marks or blanks are nobody's prose. */
const LONG_RUN = 400
/** Markers in a row from which on a line may nest too deep. */
const MANY_MARKERS = 60

/** Lines with absurdly many quote or list markers make any Markdown parser crawl; they are read as blank. With a change, only its lines can have become such. */
export function guardNesting(text: string, problems: SyntaxProblem[], change?: { readonly fromB: number; readonly toB: number }): string {
  const from = change ? text.lastIndexOf('\n', change.fromB - 1) + 1 : 0
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
    const hostile = (markers.length > MAX_NESTING && !/^([-*]\s*)+$/.test(line.trim() === markers ? '' : line) && !isRule(line)) || /[[(!*_~`]{400}/.test(line) || lead.length > LONG_RUN
    if (hostile) {
      problems.push({ code: 'markdown-too-deep', range: { start: at, end: at + Math.min(line.length, 80) }, message: `This line nests deeper than ${MAX_NESTING} levels and is not read`, help: 'Flatten the nesting' })
      result += line.replace(/[^\n\r]/g, ' ')
    } else result += line
    at = end
  }
  return result
}

const isRule = (line: string): boolean => /^\s*(-+|\*+|_+|=+)\s*$/.test(line)

/** Cheap: one look at each character. */
function isSuspicious(text: string, from: number, to: number): boolean {
  let marks = 0
  let blanks = 0
  let markers = 0
  let gap = 0
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i)
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
