/** Numbers with units as people write them in fields and tables, brought to one unit a dimension so that they can be compared. Total, linear. */

export type Dimension = 'duration' | 'share' | 'money' | 'rate' | 'bytes' | 'number'

/** A number in the base unit of its dimension: milliseconds, ratio (1 = 100 %), units of a currency, events per second, bytes, plain number. */
export interface Measure {
  readonly dimension: Dimension
  readonly value: number
  /** What is counted, in lower case and singular: `request`, `token`; currency code for money; `point` for percentage points. */
  readonly of?: string
  /** Money: what the amount pays for. */
  readonly per?: MoneyPer
}

export interface FoundMeasure extends Measure {
  /** Offsets in the text searched. */
  readonly range: { readonly start: number; readonly end: number }
}

export type MoneyPer = 'request' | '1k-requests' | '1m-tokens' | 'training-run' | 'hour' | 'day' | 'month' | 'year'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const YEAR = 365 * DAY
const MONTH = YEAR / 12

/** Longest text of a field that is read; longer ones are prose. */
const LONGEST = 300

/** Milliseconds by unit. `m` is minutes, `mo` months of 365/12 days (domain, conventions of the manifest). */
const DURATIONS = table(
  [0.001, 'us µs μs microsecond microseconds'],
  [1, 'ms msec msecs millis millisecond milliseconds'],
  [SECOND, 's sec secs second seconds'],
  [MINUTE, 'm min mins minute minutes'],
  [HOUR, 'h hr hrs hour hours'],
  [DAY, 'd day days'],
  [7 * DAY, 'w wk wks week weeks'],
  [14 * DAY, 'fortnight fortnights'],
  [MONTH, 'mo month months'],
  [3 * MONTH, 'quarter quarters'],
  [YEAR, 'y yr yrs year years'],
)
const BYTES = table([1, 'b byte bytes'], [1e3, 'kb'], [1e6, 'mb'], [1e9, 'gb'], [1e12, 'tb'], [1e15, 'pb'], [2 ** 10, 'kib'], [2 ** 20, 'mib'], [2 ** 30, 'gib'], [2 ** 40, 'tib'])
const RATES: ReadonlyMap<string, readonly [perSecond: number, of: string]> = new Map([
  ['rps', [1, 'request']],
  ['qps', [1, 'request']],
  ['tps', [1, 'transaction']],
  ['rpm', [1 / 60, 'request']],
  ['qpm', [1 / 60, 'request']],
  ['tpm', [1 / 60, 'token']],
])
const CURRENCIES: ReadonlyMap<string, string> = new Map(
  '€:EUR euro:EUR euros:EUR $:USD us$:USD dollar:USD dollars:USD £:GBP ¥:JPY ₹:INR'.split(' ').map((pair) => pair.split(':') as [string, string]),
)
const CODES = new Set('EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON BGN JPY CNY INR KRW SGD HKD AUD NZD CAD BRL MXN ZAR ILS AED TRY'.split(' '))
/** Words behind a number that count nothing. */
const JOINING = new Set('and or to in on of at for per with by the a an is are was be as if than then from over under when after before but'.split(' '))
const MULTIPLES = table([1e3, 'k thousand'], [1e6, 'M mn mio million'], [1e9, 'bn billion B'])

/** Kubernetes suffixes: decimal, binary, and fractions. */
const QUANTITIES = table(
  [1e-9, 'n'],
  [1e-6, 'u'],
  [1e-3, 'm'],
  [1e3, 'k'],
  [1e6, 'M'],
  [1e9, 'G'],
  [1e12, 'T'],
  [1e15, 'P'],
  [1e18, 'E'],
  [2 ** 10, 'Ki'],
  [2 ** 20, 'Mi'],
  [2 ** 30, 'Gi'],
  [2 ** 40, 'Ti'],
  [2 ** 50, 'Pi'],
  [2 ** 60, 'Ei'],
)

function table(...rows: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(([factor, words]) => words.split(' ').map((word) => [word, factor] as const)))
}

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  return typeof value === 'string' && value.length <= LONGEST ? value.trim() : undefined
}

/** `1,200`, `1'200` and `1200.5`; a comma that groups no three digits is a decimal one. Digits only: no sign, no exponent. */
function numberOf(digits: string): number {
  const plain = digits.replaceAll("'", '')
  const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) && !plain.startsWith('0')
  return Number(grouped ? plain.replaceAll(',', '') : plain.replaceAll(',', '.'))
}

