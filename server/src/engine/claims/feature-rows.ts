import type { FeatureSink } from './features.ts'
import { isFigure } from './features.ts'
import type { FamilyTagger } from './frames.ts'
import type { Token } from './tokens.ts'

/** Rows of a model by the numbers of words and families instead of by name. Gathers the rows of one unit, each once. */
export class FeatureRows implements FeatureSink {
  /** Row + 1 by kind, then by the number of the stem. */
  readonly #words: Readonly<Record<string, Int32Array>>
  /** Row + 1 by kind, then by family. */
  readonly #families: Readonly<Record<string, Int32Array>>
  /** Row by both numbers in one. */
  readonly #bigrams = new Map<number, number>()
  readonly #named = new Map<string, number>()
  /** Numbers of stems and of measures in pairs. */
  readonly #stems: number
  readonly #measures: ReadonlyMap<string, number>
  /** The unit in which a row was last seen. */
  readonly #seenIn: Int32Array
  #unit = 0
  #rows: number[] = []

  constructor(names: readonly string[], tagger: FamilyTagger) {
    const { stems } = tagger.lexicon
    const families = new Map(tagger.names.map((name, id) => [name, id]))
    const measures = new Map<string, number>()
    const bigrams: (readonly [first: number, second: number, row: number])[] = []
    const words: [kind: string, stem: number, row: number][] = []
    this.#families = Object.fromEntries(['c', 'x', 'n'].map((kind) => [kind, new Int32Array(families.size)]))
    for (const [row, name] of names.entries()) {
      const kind = name[0]!
      const rest = name.slice(2)
      if (kind === 'w' || kind === 'l' || kind === 'h' || kind === 'N') words.push([kind, stems.intern(rest), row])
      else if (kind === 'b') {
        const cut = rest.indexOf('_')
        const first = rest.slice(0, cut)
        const id = stems.intern(first)
        if (first.startsWith('#')) measures.set(first.slice(1), id)
        bigrams.push([id, stems.intern(rest.slice(cut + 1)), row])
      } else if (kind in this.#families) {
        const family = families.get(rest)
        if (family !== undefined) this.#families[kind]![family] = row + 1
      } else this.#named.set(name, row)
    }
    this.#stems = stems.size
    this.#measures = measures
    this.#words = { w: new Int32Array(stems.size), l: new Int32Array(stems.size), h: new Int32Array(stems.size), N: new Int32Array(stems.size) }
    for (const [kind, stem, row] of words) this.#words[kind]![stem] = row + 1
    for (const [first, second, row] of bigrams) this.#bigrams.set(first * stems.size + second, row)
    this.#seenIn = new Int32Array(names.length)
  }

  /** Rows since the last call. */
  take(): readonly number[] {
    const rows = this.#rows
    this.#rows = []
    this.#unit++
    return rows
  }

  #see(row: number): void {
    if (this.#seenIn[row] === this.#unit + 1) return
    this.#seenIn[row] = this.#unit + 1
    this.#rows.push(row)
  }

  word(kind: 'w' | 'l' | 'h' | 'N', { id }: Token): void {
    const row = this.#words[kind]![id]
    if (row) this.#see(row - 1)
  }

  bigram(first: Token, second: Token): void {
    const id = isFigure(first) ? (this.#measures.get(first.number!) ?? 0) : first.id
    // Stems that were interned after this model was made are none of its own.
    if (id === 0 || second.id === 0 || second.id >= this.#stems) return
    const row = this.#bigrams.get(id * this.#stems + second.id)
    if (row !== undefined) this.#see(row)
  }

  family(kind: string, family: number): void {
    const row = this.#families[kind]![family]!
    if (row !== 0) this.#see(row - 1)
  }

  named(name: string): void {
    const row = this.#named.get(name)
    if (row !== undefined) this.#see(row)
  }
}
