import type { DocumentView } from '../documents/document.ts'
import { shift } from '../syntax/pieces.ts'
import type { Range } from '../text/range.ts'
import { featuresOf } from './features.ts'
import type { FrameBook } from './features.ts'
import type { FamilyTagger } from './frames.ts'
import { documentScore, ProseModel } from './prose-model.ts'
import type { ProseModelData, UnitScores } from './prose-model.ts'
import { compileKnowledge } from './standard.ts'
import type { Lexicon } from './lexicon.ts'
import { Recent } from './recent.ts'
import type { ProseKnowledge } from './standard.ts'
import type { Claim, Standing } from './types.ts'
import { countsQuoted, unitGroups } from './units.ts'
import type { Unit } from './units.ts'

/** How far below its threshold a sentence may lie to be shown as the nearest evidence. Log-odds. */
const NEAR = 3
/** From this score on, a sentence says that the control is missing, put off or done badly. Log-odds. */
const DENIED = 0
/** A sentence without a usual word of the subject must speak this clearly to be pointed at. Log-odds. */
const CLEAR = 1.5
/** Families that deny or put off. */
const NEGATIVE = ['defer', 'vacant', 'deny'] as const
/** Units whose scores are remembered, as many as a long document has; a keystroke changes one or two of them. */
const REMEMBERED = 4000

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

interface Topics {
  readonly own: ReadonlySet<string>
  readonly context: ReadonlySet<string>
}

/** The highest score of each subject, and the first unit that has it. */
class Best {
  readonly scores: Float32Array
  readonly at: Int32Array

  constructor(subjects: number) {
    this.scores = new Float32Array(subjects).fill(-20)
    this.at = new Int32Array(subjects).fill(-1)
  }

  see(unit: number, scores: readonly number[]): void {
    for (let s = 0; s < scores.length; s++) {
      if (scores[s]! > this.scores[s]!) {
        this.scores[s] = scores[s]!
        this.at[s] = unit
      }
    }
  }
}

/** Reads claims from prose with the word families, frames and weights of a standard. */
export class ProseReader {
  readonly #tagger: FamilyTagger
  readonly #frames: FrameBook
  readonly #model: ProseModel
  readonly #topics: Lexicon
  readonly #topicsByUnit = new WeakMap<Unit, Topics>()
  readonly #byUnits = new WeakMap<readonly Unit[], (UnitScores | undefined)[]>()
  readonly #scores = new Recent<UnitScores>(REMEMBERED)

  /** `knowledge` as shipped: phrases are stems. */
  constructor(knowledge: ProseKnowledge, model: ProseModelData) {
    const { tagger, frames, topics } = compileKnowledge(knowledge, true)
    this.#topics = topics
    this.#tagger = tagger
    this.#frames = frames
    this.#model = new ProseModel(model)
  }

