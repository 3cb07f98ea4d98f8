/** Logistic regression over the features of units; deterministic. */
import { documentScore, MIX } from '../../server/src/engine/claims/prose-model.ts'
import type { Dataset, LabelledDocument } from './dataset.ts'

/**
 * Weights of examples, strength of regularisation and steps of descent; chosen by cross-validation (docs/adr). A steeper rate is not only noisier: it leaves
 * scores of different subjects incomparable. `pairs` is what a pair of words or families counts against a single one: there are so many of them. `frames`
 * were held back to 0.7 while most documents were those that their authors had read; with twice as many they are worth as much as anything else.
 */
export const SETTINGS = {
  epochs: 5,
  rate: 0.1,
  l2: 0.15,
  minCount: 10,
  evidence: 3,
  background: 0.05,
  other: 0.5,
  sentence: 2,
  otherSubject: 0.2,
  l2Adequacy: 0.15,
  pairs: 0.5,
  frames: 1,
  runs: 3,
}
export type Settings = typeof SETTINGS

/** Examples as rows: features, and for each column what is right and how much it counts. */
interface Examples {
  readonly columns: number
  readonly features: Int32Array[]
  readonly targets: Float32Array[]
  readonly weights: Float32Array[]
}

/** A fitted set: for each feature a row of weights. Columns: what speaks for each subject, for its absence, and what adequate statements have in common. */
export interface Fitted {
  readonly subjects: readonly string[]
  /** By feature id, then column. */
  readonly values: Float32Array
  readonly bias: Float32Array
}

export const columnsOf = (subjects: readonly string[]): number => 2 * subjects.length + 1

