import type { FamilyTagger, Frame, UnitTags } from './frames.ts'
import { matches, sharedOf } from './frames.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './units.ts'

const STOP = new Set(
  'a an the of to in on at by for and or is be are was were it its this that these those with as from which who will would can could may has have had do does did so than then there their our we us you your he she his her they them if but into out up per about also only such any some each all both more most other own same very just not no'.split(
    ' ',
  ),
)

/** Hand-written frames by subject (the rule that asks for it). */
export type FrameBook = readonly { readonly subject: string; readonly frames: readonly Frame[] }[]

/**
 * What the scorer looks at in a unit, as names: word families and their pairs, words and word pairs, the families of its headings,
 * lead-in and column heads, those of its neighbours in the same block, and the frames that match. Families of one subject (`a/b`)
 * count alone, shared ones also in pairs.
 */
export function featuresOf(unit: Unit, before: Unit | undefined, after: Unit | undefined, tagger: FamilyTagger, frames: FrameBook): readonly string[] {
  const features = new Set<string>()
  const tags = tagger.tags(unit, before, after)
  const said = tagger.tagged(unit.text)
  const own = said.shared
  const { tokens: leadTokens, shared: lead } = tagger.tagged(unit.lead)
  const { tokens: nearTokens, shared: near } = tagger.tagged(unit.headings.at(-1) ?? '')
  const far = tagger.tagged(unit.headings.slice(0, -1).join(' . ')).shared
  const columns = tagger.tagged(unit.columns.join(' | ')).shared
  words(said.tokens, features)
  for (const token of leadTokens) if (!STOP.has(token.word)) features.add('l:' + token.stem)
  for (const token of nearTokens) if (!STOP.has(token.word)) features.add('h:' + token.stem)
  for (const c of tags.own) features.add('c:' + c)
  for (const c of tags.context) if (c.includes('/')) features.add('x:' + c)
  for (const c of far) features.add('F:' + c)
  for (const c of columns) features.add('T:' + c)
  for (const c of lead) features.add('L:' + c)
  for (const c of near) features.add('H:' + c)
  const context = new Set([...lead, ...near])
  for (let i = 0; i < own.length; i++) {
    for (let j = i + 1; j < own.length; j++) features.add(`p:${own[i]}+${own[j]}`)
    for (const c of context) features.add(`q:${own[i]}+${c}`)
    for (const c of columns) features.add(`t:${own[i]}+${c}`)
  }
  for (const c of sharedOf(tags.neighbours)) features.add('n:' + c)
  frameFeatures(unit, tags, frames, features)
  features.add('k:' + unit.kind)
  if (unit.text.endsWith('?')) features.add('m:question')
  if (unit.text.length < 30) features.add('m:short')
  return [...features]
}

function frameFeatures(unit: Unit, tags: UnitTags, frames: FrameBook, features: Set<string>): void {
  for (const { subject, frames: own } of frames) {
    let described = false
    let vetoed = false
    for (const frame of own) {
      if (!matches(frame, unit, tags)) continue
      features.add(`f:${subject}:${frame.id}`)
      if (frame.says === 'described') described = true
      else vetoed = true
    }
    if (described) features.add(`${vetoed ? 'v' : 'd'}:${subject}`)
    else if (vetoed) features.add(`u:${subject}`)
  }
}

function words(tokens: readonly Token[], features: Set<string>): void {
  let previous: string | undefined
  for (const token of tokens) {
    if (token.number && !/\p{L}/u.test(token.word)) {
      previous = '#' + token.number
      continue
    }
    if (!STOP.has(token.word)) features.add('w:' + token.stem)
    if (previous) features.add(`b:${previous}_${token.stem}`)
    previous = token.stem
  }
}
