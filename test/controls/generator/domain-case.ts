import type { Edit } from './edits.ts'
import type { Family } from './generate.ts'
import type { Plain } from './requirements.ts'

/** A field that a rule of the domain is about, and what is made of its value to contradict the rule. */
export interface DomainCase {
  /** The rule that the domain names; where it names several for the same matter, any of them. */
  readonly rule: string | readonly string[]
  /** What the domain says: the words behind `fires:`. */
  readonly says: string
  readonly family: Family
  /** Path of the field; `*` is any item of a list. */
  readonly field: string
  readonly make: (input: Input) => string | readonly Edit[] | undefined
  /** Entries, beside that around the field, in which the finding may stand; `*` is the same item. */
  readonly at?: readonly string[]
}

export interface Input {
  readonly path: string
  readonly value: Plain
  readonly root: Plain
  /** A field beside this one. */
  sibling(key: string): Plain | undefined
}

/** Sets a field to the same words wherever it stands. */
export const to =
  (words: string): DomainCase['make'] =>
  () =>
    words

/** Takes the field away. */
export const removed: DomainCase['make'] = ({ path }) => [{ path, do: 'remove' }]

/** As `make`, where a condition holds; the domain says nothing of the others. */
export const where =
  (holds: (input: Input) => boolean, make: DomainCase['make'] | string): DomainCase['make'] =>
  (input) =>
    holds(input) ? (typeof make === 'string' ? make : make(input)) : undefined

export const inTier =
  (tier: number) =>
  ({ root }: Input): boolean =>
    at(root, 'spec.risk.tier') === tier

/** Whether a field stands. */
export const given =
  (dotted: string) =>
  ({ root }: Input): boolean =>
    at(root, dotted) !== undefined

/** Sets the field, and does more elsewhere: a path that begins with a dot is one beside the field. */
export const and =
  (words: string, ...more: readonly (readonly [path: string, operation: Edit['do']])[]): DomainCase['make'] =>
  ({ path }) => [
    { path, do: { set: words } },
    ...more.map(([other, operation]) => ({ path: other.startsWith('.') ? `${path.replace(/\.[^.]+$/, '')}${other}` : other, do: operation })),
  ]

type Make = (rule: DomainCase['rule'], says: string, field: string, make: DomainCase['make'], places?: readonly string[]) => DomainCase

/** Writes cases of one family in a line each. */
export const ofFamily =
  (family: Family): Make =>
  (rule, says, field, make, places) => ({ rule, says, family, field, make, ...(places ? { at: places } : {}) })

/** The value at a dotted path. */
export function at(root: Plain, dotted: string): Plain | undefined {
  let value: Plain | undefined = root
  for (const step of dotted.split('.')) value = typeof value === 'object' && value !== null ? (value as { readonly [key: string]: Plain })[step] : undefined
  return value
}
