import { DOMAIN } from './domain.ts'
import type { Edit } from './edits.ts'
import { editedValue } from './edits.ts'
import { isMap, predicatesOf, unmet, valueAt } from './requirements.ts'
import type { ControlFile, Facts, Plain } from './requirements.ts'
import { admits, below, resolve, SCHEMA, wordsOf } from './schema.ts'
import type { Resolved } from './schema.ts'

/** What is done, in the words of the issue. */
export type Family = 'remove' | 'empty' | 'misspell' | 'placeholder' | 'kind or unit' | 'contradict' | 'wrong order' | 'stale date' | 'dead link'

/** A finding that must be there: of one of these rules, in one of these places. */
export interface Expectation {
  /** Empty: of any rule. */
  readonly rules: readonly string[]
  /** Paths; a finding stands in the entry around one of them. */
  readonly at: readonly string[]
  /** Paths of entries in which it may stand as well. */
  readonly within: readonly string[]
  /** What names it: the schema, the controls of the standard, or the rule of the domain. */
  readonly named: string
}

export interface Generated {
  readonly id: string
  readonly family: Family
  readonly edits: readonly Edit[]
  readonly expected: readonly Expectation[]
}

export interface ManifestFile {
  /** The manifest as plain values. */
  readonly root: Plain
  link(target: string): { readonly exists: boolean; readonly type: string | undefined }
}

interface Field {
  readonly path: string
  readonly key: string | number
  readonly value: Plain
  readonly schema: Resolved | undefined
  readonly parent: Resolved | undefined
  /** Whether it stands in a later item of a list, whose fields have the schema of the first. */
  readonly again: boolean
  /** Whether it is the first or last of its object: a closed object is closed for every key. */
  readonly outer: boolean
}

/** Every field of the manifest with its schema; of lists the first and the last item, since the others have the same schema. */
function fieldsOf(value: Plain, schema: Resolved | undefined, path: readonly (string | number)[] = [], again = false): readonly Field[] {
  const children: readonly (readonly [string | number, Plain])[] = Array.isArray(value)
    ? (value as readonly Plain[]).map((item, i) => [i, item] as const).filter(([i]) => i === 0 || i === value.length - 1)
    : isMap(value)
      ? Object.entries(value)
      : []
  return children.flatMap(([key, child]) => {
    const own = schema && below(schema, key)
    const steps = [...path, key]
    const later = again || (typeof key === 'number' && key > 0)
    const outer = key === children[0]![0] || key === children.at(-1)![0]
    return [{ path: steps.join('.'), key, value: child, schema: own, parent: schema, again: later, outer }, ...fieldsOf(child, own, steps, later)]
  })
}

