import { parseTier } from '../documents/identity.ts'
import type { Stage, Tier } from '../documents/kinds.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode, YamlPath } from '../syntax/yaml.ts'
import { fillOf, isAnswered, textsOf, valueAt } from './field-values.ts'
import type { Amount, Condition, FieldPath, Requirement } from './types.ts'
import { remembered } from '../text/remembered.ts'
import { isLike } from './wildcard.ts'

/** What requirements are judged against. */
export interface Fields {
  readonly root: YamlNode | null
  readonly tier: Tier
  readonly stage: Stage
  applies(predicate: string): boolean
  /** What a link leads to: `exists` is undefined where the host cannot tell; `type` is the `runbookType` of the document there. */
  link(target: string): { readonly exists: boolean | undefined; readonly type: string | undefined }
  /** Whether `notApplicable: {reason}` answers. */
  readonly waivable: boolean
  /** Keys are compared without case, blanks, `-` and `_`. */
  readonly loose?: boolean
}

/** A part that is not as required. */
export interface Gap {
  readonly path: YamlPath
  readonly say: string
  /** `wrong`: something stands there that says the opposite. */
  readonly state: 'absent' | 'empty' | 'placeholder' | 'wrong'
  readonly message: string | undefined
  /** What stands there, for the message. */
  readonly value: string | undefined
  /** The entry of a list that it is about, by name. */
  readonly item: string | undefined
}

/** Parts of `requirement` that the fields do not give, in the order of the requirement; empty if it is met. Never throws. */
export const gapsOf = (requirement: Requirement, fields: Fields): readonly Gap[] => evaluate(requirement, fields, undefined)

/** The path without its dots; within an item of a list `.name` begins there. */
function resolve(path: FieldPath, item: YamlPath | undefined): YamlPath {
  if (path === '.') return item ?? []
  const steps = stepsOf(path)
  return path.startsWith('.') ? [...(item ?? []), ...steps] : steps
}

/** The same few hundred paths are asked for with every keystroke. */
const stepsOf = remembered(2000, (path: FieldPath): YamlPath =>
  (path.startsWith('.') ? path.slice(1) : path).split('.').map((step) => (/^\d{1,6}$/.test(step) ? Number(step) : step)),
)

const inWords = (path: YamlPath): string => (typeof path.at(-1) === 'string' ? String(path.at(-1)) : String(path.at(-2) ?? '')).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

const amountFor = (amount: Amount, tier: Tier): number => (typeof amount === 'number' ? amount : amount[tier - 1]!)

export function conditionHolds({ tier, applies, appliesAny, unless, holds }: Condition, fields: Fields, item?: YamlPath): boolean {
  if (tier && !tier.includes(fields.tier)) return false
  if (applies && !applies.every((p) => fields.applies(p))) return false
  if (appliesAny && !appliesAny.some((p) => fields.applies(p))) return false
  if (unless?.some((p) => fields.applies(p))) return false
  return !holds || evaluate(holds, fields, item).length === 0
}

function evaluate(requirement: Requirement, fields: Fields, item: YamlPath | undefined): readonly Gap[] {
  if (requirement.when && !conditionHolds(requirement.when, fields, item)) return []
  const gaps = judge(requirement, fields, item)
  if (gaps.length === 0 || (requirement.say === undefined && requirement.message === undefined && requirement.at === undefined)) return gaps
  // A part that has a name of its own is one part, however many fields could give it.
  const written = gaps.find((gap) => gap.state !== 'absent') ?? gaps[0]!
  if (requirement.say === undefined)
    return gaps.map((gap) => ({ ...gap, message: gap.message ?? requirement.message, path: requirement.at === undefined ? gap.path : resolve(requirement.at, item) }))
  return [{ ...written, say: requirement.say, message: written.message ?? requirement.message, path: requirement.at === undefined ? written.path : resolve(requirement.at, item) }]
}

