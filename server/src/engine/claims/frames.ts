import type { Lexicon } from './lexicon.ts'
import { Recent } from './recent.ts'
import { NUMBER_KINDS } from './tokens.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './unit.ts'

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

/** Where a family stands, as a bit. */
const OWN = 1
const CONTEXT = 2
const NEIGHBOURS = 4
const ANYWHERE = OWN | CONTEXT | NEIGHBOURS

/** Word families of one unit by where they stand. Made anew in place for each unit. */
export class UnitTags {
  /** Bits by family. */
  readonly #places: Uint8Array
  /** Families that stand somewhere. */
  readonly all: number[] = []

  constructor(families: number) {
    this.#places = new Uint8Array(families)
  }

  /** Tags a unit anew. */
  fill(unit: Unit, before: Unit | undefined, after: Unit | undefined, families: (text: string) => readonly number[]): this {
    for (const family of this.all) this.#places[family] = 0
    this.all.length = 0
    const { headings, columns } = unit
    this.#add(families(unit.text), OWN)
    if (unit.lead !== '') this.#add(families(unit.lead), CONTEXT)
    for (let i = Math.max(0, headings.length - 2); i < headings.length; i++) this.#add(families(headings[i]!), CONTEXT)
    if (columns.length > 0) this.#add(families(columns.join(' | ')), CONTEXT)
    if (before) this.#add(families(before.text), NEIGHBOURS)
    if (after) this.#add(families(after.text), NEIGHBOURS)
    return this
  }

  #add(families: readonly number[], place: number): void {
    for (const family of families) {
      const known = this.#places[family]!
      if (known === 0) this.all.push(family)
      this.#places[family] = known | place
    }
  }

  #any(slot: readonly number[], places: number): boolean {
    for (const family of slot) if ((this.#places[family]! & places) !== 0) return true
    return false
  }

  /** Whether a frame matches. */
  match(frame: CompiledFrame, kind: Unit['kind']): boolean {
    if (frame.kinds && !frame.kinds.includes(kind)) return false
    for (const slot of frame.own) if (!this.#any(slot, OWN)) return false
    for (const slot of frame.context) if (!this.#any(slot, CONTEXT)) return false
    for (const slot of frame.near) if (!this.#any(slot, ANYWHERE)) return false
    return !this.#any(frame.not, OWN) && !this.#any(frame.notNear, ANYWHERE)
  }

  inUnit(family: number): boolean {
    return (this.#places[family]! & OWN) !== 0
  }

  inContext(family: number): boolean {
    return (this.#places[family]! & CONTEXT) !== 0
  }

  inNeighbours(family: number): boolean {
    return (this.#places[family]! & NEIGHBOURS) !== 0
  }
}

/** A frame with its families as numbers. Each slot holds the families of which one must stand there. */
export interface CompiledFrame {
  readonly id: string
  readonly says: Frame['says']
  readonly kinds: readonly Unit['kind'][] | undefined
  readonly own: readonly (readonly number[])[]
  readonly context: readonly (readonly number[])[]
  readonly near: readonly (readonly number[])[]
  /** None of them may stand in the unit itself. */
  readonly not: readonly number[]
  /** None of them may stand anywhere. */
  readonly notNear: readonly number[]
}

/** Texts whose families are remembered, as many as a long document has. */
const REMEMBERED = 2000

/** A text's words and families. */
export interface Tagged {
  readonly tokens: readonly Token[]
  /** Numbers of its families (`FamilyTagger.names`), ascending. */
  readonly families: readonly number[]
}

/** What a number measures, as a family. */
const NUMBER_FAMILIES: readonly string[] = ['number', ...NUMBER_KINDS].map((kind) => '#' + kind)

/** Families of a lexicon and what numbers measure, as numbers. */
export class Families {
  /** Names of the families by number, sorted. */
  readonly names: readonly string[]
  readonly lexicon: Lexicon
  readonly #ids: ReadonlyMap<string, number>
  /** Number of a family of the lexicon by its index there. */
  readonly #ofLexicon: readonly number[]

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon
    this.names = [...lexicon.names, ...NUMBER_FAMILIES].sort()
    this.#ids = new Map(this.names.map((name, id) => [name, id]))
    this.#ofLexicon = lexicon.names.map((name) => this.#ids.get(name)!)
  }

  /** Number of a family; -1 for one that is nowhere. */
  id(name: string): number {
    return this.#ids.get(name) ?? -1
  }

  /** Number of a family by its index in the lexicon. */
  ofLexicon(index: number): number {
    return this.#ofLexicon[index]!
  }

  /** Adds what the numbers among these tokens measure. */
  addMeasures(tokens: readonly Token[], to: Set<number>): void {
    for (const { number } of tokens) if (number) to.add(this.id('#' + number)).add(this.id('#number'))
  }

  compile(frame: Frame): CompiledFrame {
    const { id, says, kinds } = frame
    // A name that no lexicon has stands nowhere.
    const slot = (alternatives: string): readonly number[] => alternatives.split('|').flatMap((name) => this.#ids.get(name) ?? [])
    const slots = (list: readonly string[] | undefined): readonly (readonly number[])[] => (list ?? []).map(slot)
    return { id, says, kinds, own: slots(frame.own), context: slots(frame.context), near: slots(frame.near), not: slots(frame.not).flat(), notNear: slots(frame.notNear).flat() }
  }
}

/** Tags of texts by one lexicon, remembered: most of a document is unchanged between keystrokes. */
export class FamilyTagger extends Families {
  readonly #owned: readonly boolean[]
  readonly #shared: readonly boolean[]
  readonly #memo = new Recent<Tagged>(REMEMBERED)
  readonly #tags: UnitTags

  constructor(lexicon: Lexicon) {
    super(lexicon)
    this.#owned = this.names.map((name) => name.includes('/'))
    this.#shared = this.names.map((name) => !name.includes('/') && name !== '#number')
    this.#tags = new UnitTags(this.names.length)
  }

  /** Whether one subject alone knows a family. */
  isOwned(family: number): boolean {
    return this.#owned[family]!
  }

  /** Whether no single subject owns a family, and it says more than that there is a number. */
  isShared(family: number): boolean {
    return this.#shared[family]!
  }

  /** Words and families of a text, of a long one those at its beginning. */
  tagged(text: string): Tagged {
    let tagged = this.#memo.get(text)
    if (!tagged) {
      const tokens = this.lexicon.tokenize(text)
      const found = new Set<number>()
      for (const index of this.lexicon.find(tokens)) found.add(this.ofLexicon(index))
      this.addMeasures(tokens, found)
      const families = [...found].sort((a, b) => a - b)
      tagged = { tokens, families }
      this.#memo.set(text, tagged)
    }
    return tagged
  }

  /** Whether one of these families stands in a text. */
  says(text: string, ...names: readonly string[]): boolean {
    const { families } = this.tagged(text)
    return names.some((name) => families.includes(this.id(name)))
  }

  /** Families of a unit by where they stand; good until the next call. */
  tags(unit: Unit, before: Unit | undefined, after: Unit | undefined): UnitTags {
    return this.#tags.fill(unit, before, after, (text) => this.tagged(text).families)
  }
}
