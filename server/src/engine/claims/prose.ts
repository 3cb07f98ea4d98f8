import type { DocumentView } from '../documents/document.ts'
import type { Range } from '../text/range.ts'
import { featuresOf } from './features.ts'
import type { FrameBook } from './features.ts'
import type { FamilyTagger } from './frames.ts'
import { documentScore, ProseModel } from './prose-model.ts'
import type { ProseModelData, UnitScores } from './prose-model.ts'
import { compileKnowledge } from './standard.ts'
import type { ProseKnowledge } from './standard.ts'
import type { Claim, Standing } from './types.ts'
import { unitsOf } from './units.ts'
import type { Unit } from './units.ts'

/** How far below its threshold a sentence may lie to be shown as the nearest evidence. Log-odds. */
const NEAR = 3
/** From this score on, a sentence says that the control is missing, put off or done badly. Log-odds. */
const DENIED = 0
/** Units whose scores are remembered; a keystroke changes one or two of them. */
const REMEMBERED = 20_000

/** Word families that tell why a sentence does not count, and how to say so. The first that occurs wins. */
const REASONS: readonly { readonly family: string; readonly standing: Standing; readonly reason: string }[] = [
  { family: 'rejected', standing: 'mentioned', reason: 'it reports an alternative that was not chosen' },
  { family: 'defer', standing: 'deferred', reason: 'it puts the matter off' },
  { family: 'vacant', standing: 'deferred', reason: 'it leaves the matter open' },
  { family: 'deny', standing: 'deferred', reason: 'it says that there is none' },
  { family: 'other', standing: 'mentioned', reason: 'it speaks of another system or a predecessor' },
  { family: 'hypothetical', standing: 'mentioned', reason: 'it is hypothetical' },
  { family: 'vague', standing: 'vague', reason: 'it names no measure, limit or person that could be checked' },
]

interface Best {
  readonly index: number
  readonly score: number
}

/** Reads claims from prose with the word families, frames and weights of a standard. */
export class ProseReader {
  readonly #tagger: FamilyTagger
  readonly #frames: FrameBook
  readonly #model: ProseModel
  readonly #scores = new Map<string, UnitScores>()

  constructor(knowledge: ProseKnowledge, model: ProseModelData) {
    const { tagger, frames } = compileKnowledge(knowledge)
    this.#tagger = tagger
    this.#frames = frames
    this.#model = new ProseModel(model)
  }

  /** One claim a subject at the most: the best that the document says about it, or the words that come nearest. */
  claims(document: DocumentView): readonly Claim[] {
    const units = unitsOf(document)
    const usable = units.map((unit, i) => ({ unit, scores: unit.void ? undefined : this.#score(unit, neighbour(units, i, -1), neighbour(units, i, 1)) }))
    const claims: Claim[] = []
    for (const [s, subject] of this.#model.subjects.entries()) {
      let said: Best = { index: -1, score: -20 }
      let denied: Best = { index: -1, score: -20 }
      for (const [index, { scores }] of usable.entries()) {
        if (!scores) continue
        if (scores.said[s]! > said.score) said = { index, score: scores.said[s]! }
        if (scores.denied[s]! > denied.score) denied = { index, score: scores.denied[s]! }
      }
      if (said.index < 0) continue
      const threshold = this.#model.thresholds[s]!
      if (documentScore(said.score, denied.score) >= threshold) {
        claims.push({ subject, standing: 'described', source: 'prose', range: units[said.index]!.range, quote: quoteOf(units[said.index]!) })
        continue
      }
      const claim = denied.score >= DENIED ? this.#inadequate(subject, units[denied.index]!, 'deferred') : undefined
      const nearest = said.score >= threshold - NEAR ? this.#inadequate(subject, units[said.index]!, 'mentioned') : undefined
      const best = claim ?? nearest
      if (best) claims.push(best)
    }
    return claims
  }

  #inadequate(subject: string, unit: Unit, fallback: Standing): Claim {
    const families = new Set([...this.#tagger.families(unit.text), ...this.#tagger.families(unit.lead)])
    const found = REASONS.find((r) => families.has(r.family))
    const standing = found?.standing ?? fallback
    return { subject, standing, source: 'prose', range: unit.range, quote: quoteOf(unit), reason: found?.reason ?? 'it does not say how, by whom or within which limit' }
  }

  #score(unit: Unit, before: Unit | undefined, after: Unit | undefined): UnitScores {
    const key = `${unit.kind}\u0000${unit.text}\u0000${unit.lead}\u0000${unit.headings.join('\u0001')}\u0000${unit.columns.join('\u0001')}\u0000${before?.text ?? ''}\u0000${after?.text ?? ''}`
    let scores = this.#scores.get(key)
    if (!scores) {
      scores = this.#model.score(featuresOf(unit, before, after, this.#tagger, this.#frames))
      if (this.#scores.size >= REMEMBERED) this.#scores.clear()
      this.#scores.set(key, scores)
    }
    return scores
  }
}

const neighbour = (units: readonly Unit[], i: number, step: number): Unit | undefined => (units[i + step]?.block === units[i]!.block ? units[i + step] : undefined)

const quoteOf = (unit: { readonly text: string; readonly range: Range }): string => (unit.text.length > 200 ? `${unit.text.slice(0, 199)}…` : unit.text)
