import { comparable, measureOf } from './quantities.ts'
import type { Measure } from './quantities.ts'

export type Operator = '<' | '<=' | '>' | '>=' | '==' | 'between'
export type Reference = 'baseline' | 'champion' | 'previous' | 'control'

/**
 * A limit as manifests write it (domain, conventions): `[what] OP value [unit]`, `between a and b`, relative `OP champion * 1.05`, or an
 * object `{op, value, unit, relativeTo}`.
 */
export interface Threshold {
  /** The percentile or signal before the operator, such as `p95`. */
  readonly what?: string
  readonly op: Operator
  /** The limit; the lower one of `between`. Of a relative limit, what is added to the reference. */
  readonly value: Measure
  readonly high?: Measure
  readonly relativeTo?: Reference
  /** Of a relative limit: what the reference is multiplied by. */
  readonly factor?: number
}

const LONGEST = 200
const SIGNS: Readonly<Record<string, Operator>> = { '<': '<', '<=': '<=', '≤': '<=', '=<': '<=', '>': '>', '>=': '>=', '≥': '>=', '=>': '>=', '==': '==', '=': '==' }
const SIGN = /<=|>=|==|=<|=>|[<>≤≥=]/
const REFERENCE = /^(?:the )?(baseline|champion|previous|control)(?: (?:model|version|value))?\b\s*/i
const BETWEEN = /\bbetween\s/i
const AND = /\s(?:and|to)\s/i

const ZERO: Measure = { dimension: 'number', value: 0 }
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The threshold that a field states, or `undefined` where it states none that can be computed with. */
export function thresholdOf(value: unknown): Threshold | undefined {
  if (isObject(value)) return ofObject(value)
  if (typeof value !== 'string' || value.length > LONGEST) return undefined
  const between = BETWEEN.exec(value)
  if (between) {
    const rest = value.slice(between.index + between[0].length)
    const and = AND.exec(rest)
    if (!and) return undefined
    return range(value.slice(0, between.index), measureOf(rest.slice(0, and.index)), measureOf(rest.slice(and.index + and[0].length)))
  }
  const sign = SIGN.exec(value)
  if (!sign) return undefined
  const what = nameOf(value.slice(0, sign.index))
  const rest = value.slice(sign.index + sign[0].length).trim()
  const op = SIGNS[sign[0]]!
  const reference = REFERENCE.exec(rest)
  if (reference) return relative(what, op, reference[1]!.toLowerCase() as Reference, rest.slice(reference[0].length))
  const limit = measureOf(rest)
  return limit && { ...what, op, value: limit }
}

/** Both levels of an alert: a field `{warn, alert}`, or one threshold that is the alert. */
export function alertLevelsOf(value: unknown): { readonly warn?: Threshold; readonly alert?: Threshold } {
  const one = (part: unknown): Threshold | undefined => thresholdOf(part)
  if (!isObject(value) || !('warn' in value || 'alert' in value)) {
    const alert = one(value)
    return alert ? { alert } : {}
  }
  const warn = one(value['warn'])
  const alert = one(value['alert'])
  return { ...(warn ? { warn } : {}), ...(alert ? { alert } : {}) }
}

const nameOf = (text: string): { readonly what?: string } => {
  const name = text.trim()
  return name === '' ? {} : { what: name }
}

/** `between 5 and 10 ms`: the unit of the second counts for both. */
function range(before: string, low: Measure | undefined, high: Measure | undefined): Threshold | undefined {
  if (!low || !high) return undefined
  const bare = low.dimension === 'number' && low.of === undefined && high.dimension !== 'number'
  const lower = bare ? scaled(low.value, high) : low
  return lower && comparable(lower, high) ? { ...nameOf(before), op: 'between', value: lower, high } : undefined
}

/** A bare number in the unit of another measure; only shares, whose unit is known from the dimension. */
const scaled = (value: number, like: Measure): Measure | undefined => (like.dimension === 'share' ? { ...like, value: value / 100 } : undefined)

function relative(what: { readonly what?: string }, op: Operator, relativeTo: Reference, rest: string): Threshold | undefined {
  const match = /^([+*×x-])\s*/.exec(rest)
  if (!match) return rest === '' ? { ...what, op, value: ZERO, relativeTo, factor: 1 } : undefined
  const amount = measureOf(rest.slice(match[0].length))
  if (!amount) return undefined
  if (match[1] === '+' || match[1] === '-') {
    const sign = match[1] === '-' ? -1 : 1
    // `champion - 5%` is five per cent of the champion; `- 2 % points` and `- 0.02` are absolute.
    if (amount.dimension === 'share' && amount.of !== 'point') return { ...what, op, value: ZERO, relativeTo, factor: 1 + sign * amount.value }
    return { ...what, op, value: { ...amount, value: sign * amount.value }, relativeTo, factor: 1 }
  }
  return amount.dimension === 'number' || amount.dimension === 'share' ? { ...what, op, value: ZERO, relativeTo, factor: amount.value } : undefined
}