/** All mutations of a manifest, each with what the domain says about it; those about which it says nothing have no expectation. */
export function generate(file: ManifestFile): readonly Generated[] {
  const { root } = file
  const fields = fieldsOf(root, resolve(SCHEMA)).filter(({ path, key }) => path.includes('.') && !String(key).includes('.'))
  const facts = factsOf(root, file)
  if (unmet(facts).length > 0)
    throw new Error(
      `as it stands it lacks ${unmet(facts)
        .map(({ name }) => name)
        .join(', ')}`,
    )
  const one = (family: Family, path: string, operation: Edit['do'], expected: readonly Expectation[]): Generated => {
    const edits = [{ path, do: operation }]
    const says = typeof operation === 'string' ? '' : ` ${Object.values(operation)[0]}`
    return { id: `${path}: ${family}${says}`, family, edits, expected: [...expected, ...broken(file, edits)] }
  }
  const mechanical = fields.flatMap((field): readonly Generated[] => {
    const { path, key, value, schema, parent, again, outer } = field
    const found: Generated[] = []
    const schemaInvalid = (at: string): Expectation => ({ rules: ['schema-invalid'], at: [at], within: [], named: 'schema' })
    if (typeof key === 'string' && key !== 'notApplicable') {
      const required = parent?.node.required?.includes(key) && parent.node.properties?.['notApplicable'] !== undefined && key !== 'reason'
      const removal = one('remove', path, 'remove', required ? [schemaInvalid(path)] : [])
      // The manifest's own table marks what a tier owes; where no rule is known to say so, some rule must.
      const owed = removal.expected.length === 0 && !again && isOwed(schema, facts)
      found.push(owed ? { ...removal, expected: [{ rules: [], at: [path], within: [], named: `required: ${schema!.node['x-plumbline-required']}` }] } : removal)
    }
    if (typeof key === 'string' && key !== 'notApplicable' && !again) {
      const closed = outer && parent?.node.additionalProperties === false && parent.node.properties?.[misspelt(key)] === undefined
      found.push(one('misspell', path, { rename: misspelt(key) }, closed ? [{ rules: ['unknown-field'], at: [path], within: [], named: 'schema: closed object' }] : []))
      const nonEmpty = typeof value === 'string' && (schema?.node.minLength !== undefined || schema?.node.pattern !== undefined)
      found.push(one('empty', path, 'empty', nonEmpty ? [orRules(schemaInvalid(path), namedBy(path, file, 'empty'))] : []))
    }
    if (typeof value === 'string' && schema && !again && isFreeText(schema))
      found.push(
        one('placeholder', path, { set: 'TBD' }, [
          orRules({ rules: ['placeholder-text'], at: [path], within: [], named: 'PL-HYG-001: TODO, TBD, FIXME' }, namedBy(path, file, { set: 'TBD' })),
        ]),
      )
    if (schema?.definition?.startsWith('Ref') && typeof value === 'string' && !value.includes('://')) {
      const dead = value.replace(/[^/]*$/, 'nowhere.md')
      found.push(one('dead link', path, { set: dead }, [{ rules: ['broken-link'], at: [path], within: [], named: 'PL-TRC-003: relative path/anchor missing' }]))
    }
    if (schema && !again)
      for (const wrong of wrongValues(schema, value))
        found.push(
          one('kind or unit', path, { set: wrong.text }, [orRules({ ...schemaInvalid(path), rules: ['schema-invalid', ...wrong.or] }, namedBy(path, file, { set: wrong.text }))]),
        )
    return found
  })
  return [...mechanical, ...computed(root)]
}

/** Whether the table of the manifest requires a field in a tier: `R12`, `R123 [personalData]`, `R12 r3 [online & trained]`. */
function isOwed(schema: Resolved | undefined, { tier, predicates }: Facts): boolean {
  const [, tiers, condition] = /^R(\d+)(?: r\d+)?(?: \[([^\]]+)\])?/.exec(schema?.node['x-plumbline-required'] ?? '') ?? []
  if (!tiers?.includes(String(tier))) return false
  return condition === undefined || condition.split(' & ').every((all) => all.split('|').some((predicate) => predicates.has(predicate)))
}

const factsOf = (root: Plain, file: ManifestFile): Facts => ({
  root,
  tier: Number(valueAt(root, ['spec', 'risk', 'tier'])),
  predicates: predicatesOf(root),
  link: (target) => file.link(target),
})

/** Controls that are met before edits and not after them, judged in the tier of before. */
function brokenControls(file: ManifestFile, edits: readonly Edit[]): readonly ControlFile[] {
  const after = editedValue(file.root, edits)
  const tier = valueAt(after, ['spec', 'risk', 'tier'])
  return unmet({ ...factsOf(after, file), tier: typeof tier === 'number' && tier >= 1 && tier <= 4 ? tier : Number(valueAt(file.root, ['spec', 'risk', 'tier'])) })
}

const broken = (file: ManifestFile, edits: readonly Edit[]): readonly Expectation[] =>
  brokenControls(file, edits).map(({ name, at }) => ({ rules: [name], at: edits.map(({ path }) => path), within: at === undefined ? [] : [at], named: 'controls' }))

/** Rules of controls that an operation on a field breaks: they say more than the schema does, and may speak instead of it. */
const namedBy = (path: string, file: ManifestFile, operation: Edit['do']): readonly string[] => brokenControls(file, [{ path, do: operation }]).map(({ name }) => name)
const orRules = (expectation: Expectation, rules: readonly string[]): Expectation => ({ ...expectation, rules: [...expectation.rules, ...rules] })