const NUMBER = /[+-]?\d[\d,']*(?:\.\d+)?(?:[eE][+-]?\d{1,3})?/y
const WORD = /(?:[uU][sS]\$|[\p{L}µμ]+|[%€$£¥₹])/uy

/** Reads tokens from a place on; the place moves. */
class Reader {
  readonly text: string
  at: number
  constructor(text: string, at: number) {
    this.text = text
    this.at = at
  }
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)
    if (!match) return undefined
    this.at += match[0].length
    return match[0]
  }
  /** What a function reads, or `undefined` and the place as it was. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const before = this.at
    const result = read()
    if (result === undefined) this.at = before
    return result
  }
}

const BLANK = /[ \t\u00a0\u202f-](?=\S)/y

function readNumber(reader: Reader): number | undefined {
  const written = reader.take(NUMBER)
  if (written === undefined) return undefined
  // A comma or apostrophe at the end closes a clause, not the number.
  const digits = written.replace(/[,']+$/, '')
  reader.at -= written.length - digits.length
  const sign = /^[+-]/.test(digits) ? digits[0]! : ''
  const [mantissa, exponent] = digits.slice(sign.length).split(/[eE]/) as [string, string?]
  const value = numberOf(mantissa) * 10 ** Number(exponent ?? 0)
  return Number.isFinite(value) ? (sign === '-' ? -value : value) : undefined
}

const readWord = (reader: Reader): string | undefined =>
  reader.attempt(() => {
    reader.take(BLANK)
    return reader.take(WORD)
  })

const currencyOf = (word: string): string | undefined => CURRENCIES.get(word.toLowerCase()) ?? (CODES.has(word) ? word : undefined)

/** A measure that begins exactly here. */
function readMeasure(reader: Reader): Measure | undefined {
  const prefix = reader.attempt(() => {
    const word = reader.take(WORD)
    const currency = word === undefined ? undefined : currencyOf(word)
    if (currency !== undefined) reader.take(BLANK)
    return currency
  })
  const number = readNumber(reader)
  if (number === undefined) return undefined
  const factor = reader.attempt(() => {
    const word = readWord(reader)
    return word === undefined ? undefined : (MULTIPLES.get(word) ?? MULTIPLES.get(word.length > 1 ? word.toLowerCase() : word))
  })
  const value = number * (factor ?? 1)
  if (prefix !== undefined) return { dimension: 'money', value, of: prefix, ...readPer(reader) }
  return reader.attempt(() => readUnit(reader, value, factor !== undefined)) ?? { dimension: 'number', value }
}

function readUnit(reader: Reader, value: number, multiplied: boolean): Measure | undefined {
  const word = readWord(reader)
  if (word === undefined) return undefined
  const lower = word.toLowerCase()
  if (word === '%' || lower === 'percent' || lower === 'pct') {
    const points = reader.attempt(() => (/^points?$|^pp$/i.test(readWord(reader) ?? '') ? true : undefined))
    return { dimension: 'share', value: value / 100, ...(points ? { of: 'point' } : {}) }
  }
  if (lower === 'pp') return { dimension: 'share', value: value / 100, of: 'point' }
  if (lower === 'bps') return { dimension: 'share', value: value / 10_000 }
  const currency = currencyOf(word) ?? (/^k(?:EUR|USD|GBP|CHF)$/.test(word) ? word.slice(1) : undefined)
  if (currency !== undefined) return { dimension: 'money', value: /^k[A-Z]/.test(word) ? value * 1000 : value, of: currency, ...readPer(reader) }
  const rate = RATES.get(lower)
  if (rate) return { dimension: 'rate', value: value * rate[0], of: rate[1] }
  const duration = DURATIONS.get(word) ?? (word.length > 1 ? DURATIONS.get(lower) : undefined)
  if (duration !== undefined && !multiplied) return compound(reader, value * duration)
  const size = BYTES.get(lower)
  if (size !== undefined && word !== 'b') return { dimension: 'bytes', value: value * size }
  // `3rd`: what is counted stands apart from its number.
  const apart = /[\s-]/.test(reader.text[reader.at - word.length - 1] ?? '')
  return apart && !JOINING.has(lower) ? readCounted(reader, value, lower) : undefined
}

/** `1h30m`, `1d 12h`: smaller units behind a duration. */
function compound(reader: Reader, first: number): Measure {
  let value = first
  for (let i = 0; i < 4; i++) {
    const more = reader.attempt(() => {
      reader.take(BLANK)
      const number = readNumber(reader)
      const word = number === undefined ? undefined : readWord(reader)
      const factor = word === undefined ? undefined : DURATIONS.get(word)
      return factor === undefined || number! < 0 || number! * factor >= value ? undefined : number! * factor
    })
    if (more === undefined) break
    value += more
  }
  return { dimension: 'duration', value }
}

