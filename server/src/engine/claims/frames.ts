import type { Lexicon } from './lexicon.ts'
import { Recent } from './recent.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './units.ts'

/**
 * A way in which people say something about a subject: word families that must stand in the unit itself (`own`), in its headings,
 * lead-in or column heads (`context`), or anywhere near (`near`: own, context, or the neighbours in the same block), and families that must
 * not (`not`: own; `notNear`). `A|B` in a slot means one of them. `#percent`, `#duration`, `#money` … stand for numbers.
 */
export interface Frame {
  readonly id: string
  /** What it shows: an adequate description, talk without substance, or that the control does not exist. */
  readonly says: 'described' | 'vague' | 'denied'
  readonly own?: readonly string[]
  readonly context?: readonly string[]
  readonly near?: readonly string[]
  readonly not?: readonly string[]
  readonly notNear?: readonly string[]
  readonly kinds?: readonly Unit['kind'][]
}

/** Word families of one unit, split by where they stand. */
export interface UnitTags {
  readonly own: ReadonlySet<string>
  readonly context: ReadonlySet<string>
  readonly neighbours: ReadonlySet<string>
}

const holds = (slot: string, has: (family: string) => boolean): boolean => (slot.includes('|') ? slot.split('|').some((s) => has(s)) : has(slot))

/** Whether a frame matches a unit. */
export function matches(frame: Frame, unit: Unit, tags: UnitTags): boolean {
  const own = (f: string): boolean => tags.own.has(f)
  const context = (f: string): boolean => tags.context.has(f)
  const near = (f: string): boolean => tags.own.has(f) || tags.context.has(f) || tags.neighbours.has(f)
  if (frame.kinds && !frame.kinds.includes(unit.kind)) return false
  if (frame.own?.some((slot) => !holds(slot, own))) return false
  if (frame.context?.some((slot) => !holds(slot, context))) return false
  if (frame.near?.some((slot) => !holds(slot, near))) return false
  if (frame.not?.some((slot) => holds(slot, own))) return false
  if (frame.notNear?.some((slot) => holds(slot, near))) return false
  return true
}

/** Texts whose families are remembered, as many as a long document has. */
const REMEMBERED = 4000

/** A text's words and families. */
export interface Tagged {
  readonly tokens: readonly Token[]
  readonly families: ReadonlySet<string>
  /** Those of all subjects together, sorted. */
  readonly shared: readonly string[]
}

/** Families that no single subject owns. */
export const sharedOf = (families: ReadonlySet<string>): string[] => [...families].filter((f) => !f.includes('/') && f !== '#number').sort()

/** Tags of texts by one lexicon, remembered: most of a document is unchanged between keystrokes. */
export class FamilyTagger {
  readonly #lexicon: Lexicon
  readonly #memo = new Recent<Tagged>(REMEMBERED)

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
  }

  /** Words and families of a text, of a long one those at its beginning. */
  tagged(text: string): Tagged {
    let tagged = this.#memo.get(text)
    if (!tagged) {
      const tokens = this.#lexicon.tokenize(text.length > 4000 ? text.slice(0, 4000) : text)
      const families = new Set<string>()
      for (const index of this.#lexicon.find(tokens)) families.add(this.#lexicon.names[index]!)
      for (const token of tokens) if (token.number) families.add('#' + token.number).add('#number')
      tagged = { tokens, families, shared: sharedOf(families) }
      this.#memo.set(text, tagged)
    }
    return tagged
  }

  families(text: string): ReadonlySet<string> {
    return this.tagged(text).families
  }

  tags(unit: Unit, before: Unit | undefined, after: Unit | undefined): UnitTags {
    const context = new Set<string>()
    for (const text of [unit.lead, ...unit.headings.slice(-2), unit.columns.join(' | ')]) for (const f of this.families(text)) context.add(f)
    const neighbours = new Set<string>()
    for (const unit of [before, after]) if (unit) for (const f of this.families(unit.text)) neighbours.add(f)
    return { own: this.families(unit.text), context, neighbours }
  }
}
