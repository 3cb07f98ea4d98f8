/** Logistic regression over the features of units; deterministic. */
import { documentScore, MIX } from '../../server/src/engine/claims/prose-model.ts'
import type { Dataset, LabelledDocument } from './dataset.ts'

export interface Weights {
  readonly bias: number
  /** By feature id. */
  readonly values: Float64Array
}

/** Weights of examples and strength of regularisation; chosen by cross-validation (docs/adr). */
export const SETTINGS = { epochs: 5, rate: 0.15, l2: 0.2, minCount: 5, evidence: 4, background: 0.05, other: 0.5, sentence: 1, otherSubject: 0.2, l2Adequacy: 0.15, runs: 3 }

/** Number of documents (or sentences) that have a feature. */
function countFeatures({ sentences, names }: Dataset, documents: readonly LabelledDocument[]): Int32Array {
  const counts = new Int32Array(names.length)
  for (const d of documents) {
    const seen = new Set<number>()
    for (const x of d.features) for (const f of x) seen.add(f)
    for (const f of seen) counts[f]!++
  }
  for (const s of sentences) for (const f of s.features) counts[f]!++
  return counts
}

interface Example {
  readonly x: Int32Array
  readonly y: number
  readonly weight: number
}

/** A fitted set: what speaks for each subject, what speaks for its absence, and what adequate statements have in common. */
export interface Fitted {
  readonly counts: Int32Array
  readonly said: ReadonlyMap<string, Weights>
  readonly denied: ReadonlyMap<string, Weights>
  readonly adequacy: Weights
}

export function fitAll(data: Dataset, documents: readonly LabelledDocument[], settings = SETTINGS): Fitted {
  const counts = countFeatures(data, documents)
  const said = new Map<string, Weights>()
  const denied = new Map<string, Weights>()
  for (const subject of data.subjects) {
    said.set(subject, fit(examplesOf(data, documents, subject, counts, settings), data.names.length, settings.l2, settings))
    denied.set(subject, fit(denialsOf(data, documents, subject, counts, settings), data.names.length, settings.l2, settings))
  }
  return { counts, said, denied, adequacy: fit(adequacyOf(data, documents, counts, settings), data.names.length, settings.l2Adequacy, settings) }
}

/** Evidence of adequate documents and adequate sentences against everything in documents that lack the control. */
function examplesOf(data: Dataset, documents: readonly LabelledDocument[], subject: string, counts: Int32Array, settings: typeof SETTINGS): Example[] {
  const examples: Example[] = []
  const add = (x: Int32Array, y: number, weight: number): void => {
    examples.push({ x: frequent(x, counts, settings), y, weight })
  }
  for (const d of documents) {
    const verdict = d.labels[subject]
    if (d.kind === 'other') for (const x of d.features) add(x, 0, settings.other)
    else if (verdict === 'present') for (const x of d.features) add(x, 0, 1)
    else if (verdict === 'na') for (const x of d.features) add(x, 0, settings.background / 2)
    else if (verdict === 'absent') {
      const evidence = new Set(d.evidence(subject))
      for (const [i, x] of d.features.entries()) add(x, evidence.has(i) ? 1 : 0, evidence.has(i) ? settings.evidence / Math.sqrt(evidence.size) : settings.background)
    }
  }
  for (const s of data.sentences) {
    if (s.subject === subject) add(s.features, s.adequate ? 1 : 0, settings.sentence)
    else if (s.adequate) add(s.features, 0, settings.otherSubject)
  }
  return examples
}

/** The traps of documents that lack the control, and inadequate sentences, against all else. */
function denialsOf(data: Dataset, documents: readonly LabelledDocument[], subject: string, counts: Int32Array, settings: typeof SETTINGS): Example[] {
  const examples: Example[] = []
  const add = (x: Int32Array, y: number, weight: number): void => {
    examples.push({ x: frequent(x, counts, settings), y, weight })
  }
  for (const d of documents) {
    const verdict = d.labels[subject]
    if (d.kind === 'other') for (const x of d.features) add(x, 0, settings.other)
    else if (verdict === 'absent') for (const x of d.features) add(x, 0, 1)
    else if (verdict === 'present') {
      const traps = new Set(d.evidence(subject))
      if (traps.size === 0) continue
      for (const [i, x] of d.features.entries()) add(x, traps.has(i) ? 1 : 0, traps.has(i) ? settings.evidence / Math.sqrt(traps.size) : settings.background)
    } else if (verdict === 'na') for (const x of d.features) add(x, 0, settings.background / 2)
  }
  for (const s of data.sentences) {
    if (s.subject === subject) add(s.features, s.adequate ? 0 : 1, settings.sentence)
    else if (!s.adequate) add(s.features, 0, settings.otherSubject)
  }
  return examples
}

