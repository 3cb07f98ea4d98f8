/** Nets with one hidden layer and a linear part beside it over the features of units, averaged; deterministic. */
import { documentScore } from '../../server/src/engine/claims/prose-model.ts'
import type { Dataset, LabelledDocument } from './dataset.ts'

/**
 * Weights of examples, strength of regularisation and steps of descent; chosen by cross-validation (docs/adr). `pairs` is what a pair of neighbouring words
 * counts against a single one: there are so many of them.
 */
export const SETTINGS = {
  /** Hidden units a net. */
  hidden: 32,
  /** Nets that differ in where they begin and in the order of visits: one alone depends on both. */
  nets: 2,
  epochs: 8,
  rate: 0.05,
  l2: 0.01,
  /** Of the linear part, in which each word has a weight for each subject: what is rare belongs to the hidden units, which generalise. */
  linearL2: 0.05,
  minCount: 10,
  evidence: 3,
  background: 0.05,
  other: 0.5,
  sentence: 2,
  otherSubject: 0.2,
  pairs: 0.5,
}
export type Settings = typeof SETTINGS

/** Examples as rows: features, and for each column what is right and how much it counts. */
interface Examples {
  readonly features: Int32Array[]
  readonly targets: Float32Array[]
  readonly weights: Float32Array[]
}

/** A fitted set of nets, side by side as one with all their hidden units. Columns: what speaks for each subject, then for its absence. */
export interface Fitted {
  readonly subjects: readonly string[]
  /** Hidden units. */
  readonly width: number
  /** By feature id, then hidden unit. */
  readonly values: Float32Array
  /** By feature id, then column: what a feature says of itself, past the hidden units. */
  readonly linear: Float32Array
  /** By hidden unit. */
  readonly hidden: Float32Array
  /** By column, then hidden unit. */
  readonly output: Float32Array
  /** By column. */
  readonly bias: Float32Array
}

export function fitAll(data: Dataset, documents: readonly LabelledDocument[], settings: Settings = SETTINGS): Fitted {
  const { subjects, names } = data
  const counts = countFeatures(data, documents)
  // Most features are too rare: the others close together stay in the processor's cache.
  const ids = Int32Array.from(names.keys()).filter((f) => counts[f]! >= settings.minCount)
  const dense = new Int32Array(names.length).fill(-1)
  for (const [k, f] of ids.entries()) dense[f] = k
  const factor = Float32Array.from(ids, (f) => (names[f]!.startsWith('b:') ? settings.pairs : 1))
  const examples = examplesOf(data, documents, settings)
  const features = examples.features.map((x) => x.map((f) => dense[f]!).filter((k) => k >= 0))
  const { nets, hidden: own } = settings
  const width = nets * own
  const columns = 2 * subjects.length
  const fitted: Fitted = {
    subjects,
    width,
    values: new Float32Array(names.length * width),
    linear: new Float32Array(names.length * columns),
    hidden: new Float32Array(width),
    output: new Float32Array(columns * width),
    bias: new Float32Array(columns),
  }
  for (let net = 0; net < nets; net++) {
    const one = descend({ ...examples, features }, columns + 1, factor, settings, net + 1)
    const from = net * own
    for (const [k, f] of ids.entries()) {
      for (let h = 0; h < own; h++) fitted.values[f * width + from + h] = one.values[k * own + h]! * factor[k]!
      for (let c = 0; c < columns; c++) fitted.linear[f * columns + c]! += (one.linear[k * (columns + 1) + c]! * factor[k]!) / nets
    }
    fitted.hidden.set(one.hidden, from)
    for (let c = 0; c < columns; c++) {
      fitted.bias[c]! += one.bias[c]! / nets
      for (let h = 0; h < own; h++) fitted.output[c * width + from + h] = one.output[c * own + h]! / nets
    }
  }
  return fitted
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
 * traps of documents that lack it, and inadequate sentences, against all else. A last column asks of evidence whether it is adequate, whatever it is about: nobody
 * reads it, but what it teaches the hidden units serves all subjects.
 */
function examplesOf(data: Dataset, documents: readonly LabelledDocument[], settings: Settings): Examples {
  const n = data.subjects.length
  const examples: Examples = { features: [], targets: [], weights: [] }
  const add = (x: Int32Array): readonly [targets: Float32Array, weights: Float32Array] => {
    const both = [new Float32Array(2 * n + 1), new Float32Array(2 * n + 1)] as const
    examples.features.push(x)
    examples.targets.push(both[0])
    examples.weights.push(both[1])
    return both
  }
  for (const d of documents) {
    const evidence = data.subjects.map((s) => new Set(d.evidence(s)))
    for (const [i, x] of d.features.entries()) {
      const [targets, weights] = add(x)
      let adequate = 0
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
          if (own.size > 0) {
            targets[n + s] = own.has(i) ? 1 : 0
            weights[n + s] = own.has(i) ? strong : settings.background
          }
        }
        if (verdict === undefined || verdict === 'na' || !own.has(i)) continue
        weights[2 * n]!++
        if (verdict === 'absent') adequate++
      }
      if (weights[2 * n]! > 0) targets[2 * n] = adequate / weights[2 * n]!
    }
  }
  for (const { subject, adequate, features } of data.sentences) {
    const [targets, weights] = add(features)
    const own = data.subjects.indexOf(subject)
    for (let s = 0; s < n; s++) if (s !== own) weights[adequate ? s : n + s] = settings.otherSubject
    weights[2 * n] = 1
    targets[2 * n] = adequate ? 1 : 0
    if (own < 0) continue
    weights[own] = weights[n + own] = settings.sentence
    targets[adequate ? own : n + own] = 1
  }
  return examples
}

