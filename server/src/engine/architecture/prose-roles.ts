import type { DocumentView } from '../documents/document.ts'
import { perPiece } from '../syntax/pieces.ts'
import { toldOf } from '../syntax/stretches.ts'
import { rolesIn } from './roles.ts'

/** What puts off, denies, rejects or supposes: such a sentence names nothing that is there. */
const NOT_THERE =
  /\b(?:no|not|none|never|without|nobody|neither|nor|cannot|isn't|aren't|don't|doesn't|won't|tbd|todo|later|planned|plan to|future|eventually|rejected|instead of|rather than|considered|alternatives?|would|could|might|may one day|out of scope|missing|lacks?)\b/i

/** Longest sentence that is looked at; a longer one is cut. */
const LONGEST = 400

const rolesOfPiece = perPiece((piece): readonly string[] => {
  const found = new Set<string>()
  if (piece.front) return []
  for (const sentence of piece.plain.split(/[.!?;](?=\s)|\n\s*\n|\n(?=\s*(?:[-*|]|\d+\.))/)) {
    const text = sentence.slice(0, LONGEST)
    if (text.trim() === '' || NOT_THERE.test(text)) continue
    for (const { role } of rolesIn(text)) found.add(role)
  }
  return [...found]
})
const rolesTold = toldOf(rolesOfPiece)

/** Roles that the prose of a document names as being there: weak evidence, since a word may mean something else. Linear. */
export function rolesInProse({ markdown }: DocumentView): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { fact } of rolesTold(markdown)) found.add(fact)
  return found
}
