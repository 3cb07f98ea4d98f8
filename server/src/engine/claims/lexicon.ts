import { Stems, tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'
import { ROOT, Trie } from './trie.ts'

/** Word families by name; each a list of phrases (`schemas/standard/lexicon.yaml`). `_` in a phrase allows up to two words between. */
export type LexiconData = Readonly<Record<string, readonly string[]>>

/** One occurrence of a family. */
export interface Span {
  readonly family: number
  readonly start: number
  readonly end: number
}

const MAX_GAP = 2
/** Stands for a gap among the numbers of stems; also the number of words that have none, which stand in no phrase. */
const GAP = 0

/** Finds word families in token sequences. Time is linear in the tokens: phrases are short and gaps bounded. */
export class Lexicon {
  readonly names: readonly string[]
  readonly #phrases = new Trie()
  readonly stems: Stems

  /** `stemmed`: the phrases are stems already (`stemPhrases`), which makes this many times quicker. Lexicons of the same `stems` take each other's tokens. */
  constructor(data: LexiconData, stemmed = false, stems = new Stems()) {
    this.stems = stems
    this.names = Object.keys(data).sort()
    for (const [index, name] of this.names.entries()) {
      for (const phrase of data[name]!) this.#add(stemmed ? phrase.split(' ') : stemsOf(phrase, stems), index)
    }
  }

  #add(stems: readonly string[], concept: number): void {
    if (stems.length === 0) return
    let node = ROOT
    for (const stem of stems) node = this.#phrases.grow(node, stem === '_' ? GAP : this.stems.intern(stem))
    this.#phrases.add(node, concept)
  }

  /** Words of a text, of a long one those at its beginning, stemmed as the phrases are. */
  tokenize(text: string): readonly Token[] {
    return this.stems.tokens(text)
  }

  /** Indices (into `names`) of the families that occur. */
  find(tokens: readonly Token[]): Set<number> {
    const found = new Set<number>()
    this.#each(tokens, (family) => found.add(family))
    return found
  }

  /** Where families occur: index into `names`, first token, token behind the last. In the order of their beginnings. */
  spans(tokens: readonly Token[]): readonly Span[] {
    const spans: Span[] = []
    this.#each(tokens, (family, start, end) => spans.push({ family, start, end }))
    return spans
  }

  #each(tokens: readonly Token[], tell: (family: number, start: number, end: number) => void): void {
    const gap = this.#phrases.child(ROOT, GAP) !== 0
    for (let start = 0; start < tokens.length; start++) {
      // Most words begin no phrase.
      const node = gap ? ROOT : this.#after(ROOT, tokens[start]!)
      if (gap || node !== ROOT) this.#walk(node, tokens, start, gap ? start : start + 1, tell)
    }
  }

  /** Tells the families of all phrases that go on from a node with the tokens from `at` on. */
  #walk(node: number, tokens: readonly Token[], start: number, at: number, tell: (family: number, start: number, end: number) => void): void {
    const phrases = this.#phrases
    for (let value = phrases.first(node); value !== 0; value = phrases.next(value)) tell(phrases.value(value), start, at)
    if (at >= tokens.length) return
    const following = this.#after(node, tokens[at]!)
    if (following) this.#walk(following, tokens, start, at + 1, tell)
    const gap = phrases.child(node, GAP)
    if (!gap) return
    for (let skip = 0; skip <= MAX_GAP && at + skip < tokens.length; skip++) {
      const target = this.#after(gap, tokens[at + skip]!)
      if (target) this.#walk(target, tokens, start, at + skip + 1, tell)
    }
  }

  #after(node: number, { id }: Token): number {
    return id === GAP ? 0 : this.#phrases.child(node, id)
  }
}

function stemsOf(phrase: unknown, stems: Stems): readonly string[] {
  return String(phrase)
    .split(/\s+/)
    .flatMap((word) => (word === '_' ? ['_'] : tokenize(word, stems).map((t) => t.stem)))
}

/** The same families with phrases reduced to stems, each once: what is shipped. */
export function stemPhrases(data: LexiconData): LexiconData {
  const stems = new Stems()
  return Object.fromEntries(Object.entries(data).map(([name, phrases]) => [name, [...new Set(phrases.map((p) => stemsOf(p, stems).join(' ')).filter(Boolean))]]))
}
