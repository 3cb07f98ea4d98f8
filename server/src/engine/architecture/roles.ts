import { standardRoles } from '../packs/generated/architectures.ts'
import type { Role } from './types.ts'

/** Longest text in which roles are looked for. */
const LONGEST = 400
/** Most words of a phrase. */
const LONGEST_PHRASE = 5

interface Phrase {
  readonly role: string
  readonly technology: boolean
}

/** A role that a text may name; `words`: by what people call it, else by a product. */
export interface NamedRole {
  readonly role: string
  readonly by: 'words' | 'technology'
}

const byId: ReadonlyMap<string, Role> = new Map(standardRoles.map((role) => [role.id, role]))

/** The role of an id of the vocabulary. */
export const roleOf = (id: string): Role | undefined => byId.get(id)

/** Title of a role; the id where the vocabulary has none. */
export const roleTitle = (id: string): string => byId.get(id)?.title ?? id

/** Words of a text for comparison: lower case, without plural `s`. */
export const wordsOf = (text: string, longest = LONGEST): readonly string[] =>
  (
    text
      .slice(0, longest)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).map((word) => (word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word))

const phrases: ReadonlyMap<string, readonly Phrase[]> = phraseTable()

function phraseTable(): ReadonlyMap<string, readonly Phrase[]> {
  const table = new Map<string, Phrase[]>()
  const add = (text: string, phrase: Phrase): void => {
    const key = wordsOf(text).join(' ')
    const list = table.get(key)
    if (list) list.push(phrase)
    else table.set(key, [phrase])
  }
  for (const { id, words, technologies } of standardRoles) {
    for (const word of [...words, id]) add(word, { role: id, technology: false })
    for (const technology of technologies) add(technology, { role: id, technology: true })
  }
  return table
}

/**
 * Roles that a label or a name may mean, the likeliest first: words before products, longer phrases before shorter, later ones before earlier
 * (`feature store cache` is a cache). Linear in the text.
 */
export function rolesIn(text: string): readonly NamedRole[] {
  const words = wordsOf(text)
  const found: { readonly role: string; readonly by: NamedRole['by']; readonly length: number; readonly at: number; readonly order: number }[] = []
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
      const known = phrases.get(words.slice(at, at + length).join(' '))
      if (!known) continue
      for (const [order, { role, technology }] of known.entries()) found.push({ role, by: technology ? 'technology' : 'words', length, at: at + length, order })
    }
  }
  found.sort((a, b) => Number(a.by === 'technology') - Number(b.by === 'technology') || b.length - a.length || b.at - a.at || a.order - b.order)
  const seen = new Set<string>()
  return found.flatMap(({ role, by }) => (seen.has(role) ? [] : (seen.add(role), [{ role, by }])))
}