const PER = /(?: ?\/ ?| per | an? | each )/iy

/** `3000 requests/s`, `50 tokens per minute`, `12 breaking`. */
function readCounted(reader: Reader, value: number, word: string): Measure | undefined {
  const of = word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
  const period = reader.attempt(() => {
    if (reader.take(PER) === undefined) return undefined
    const unit = reader.take(WORD)
    return unit === undefined ? undefined : (DURATIONS.get(unit) ?? DURATIONS.get(unit.toLowerCase()))
  })
  return period === undefined ? { dimension: 'number', value, of } : { dimension: 'rate', value: (value / period) * SECOND, of }
}

const PAID_FOR: readonly (readonly [RegExp, MoneyPer])[] = [
  [/1k[- ]requests\b|(?:1,?000|1k|thousand) (?:requests?|inferences?|predictions?|calls)\b/iy, '1k-requests'],
  [/1m[- ]tokens\b|(?:1m|million) tokens?\b/iy, '1m-tokens'],
  [/training[- ]run\b|training\b|run\b/iy, 'training-run'],
  [/(?:request|inference|prediction|call)\b/iy, 'request'],
  [/h(?:ou)?rs?\b|h\b/iy, 'hour'],
  [/day\b|d\b/iy, 'day'],
  [/months?\b|mo\b/iy, 'month'],
  [/years?\b|yr\b|annum\b/iy, 'year'],
]

function readPer(reader: Reader): { readonly per?: MoneyPer } {
  const per = reader.attempt(() => {
    if (reader.take(PER) === undefined) return undefined
    for (const [pattern, name] of PAID_FOR) if (reader.take(pattern) !== undefined) return name
    return undefined
  })
  if (per !== undefined) return { per }
  const adverb = reader.attempt(
    () => ({ hourly: 'hour', daily: 'day', monthly: 'month', yearly: 'year', annually: 'year' })[readWord(reader)?.toLowerCase() ?? ''] as MoneyPer | undefined,
  )
  return adverb === undefined ? {} : { per: adverb }
}

const ISO = /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?(?![\w])/

function isoDuration(text: string): number | undefined {
  const match = ISO.exec(text)
  if (!match || match[0].length < 3) return undefined
  const factors = [YEAR, MONTH, 7 * DAY, DAY, HOUR, MINUTE, SECOND]
  return factors.reduce((sum, factor, i) => sum + Number(match[i + 1] ?? 0) * factor, 0)
}

/** The measure with which a value of a field begins: `50ms`, `0.1%`, `€4k/month`, `3000 rps`, `12 GB`; `undefined` where it begins with none. */
export function measureOf(value: unknown): Measure | undefined {
  const text = textOf(value)
  if (text === undefined) return undefined
  const iso = isoDuration(text)
  return iso === undefined ? readMeasure(new Reader(text, 0)) : { dimension: 'duration', value: iso }
}

/** Milliseconds of a duration at the beginning of a value: `30d rolling`, `PT15M`, `1h30m`. A number without a unit is no duration. */
export function durationOf(value: unknown): number | undefined {
  const measure = measureOf(value)
  return measure?.dimension === 'duration' ? measure.value : undefined
}

