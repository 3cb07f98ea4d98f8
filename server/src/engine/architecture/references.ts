import { standardArchitectures } from '../packs/generated/architectures.ts'
import { wordsOf } from './roles.ts'
import type { ReferenceArchitecture } from './types.ts'

const byId: ReadonlyMap<string, ReferenceArchitecture> = new Map(standardArchitectures.map((architecture) => [architecture.id, architecture]))

/** All reference architectures of the standard, sorted by id. */
export const referenceArchitectures = (): readonly ReferenceArchitecture[] => standardArchitectures

/** The reference architecture of an id; case, blanks and a version behind `@` do not matter. */
export const referenceOf = (id: string): ReferenceArchitecture | undefined =>
  byId.get(
    id
      .trim()
      .toLowerCase()
      .replace(/@.*$/, '')
      .replace(/[\s_]+/g, '-'),
  )

const names: readonly (readonly [string, ReferenceArchitecture])[] = standardArchitectures.flatMap((reference) =>
  [...reference.names, reference.id].map((name) => [wordsOf(name).join(' '), reference] as const),
)

/** Reference architectures that a text names, by their usual names. Linear in the text for a fixed standard. */
export function referencesNamed(text: string): readonly ReferenceArchitecture[] {
  const words = ` ${wordsOf(text).join(' ')} `
  return [...new Set(names.flatMap(([name, reference]) => (words.includes(` ${name} `) ? [reference] : [])))]
}
