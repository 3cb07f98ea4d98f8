import type { Range } from '../text/range.ts'

export interface FoundDate {
  /** `YYYY-MM-DD`. */
  readonly iso: string
  /** Relative to the text searched. */
  readonly range: Range
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NUMERIC = /\b(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?!\d)/g
const WORDED = /\b(?:(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Z][a-z]{2,8})\.?,?[ -](\d{4})|([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))\b/g

/** The calendar date of three numbers, or `undefined` where there is no such day. */
export function isoDate(year: number, month: number, day: number): string | undefined {
  if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** All dates in a text, in the order in which they stand: ISO, `26/03/2018` (day first unless that is no date), `12 March 2024`, `March 12, 2024`. */
export function findDates(text: string): readonly FoundDate[] {
  const found: FoundDate[] = []
  for (const match of text.matchAll(NUMERIC)) {
    const [whole, first, , second, third] = match
    const a = Number(first)
    const b = Number(second)
    const c = Number(third)
    const iso = first!.length === 4 ? (isoDate(a, b, c) ?? isoDate(a, c, b)) : third!.length === 4 ? (isoDate(c, b, a) ?? isoDate(c, a, b)) : undefined
    if (iso) found.push({ iso, range: { start: match.index, end: match.index + whole.length } })
  }
  for (const match of text.matchAll(WORDED)) {
    const month = MONTHS.indexOf((match[2] ?? match[4]!).slice(0, 3).toLowerCase()) + 1
    const iso = isoDate(Number(match[3] ?? match[6]), month, Number(match[1] ?? match[5]))
    if (iso) found.push({ iso, range: { start: match.index, end: match.index + match[0].length } })
  }
  return found.sort((a, b) => a.range.start - b.range.start)
}

/** The date that a value of a field stands for (`2026-05-01`, a timestamp, a worded date), or `undefined`. */
export const dateOf = (value: unknown): string | undefined => (typeof value === 'string' ? findDates(value.slice(0, 40))[0]?.iso : undefined)

/** The date in a file name: `2022-10-04-ci-cd.md`, `20200924-use-madr.md`. */
export function dateInFileName(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(name)
  return match ? isoDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined
}

/** Whole days from one ISO date to another; negative when `to` lies before `from`. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