/** All subjects together: what tells an adequate statement from talk, whatever it is about. Features of one subject stay out. */
function adequacyOf(data: Dataset, documents: readonly LabelledDocument[], counts: Int32Array, settings: typeof SETTINGS): Example[] {
  const own = data.names.map((n) => /^[fdvu]:|\//.test(n))
  const general = (x: Int32Array): Int32Array => frequent(x, counts, settings).filter((f) => !own[f])
  const examples: Example[] = []
  for (const d of documents) {
    for (const [subject, verdict] of Object.entries(d.labels)) {
      if (verdict !== 'na') for (const i of d.evidence(subject)) examples.push({ x: general(d.features[i]!), y: verdict === 'absent' ? 1 : 0, weight: 1 })
    }
  }
  for (const s of data.sentences) examples.push({ x: general(s.features), y: s.adequate ? 1 : 0, weight: 1 })
  return examples
}

const frequent = (x: Int32Array, counts: Int32Array, settings: typeof SETTINGS): Int32Array => x.filter((f) => counts[f]! >= settings.minCount)

/** The mean of several runs that differ in the order of visits: one run alone depends on it too much. Deterministic. */
function fit(examples: readonly Example[], features: number, l2: number, settings: typeof SETTINGS): Weights {
  const values = new Float64Array(features)
  let bias = 0
  for (let run = 1; run <= settings.runs; run++) {
    const one = descend(examples, features, l2, settings, run)
    bias += one.bias / settings.runs
    for (let f = 0; f < features; f++) values[f] = values[f]! + one.values[f]! / settings.runs
  }
  return { bias, values }
}

/** Adagrad. */
function descend(examples: readonly Example[], features: number, l2: number, settings: typeof SETTINGS, run: number): Weights {
  const values = new Float64Array(features)
  const squares = new Float64Array(features).fill(1e-3)
  let bias = -2
  let biasSquares = 1e-3
  let seed = run * 7919
  const random = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const swap = order[i]!
      order[i] = order[j]!
      order[j] = swap
    }
    for (const at of order) {
      const { x, y, weight } = examples[at]!
      let z = bias
      for (const f of x) z += values[f]!
      const error = (1 / (1 + Math.exp(-z)) - y) * weight
      biasSquares += error * error
      bias -= (settings.rate * error) / Math.sqrt(biasSquares)
      for (const f of x) {
        const gradient = error + l2 * values[f]! * weight
        squares[f] = squares[f]! + gradient * gradient
        values[f] = values[f]! - (settings.rate * gradient) / Math.sqrt(squares[f]!)
      }
    }
  }
  return { bias, values }
}

function scoreUnit(weights: Weights, features: Int32Array, counts: Int32Array): number {
  let z = weights.bias
  for (const f of features) if (counts[f]! >= SETTINGS.minCount) z += weights.values[f]!
  return z
}

/** Scores of a document for each subject, from the best of its units that may be evidence. */
export function scoreDocument(fitted: Fitted, d: LabelledDocument): Map<string, number> {
  const kept = d.units.flatMap((u, i) => (u.void && u.void !== 'deferred' ? [] : [i]))
  const usable = kept.map((i) => d.features[i]!)
  const adequacy = usable.map((x) => scoreUnit(fitted.adequacy, x, fitted.counts))
  const scores = new Map<string, number>()
  for (const [subject, said] of fitted.said) {
    const denied = fitted.denied.get(subject)!
    let bestSaid = -20
    let bestDenied = -20
    for (const [i, x] of usable.entries()) {
      if (!d.units[kept[i]!]!.void) bestSaid = Math.max(bestSaid, scoreUnit(said, x, fitted.counts) + MIX.adequacy * Math.min(MIX.adequacyCap, adequacy[i]!))
      bestDenied = Math.max(bestDenied, scoreUnit(denied, x, fitted.counts) - MIX.adequacy * adequacy[i]!)
    }
    scores.set(subject, documentScore(bestSaid, bestDenied))
  }
  return scores
}

export interface Counts {
  tp: number
  fp: number
  fn: number
  tn: number
}

export const f1 = ({ tp, fp, fn }: Counts): number => (tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn))

/** Adds one decision: flagged when the score lies below the threshold. */
export function tally(counts: Counts, verdict: string, flagged: boolean): void {
  if (verdict === 'present') counts[flagged ? 'tp' : 'fn']++
  else if (verdict === 'absent') counts[flagged ? 'fp' : 'tn']++
}

/** The middle of the thresholds with the best F1, drawn half-way to `prior`: few documents must not decide alone. */
export function chooseThreshold(scores: readonly (readonly [score: number, verdict: string])[], prior?: number): number {
  let best = -1
  let good: number[] = []
  for (let t = -8; t <= 6; t += 0.125) {
    const counts: Counts = { tp: 0, fp: 0, fn: 0, tn: 0 }
    for (const [score, verdict] of scores) tally(counts, verdict, score < t)
    const value = f1(counts)
    if (value > best + 1e-9) {
      best = value
      good = [t]
    } else if (value > best - 1e-9) good.push(t)
  }
  const own = good[good.length >> 1]!
  return prior === undefined ? own : own * SHRINK + prior * (1 - SHRINK)
}

const SHRINK = 0.6