/** An error this small teaches nothing. */
const SETTLED = 0.002
/** Width of the spread in which the weights into and out of the hidden units begin. */
const SPREAD_IN = 0.17
const SPREAD_OUT = 0.35
/** Where sums of squared gradients begin. */
const CALM = 1e-3
/** Log-odds at which every column begins. */
const RARE = -3

/** Adagrad with a rate that falls to nothing. */
function descend({ features, targets, weights }: Examples, columns: number, factor: Float32Array, settings: Settings, net: number) {
  const { hidden: width, l2, linearL2 } = settings
  let seed = net * 7919
  const random = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff
  const values = Float32Array.from({ length: factor.length * width }, () => (random() - 0.5) * SPREAD_IN)
  const output = Float32Array.from({ length: columns * width }, () => (random() - 0.5) * SPREAD_OUT)
  const linear = new Float32Array(factor.length * columns)
  const hidden = new Float32Array(width)
  const bias = new Float32Array(columns).fill(RARE)
  const squares = new Float32Array(values.length).fill(CALM)
  const linearSquares = new Float32Array(linear.length).fill(CALM)
  const outputSquares = new Float32Array(output.length).fill(CALM)
  const hiddenSquares = new Float32Array(width).fill(CALM)
  const biasSquares = new Float32Array(columns).fill(CALM)
  // Columns for which an example counts.
  const asked = weights.map((w) => Uint8Array.from([...w.keys()].filter((c) => w[c]! > 0)))
  const layer = new Float32Array(width)
  const slope = new Float32Array(width)
  const awake = new Uint8Array(width)
  const sums = new Float32Array(columns)
  // Columns in which an example is in error, and by how much.
  const wrong = new Uint8Array(columns)
  const errors = new Float32Array(columns)
  const order = features.map((_, i) => i)
  const steps = settings.epochs * order.length
  let step = 0
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const swap = order[i]!
      order[i] = order[j]!
      order[j] = swap
    }
    for (const at of order) {
      const rate = settings.rate * (1 - step++ / steps) + 1e-4
      const x = features[at]!
      const weight = weights[at]!
      layer.set(hidden)
      for (let k = 0; k < x.length; k++) {
        const row = x[k]! * width
        const factorOf = factor[x[k]!]!
        for (let h = 0; h < width; h++) layer[h]! += values[row + h]! * factorOf
      }
      let count = 0
      for (let h = 0; h < width; h++) if (layer[h]! > 0) awake[count++] = h
      slope.fill(0)
      const columnsAsked = asked[at]!
      sums.set(bias)
      for (let k = 0; k < x.length; k++) {
        const row = x[k]! * columns
        const factorOf = factor[x[k]!]!
        for (let j = 0; j < columnsAsked.length; j++) sums[columnsAsked[j]!]! += linear[row + columnsAsked[j]!]! * factorOf
      }
      let wrongs = 0
      for (const c of columnsAsked) {
        const from = c * width
        let z = sums[c]!
        for (let k = 0; k < count; k++) z += output[from + awake[k]!]! * layer[awake[k]!]!
        const error = (1 / (1 + Math.exp(-z)) - targets[at]![c]!) * weight[c]!
        if (Math.abs(error) < SETTLED) continue
        wrong[wrongs] = c
        errors[wrongs++] = error
        biasSquares[c]! += error * error
        bias[c]! -= (rate * error) / Math.sqrt(biasSquares[c]!)
        for (let k = 0; k < count; k++) {
          const h = awake[k]!
          const i = from + h
          slope[h]! += error * output[i]!
          const gradient = error * layer[h]! + l2 * output[i]!
          outputSquares[i]! += gradient * gradient
          output[i]! -= (rate * gradient) / Math.sqrt(outputSquares[i]!)
        }
      }
      if (wrongs === 0) continue
      for (let j = 0; j < count; j++) {
        const h = awake[j]!
        hiddenSquares[h]! += slope[h]! * slope[h]!
        hidden[h]! -= (rate * slope[h]!) / Math.sqrt(hiddenSquares[h]!)
      }
      for (let k = 0; k < x.length; k++) {
        const row = x[k]! * width
        const factorOf = factor[x[k]!]!
        for (let j = 0; j < count; j++) {
          const h = awake[j]!
          const i = row + h
          const gradient = factorOf * slope[h]! + l2 * values[i]!
          const square = squares[i]! + gradient * gradient
          squares[i] = square
          values[i]! -= (rate * gradient) / Math.sqrt(square)
        }
        const linearRow = x[k]! * columns
        for (let j = 0; j < wrongs; j++) {
          const i = linearRow + wrong[j]!
          const gradient = factorOf * errors[j]! + linearL2 * linear[i]!
          const square = linearSquares[i]! + gradient * gradient
          linearSquares[i] = square
          linear[i]! -= (rate * gradient) / Math.sqrt(square)
        }
      }
    }
  }
  return { values, linear, hidden, output, bias }
}

/** Scores of a document for each subject, from the best of its units that may be evidence. */
export function scoreDocument({ subjects, width, values, linear, hidden, output, bias }: Fitted, d: LabelledDocument): Map<string, number> {
  const n = subjects.length
  const said = new Float32Array(n).fill(-20)
  const denied = new Float32Array(n).fill(-20)
  const layer = new Float32Array(width)
  const sums = new Float32Array(2 * n)
  for (const [i, unit] of d.units.entries()) {
    if (unit.void && unit.void !== 'deferred') continue
    layer.set(hidden)
    sums.set(bias)
    for (const f of d.features[i]!) {
      for (let h = 0; h < width; h++) layer[h]! += values[f * width + h]!
      for (let c = 0; c < 2 * n; c++) sums[c]! += linear[f * 2 * n + c]!
    }
    for (let c = 0; c < 2 * n; c++) {
      if (c < n && unit.void) continue
      let z = sums[c]!
      for (let h = 0; h < width; h++) if (layer[h]! > 0) z += output[c * width + h]! * layer[h]!
      if (c < n) said[c] = Math.max(said[c]!, z)
      else denied[c - n] = Math.max(denied[c - n]!, z)
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
