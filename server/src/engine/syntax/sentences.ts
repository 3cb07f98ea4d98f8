import type { Range } from '../text/range.ts'

// Words after which a full stop does not end a sentence.
const ABBREVIATIONS = new Set([
  'e.g',
  'i.e',
  'eg',
  'ie',
  'vs',
  'approx',
  'no',
  'nr',
  'art',
  'cf',
  'etc',
  'incl',
  'excl',
  'fig',
  'sec',
  'sect',
  'ch',
  'p',
  'pp',
  'st',
  'dr',
  'mr',
  'mrs',
  'ms',
  'prof',
  'inc',
  'ltd',
  'co',
  'max',
  'min',
  'avg',
  'resp',
  'ref',
  'vol',
  'ed',
  'para',
  'al',
  'dept',
  'ext',
  'tel',
  'a.m',
  'p.m',
  'u.s',
  'u.k',
  'z.b',
  'ca',
])

/** Splits a text into sentences: ranges relative to the text, trimmed of blanks, in order, never overlapping. Linear in the length. */
export function splitSentences(text: string): Range[] {
  const sentences: Range[] = []
  let start = 0
  const push = (end: number): void => {
    let from = start
    let to = end
    while (from < to && isBlank(text.charCodeAt(from))) from++
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--
    if (to > from) sentences.push({ start: from, end: to })
    start = end
  }
  // Ends of the run of marks and of the blanks behind it, for all marks of the run.
  let end = 0
  let next = 0
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (c !== '.' && c !== '!' && c !== '?' && c !== '…') continue
    if (i >= end) {
      end = i + 1
      while (end < text.length && CLOSING.includes(text[end]!)) end++
      next = end
      while (next < text.length && isBlank(text.charCodeAt(next))) next++
    }
    if (end < text.length && !isBlank(text.charCodeAt(end))) continue
    if (c === '.' && !endsSentence(text, i, start)) continue
    // A lower-case continuation is an abbreviation that the list does not know.
    if (c === '.' && next < text.length && /[a-zà-ÿ,;:]/.test(text[next]!)) continue
    push(end)
    i = end - 1
  }
  push(text.length)
  return sentences
}

/** What may stand between the mark that ends a sentence and the blank behind it. */
const CLOSING = `.!?…)"'”’]`

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9 || code === 0xa0

function endsSentence(text: string, dot: number, start: number): boolean {
  let from = dot
  while (from > start && !isBlank(text.charCodeAt(from - 1)) && dot - from < 20) from--
  const word = text
    .slice(from, dot)
    .toLowerCase()
    .replace(/^[("'“‘[]+/, '')
  if (ABBREVIATIONS.has(word)) return false
  // `K. Aaltonen`, `4.2. Scope`: initials and numbering.
  if (/^[a-z]$/.test(word) && word !== 'i') return false
  if (/^\d+(\.\d+)*$/.test(word) && from === start) return false
  return word !== ''
}