/** A slip of two neighbouring letters, or a letter too many. */
const misspelt = (key: string): string => (key.length < 4 || key[1] === key[2] ? `${key}x` : `${key[0]}${key[2]}${key[1]}${key.slice(3)}`)

const isFreeText = ({ node, definition }: Resolved): boolean =>
  (definition === 'Text' || definition === undefined) && node.type === 'string' && node.pattern === undefined && node.enum === undefined

/** Values of the wrong kind or unit, by what the schema says of the field. `or`: rules of the domain about such values. */
function wrongValues(schema: Resolved, value: Plain): readonly { readonly text: string; readonly or: readonly string[] }[] {
  const { node, definition = '' } = schema
  const wrong: { text: string; or: readonly string[] }[] = []
  const add = (text: string, plain: string | number | boolean, or: readonly string[] = []): void => void (admits(schema, plain) || wrong.push({ text, or }))
  const words = wordsOf(schema)
  if (words && words.length > 0 && !isMap(value) && !Array.isArray(value)) add('parsecs', 'parsecs')
  else if (definition === 'Duration' || definition === 'DurationWindow') {
    add('80 parsecs', '80 parsecs')
    const bare = /^\d+/.exec(String(value))?.[0]
    if (bare !== undefined) add(bare, Number(bare), ['unit-missing'])
  } else if (definition === 'Date' || definition === 'DateTime') add('"27.11.2026"', '27.11.2026')
  else if (definition === 'Digest') add('"sha256:12ab"', 'sha256:12ab')
  else if (definition.startsWith('OwnerRef')) add('payments and others', 'payments and others')
  else if ((definition === 'Threshold' || definition === 'AlertThreshold') && typeof value === 'string') add('good enough', 'good enough')
  else if (definition === 'Percent') add('150', 150)
  else if (definition === 'Ratio') add('99.5', 99.5)
  else if (definition.startsWith('Ref') && typeof value === 'string') add('"~/model card.md"', '~/model card.md')
  else if (node.pattern !== undefined && typeof value === 'string') add('"80 parsecs!"', '80 parsecs!')
  else if (typeof value === 'boolean') add('"perhaps"', 'perhaps')
  else if (typeof value === 'number') add('"a few"', 'a few')
  else if (isMap(value) && node.properties) add('"somehow"', 'somehow')
  return wrong
}

/** Mutations that rules of the domain name which compute: order, dates, sums, links. */
function computed(root: Plain): readonly Generated[] {
  return DOMAIN.flatMap(({ rule, says, family, field, make, at = [] }) =>
    places(root, field.split('.')).flatMap((path): readonly Generated[] => {
      const made = make({ path, value: valueAt(root, path.split('.'))!, root, sibling: (key) => valueAt(root, [...path.split('.').slice(0, -1), key]) })
      if (made === undefined) return []
      const edits = typeof made === 'string' ? [{ path, do: { set: made } }] : made
      const [first] = typeof rule === 'string' ? [rule] : rule
      return [
        {
          id: `${path}: ${family} ${edits.map((edit) => `${edit.path === path ? '' : `${edit.path} `}${typeof edit.do === 'string' ? edit.do : Object.values(edit.do)[0]}`).join('; ')} → ${first}`,
          family,
          edits,
          expected: [{ rules: typeof rule === 'string' ? [rule] : rule, at: [path, ...edits.map((edit) => edit.path)], within: at.map((p) => sameItem(p, path)), named: says }],
        },
      ]
    }),
  )
}

/** Paths of fields that fit a pattern in which `*` is any item of a list. */
function places(root: Plain, pattern: readonly string[], path: readonly (string | number)[] = []): readonly string[] {
  const [step, ...rest] = pattern
  const value = valueAt(root, path)
  if (step === undefined) return value === undefined ? [] : [path.join('.')]
  if (step !== '*') return places(root, rest, [...path, step])
  return Array.isArray(value) ? (value as readonly Plain[]).flatMap((_, i) => places(root, rest, [...path, i])) : []
}

/** `*` in a place means the item that the field stands in. */
const sameItem = (place: string, path: string): string => {
  const numbers = path.split('.').filter((step) => /^\d+$/.test(step))
  let i = 0
  return place.replaceAll('*', () => numbers[i++] ?? '0')
}
