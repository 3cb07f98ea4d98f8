import { FeatureRows } from './feature-rows.ts'
import type { FeatureSink } from './features.ts'
import type { FamilyTagger } from './frames.ts'

/** The fitted part of prose understanding, as committed by `scripts/generate-prose-model.ts`. */
export interface ProseModelData {
  /** Subjects in the order of the columns. */
  readonly subjects: readonly string[]
  /** A document says a subject adequately when its score reaches this. */
  readonly thresholds: readonly number[]
  /** Digest of what the thresholds come of: finding them again takes minutes. */
  readonly basis: string
  /** Constant of each column: `said` of each subject, then `denied` of each subject. */
  readonly bias: readonly number[]
  /** For each column the weight of each hidden unit, one column after the other. */
  readonly output: readonly number[]
  /** Constant of each hidden unit. */
  readonly hidden: readonly number[]
  /** What one step of the weights into a hidden unit is worth, then of those past the hidden units into a column. */
  readonly scale: readonly number[]
  /** Feature names joined by line feeds. */
  readonly names: string
  /** For each feature a character a hidden unit, then one a column: its code less `ZERO` is the level, of which the square with the sign of the level is the weight in steps. */
  readonly weights: string
}

/** Code of the character of a weight of nothing; the highest level. Small weights matter together, so levels lie closer there; finer ones gain nothing. All codes are plain in JSON. */
export const ZERO = 63
export const MOST = 5

/** How scores are put together; the same when fitting and when reading. */
export const MIX = { denial: 0.8, denialFloor: -3 } as const

/**
 * One hidden layer over named features, and a linear part beside it: what a unit says of each subject hangs on a few dozen matters that all subjects share, and on
 * the words that speak for it by themselves.
 */
export class ProseModel {
  readonly subjects: readonly string[]
  readonly thresholds: readonly number[]
  readonly #rows: FeatureRows
  /** By row, then hidden unit, then column. */
  readonly #weights: Int16Array
  readonly #hidden: Float32Array
  readonly #scale: Float32Array
  readonly #bias: Float32Array
  /** By column, then hidden unit. */
  readonly #output: Float32Array
  /** By hidden unit, then column. */
  readonly #sums: Int32Array
  /** Hidden units that a unit of text wakes, and how much. */
  readonly #awake: Uint16Array
  readonly #values: Float32Array

  /** `tagger` is the one that finds the words and families of the units to be scored. */
  constructor(data: ProseModelData, tagger: FamilyTagger) {
    this.subjects = data.subjects
    this.thresholds = data.thresholds
    this.#bias = Float32Array.from(data.bias)
    this.#output = Float32Array.from(data.output)
    this.#hidden = Float32Array.from(data.hidden)
    this.#scale = Float32Array.from(data.scale)
    this.#sums = new Int32Array(data.scale.length)
    this.#awake = new Uint16Array(data.hidden.length)
    this.#values = new Float32Array(data.hidden.length)
    const names = data.names.split('\n')
    const { weights } = data
    this.#weights = new Int16Array(weights.length)
    for (let i = 0; i < weights.length; i++) {
      const level = weights.charCodeAt(i) - ZERO
      this.#weights[i] = level * Math.abs(level)
    }
    this.#rows = new FeatureRows(names, tagger)
  }

  /** Scores the unit whose features `find` tells: how much it speaks for an adequate control of each subject (`said`), and for its absence. Log-odds. */
  score(find: (sink: FeatureSink) => void, said: Float32Array, denied: Float32Array): void {
    const sums = this.#sums.fill(0)
    const weights = this.#weights
    const width = this.#hidden.length
    find(this.#rows)
    for (const row of this.#rows.take()) {
      const start = row * sums.length
      for (let i = 0; i < sums.length; i++) sums[i]! += weights[start + i]!
    }
    const awake = this.#awake
    const values = this.#values
    let count = 0
    for (let h = 0; h < width; h++) {
      const value = sums[h]! * this.#scale[h]! + this.#hidden[h]!
      if (value <= 0) continue
      awake[count] = h
      values[count++] = value
    }
    const output = this.#output
    const n = this.subjects.length
    for (let c = 0; c < 2 * n; c++) {
      let score = this.#bias[c]! + sums[width + c]! * this.#scale[width + c]!
      for (let k = 0; k < count; k++) score += output[c * width + awake[k]!]! * values[k]!
      if (c < n) said[c] = score
      else denied[c - n] = score
    }
  }
}

/** Score of a document from the best of its units. */
export const documentScore = (said: number, denied: number): number => said - MIX.denial * Math.max(MIX.denialFloor, denied)
