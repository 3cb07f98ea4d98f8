import { standardArchitectures } from '../packs/generated/architectures.ts'
import type { DocumentView } from '../documents/document.ts'
import { perPiece } from '../syntax/pieces.ts'
import { toldOf } from '../syntax/stretches.ts'
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
  [...reference.names, reference.id].map((name) => [` ${wordsOf(name).join(' ')} `, reference] as const),
)

/** Longest piece of prose that is looked at. */
const LONGEST_PIECE = 20_000

const namedIn = toldOf(
  perPiece((piece): readonly ReferenceArchitecture[] => {
    if (piece.front) return []
    const words = ` ${wordsOf(piece.plain, LONGEST_PIECE).join(' ')} `
    return [...new Set(names.flatMap(([name, reference]) => (words.includes(name) ? [reference] : [])))]
  }),
)

/** Reference architectures that the prose of a document names, by their usual names. Linear in the text for a fixed standard. */
export function referencesNamed({ markdown }: DocumentView): readonly ReferenceArchitecture[] {
  return [...new Set(Array.from(namedIn(markdown), ({ fact }) => fact))]
}
