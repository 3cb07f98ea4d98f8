import type { Heading } from '../syntax/markdown.ts'
import type { Piece } from '../syntax/pieces.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { remembered } from '../text/remembered.ts'

/** A word without its plural ending, for comparing labels: `metrics` and `metric`, `strategies` and `strategy`. */
export const stem = (word: string): string =>
  word.length > 4 && word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

export const stems = (text: string): readonly string[] => (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stem)

const stemsOfHeading = remembered(2000, stems)

/** Stems of a heading; many rules ask for those of all headings. */
export const headingStems = (heading: Heading): readonly string[] => stemsOfHeading(heading.text)

/** Longest text, in words, that is still a label and not a sentence. */
const MAX_WORDS = 12

/**
 * Everything in a piece of a Markdown document that names what follows it, as stems: headings, bold lead-ins (`**Rollback.** …`), `Rollback: …`,
 * first cells and heads of tables.
 */
export function labelsOfPiece({ text, base, blocks }: Piece): readonly ReadonlySet<string>[] {
  const labels: ReadonlySet<string>[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') add(labels, block.text)
    else if (block.kind === 'table') {
      for (const cell of block.header) add(labels, cell.text)
      for (const row of block.rows) if (row.cells[0]) add(labels, row.cells[0].text)
    } else if (block.kind === 'paragraph' || block.kind === 'item') {
      for (const line of text.slice(block.range.start - base, block.range.end - base).split('\n')) {
        if (!/[:*_?—–]| - /.test(line.slice(0, 90))) continue
        const lead =
          /^\s{0,8}(?:\d{1,3}[.)]\s+)?(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__)/.exec(line) ??
          /^\s{0,8}(?:\d{1,3}[.)]\s+)?[*_]?([A-Za-z][^:.\n*_]{1,60})[*_]?\s?(?::|—|–|\s-\s|\?)/.exec(line)
        if (lead) add(labels, lead[1]!)
      }
    }
  }
  return labels
}

const knownKeys = new WeakMap<YamlNode, readonly ReadonlySet<string>[]>()

/** The keys of front matter, as labels. */
export function labelsOfKeys(root: YamlNode | null): readonly ReadonlySet<string>[] {
  if (!root) return NONE
  let labels = knownKeys.get(root)
  if (!labels) knownKeys.set(root, (labels = keyLabels(root)))
  return labels
}

function keyLabels(root: YamlNode): readonly ReadonlySet<string>[] {
  const labels: ReadonlySet<string>[] = []
  if (root.kind === 'map') for (const entry of root.entries) add(labels, entry.key.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))
  return labels
}

function add(labels: ReadonlySet<string>[], text: string): void {
  const words = stems(text)
  if (words.length && words.length <= MAX_WORDS) labels.push(new Set(words))
}

/** Finds which of many concepts a set of words names: those with a term of which all words are there. Each concept has some terms, as stems. */
export class TermIndex {
  /** By the first word of a term: the concept, and the other words. */
  readonly #byWord = new Map<string, { readonly concept: number; readonly rest: readonly string[] }[]>()

  constructor(concepts: readonly (readonly (readonly string[])[])[]) {
    for (const [concept, terms] of concepts.entries()) {
      for (const [first, ...rest] of terms) {
        if (first === undefined) continue
        const known = this.#byWord.get(first)
        if (known) known.push({ concept, rest })
        else this.#byWord.set(first, [{ concept, rest }])
      }
    }
  }

  /** Adds the concepts that are named. */
  find(words: ReadonlySet<string>, to: Set<number>): void {
    for (const word of words) {
      for (const { concept, rest } of this.#byWord.get(word) ?? NONE) if (rest.every((other) => words.has(other))) to.add(concept)
    }
  }
}

const NONE: readonly never[] = []