function judge(requirement: Requirement, fields: Fields, item: YamlPath | undefined): readonly Gap[] {
  const { tier } = fields
  if ('present' in requirement) return presence(resolve(requirement.present, item), fields)
  if ('all' in requirement) return requirement.all.flatMap((part) => evaluate(part, fields, item))
  if ('any' in requirement) return fewest(counted(requirement.any, fields, item).map((part) => evaluate(part, fields, item)))
  if ('not' in requirement) return evaluate(requirement.not, fields, item).length > 0 ? [] : [gap(pathOf(requirement.not, item), fields, 'wrong')]
  if ('count' in requirement) {
    const parts = counted(requirement.count.of, fields, item).map((part) => evaluate(part, fields, item))
    const met = parts.filter((gaps) => gaps.length === 0).length
    return met >= Math.min(parts.length, amountFor(requirement.count.atLeast, tier)) ? [] : parts.flat()
  }
  if ('each' in requirement) {
    const { in: list, where, require } = requirement.each
    return items(resolve(list, item), fields).flatMap((path) =>
      where && evaluate(where, fields, path).length > 0 ? [] : evaluate(require, fields, path).map((g) => ({ ...g, item: g.item ?? itemName(fields.root, path) })),
    )
  }
  if ('some' in requirement) return some(requirement.some, fields, item)
  if ('value' in requirement) return value(requirement.value, fields, item)
  if ('matches' in requirement) {
    const path = resolve(requirement.matches.path, item)
    const texts = textsOf(valueAt(fields.root, path, fields.loose ?? false))
    if (texts.some((text) => requirement.matches.like.some((shape) => isLike(text, shape)))) return []
    return answered(path, fields) ? [] : [gap(path, fields)]
  }
  if ('tier' in requirement) {
    const path = resolve(requirement.tier, item)
    return parseTier(textsOf(valueAt(fields.root, path, fields.loose ?? false))[0]) === undefined ? [gap(path, fields)] : []
  }
  if ('differs' in requirement) {
    const [a, b] = requirement.differs.map((path) => resolve(path, item)) as [YamlPath, YamlPath]
    const other = textsOf(yamlAt(fields.root, b))
    return textsOf(yamlAt(fields.root, a)).some((text) => text !== '' && other.includes(text)) ? [gap(a, fields, 'wrong')] : []
  }
  if ('link' in requirement) return link(requirement.link, fields, item)
  if ('least' in requirement) {
    const path = resolve(requirement.least.path, item)
    const node = valueAt(fields.root, path, fields.loose ?? false)
    return node?.kind === 'scalar' && typeof node.value === 'number' && node.value < requirement.least.value ? [gap(path, fields, 'wrong')] : []
  }
  return groups(requirement.groups, fields, item)
}

/** Alternatives and parts that count here: one that does not apply satisfies nothing. */
const counted = (parts: readonly Requirement[], fields: Fields, item: YamlPath | undefined): readonly Requirement[] =>
  parts.filter((part) => !part.when || conditionHolds(part.when, fields, item))

const answered = (path: YamlPath, fields: Fields): boolean => fields.waivable && isAnswered(fields.root, path)

function presence(path: YamlPath, fields: Fields): readonly Gap[] {
  return fillOf(valueAt(fields.root, path, fields.loose ?? false)) === 'present' || answered(path, fields) ? [] : [gap(path, fields)]
}

function gap(path: YamlPath, fields: Fields, state?: Gap['state']): Gap {
  const node = valueAt(fields.root, path, fields.loose ?? false)
  const fill = fillOf(node)
  const shown = node?.kind === 'scalar' && node.value !== null ? String(node.value).trim().slice(0, 80) : textsOf(node).join(', ').slice(0, 80)
  return { path, say: inWords(path), state: state ?? (fill === 'present' ? 'wrong' : fill), message: undefined, value: shown || undefined, item: undefined }
}

/** Of alternatives the one that is nearest to being met; of equals one that somebody has begun, else the first. */
function fewest(alternatives: readonly (readonly Gap[])[]): readonly Gap[] {
  let best: readonly Gap[] | undefined
  const begun = (gaps: readonly Gap[]): boolean => gaps.some((g) => g.state !== 'absent')
  for (const gaps of alternatives) {
    if (gaps.length === 0) return []
    if (!best || gaps.length < best.length || (gaps.length === best.length && begun(gaps) && !begun(best))) best = gaps
  }
  return best ?? []
}

function items(path: YamlPath, fields: Fields): readonly YamlPath[] {
  const node = valueAt(fields.root, path, fields.loose ?? false)
  return node?.kind === 'seq' ? node.items.map((_, index) => [...path, index]) : []
}

/** What people call an entry of a list. */
function itemName(root: YamlNode | null, path: YamlPath): string | undefined {
  for (const key of ['name', 'id', 'metric', 'signal', 'dimension', 'uri']) {
    const text = textsOf(yamlAt(root, [...path, key]))[0]
    if (text) return text
  }
  return undefined
}

