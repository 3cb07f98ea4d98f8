/** Plain values of a manifest, read with care: they are other people's. */

export type Fields = Readonly<Record<string, unknown>>

/** The object at a dotted path, or an empty one. */
export function object(value: unknown, path: string): Fields {
  let at: unknown = value
  for (const step of path.split('.')) at = typeof at === 'object' && at !== null ? (at as Fields)[step] : undefined
  return typeof at === 'object' && at !== null && !Array.isArray(at) ? (at as Fields) : {}
}

/** The list of objects at a dotted path, or an empty one. */
export function list(value: unknown, path: string): readonly Fields[] {
  const steps = path.split('.')
  const last = steps.pop()!
  const found = (steps.length === 0 ? (value as Fields) : object(value, steps.join('.')))[last]
  return Array.isArray(found) ? found.filter((item): item is Fields => typeof item === 'object' && item !== null) : []
}

/** A number, also one with `%` behind it. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const match = typeof value === 'string' ? /^\s*(-?\d{1,15}(?:\.\d{1,9})?)\s*%?\s*$/.exec(value) : null
  return match ? Number(match[1]) : undefined
}

/** A day or time as milliseconds. */
export function time(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined
  const parsed = Date.parse(value)
  return Number.isNaN(parsed) ? undefined : parsed
}

export const DAY = 86_400_000

export const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Days from Monday to Friday between two times; holidays are not known. */
export function businessDays(from: number, to: number): number {
  let days = 0
  const step = to >= from ? 1 : -1
  for (let at = Math.floor(from / DAY), guard = 0; at !== Math.floor(to / DAY) && guard < 4000; at += step, guard++) {
    const weekday = (((at + (step > 0 ? 1 : 0) + 4) % 7) + 7) % 7
    if (weekday !== 0 && weekday !== 6) days += step
  }
  return days
}
