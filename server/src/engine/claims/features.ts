import type { Lexicon } from './lexicon.ts'
import { tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './units.ts'

const STOP = new Set('a an the of to in on at by for and or is be are was were it its this that these those with as from which who will would can could may has have had do does did so than then there their our we us you your he she his her they them if but into out up per about also only such any some each all both more most other own same very just not no'.split(' '))

/** Words of one piece of text, tagged. */
export interface Tagged {
  readonly tokens: readonly Token[]
  readonly concepts: readonly string[]
}

/** Tags texts with word families and number kinds; remembers recent texts, as most of a document is unchanged between keystrokes. */
export class Tagger {
  readonly #lexicon: Lexicon
  readonly #memo = new Map<string, Tagged>()

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
  }

  tag(text: string): Tagged {
    let tagged = this.#memo.get(text)
    if (!tagged) {
      const tokens = tokenize(text.length > 4000 ? text.slice(0, 4000) : text)
      const concepts = new Set<string>()
      for (const index of this.#lexicon.find(tokens)) concepts.add(this.#lexicon.names[index]!)
      for (const token of tokens) if (token.number) concepts.add('#' + token.number)
      tagged = { tokens, concepts: [...concepts].sort() }
      if (this.#memo.size > 20_000) this.#memo.clear()
      this.#memo.set(text, tagged)
    }
    return tagged
  }
}

/**
 * What the scorer looks at in a unit, as names: word families and their pairs, words and word pairs, the families of its headings,
 * lead-in and column heads, and those of its neighbours in the same block.
 */
export function featuresOf(unit: Unit, before: Unit | undefined, after: Unit | undefined, tagger: Tagger): string[] {
  const features = new Set<string>()
  const own = tagger.tag(unit.text)
  const lead = tagger.tag(unit.lead)
  const near = tagger.tag(unit.headings.at(-1) ?? '')
  const far = tagger.tag(unit.headings.slice(0, -1).slice(1).join(' . '))
  const columns = tagger.tag(unit.columns.join(' | '))
  words(own.tokens, '', features)
  for (const token of lead.tokens) if (!STOP.has(token.word)) features.add('l:' + token.stem)
  for (const token of near.tokens) if (!STOP.has(token.word)) features.add('h:' + token.stem)
  for (const c of own.concepts) features.add('c:' + c)
  const context = new Set<string>()
  for (const c of lead.concepts) context.add(c)
  for (const c of near.concepts) context.add(c)
  for (const c of far.concepts) features.add('F:' + c)
  for (const c of columns.concepts) features.add('T:' + c)
  for (const c of lead.concepts) features.add('L:' + c)
  for (const c of near.concepts) features.add('H:' + c)
  for (let i = 0; i < own.concepts.length; i++) {
    for (let j = i + 1; j < own.concepts.length; j++) features.add(`p:${own.concepts[i]}+${own.concepts[j]}`)
    for (const c of context) features.add(`q:${own.concepts[i]}+${c}`)
    for (const c of columns.concepts) features.add(`t:${own.concepts[i]}+${c}`)
  }
  for (const neighbour of [before, after]) {
    if (!neighbour) continue
    for (const c of tagger.tag(neighbour.text).concepts) features.add('n:' + c)
  }
  features.add('k:' + unit.kind)
  if (unit.void) features.add('m:' + unit.void)
  if (unit.text.endsWith('?')) features.add('m:question')
  if (own.tokens.length < 5) features.add('m:short')
  return [...features]
}

function words(tokens: readonly Token[], prefix: string, features: Set<string>): void {
  let previous: string | undefined
  for (const token of tokens) {
    if (token.number && !/\p{L}/u.test(token.word)) {
      previous = '#' + token.number
      continue
    }
    if (!STOP.has(token.word)) features.add(prefix + 'w:' + token.stem)
    if (previous) features.add(`${prefix}b:${previous}_${token.stem}`)
    previous = token.stem
  }
}