function ofObject({ op, value, unit, relativeTo, what }: Readonly<Record<string, unknown>>): Threshold | undefined {
  const operator = typeof op === 'string' ? (op === 'between' ? 'between' : SIGNS[op]) : undefined
  if (!operator) return undefined
  const withUnit = (number: unknown): Measure | undefined =>
    typeof number === 'number' || typeof number === 'string' ? measureOf(typeof unit === 'string' ? `${number} ${unit}` : number) : undefined
  const named = typeof what === 'string' ? nameOf(what) : {}
  if (operator === 'between') return Array.isArray(value) && value.length === 2 ? range(typeof what === 'string' ? what : '', withUnit(value[0]), withUnit(value[1])) : undefined
  const limit = withUnit(value)
  if (!limit) return undefined
  const reference = typeof relativeTo === 'string' ? (REFERENCE.exec(relativeTo)?.[1]?.toLowerCase() as Reference | undefined) : undefined
  // An object gives an offset to the reference in percent, or an absolute difference.
  if (reference)
    return limit.dimension === 'share'
      ? { ...named, op: operator, value: ZERO, relativeTo: reference, factor: 1 + limit.value }
      : { ...named, op: operator, value: limit, relativeTo: reference, factor: 1 }
  return { ...named, op: operator, value: limit }
}

/** The limit in absolute terms where the reference is known; of absolute ones, themselves. */
export function resolved(threshold: Threshold, reference: number | undefined): Threshold | undefined {
  if (threshold.relativeTo === undefined) return threshold
  if (reference === undefined) return undefined
  const { relativeTo: _, factor = 1, ...rest } = threshold
  return {
    ...rest,
    value: { ...threshold.value, dimension: threshold.value.dimension === 'share' ? 'number' : threshold.value.dimension, value: reference * factor + threshold.value.value },
  }
}

/** Rounding of numbers that people copy by hand. */
const EPSILON = 1e-9

/**
 * Whether a measured value keeps the limit; `undefined` where the two cannot be compared. A bare number against a share counts only where
 * reading it as a ratio and as a percentage give one answer.
 */
export function keeps(threshold: Threshold, measured: Measure): boolean | undefined {
  if (threshold.relativeTo !== undefined) return undefined
  const limits = threshold.high ? [threshold.value, threshold.high] : [threshold.value]
  if (limits.every((limit) => comparable(limit, measured))) return within(threshold, measured.value)
  const bare = measured.dimension === 'number' && measured.of === undefined
  if (bare && threshold.value.dimension === 'share') {
    const ratio = within(threshold, measured.value)
    return ratio === within(threshold, measured.value / 100) ? ratio : undefined
  }
  if (measured.dimension === 'share' && limits.every((limit) => limit.dimension === 'number' && limit.of === undefined)) {
    const ratio = within(threshold, measured.value)
    return ratio === within(threshold, measured.value * 100) ? ratio : undefined
  }
  return undefined
}

function within({ op, value: { value: limit }, high }: Threshold, measured: number): boolean {
  const slack = Math.abs(limit) * EPSILON
  switch (op) {
    case '<':
      return measured < limit
    case '<=':
      return measured <= limit + slack
    case '>':
      return measured > limit
    case '>=':
      return measured >= limit - slack
    case '==':
      return Math.abs(measured - limit) <= slack
    case 'between':
      return measured >= limit - slack && measured <= high!.value + Math.abs(high!.value) * EPSILON
  }
}

/** Whether no value can keep both limits; `undefined` where they cannot be compared. */
export function exclude(a: Threshold, b: Threshold): boolean | undefined {
  if (a.relativeTo !== undefined || b.relativeTo !== undefined || !comparable(a.value, b.value)) return undefined
  const [first, second] = [interval(a), interval(b)]
  const low = Math.max(first.low, second.low)
  const high = Math.min(first.high, second.high)
  return low > high || (low === high && !(within(a, low) && within(b, low)))
}

/** Values that keep a limit, bounds left aside. */
export function interval({ op, value: { value }, high }: Threshold): { readonly low: number; readonly high: number } {
  if (op === 'between') return { low: value, high: high!.value }
  if (op === '==') return { low: value, high: value }
  return op === '<' || op === '<=' ? { low: -Infinity, high: value } : { low: value, high: Infinity }
}

/** Whether larger values are the good (`up`) or the bad ones (`down`); `undefined` for `==` and `between`. */
export const direction = ({ op }: Threshold): 'up' | 'down' | undefined => (op === '<' || op === '<=' ? 'down' : op === '>' || op === '>=' ? 'up' : undefined)
