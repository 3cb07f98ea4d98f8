import { DAY, durationIn } from './quantities.ts'

/** Longest text that is read as a schedule. */
const LONGEST = 300
const HOUR = DAY / 24
const MINUTE = HOUR / 60
const YEAR = 365 * DAY
const MONTH = YEAR / 12
const PERIODS: ReadonlyMap<string, number> = new Map(
  (
    [
      [MINUTE, 'minute minutely'],
      [HOUR, 'hour hourly'],
      [DAY, 'day night daily nightly'],
      [7 * DAY, 'week weekly'],
      [14 * DAY, 'biweekly fortnightly'],
      [MONTH, 'month monthly'],
      [3 * MONTH, 'quarter quarterly'],
      [YEAR, 'year yearly annually'],
    ] as const
  ).flatMap(([period, words]) => words.split(' ').map((word) => [word, period] as const)),
)

/** Milliseconds between two runs of a schedule: `hourly`, `5m`, `every 15 minutes`, `0 2 * * *`; the longest gap where they differ. */
export function periodOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined
  const text = value.trim().toLowerCase().replace(/^@/, '')
  const word =
    /^(?:every |each |once an? |per )?(minute|hour|day|night|week|month|quarter|year|minutely|hourly|daily|nightly|weekly|biweekly|fortnightly|monthly|quarterly|yearly|annually)\b/.exec(
      text,
    )?.[1]
  if (word !== undefined) return PERIODS.get(word)
  return cronPeriod(text) ?? durationIn(text)
}

function cronPeriod(text: string): number | undefined {
  const fields = text.split(/\s+/).slice(0, 6)
  if (fields.length !== 5 || !fields.every((f) => /^[\d*/,a-z-]{1,40}$/.test(f))) return undefined
  const [minute, hour, day, month, weekday] = fields as [string, string, string, string, string]
  if (month !== '*') return YEAR
  if (day !== '*' && day !== '?') return weekday === '*' || weekday === '?' ? MONTH : undefined
  if (weekday !== '*' && weekday !== '?')
    return gap(
      weekday.replace(/sun|mon|tue|wed|thu|fri|sat/g, (d) => String(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].indexOf(d))),
      7,
      DAY,
    )
  return hour === '*' ? gap(minute, 60, MINUTE) : gap(hour, 24, HOUR)
}

/** Longest distance between two values of a cron field on its circle. */
function gap(field: string, size: number, unit: number): number | undefined {
  const chosen = new Set<number>()
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part)
    if (!match) return undefined
    const from = Number(match[1] ?? 0)
    const to = match[2] !== undefined ? Number(match[2]) : match[1] === undefined || match[3] !== undefined ? size - 1 : from
    const step = Number(match[3] ?? 1)
    if (step === 0 || to > size) return undefined
    for (let i = from; i <= to; i += step) chosen.add(i % size)
  }
  const sorted = [...chosen].sort((a, b) => a - b)
  if (sorted.length === 0) return undefined
  let longest = sorted[0]! + size - sorted.at(-1)!
  for (let i = 1; i < sorted.length; i++) longest = Math.max(longest, sorted[i]! - sorted[i - 1]!)
  return longest * unit
}
