import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

// What the controls of the standard ask of fields, read from their files and judged by a second, plain reading of the language: an expectation must not come from
// the code that it is held against.

export type Plain = null | string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain }

type Record_ = { readonly [key: string]: unknown }

export interface ControlFile {
  readonly name: string
  readonly kinds: readonly string[]
  readonly severity: readonly string[]
  readonly applies?: readonly string[]
  readonly appliesAny?: readonly string[]
  readonly at?: string
  readonly manifest?: Record_
}

/** What a manifest is judged with. */
export interface Facts {
  readonly root: Plain
  readonly tier: number
  readonly predicates: ReadonlySet<string>
  /** What a link leads to. */
  link(target: string): { readonly exists: boolean; readonly type: string | undefined }
}

const FOLDER = path.join(import.meta.dirname, '../../../schemas/standard/controls')

const CONTROLS: readonly ControlFile[] = readdirSync(FOLDER)
  .map((file) => parse(readFileSync(path.join(FOLDER, file), 'utf8')) as ControlFile)
  .filter(({ kinds, manifest }) => kinds.includes('model-manifest') && manifest !== undefined)

export const isMap = (value: Plain | undefined): value is { readonly [key: string]: Plain } => typeof value === 'object' && value !== null && !Array.isArray(value)

export function valueAt(root: Plain | undefined, steps: readonly (string | number)[]): Plain | undefined {
  let value: Plain | undefined = root
  for (const step of steps) {
    if (Array.isArray(value)) value = (value as readonly Plain[])[Number(step)]
    else if (isMap(value)) value = Object.hasOwn(value, step) ? value[step] : undefined
    else return undefined
  }
  return value
}

const NOTHING = new Set(['', 'none', 'tbd', 'todo', 'the team', 'everyone', 'team:tbd'])

/** Whether a field says something. */
function says(value: Plain | undefined): boolean {
  if (value === undefined || value === null) return false
  if (typeof value === 'string') return !NOTHING.has(value.trim().toLowerCase())
  if (Array.isArray(value)) return value.some(says)
  return isMap(value) ? Object.entries(value).some(([key, part]) => key !== 'notApplicable' && key !== 'notes' && says(part)) : true
}

const textsOf = (value: Plain | undefined): readonly string[] =>
  (Array.isArray(value) ? (value as readonly Plain[]) : [value]).flatMap((part) => (part === null || part === undefined || typeof part === 'object' ? [] : [String(part).trim()]))

const isLike = (text: string, shape: string): boolean =>
  new RegExp(
    `^${shape
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^]*')}$`,
    'i',
  ).test(text)

/** Predicates as the domain defines them over fields. */
export function predicatesOf(root: Plain): ReadonlySet<string> {
  const at = (dotted: string): Plain | undefined => valueAt(root, ['spec', ...dotted.split('.')])
  const given = (dotted: string): boolean => says(at(dotted))
  const patterns = textsOf(at('serving.pattern'))
  const is = (dotted: string, ...words: readonly string[]): boolean => textsOf(at(dotted)).some((text) => words.includes(text))
  const llm = given('llm') || is('model.type', 'llm', 'embedding', 'reranker')
  const trained = given('training') || is('model.origin', 'in-house', 'fine-tuned')
  const facts: readonly (readonly [string, boolean])[] = [
    ['online', patterns.some((p) => ['realtime', 'streaming', 'multi-tenant', 'rag', 'agent'].includes(p))],
    ['trained', trained],
    ['supervised', trained && (given('lineage.labels') || is('model.type', 'classification', 'regression'))],
    ['usesFeatures', given('features')],
    ['temporal', given('features')],
    ['llm', llm],
    ['rag', given('llm.retrieval') || patterns.includes('rag')],
    ['thirdPartyModel', given('llm.providers') || is('model.origin', 'third-party-api', 'open-weights')],
    ['hostedModel', given('llm.providers') || is('model.origin', 'third-party-api', 'open-weights')],
    ['personalData', textsOf(at('privacy.dataCategories')).some((c) => c !== '' && c !== 'none')],
    ['affectsPersons', given('risk.affectedPersons') && !is('risk.affectedPersons', 'none')],
    ['euReach', given('risk.aiAct') || textsOf(at('privacy.residency')).some((r) => /^eu/i.test(r)) || textsOf(at('serving.deployment.regions')).some((r) => /^eu/i.test(r))],
    ['regulated', given('risk.modelRisk') || textsOf(at('risk.aiAct.class')).some((c) => c.startsWith('high-risk'))],
    ['production', is('lifecycle.stage', 'staging', 'production', 'deprecated')],
  ]
  return new Set(facts.flatMap(([name, holds]) => (holds ? [name] : [])))
}

/** Controls that a manifest owes and does not meet. */
export const unmet = (facts: Facts): readonly ControlFile[] =>
  CONTROLS.filter(
    ({ severity, applies = [], appliesAny, manifest }) =>
      severity[facts.tier - 1] !== 'off' &&
      applies.every((p) => facts.predicates.has(p)) &&
      (appliesAny === undefined || appliesAny.some((p) => facts.predicates.has(p))) &&
      !met(manifest!, facts, undefined),
  )

/** A path from the root, or with a leading dot one of the item. */
function field(dotted: string, facts: Facts, item: Plain | undefined): Plain | undefined {
  if (dotted === '.') return item
  return dotted.startsWith('.') ? valueAt(item, dotted.slice(1).split('.')) : valueAt(facts.root, dotted.split('.'))
}