  /** One claim a subject at the most: the best that the document says about it, or the words that come nearest. */
  claims(document: DocumentView): readonly Claim[] {
    const groups = unitGroups(document)
    const quoted = countsQuoted(groups)
    const { subjects, thresholds } = this.#model
    const said = new Best(subjects.length)
    const denied = new Best(subjects.length)
    const units: Unit[] = []
    const places: number[] = []
    const scoresAt: UnitScores[] = []
    for (const { units: own, by } of groups) {
      const scores = this.#scoresOf(own)
      for (let i = 0; i < own.length; i++) {
        const voided = quoted && own[i]!.void === 'quoted' ? undefined : own[i]!.void
        if (voided && voided !== 'deferred') continue
        const score = scores(i)
        const { said: s, denied: d } = score
        scoresAt.push(score)
        // What is put off speaks for nothing, but shows where the document stands.
        if (!voided) said.see(units.length, s)
        denied.see(units.length, d)
        units.push(own[i]!)
        places.push(by)
      }
    }
    const at = (index: number): Unit => ({ ...units[index]!, range: shift(units[index]!.range, places[index]!) })
    const claims: Claim[] = []
    for (const [s, subject] of subjects.entries()) {
      if (said.at[s]! < 0) continue
      const spoken = at(said.at[s]!)
      const threshold = thresholds[s]!
      if (documentScore(said.scores[s]!, denied.scores[s]!) >= threshold) {
        claims.push({ subject, standing: 'described', source: 'prose', range: spoken.range, quote: quoteOf(spoken) })
        continue
      }
      const pointed = this.#pointed(subject, units, (i) => scoresAt[i]!.denied[s]!)
      if (pointed) claims.push(this.#inadequate(subject, at(pointed.index), pointed.denied >= DENIED ? 'deferred' : 'mentioned'))
      else if (said.scores[s]! >= threshold - NEAR) claims.push(this.#inadequate(subject, spoken, 'mentioned'))
    }
    return claims
  }

  /** The unit that shows best that a subject is wanting: it speaks of it, and denies it, puts it off or leaves it open. */
  #pointed(subject: string, units: readonly Unit[], deniedAt: (index: number) => number): { index: number; denied: number } | undefined {
    let best: { index: number; denied: number; weight: number } | undefined
    for (const [index, unit] of units.entries()) {
      const denied = deniedAt(index)
      if (denied < DENIED - 2) continue
      const { own, context } = this.#topicsOf(unit)
      const negative = own.has(subject) && (unit.void === 'deferred' || NEGATIVE.some((f) => this.#tagger.families(unit.text).has(f)))
      if (!negative && denied < (own.has(subject) || context.has(subject) ? DENIED : CLEAR)) continue
      const weight = denied + (own.has(subject) ? 1.2 : 0) + (context.has(subject) ? 0.8 : 0) + (negative ? 1.5 : 0)
      if (!best || weight > best.weight) best = { index, denied, weight }
    }
    return best
  }

  /** Subjects whose usual words stand in a unit, and in its lead-in or heading. */
  #topicsOf(unit: Unit): Topics {
    let topics = this.#topicsByUnit.get(unit)
    if (!topics) {
      const named = (text: string): ReadonlySet<string> => new Set([...this.#topics.find(this.#topics.tokenize(text))].map((i) => this.#topics.names[i]!))
      topics = { own: named(unit.text), context: named(`${unit.lead} . ${unit.headings.at(-1) ?? ''}`) }
      this.#topicsByUnit.set(unit, topics)
    }
    return topics
  }

  #inadequate(subject: string, unit: Unit, fallback: Standing): Claim {
    if (unit.void === 'deferred') return { subject, standing: 'deferred', source: 'prose', range: unit.range, quote: quoteOf(unit), reason: 'it puts the matter off' }
    const families = new Set([...this.#tagger.families(unit.text), ...this.#tagger.families(unit.lead)])
    const found = REASONS.find((r) => families.has(r.family))
    const standing = found?.standing ?? fallback
    return { subject, standing, source: 'prose', range: unit.range, quote: quoteOf(unit), reason: found?.reason ?? 'it does not say how, by whom or within which limit' }
  }

  /** Scores of units by their index, made when asked for and kept as long as the units. */
  #scoresOf(units: readonly Unit[]): (index: number) => UnitScores {
    let known = this.#byUnits.get(units)
    if (!known) this.#byUnits.set(units, (known = new Array<UnitScores | undefined>(units.length).fill(undefined)))
    const scores = known
    return (i) => (scores[i] ??= this.#score(units[i]!, neighbour(units, i, -1), neighbour(units, i, 1)))
  }

  #score(unit: Unit, before: Unit | undefined, after: Unit | undefined): UnitScores {
    const key = `${unit.kind}\u0000${unit.text}\u0000${unit.lead}\u0000${unit.headings.join('\u0001')}\u0000${unit.columns.join('\u0001')}\u0000${before?.text ?? ''}\u0000${after?.text ?? ''}`
    let scores = this.#scores.get(key)
    if (!scores) {
      scores = this.#model.score(featuresOf(unit, before, after, this.#tagger, this.#frames))
      this.#scores.set(key, scores)
    }
    return scores
  }
}

const neighbour = (units: readonly Unit[], i: number, step: number): Unit | undefined => (units[i + step]?.block === units[i]!.block ? units[i + step] : undefined)

const quoteOf = (unit: { readonly text: string; readonly range: Range }): string => (unit.text.length > 200 ? `${unit.text.slice(0, 199)}…` : unit.text)
