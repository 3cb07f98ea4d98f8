import { Stems, tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Word families by name; each a list of phrases (`schemas/standard/lexicon.yaml`). `_` in a phrase allows up to two words between. */
export type LexiconData = Readonly<Record<string, readonly string[]>>

interface TrieNode {
  readonly next: Map<string, TrieNode>
  readonly ends: number[]
  gap: TrieNode | undefined
}

const newNode = (): TrieNode => ({ next: new Map(), ends: [], gap: undefined })
const MAX_GAP = 2

/** Finds word families in token sequences. Time is linear in the tokens: phrases are short and gaps bounded. */
export class Lexicon {
  readonly names: readonly string[]
  readonly #root = newNode()
  readonly #stems = new Stems()

  constructor(data: LexiconData) {
    this.names = Object.keys(data).sort()
    for (const [index, name] of this.names.entries()) {
      for (const phrase of data[name]!) this.#add(String(phrase), index)
    }
  }

  #add(phrase: string, concept: number): void {
    let node = this.#root
    const words = phrase.split(/\s+/).flatMap((word) => (word === '_' ? ['_'] : this.tokenize(word).map((t) => t.word)))
    if (words.length === 0) return
    for (const word of words) {
      if (word === '_') {
        node.gap ??= newNode()
        node = node.gap
      } else {
        const stem = this.#stems.of(word)
        let following = node.next.get(stem)
        if (!following) node.next.set(stem, (following = newNode()))
        node = following
      }
    }
    node.ends.push(concept)
  }

  /** Words of a text, stemmed as the phrases are. */
  tokenize(text: string): readonly Token[] {
    return tokenize(text, this.#stems)
  }

  /** Indices (into `names`) of the families that occur. */
  find(tokens: readonly Token[]): Set<number> {
    const found = new Set<number>()
    for (let start = 0; start < tokens.length; start++) this.#walk(this.#root, tokens, start, found)
    return found
  }

  #walk(node: TrieNode, tokens: readonly Token[], at: number, found: Set<number>): void {
    for (const concept of node.ends) found.add(concept)
    if (at >= tokens.length) return
    const following = node.next.get(tokens[at]!.stem)
    if (following) this.#walk(following, tokens, at + 1, found)
    if (node.gap) {
      for (let skip = 0; skip <= MAX_GAP && at + skip < tokens.length; skip++) {
        const target = node.gap.next.get(tokens[at + skip]!.stem)
        if (target) this.#walk(target, tokens, at + skip + 1, found)
      }
    }
  }
}
