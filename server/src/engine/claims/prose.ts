import type { DocumentView } from '../documents/document.ts'
import { shift } from '../syntax/pieces.ts'
import type { Range } from '../text/range.ts'
import { answersOf } from './answers.ts'
import { findFeatures } from './features.ts'
import type { FrameBook } from './features.ts'
import type { FamilyTagger } from './frames.ts'
import { isSources, Mentions } from './mentions.ts'
import { Best } from './prose-summary.ts'
import type { GroupSummary, PlacedUnit, Pointer, StretchSummary } from './prose-summary.ts'
import { documentScore, ProseModel } from './prose-model.ts'
import type { ProseModelData } from './prose-model.ts'
import { compileKnowledge } from './standard.ts'
import type { Lexicon } from './lexicon.ts'
import type { ProseKnowledge } from './standard.ts'
import type { Stems, Token } from './tokens.ts'
import { DENIED, LONG, NEGATIVE, standingOf } from './standing.ts'
import { described, quoteOf, UNSAID } from './types.ts'
import type { Claim } from './types.ts'
import { countsQuoted, neighbour, unitStretches } from './units.ts'
import type { UnitGroup } from './units.ts'
import { UnitMemo } from './unit-memo.ts'
import type { Unit } from './unit.ts'

/** How far below its threshold a sentence may lie to be shown as the nearest evidence. Log-odds. */
const NEAR = 3
/** From this score on, the text takes back what a label states. Log-odds. */
const TAKEN_BACK = 0.5
/** Subjects that are about something done badly: people describe it without naming it. */
const DONE_BADLY: ReadonlySet<string> = new Set(['artifact-as-file', 'manual-deployment', 'vague-monitoring'])
/** So many units are shown at most; which one names the matter plainly is for the control to say. */
const SHOWN = 4
/** Fewer words describe nothing. */
const LEAST_WORDS = 4

/** Numbers of subjects whose usual words stand in a unit, and in its lead-in or heading. */
interface Topics {
  readonly own: ReadonlySet<number>
  readonly context: ReadonlySet<number>
}

/** Scores of the units of a group for each subject, made when asked for: how much a unit speaks for an adequate control, and for its absence. Log-odds. */
interface Scores {
  readonly said: Float32Array
  readonly denied: Float32Array
  readonly made: Uint8Array
}

/** A stretch in its document: the number of units before its own, and what to add to their ranges. */
interface Part {
  readonly from: number
  readonly by: number
  readonly summary: StretchSummary
}

/** Reads claims from prose with the word families, frames and weights of a standard. */
export class ProseReader {
  /** How the words of this standard tell claims from mentions. */
  readonly mentions: Mentions
  readonly #tagger: FamilyTagger
  readonly #frames: FrameBook
  readonly #model: ProseModel
  readonly #topics: Lexicon
  /** Index of a subject among the topics. */
  readonly #topicOf: ReadonlyMap<string, number>
  readonly #topicsByUnit = new WeakMap<Unit, Topics>()
  /** How a unit was last found to stand to each subject. */
  readonly #standings = new WeakMap<Unit, Map<string, { readonly denied: number; readonly standing: Pick<Claim, 'standing' | 'reason'> }>>()
  readonly #memo = new UnitMemo<Pick<Scores, 'said' | 'denied'>>()
  readonly #byUnits = new WeakMap<readonly Unit[], Scores>()
  readonly #summaries = new WeakMap<readonly Unit[], GroupSummary>()
  readonly #summariesOfStretches = new WeakMap<readonly UnitGroup[], StretchSummary>()

  /** `knowledge` as shipped: phrases are stems. Readers of the same `stems` read the words of a text once. */
  constructor(knowledge: ProseKnowledge, model: ProseModelData, stems: Stems) {
    const { tagger, frames, topics } = compileKnowledge(knowledge, true, stems)
    this.#topics = topics
    this.#topicOf = new Map(topics.names.map((name, index) => [name, index]))
    this.#tagger = tagger
    this.#frames = frames
    this.#model = new ProseModel(model, tagger)
    this.mentions = new Mentions(tagger)
  }