/** Whether the field or what it stands in is answered with a reason. */
function answered(dotted: string, facts: Facts, item: Plain | undefined): boolean {
  const steps = dotted.replace(/^\./, '').split('.')
  const root = dotted.startsWith('.') ? item : facts.root
  return steps.some((_, i) => says(valueAt(root, [...steps.slice(0, i + 1), 'notApplicable'])))
}

function holds(condition: Record_, facts: Facts, item: Plain | undefined): boolean {
  const list = (key: string): readonly unknown[] | undefined => condition[key] as readonly unknown[] | undefined
  if (list('tier')?.includes(facts.tier) === false) return false
  if (list('applies')?.every((p) => facts.predicates.has(String(p))) === false) return false
  if (list('appliesAny')?.some((p) => facts.predicates.has(String(p))) === false) return false
  if (list('unless')?.some((p) => facts.predicates.has(String(p)))) return false
  return condition['holds'] === undefined || met(condition['holds'] as Record_, facts, item)
}

const counts = (parts: unknown, facts: Facts, item: Plain | undefined): readonly Record_[] =>
  (parts as readonly Record_[]).filter((part) => part['when'] === undefined || holds(part['when'] as Record_, facts, item))

const amount = (value: unknown, tier: number): number => (Array.isArray(value) ? (value as readonly number[])[tier - 1]! : Number(value))

/** Whether a requirement is met. One operator each. */
function met(requirement: Record_, facts: Facts, item: Plain | undefined): boolean {
  if (requirement['when'] !== undefined && !holds(requirement['when'] as Record_, facts, item)) return true
  const operator = Object.keys(requirement).find((key) => Object.hasOwn(OPERATORS, key))
  if (operator === undefined) throw new Error(`no operator in ${JSON.stringify(requirement)}`)
  return OPERATORS[operator]!(requirement[operator], facts, item)
}

const listAt = (dotted: unknown, facts: Facts, item: Plain | undefined): readonly Plain[] => {
  const value = field(String(dotted), facts, item)
  return Array.isArray(value) ? (value as readonly Plain[]) : []
}

const OPERATORS: Readonly<Record<string, (operand: unknown, facts: Facts, item: Plain | undefined) => boolean>> = {
  present: (dotted, facts, item) => says(field(String(dotted), facts, item)) || answered(String(dotted), facts, item),
  all: (parts, facts, item) => (parts as readonly Record_[]).every((part) => met(part, facts, item)),
  any: (parts, facts, item) => {
    const alternatives = counts(parts, facts, item)
    return alternatives.length === 0 || alternatives.some((part) => met(part, facts, item))
  },
  not: (part, facts, item) => !met(part as Record_, facts, item),
  count: (operand, facts, item) => {
    const { of, atLeast } = operand as Record_
    const parts = counts(of, facts, item)
    return parts.filter((part) => met(part, facts, item)).length >= Math.min(parts.length, amount(atLeast, facts.tier))
  },
  each: (operand, facts, item) => {
    const { in: list, where, require } = operand as Record_
    return listAt(list, facts, item).every((entry) => (where !== undefined && !met(where as Record_, facts, entry)) || met(require as Record_, facts, entry))
  },
  some: (operand, facts, item) => {
    const { in: list, require, atLeast = 1 } = operand as Record_
    return answered(String(list), facts, item) || listAt(list, facts, item).filter((entry) => met(require as Record_, facts, entry)).length >= amount(atLeast, facts.tier)
  },
  value: (operand, facts, item) => {
    const { path: at, in: allowed, notIn } = operand as Record_
    const words = textsOf(field(String(at), facts, item)).map((text) => text.toLowerCase())
    const has = (list: unknown): boolean => (list as readonly unknown[]).some((word) => words.includes(String(word).toLowerCase()))
    if (notIn !== undefined && has(notIn)) return false
    return allowed === undefined || has(allowed) || answered(String(at), facts, item)
  },
  matches: (operand, facts, item) => {
    const { path: at, like } = operand as Record_
    const shapes = like as readonly string[]
    return textsOf(field(String(at), facts, item)).some((text) => shapes.some((shape) => isLike(text, shape))) || answered(String(at), facts, item)
  },
  tier: (at, facts, item) => textsOf(field(String(at), facts, item)).some((text) => /^(?:(?:tier-?|T)?[1-4]|critical|high|moderate|medium|low)$/i.test(text)),
  differs: (pair, facts, item) => {
    const [a, b] = pair as readonly [string, string]
    const other = textsOf(field(b, facts, item))
    return !textsOf(field(a, facts, item)).some((text) => text !== '' && other.includes(text))
  },
  least: (operand, facts, item) => {
    const { path: at, value } = operand as Record_
    const found = field(String(at), facts, item)
    return typeof found !== 'number' || found >= Number(value)
  },
  link: (operand, facts, item) => {
    const { path: at, like, type } = operand as Record_
    const shapes = like as readonly string[] | undefined
    return (
      answered(String(at), facts, item) ||
      textsOf(field(String(at), facts, item)).some((target) => {
        if (!says(target)) return false
        const found = facts.link(target)
        return found.exists && ((!shapes && type === undefined) || (type !== undefined && found.type === type) || shapes?.some((shape) => isLike(target, shape)) === true)
      })
    )
  },
  groups: (operand, facts, item) => {
    const { in: list, by, of, atLeast } = operand as Record_
    const groups = Object.entries(of as Readonly<Record<string, readonly string[]>>)
    const found = new Set(
      listAt(list, facts, item).flatMap((entry) =>
        textsOf(field(String(by), facts, entry)).map((text) => groups.find(([, shapes]) => shapes.some((shape) => isLike(text, shape)))?.[0] ?? text.toLowerCase()),
      ),
    )
    return answered(String(list), facts, item) || found.size >= amount(atLeast, facts.tier)
  },
}