export function fitAll(data: Dataset, documents: readonly LabelledDocument[], settings: Settings = SETTINGS): Fitted {
  const { subjects, names } = data
  const counts = countFeatures(data, documents)
  const frequent = names.map((_, f) => counts[f]! >= settings.minCount)
  const factor = Float32Array.from(names, (name) => (/^[bpqt]:/.test(name) ? settings.pairs : /^[fdvu]:/.test(name) ? settings.frames : 1))
  const width = columnsOf(subjects)
  const values = new Float32Array(names.length * width)
  const bias = new Float32Array(width)
  const put = (examples: Examples, kept: readonly boolean[], l2: number, at: number): void => {
    const mean = fit(examples, kept, factor, l2, settings)
    for (let f = 0; f < names.length; f++) for (let c = 0; c < examples.columns; c++) values[f * width + at + c] = mean.values[f * examples.columns + c]!
    bias.set(mean.bias, at)
  }
  put(subjectExamples(data, documents, settings), frequent, settings.l2, 0)
  // Features of one subject stay out of what all have in common.
  put(
    adequacyExamples(data, documents),
    frequent.map((kept, f) => kept && !/^[fdvu]:|\//.test(names[f]!)),
    settings.l2Adequacy,
    2 * subjects.length,
  )
  return { subjects, values, bias }
}

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

/**
 * For each subject two columns. Said: evidence of adequate documents and adequate sentences against everything in documents that lack the control. Denied: the
 * traps of documents that lack it, and inadequate sentences, against all else.
 */
function subjectExamples(data: Dataset, documents: readonly LabelledDocument[], settings: Settings): Examples {
  const n = data.subjects.length
  const examples: Examples = { columns: 2 * n, features: [], targets: [], weights: [] }
  const add = (x: Int32Array): readonly [targets: Float32Array, weights: Float32Array] => {
    const both = [new Float32Array(2 * n), new Float32Array(2 * n)] as const
    examples.features.push(x)
    examples.targets.push(both[0])
    examples.weights.push(both[1])
    return both
  }
  for (const d of documents) {
    const evidence = data.subjects.map((s) => new Set(d.evidence(s)))
    for (const [i, x] of d.features.entries()) {
      const [targets, weights] = add(x)
      for (const [s, subject] of data.subjects.entries()) {
        const verdict = d.labels[subject]
        const own = evidence[s]!
        const strong = settings.evidence / Math.sqrt(own.size)
        if (d.kind === 'other') weights[s] = weights[n + s] = settings.other
        else if (verdict === 'na') weights[s] = weights[n + s] = settings.background / 2
        else if (verdict === 'absent') {
          targets[s] = own.has(i) ? 1 : 0
          weights[s] = own.has(i) ? strong : settings.background
          weights[n + s] = 1
        } else if (verdict === 'present') {
          weights[s] = 1
          if (own.size === 0) continue
          targets[n + s] = own.has(i) ? 1 : 0
          weights[n + s] = own.has(i) ? strong : settings.background
        }
      }
    }
  }
  for (const { subject, adequate, features } of data.sentences) {
    const [targets, weights] = add(features)
    const own = data.subjects.indexOf(subject)
    for (let s = 0; s < n; s++) if (s !== own) weights[adequate ? s : n + s] = settings.otherSubject
    if (own < 0) continue
    weights[own] = weights[n + own] = settings.sentence
    targets[adequate ? own : n + own] = 1
  }
  return examples
}

/** All subjects together: what tells an adequate statement from talk, whatever it is about. */
function adequacyExamples(data: Dataset, documents: readonly LabelledDocument[]): Examples {
  const examples: Examples = { columns: 1, features: [], targets: [], weights: [] }
  const add = (x: Int32Array, target: number): void => {
    examples.features.push(x)
    examples.targets.push(Float32Array.of(target))
    examples.weights.push(Float32Array.of(1))
  }
  for (const d of documents) {
    for (const [subject, verdict] of Object.entries(d.labels)) {
      if (verdict !== 'na') for (const i of d.evidence(subject)) add(d.features[i]!, verdict === 'absent' ? 1 : 0)
    }
  }
  for (const s of data.sentences) add(s.features, s.adequate ? 1 : 0)
  return examples
}

/** The mean of several runs that differ in the order of visits: one run alone depends on it too much. Deterministic. */
function fit(examples: Examples, kept: readonly boolean[], factor: Float32Array, l2: number, settings: Settings): { values: Float32Array; bias: Float32Array } {
  const { columns } = examples
  // Most features are too rare: the others close together stay in the processor's cache.
  const ids = Int32Array.from(kept.keys()).filter((f) => kept[f])
  const dense = new Int32Array(kept.length)
  for (const [k, f] of ids.entries()) dense[f] = k
  const features = examples.features.map((x) => x.filter((f) => kept[f]).map((f) => dense[f]!))
  const own = Float32Array.from(ids, (f) => factor[f]!)
  const values = new Float32Array(kept.length * columns)
  const bias = new Float32Array(columns)
  for (let run = 1; run <= settings.runs; run++) {
    const one = descend({ ...examples, features }, own, l2, settings, run)
    for (let c = 0; c < columns; c++) bias[c]! += one.bias[c]! / settings.runs
    for (const [k, f] of ids.entries()) for (let c = 0; c < columns; c++) values[f * columns + c]! += one.values[k * columns + c]! / settings.runs
  }
  for (const f of ids) for (let c = 0; c < columns; c++) values[f * columns + c]! *= factor[f]!
  return { values, bias }
}

/** An example that is right by so much teaches nothing. */
const SETTLED = 0.003

/** Adagrad, all columns at once. */
function descend({ columns, features, targets, weights }: Examples, factor: Float32Array, l2: number, settings: Settings, run: number) {
  const values = new Float32Array(factor.length * columns)
  const squares = new Float32Array(values.length).fill(1e-3)
  const bias = new Float32Array(columns).fill(-2)
  const biasSquares = new Float32Array(columns).fill(1e-3)
  // Columns for which an example counts.
  const asked = weights.map((w) => Uint8Array.from([...w.keys()].filter((c) => w[c]! > 0)))
  const z = new Float32Array(columns)
  const errors = new Float32Array(columns)
  const wrong = new Uint8Array(columns)
  let seed = run * 7919
  const random = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
  const order = features.map((_, i) => i)
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const swap = order[i]!
      order[i] = order[j]!
      order[j] = swap
    }
    for (const at of order) {
      const x = features[at]!
      const own = asked[at]!
      const weight = weights[at]!
      z.set(bias)
      for (let k = 0; k < x.length; k++) {
        const row = x[k]! * columns
        const factorOf = factor[x[k]!]!
        for (let j = 0; j < own.length; j++) z[own[j]!]! += values[row + own[j]!]! * factorOf
      }
      let wrongs = 0
      for (const c of own) {
        const error = (1 / (1 + Math.exp(-z[c]!)) - targets[at]![c]!) * weight[c]!
        errors[c] = error
        biasSquares[c]! += error * error
        bias[c]! -= (settings.rate * error) / Math.sqrt(biasSquares[c]!)
        if (Math.abs(error) >= SETTLED) wrong[wrongs++] = c
      }
      for (let k = 0; k < x.length; k++) {
        const row = x[k]! * columns
        const factorOf = factor[x[k]!]!
        for (let j = 0; j < wrongs; j++) {
          const c = wrong[j]!
          const i = row + c
          const gradient = factorOf * errors[c]! + l2 * values[i]! * weight[c]!
          const square = squares[i]! + gradient * gradient
          squares[i] = square
          values[i]! -= (settings.rate * gradient) / Math.sqrt(square)
        }
      }
    }
  }
  return { values, bias }
}

/** Scores of a document for each subject, from the best of its units that may be evidence. */
export function scoreDocument({ subjects, values, bias }: Fitted, d: LabelledDocument): Map<string, number> {
  const n = subjects.length
  const width = columnsOf(subjects)
  const said = new Float32Array(n).fill(-20)
  const denied = new Float32Array(n).fill(-20)
  const z = new Float32Array(width)
  for (const [i, unit] of d.units.entries()) {
    if (unit.void && unit.void !== 'deferred') continue
    z.set(bias)
    for (const f of d.features[i]!) for (let c = 0; c < width; c++) z[c]! += values[f * width + c]!
    const adequacy = z[2 * n]!
    for (let s = 0; s < n; s++) {
      if (!unit.void) said[s] = Math.max(said[s]!, z[s]! + MIX.adequacy * Math.min(MIX.adequacyCap, adequacy))
      denied[s] = Math.max(denied[s]!, z[n + s]! - MIX.adequacy * adequacy)
    }
  }
  return new Map(subjects.map((subject, s) => [subject, documentScore(said[s]!, denied[s]!)]))
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