function some(
  { in: list, require, atLeast = 1 }: { readonly in: FieldPath; readonly require: Requirement; readonly atLeast?: Amount },
  fields: Fields,
  item: YamlPath | undefined,
): readonly Gap[] {
  const path = resolve(list, item)
  if (answered(path, fields)) return []
  const found = items(path, fields).map((entry) => ({ entry, gaps: evaluate(require, fields, entry) }))
  if (found.filter(({ gaps }) => gaps.length === 0).length >= amountFor(atLeast, fields.tier)) return []
  const failing = found.filter(({ gaps }) => gaps.length > 0)
  if (failing.length === 0) return [gap(path, fields, found.length > 0 ? 'absent' : undefined)]
  const nearest = fewest(failing.map(({ gaps }) => gaps))
  const { entry } = failing.find(({ gaps }) => gaps === nearest)!
  return nearest.map((g) => ({ ...g, item: g.item ?? itemName(fields.root, entry) }))
}

function value(
  { path: at, in: allowed, notIn }: { readonly path: FieldPath; readonly in?: readonly (string | number | boolean)[]; readonly notIn?: readonly (string | number | boolean)[] },
  fields: Fields,
  item: YamlPath | undefined,
): readonly Gap[] {
  const path = resolve(at, item)
  const texts = textsOf(valueAt(fields.root, path, fields.loose ?? false)).map((text) => text.toLowerCase())
  const has = (words: readonly (string | number | boolean)[]): boolean => words.some((word) => texts.includes(String(word).toLowerCase()))
  if (notIn && has(notIn)) return [gap(path, fields, 'wrong')]
  if (allowed && !has(allowed)) return answered(path, fields) ? [] : [gap(path, fields)]
  return []
}

function link(
  { path: at, like, type }: { readonly path: FieldPath; readonly like?: readonly string[]; readonly type?: string },
  fields: Fields,
  item: YamlPath | undefined,
): readonly Gap[] {
  const path = resolve(at, item)
  if (answered(path, fields)) return []
  const node = valueAt(fields.root, path, fields.loose ?? false)
  const targets = textsOf(node)
  for (const target of fillOf(node) === 'present' ? targets : []) {
    const { exists, type: found } = fields.link(target)
    if (exists === false) continue
    if ((!like && !type) || (type !== undefined && found === type) || like?.some((shape) => isLike(target, shape))) return []
  }
  const own = gap(path, fields)
  // Links of another kind are no wrong answer to this one.
  return [like && own.state === 'wrong' ? { ...own, state: 'absent' } : own]
}

function groups(
  { in: list, by, of, atLeast }: { readonly in: FieldPath; readonly by: FieldPath; readonly of: Readonly<Record<string, readonly string[]>>; readonly atLeast: Amount },
  fields: Fields,
  item: YamlPath | undefined,
): readonly Gap[] {
  const path = resolve(list, item)
  if (answered(path, fields)) return []
  const found = new Set<string>()
  let first: Gap | undefined
  for (const entry of items(path, fields)) {
    const at = resolve(by, entry)
    for (const text of textsOf(yamlAt(fields.root, at))) {
      first ??= gap(at, fields, 'wrong')
      const group = Object.keys(of).find((name) => of[name]!.some((shape) => isLike(text, shape)))
      found.add(group ?? text.toLowerCase())
    }
  }
  return found.size >= amountFor(atLeast, fields.tier) ? [] : [first ?? gap(path, fields)]
}

/** The field that a requirement is about, to point at where its opposite holds. */
function pathOf(requirement: Requirement, item: YamlPath | undefined): YamlPath {
  if (requirement.at !== undefined) return resolve(requirement.at, item)
  if ('present' in requirement) return resolve(requirement.present, item)
  if ('value' in requirement) return resolve(requirement.value.path, item)
  if ('matches' in requirement) return resolve(requirement.matches.path, item)
  if ('tier' in requirement) return resolve(requirement.tier, item)
  if ('link' in requirement) return resolve(requirement.link.path, item)
  if ('differs' in requirement) return resolve(requirement.differs[0], item)
  if ('each' in requirement) return resolve(requirement.each.in, item)
  if ('some' in requirement) return resolve(requirement.some.in, item)
  if ('groups' in requirement) return resolve(requirement.groups.in, item)
  if ('least' in requirement) return resolve(requirement.least.path, item)
  if ('not' in requirement) return pathOf(requirement.not, item)
  const parts = 'count' in requirement ? requirement.count.of : 'all' in requirement ? requirement.all : requirement.any
  return parts[0] ? pathOf(parts[0], item) : (item ?? [])
}
