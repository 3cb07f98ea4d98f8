import { Stems, tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'

/** Word families by name; each a list of phrases (`schemas/standard/lexicon.yaml`). `_` in a phrase allows up to two words between. */
export type LexiconData = Readonly<Record<string, readonly string[]>>

interface TrieNode {
  /** By number of the stem. */
  readonly next: Map<number, TrieNode>
  readonly ends: number[]
  gap: TrieNode | undefined
}

/** One occurrence of a family. */
export interface Span {
  readonly family: number
  readonly start: number
  readonly end: number
}

const newNode = (): TrieNode => ({ next: new Map(), ends: [], gap: undefined })
const MAX_GAP = 2

/** Finds word families in token sequences. Time is linear in the tokens: phrases are short and gaps bounded. */
export class Lexicon {
  readonly names: readonly string[]
  readonly #root = newNode()
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
    let node = this.#root
    for (const stem of stems) {
      if (stem === '_') {
        node.gap ??= newNode()
        node = node.gap
      } else {
        const id = this.stems.intern(stem)
        let following = node.next.get(id)
        if (!following) node.next.set(id, (following = newNode()))
        node = following
      }
    }
    node.ends.push(concept)
  }

  /** Words of a text, of a long one those at its beginning, stemmed as the phrases are. */
  tokenize(text: string): readonly Token[] {
    return this.stems.tokens(text)
  }

  /** Indices (into `names`) of the families that occur. */
  find(tokens: readonly Token[]): Set<number> {
    const found = new Set<number>()
    for (let start = 0; start < tokens.length; start++) {
      const node = this.#beginning(tokens[start]!)
      if (node) this.#walk(node, tokens, node === this.#root ? start : start + 1, found)
    }
    return found
  }

  /** Where phrases that may begin with a token go on behind it; the root, where one may begin with a gap. */
  #beginning({ id }: Token): TrieNode | undefined {
    return this.#root.gap ? this.#root : id === 0 ? undefined : this.#root.next.get(id)
  }

  /** Where families occur: index into `names`, first token, token behind the last. In the order of their beginnings. */
  spans(tokens: readonly Token[]): readonly Span[] {
    const spans: Span[] = []
    for (let start = 0; start < tokens.length; start++) {
      const node = this.#beginning(tokens[start]!)
      if (node) this.#walkSpans(node, tokens, start, node === this.#root ? start : start + 1, spans)
    }
    return spans
  }

  #walkSpans(node: TrieNode, tokens: readonly Token[], start: number, at: number, spans: Span[]): void {
    for (const family of node.ends) spans.push({ family, start, end: at })
    if (at >= tokens.length) return
    const following = node.next.get(tokens[at]!.id)
    if (following) this.#walkSpans(following, tokens, start, at + 1, spans)
    if (!node.gap) return
    for (let skip = 0; skip <= MAX_GAP && at + skip < tokens.length; skip++) {
      const target = node.gap.next.get(tokens[at + skip]!.id)
      if (target) this.#walkSpans(target, tokens, start, at + skip + 1, spans)
    }
  }

  #walk(node: TrieNode, tokens: readonly Token[], at: number, found: Set<number>): void {
    for (const concept of node.ends) found.add(concept)
    if (at >= tokens.length) return
    const following = node.next.get(tokens[at]!.id)
    if (following) this.#walk(following, tokens, at + 1, found)
    if (node.gap) {
      for (let skip = 0; skip <= MAX_GAP && at + skip < tokens.length; skip++) {
        const target = node.gap.next.get(tokens[at + skip]!.id)
        if (target) this.#walk(target, tokens, at + skip + 1, found)
      }
    }
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
