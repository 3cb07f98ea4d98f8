/** Logistic regression over the features of units; deterministic. */
import type { Dataset, LabelledDocument } from './dataset.ts'

export interface Weights {
  readonly bias: number
  /** By feature id. */
  readonly values: Float64Array
}

/** Weights of examples and strength of regularisation; chosen by cross-validation (docs/adr). */
export const SETTINGS = { epochs: 8, rate: 0.15, l2: 0.1, minCount: 3, evidence: 4, background: 0.1, other: 0.5, sentence: 1, otherSubject: 0.2 }

/** Number of documents (or sentences) that have a feature. */
export function countFeatures({ sentences, names }: Dataset, documents: readonly LabelledDocument[]): Int32Array {
  const counts = new Int32Array(names.length)
  for (const d of documents) {
    const seen = new Set<number>()
    for (const x of d.features) for (const f of x) seen.add(f)
    for (const f of seen) counts[f]!++
  }
  for (const s of sentences) for (const f of s.features) counts[f]!++
  return counts
}

/** Fits one subject: evidence of adequate documents and adequate sentences against everything in documents that lack the control. */
export function fitSubject(data: Dataset, documents: readonly LabelledDocument[], subject: string, counts: Int32Array, settings = SETTINGS): Weights {
  const examples: { x: Int32Array; y: number; weight: number }[] = []
  const add = (features: Int32Array, y: number, weight: number): void => {
    examples.push({ x: features.filter((f) => counts[f]! >= settings.minCount), y, weight })
  }
  for (const d of documents) {
    const verdict = d.labels[subject]
    if (d.kind === 'other') for (const x of d.features) add(x, 0, settings.other)
    else if (verdict === 'present') for (const x of d.features) add(x, 0, 1)
    else if (verdict === 'na') for (const x of d.features) add(x, 0, settings.background / 2)
    else if (verdict === 'absent') {
      const evidence = new Set(d.evidence(subject))
      for (const [i, x] of d.features.entries()) {
        if (evidence.has(i)) add(x, 1, settings.evidence / Math.sqrt(evidence.size))
        else add(x, 0, settings.background)
      }
    }
  }
  for (const s of data.sentences) {
    if (s.subject === subject) add(s.features, s.adequate ? 1 : 0, settings.sentence)
    else if (s.adequate) add(s.features, 0, settings.otherSubject)
  }
  const values = new Float64Array(data.names.length)
  const squares = new Float64Array(data.names.length).fill(1e-3)
  let bias = -2
  let biasSquares = 1e-3
  let seed = 1
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
        const gradient = error + settings.l2 * values[f]! * weight
        squares[f] = squares[f]! + gradient * gradient
        values[f] = values[f]! - (settings.rate * gradient) / Math.sqrt(squares[f]!)
      }
    }
  }
  return { bias, values }
}

export function scoreUnit(weights: Weights, features: Int32Array, counts: Int32Array): number {
  let z = weights.bias
  for (const f of features) if (counts[f]! >= SETTINGS.minCount) z += weights.values[f]!
  return z
}

/** Best score of a document's units that may be evidence. */
export function scoreDocument(weights: Weights, d: LabelledDocument, counts: Int32Array): number {
  let best = -20
  for (const [i, x] of d.features.entries()) if (!d.units[i]!.void) best = Math.max(best, scoreUnit(weights, x, counts))
  return best
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