  /** One claim a subject at the most: the best that the document says about it, or the words that come nearest. */
  claims(document: DocumentView): readonly Claim[] {
    const stretches = unitStretches(document)
    const quoted = countsQuoted(stretches)
    const { subjects, thresholds } = this.#model
    const said = new Best(subjects.length)
    const denied = new Best(subjects.length)
    const answered = new Map<number, number>()
    const parts: Part[] = []
    let from = 0
    for (const { groups, by } of stretches) {
      const summary = this.#summaryOfStretch(groups, quoted)
      parts.push({ from, by, summary })
      said.join(summary.said, from)
      denied.join(summary.denied, from)
      for (const { subject, index } of summary.answers) if (!answered.has(subject)) answered.set(subject, from + index)
      from += summary.units.length
    }
    const placedAt = (index: number): PlacedUnit => {
      const part = parts.findLast((one) => one.from <= index)!
      const { unit, by } = part.summary.units[index - part.from]!
      return { unit, by: by + part.by }
    }
    const unitAt = (index: number): Unit => placedAt(index).unit
    const at = (index: number): Unit => {
      const { unit, by } = placedAt(index)
      return { ...unit, range: shift(unit.range, by) }
    }
    const claims: Claim[] = []
    for (const [s, subject] of subjects.entries()) {
      if (said.at[s]! < 0) continue
      const spoken = at(said.at[s]!)
      const threshold = thresholds[s]!
      if (documentScore(said.scores[s]!, denied.scores[s]!) >= threshold) {
        claims.push(described(subject, spoken))
        continue
      }
      const answer = answered.get(s)
      // What a label states counts, unless the text takes it back.
      if (answer !== undefined && (denied.scores[s]! < TAKEN_BACK || denied.at[s] === answer)) {
        const unit = at(answer)
        const label = unit.kind === 'sentence' && unit.lead !== '' ? `${unit.lead.replace(/\s*:$/, '')}: ` : ''
        claims.push(described(subject, unit, label + quoteOf(unit.text)))
        continue
      }
      const topic = this.#topicOf.get(subject) ?? -1
      const unnamed = DONE_BADLY.has(subject)
      for (const { index, denied: score } of this.#pointed(s, parts, (i) => (i < 0 || i >= from ? undefined : unitAt(i))))
        claims.push(this.#inadequate(subject, unitAt(index), at(index).range, score))
      // What is done badly is described or not; nothing comes near it.
      if (!unnamed && said.scores[s]! >= threshold - NEAR && this.#names(topic, spoken))
        claims.push({ subject, standing: 'mentioned', source: 'prose', range: spoken.range, quote: quoteOf(spoken.text), context: contextOf(spoken), reason: UNSAID })
    }
    return claims
  }

  /** The units that show best that a subject is wanting, the best first. */
  #pointed(subject: number, parts: readonly Part[], unitAt: (index: number) => Unit | undefined): readonly Pointer[] {
    const found: Pointer[] = []
    const watching = this.#model.subjects[subject] === 'vague-monitoring'
    for (const { from, summary } of parts)
      for (const pointer of this.#pointersOf(summary, subject)) {
        const index = from + pointer.index
        // The item beside it in the list may give the limit that it lacks.
        if (!watching || ![-1, 1].some((step) => this.#limits(unitAt(index)!, unitAt(index + step)))) found.push(from === 0 ? pointer : { ...pointer, index })
      }
    // Sorting is stable: of equals the first in the document counts. What does not come first must name the matter itself.
    return found
      .sort((a, b) => b.weight - a.weight)
      .filter(({ own }, i) => i === 0 || own)
      .slice(0, SHOWN)
  }

  #pointersOf({ groups, pointers }: StretchSummary, subject: number): readonly Pointer[] {
    return (pointers[subject] ??= groups.flatMap(({ from, summary }) => this.#pointersIn(summary, subject).map((pointer) => ({ ...pointer, index: from + pointer.index }))))
  }

  /** Units that speak of a subject, and deny it, put it off or leave it open. */
  #pointersIn({ units, candidates, pointers }: GroupSummary, subject: number): readonly Pointer[] {
    const known = pointers[subject]
    if (known) return known
    const found: Pointer[] = []
    const name = this.#model.subjects[subject]!
    const topic = this.#topicOf.get(name) ?? -1
    const unnamed = DONE_BADLY.has(name)
    for (const candidate of candidates) {
      if (candidate.subject !== subject) continue
      const { index, denied } = candidate
      const unit = units[index]!
      const topics = this.#topicsOf(unit)
      const own = topics.own.has(topic)
      const context = topics.context.has(topic)
      const least = own || context || unnamed ? DENIED : Number.POSITIVE_INFINITY
      // Most are about something else, and need no further look.
      if (!own && denied < least) continue
      // What others have written says nothing of this system.
      if (isLiterature(unit)) continue
      // A label or heading does nothing badly.
      if (unnamed && unit.text.split(' ').length < LEAST_WORDS) continue
      // Of a whole list nobody sees which item is meant, and what introduces one says nothing yet.
      if (!unnamed && (unit.kind === 'group' || unit.text.endsWith(':'))) continue
      if (!unnamed && denied < DENIED && isForeign(topics, topic)) continue
      const negative = own && (unit.void === 'deferred' || this.#tagger.says(unit.text, ...NEGATIVE))
      // Who reads that rollback is put off wants to see words about rollback there.
      if (!negative && denied < least) continue
      found.push({ index, denied, own, weight: denied + (own ? 1.2 : 0) + (context ? 0.8 : 0) + (negative ? 1.5 : 0) })
    }
    return (pointers[subject] = found)
  }

  /** Whether a unit is said in one list or paragraph with another and gives a limit. */
  #limits(unit: Unit, other: Unit | undefined): boolean {
    if (!other || other.kind !== 'sentence' || other.lead !== unit.lead || other.headings.join('\n') !== unit.headings.join('\n')) return false
    return this.#tagger.says(other.text, 'threshold') && this.#tagger.says(other.text, '#number')
  }

  /** Whether a unit names a subject; below a heading that does, a long sentence may be about something else. */
  #names(topic: number, unit: Unit): boolean {
    const { own, context } = this.#topicsOf(unit)
    return !unit.text.endsWith(':') && !isLiterature(unit) && !isForeign({ own, context }, topic) && (own.has(topic) || (unit.text.length <= LONG && context.has(topic)))
  }

  /** What the groups of a stretch show of each subject; the same as long as they are. */
  #summaryOfStretch(groups: readonly UnitGroup[], quoted: boolean): StretchSummary {
    const known = quoted ? undefined : this.#summariesOfStretches.get(groups)
    if (known) return known
    const { length: count } = this.#model.subjects
    const units: PlacedUnit[] = []
    const parts: { from: number; summary: GroupSummary }[] = []
    const answers: { subject: number; index: number }[] = []
    const stretch: StretchSummary = { units, groups: parts, said: new Best(count), denied: new Best(count), answers, pointers: [] }
    for (const { units: own, by } of groups) {
      const summary = this.#summaryOf(own, quoted)
      const from = units.length
      parts.push({ from, summary })
      stretch.said.join(summary.said, from)
      stretch.denied.join(summary.denied, from)
      for (const { subject, index } of summary.answers) answers.push({ subject, index: from + index })
      for (const unit of own) units.push({ unit, by })
    }
    if (!quoted) this.#summariesOfStretches.set(groups, stretch)
    return stretch
  }

  /** What the units of a group show of each subject; the same as long as they are. */
  #summaryOf(units: readonly Unit[], quoted: boolean): GroupSummary {
    // In a thread that is itself the design all counts; that is rare, and not worth remembering.
    const known = quoted ? undefined : this.#summaries.get(units)
    if (known) return known
    const { length: count } = this.#model.subjects
    const answers: { subject: number; index: number }[] = []
    const candidates: { subject: number; index: number; denied: number }[] = []
    const summary: GroupSummary = { units, said: new Best(count), denied: new Best(count), answers, candidates, pointers: [] }
    const scores = this.#scoresOf(units)
    for (const [i, unit] of units.entries()) {
      const voided = quoted && unit.void === 'quoted' ? undefined : unit.void
      if (voided && voided !== 'deferred') continue
      if (!voided) for (const name of answersOf(unit, this.#tagger, this.mentions)) answers.push({ subject: this.#model.subjects.indexOf(name), index: i })
      if (scores.made[i] === 0) this.#score(units, i, scores)
      const from = i * count
      // What is put off speaks for nothing, but shows where the document stands.
      if (!voided) summary.said.see(i, scores.said, from)
      summary.denied.see(i, scores.denied, from)
      for (let subject = 0; subject < count; subject++) {
        const denied = scores.denied[from + subject]!
        if (denied >= DENIED - 2) candidates.push({ subject, index: i, denied })
      }
    }
    if (!quoted) this.#summaries.set(units, summary)
    return summary
  }

  #topicsOf(unit: Unit): Topics {
    let topics = this.#topicsByUnit.get(unit)
    if (!topics) {
      const words = (text: string): readonly Token[] => this.#topics.tokenize(text)
      topics = { own: this.#topics.find(words(unit.text)), context: this.#topics.find([...words(unit.lead), ...words(unit.headings.at(-1) ?? '')]) }
      this.#topicsByUnit.set(unit, topics)
    }
    return topics
  }

  /** What a unit shows that satisfies nothing; `denied` is how much it speaks for the absence of the subject. */
  #inadequate(subject: string, unit: Unit, range: Range, denied: number): Claim {
    return { subject, source: 'prose', range, quote: quoteOf(unit.text), context: contextOf(unit), ...this.#standing(subject, unit, denied) }
  }

  #standing(subject: string, unit: Unit, denied: number): Pick<Claim, 'standing' | 'reason'> {
    let known = this.#standings.get(unit)
    if (!known) this.#standings.set(unit, (known = new Map()))
    const last = known.get(subject)
    if (last?.denied === denied) return last.standing
    const topic = this.#topicOf.get(subject) ?? -1
    const named = this.#topics.spans(this.#topics.tokenize(unit.text)).filter(({ family }) => family === topic)
    const standing = standingOf(unit, named, this.#tagger, DONE_BADLY.has(subject) ? undefined : denied)
    known.set(subject, { denied, standing })
    return standing
  }

  /** Kept as long as the units. */
  #scoresOf(units: readonly Unit[]): Scores {
    let scores = this.#byUnits.get(units)
    if (!scores) {
      const count = units.length * this.#model.subjects.length
      scores = { said: new Float32Array(count), denied: new Float32Array(count), made: new Uint8Array(units.length) }
      this.#byUnits.set(units, scores)
    }
    return scores
  }

  #score(units: readonly Unit[], i: number, { said, denied, made }: Scores): void {
    const from = i * this.#model.subjects.length
    const to = from + this.#model.subjects.length
    const known = this.#memo.of(units, i, () => {
      const scores = { said: new Float32Array(to - from), denied: new Float32Array(to - from) }
      this.#model.score((sink) => findFeatures(units[i]!, neighbour(units, i, -1), neighbour(units, i, 1), this.#tagger, this.#frames, sink), scores.said, scores.denied)
      return scores
    })
    said.set(known.said, from)
    denied.set(known.denied, from)
    made[i] = 1
  }
}

const isLiterature = ({ headings }: Unit): boolean => isSources(headings.at(-1) ?? '')

/** Whether a unit speaks of what its heading is about, which is not this topic. */
const isForeign = ({ own, context }: Topics, topic: number): boolean => context.size > 0 && !context.has(topic) && [...own].some((other) => context.has(other))

const contextOf = ({ lead, headings }: Unit): string => [lead, headings.at(-1) ?? ''].filter(Boolean).join(' | ')
