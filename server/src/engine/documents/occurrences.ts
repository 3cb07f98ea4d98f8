import type { FrontMatter } from '../syntax/front-matter.ts'
import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { perPiece } from '../syntax/pieces.ts'
import type { Piece } from '../syntax/pieces.ts'
import { perStretch } from '../syntax/stretches.ts'
import type { Stretch } from '../syntax/stretches.ts'

/** What a pattern finds in a document. Most want to know how often; the words are put together for whoever shows them. */
export interface Occurrences {
  readonly count: number
  /** In lower case, in the order of the text. */
  words(): readonly string[]
}

/** The words of a document in which patterns are looked for. */
export class Prose {
  /** In characters. */
  readonly length: number
  readonly #front: FrontMatter | undefined
  readonly #frontText: string
  readonly #stretches: readonly Stretch[]
  readonly #known = new Map<RegExp, Occurrences>()

  constructor({ text, plain, stretches, frontMatter }: MarkdownSyntax) {
    this.#front = frontMatter
    this.#frontText = frontMatter ? text.slice(frontMatter.contentRange.start, frontMatter.contentRange.end) : ''
    this.#stretches = stretches.map(({ stretch }) => stretch)
    this.length = this.#frontText.length + 1 + plain.length
  }

  /** All occurrences, front matter first. The pattern has to be a global one that reaches over no end of a line, so that pieces can be searched one by one. */
  occurrences(pattern: RegExp): Occurrences {
    let known = this.#known.get(pattern)
    if (!known) {
      const parts = this.#stretches.map((stretch) => inStretch(stretch, pattern))
      if (this.#front) parts.unshift(inFront(this.#front, this.#frontText, pattern))
      known = { count: parts.reduce((sum, part) => sum + part.length, 0), words: () => parts.flat() }
      this.#known.set(pattern, known)
    }
    return known
  }
}

/** By document, so that each pattern is looked for once. */
const proses = new WeakMap<MarkdownSyntax, Prose>()

export function proseOf(markdown: MarkdownSyntax): Prose {
  let prose = proses.get(markdown)
  if (!prose) proses.set(markdown, (prose = new Prose(markdown)))
  return prose
}

const find = (text: string, pattern: RegExp): readonly string[] => Array.from(text.matchAll(pattern), (match) => match[0].toLowerCase())

const NONE: readonly string[] = []

type Known = Map<RegExp, readonly string[]>
const knownOfFront = new WeakMap<FrontMatter, Known>()
const knownOfPiece = perPiece((): Known => new Map())
const knownOfStretch = perStretch((): Known => new Map())

function remembered(known: Known, pattern: RegExp, compute: () => readonly string[]): readonly string[] {
  let own = known.get(pattern)
  if (!own) {
    own = compute()
    known.set(pattern, own.length === 0 ? NONE : own)
  }
  return own
}

function inFront(front: FrontMatter, text: string, pattern: RegExp): readonly string[] {
  let known = knownOfFront.get(front)
  if (!known) knownOfFront.set(front, (known = new Map()))
  return remembered(known, pattern, () => find(text, pattern))
}

const inPiece = (piece: Piece, pattern: RegExp): readonly string[] => remembered(knownOfPiece(piece), pattern, () => find(piece.plain, pattern))

const inStretch = (stretch: Stretch, pattern: RegExp): readonly string[] =>
  remembered(knownOfStretch(stretch), pattern, () => stretch.pieces.flatMap(({ piece }) => inPiece(piece, pattern)))