/** All measures in a run of text, in order. Numbers inside words, versions, dates and addresses are none. */
export function measuresIn(text: string): readonly FoundMeasure[] {
  const found: FoundMeasure[] = []
  const reader = new Reader(text, 0)
  for (let at = nextStart(text, 0); at < text.length; at = nextStart(text, at)) {
    const before = text[at - 1]
    const startsHere = /[\d€$£¥₹A-Z]/.test(text[at]!) && !(before !== undefined && /[\p{L}\d_.,:/#@-]/u.test(before))
    const signed = at > 0 && /[+-]/.test(before ?? '') && /\d/.test(text[at]!) && (at === 1 || /[\s(]/.test(text[at - 2]!))
    if (startsHere || signed) {
      reader.at = signed ? at - 1 : at
      const start = reader.at
      const measure = readMeasure(reader)
      // `1.2.3`, `2024-05-01`, `10:30` and `3rd` are no measures.
      const open = /^(?:[.:]\d|-\d|[\p{L}_])/u.test(text.slice(reader.at, reader.at + 2))
      if (measure && !open) found.push({ ...measure, range: { start, end: reader.at } })
      if (measure) {
        at = Math.max(reader.at, at + 1)
        if (open) while (at < text.length && /[\w.:-]/.test(text[at]!)) at++
        continue
      }
    }
    at++
  }
  return found
}

/** Where the next character stands with which a measure may begin; no measure is without a digit. */
function nextStart(text: string, from: number): number {
  if (text.search(/\d/) === -1) return text.length
  START.lastIndex = from
  return START.test(text) ? START.lastIndex - 1 : text.length
}

const START = /[\d€$£¥₹A-Z]/g

/** Milliseconds of the first duration anywhere in a text: `last 4 weeks`, `every 5 minutes`. */
export const durationIn = (text: unknown): number | undefined =>
  durationOf(text) ?? (typeof text === 'string' ? measuresIn(text.slice(0, LONGEST)).find((m) => m.dimension === 'duration')?.value : undefined)

/** A share as a ratio: `"0.1%"` is 0.001. A bare number counts as percent in fields named `…Percent`, else as a ratio. */
export function shareOf(value: unknown, bare: 'percent' | 'ratio'): number | undefined {
  const measure = measureOf(value)
  if (measure?.dimension === 'share') return measure.value
  if (measure?.dimension !== 'number' || measure.of !== undefined) return undefined
  return bare === 'percent' ? measure.value / 100 : measure.value
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A Kubernetes quantity in its base unit: `4Gi` is 2^32, `500m` is 0.5. */
export function quantityOf(value: unknown): number | undefined {
  const match = /^([+-]?\d+(?:\.\d+)?)([numkKMGTPE]i?)?$/.exec(textOf(value) ?? '')
  const factor = match?.[2] === undefined ? 1 : (QUANTITIES.get(match[2]) ?? (match[2] === 'K' ? 1e3 : undefined))
  return match && factor !== undefined ? Number(match[1]) * factor : undefined
}

/** Events per second of a rate `{value, unit}` (or `{value, per}`) or a text such as `3000 rps`, `120k requests/day`. */
export function rateOf(value: unknown): Measure | undefined {
  if (isObject(value)) {
    const number = typeof value['value'] === 'number' ? value['value'] : undefined
    const unit = textOf(value['unit'] ?? (value['per'] === undefined ? undefined : `events/${String(value['per'])}`))
    if (number === undefined || unit === undefined || number < 0) return undefined
    return rateOf(`${number} ${unit}`)
  }
  const measure = measureOf(value)
  return measure?.dimension === 'rate' ? measure : undefined
}

/** Money `{amount, currency, per}` or a text such as `4000 EUR per month`, `$0.02 per request`. */
export function moneyOf(value: unknown): Measure | undefined {
  if (!isObject(value)) {
    const measure = measureOf(value)
    return measure?.dimension === 'money' ? measure : undefined
  }
  const { amount, currency, per } = value
  if (typeof amount !== 'number' || !Number.isFinite(amount) || typeof currency !== 'string') return undefined
  return { dimension: 'money', value: amount, of: currency.toUpperCase(), ...(typeof per === 'string' ? { per: per as MoneyPer } : {}) }
}

/** Whether two measures can be compared: of one dimension, one currency, one period, and not of two different counted things. */
export function comparable(a: Measure, b: Measure): boolean {
  if (a.dimension !== b.dimension) return false
  if (a.dimension === 'money') return a.of === b.of && a.per === b.per
  return a.of === undefined || b.of === undefined || a.of === b.of
}

/** A duration for people, of at most two units: `43 min 12 s`, `50 ms`, `30 d`. */
export function durationText(ms: number): string {
  if (ms < 1) return ms === 0 ? '0 ms' : `${trimmed(ms * 1000)} µs`
  if (ms < SECOND) return `${trimmed(ms)} ms`
  const units: readonly (readonly [number, string])[] = [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
  ]
  const i = units.findIndex(([size]) => ms >= size)
  const [size, name] = units[i]!
  const next = units[i + 1]
  if (!next) return `${trimmed(ms / size)} s`
  let whole = Math.floor(ms / size)
  let rest = Math.round((ms - whole * size) / next[0])
  if (rest * next[0] >= size) {
    whole++
    rest = 0
  }
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${next[1]}`
}

/** A number for people: at most four significant digits, no exponent, thousands in groups. */
export function trimmed(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const rounded = Number(value.toPrecision(4))
  const [whole, fraction] =
    Math.abs(rounded) >= 1e21 ? [String(rounded)] : (Math.abs(rounded) < 1e-6 && rounded !== 0 ? rounded.toFixed(12).replace(/0+$/, '') : String(rounded)).split('.')
  const grouped = whole!.replace(/^-?\d{5,21}$/, (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ' '))
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
