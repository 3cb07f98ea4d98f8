import type { CompiledFrame, FamilyTagger, Frame, UnitTags } from './frames.ts'
import { isLetter } from './tokens.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './unit.ts'

/** Kinds of features with one part, by their prefix. */
type WordKind = 'w' | 'l' | 'h' | 'N'
type FamilyKind = 'c' | 'x' | 'n'

/**
 * Takes the features of one unit as they are found, some of them more than once. Those that rest on words and families come as numbers: who only needs
 * to look them up is spared their names.
 */
export interface FeatureSink {
  word(kind: WordKind, token: Token): void
  /** Two neighbouring words; the first may be a number of this measure. */
  bigram(first: Token, second: Token): void
  family(kind: FamilyKind, family: number): void
  /** Everything else, by name. */
  named(name: string): void
}

/**
 * What the scorer looks at in a unit: word families, words and word pairs, the words of its heading and lead-in, the families of one subject (`a/b`) in its
 * context, the shared families of its neighbours in the same block, and the frames that match. What goes with what is for the hidden layer to find.
 */
export function findFeatures(unit: Unit, before: Unit | undefined, after: Unit | undefined, tagger: FamilyTagger, frames: FrameBook, sink: FeatureSink): void {
  const tags = tagger.tags(unit, before, after)
  const { tokens, families } = tagger.tagged(unit.text)
  const { tokens: leadTokens } = tagger.tagged(unit.lead)
  const { tokens: nearTokens } = tagger.tagged(unit.headings.at(-1) ?? '')
  words(tokens, sink)
  for (const token of leadTokens) if (!token.stop) sink.word('l', token)
  for (const token of nearTokens) if (!token.stop) sink.word('h', token)
  for (const c of families) sink.family('c', c)
  for (const c of tags.all) {
    if (tags.inContext(c) && tagger.isOwned(c)) sink.family('x', c)
    if (tags.inNeighbours(c) && tagger.isShared(c)) sink.family('n', c)
  }
  frames.find(unit, tags, sink)
  sink.named(KIND_NAMES[unit.kind])
  if (unit.text.endsWith('?')) sink.named('m:question')
  if (unit.text.length < 30) sink.named('m:short')
}

const KIND_NAMES = { sentence: 'k:sentence', row: 'k:row', field: 'k:field', group: 'k:group' } as const

/** Names of the features of a unit, each once, sorted: what is fitted to them must not hang on the order in which they are found. */
export function featuresOf(unit: Unit, before: Unit | undefined, after: Unit | undefined, tagger: FamilyTagger, frames: FrameBook): readonly string[] {
  const { names } = tagger
  const features = new Set<string>()
  findFeatures(unit, before, after, tagger, frames, {
    word: (kind, token) => features.add(`${kind}:${token.stem}`),
    bigram: (first, second) => features.add(`b:${stemOrMeasure(first)}_${second.stem}`),
    family: (kind, family) => features.add(`${kind}:${names[family]}`),
    named: (name) => features.add(name),
  })
  return [...features].sort()
}

/** How a word stands in a pair: a number by what it measures. */
export const stemOrMeasure = (token: Token): string => (isFigure(token) ? '#' + token.number : token.stem)

/** Whether a token is a number in figures. */
export const isFigure = ({ number, word }: Token): boolean => number !== undefined && !hasLetter(word)

function hasLetter(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code >= 128) return /\p{L}/u.test(word)
    if (isLetter(code)) return true
  }
  return false
}

/** So many words after a negation are under it, if no sign ends it before. */
const REACH = 5
const NEGATIONS: ReadonlySet<string> = new Set(['not', 'no', 'never', 'nobody', 'none', 'nothing', 'without', 'neither', 'nor', 'hardly', 'cannot'])
const SIGN = /^[^\p{L}\p{N}]/u

/** Words, pairs of neighbours, and once more by themselves the words that are negated: "the gate was never tested". */
function words(tokens: readonly Token[], sink: FeatureSink): void {
  let previous: Token | undefined
  let negated = 0
  for (const token of tokens) {
    if (SIGN.test(token.word)) negated = 0
    const figure = isFigure(token)
    const meaning = !figure && !token.stop
    if (negated-- > 0 && meaning) sink.word('N', token)
    if (NEGATIONS.has(token.word)) negated = REACH
    if (!figure) {
      if (meaning) sink.word('w', token)
      if (previous) sink.bigram(previous, token)
    }
    previous = token
  }
}

interface BookFrame {
  readonly frame: CompiledFrame
  readonly subject: number
  readonly name: string
}

/** Hand-written frames by subject (the rule that asks for it). A frame is tried only on units that have a family which it needs. */
export class FrameBook {
  readonly #subjects: readonly string[]
  readonly #byFamily: ReadonlyMap<number, readonly BookFrame[]>
  readonly #always: readonly BookFrame[]
  /** How a unit speaks of each subject: 1 described, 2 otherwise. */
  readonly #said: Uint8Array

  constructor(written: readonly { readonly subject: string; readonly frames: readonly Frame[] }[], tagger: FamilyTagger) {
    this.#subjects = written.map(({ subject }) => subject)
    this.#said = new Uint8Array(written.length)
    const byFamily = new Map<number, BookFrame[]>()
    const always: BookFrame[] = []
    for (const [subject, { subject: name, frames }] of written.entries()) {
      for (const one of frames) {
        const frame = tagger.compile(one)
        const entry = { frame, subject, name: `f:${name}:${one.id}` }
        const needed = frame.own[0] ?? frame.context[0] ?? frame.near[0]
        if (!needed) always.push(entry)
        else for (const family of new Set(needed)) byFamily.set(family, [...(byFamily.get(family) ?? []), entry])
      }
    }
    this.#byFamily = byFamily
    this.#always = always
  }

  find(unit: Unit, tags: UnitTags, sink: FeatureSink): void {
    this.#said.fill(0)
    for (const entry of this.#always) this.#try(entry, unit, tags, sink)
    for (const family of tags.all) for (const entry of this.#byFamily.get(family) ?? []) this.#try(entry, unit, tags, sink)
    for (const [subject, said] of this.#said.entries()) if (said !== 0) sink.named(`${said === 1 ? 'd' : said === 2 ? 'u' : 'v'}:${this.#subjects[subject]}`)
  }

  #try({ frame, subject, name }: BookFrame, unit: Unit, tags: UnitTags, sink: FeatureSink): void {
    if (!tags.match(frame, unit.kind)) return
    sink.named(name)
    this.#said[subject] = this.#said[subject]! | (frame.says === 'described' ? 1 : 2)
  }
}
