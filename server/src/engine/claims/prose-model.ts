import { FeatureRows } from './feature-rows.ts'
import type { FeatureSink } from './features.ts'
import type { FamilyTagger } from './frames.ts'

/** The fitted part of prose understanding, as committed by `scripts/generate-prose-model.ts`. */
export interface ProseModelData {
  /** Subjects in the order of the columns. */
  readonly subjects: readonly string[]
  /** A document says a subject adequately when its score reaches this. */
  readonly thresholds: readonly number[]
  /** Constant of each column: `said` of each subject, `denied` of each subject, then adequacy. */
  readonly bias: readonly number[]
  /** What one step of the weights of a column is worth. */
  readonly scale: readonly number[]
  /** Feature names joined by line feeds. */
  readonly names: string
  /** For each feature a character a column: its code less `ZERO` is the level, of which the square with the sign of the level is the weight in steps. */
  readonly weights: string
}

/** Code of the character of a weight of nothing; the highest level. Small weights matter together, so levels lie closer there. All codes are plain in JSON. */
export const ZERO = 63
export const MOST = 15

/** How scores are put together; the same when fitting and when reading. */
export const MIX = { adequacy: 0.3, adequacyCap: 2, denial: 1.1, denialFloor: -1.5 } as const

/** A linear model over named features: each score is a sum over what was seen, so it can be explained by the words it rests on. */
export class ProseModel {
  readonly subjects: readonly string[]
  readonly thresholds: readonly number[]
  readonly #rows: FeatureRows
  /** By row, then column. */
  readonly #weights: Int16Array
  readonly #bias: readonly number[]
  readonly #scale: readonly number[]
  readonly #sums: Int32Array

  /** `tagger` is the one that finds the words and families of the units to be scored. */
  constructor(data: ProseModelData, tagger: FamilyTagger) {
    this.subjects = data.subjects
    this.thresholds = data.thresholds
    this.#bias = data.bias
    this.#scale = data.scale
    this.#sums = new Int32Array(2 * data.subjects.length + 1)
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
    const n = this.subjects.length
    const sums = this.#sums.fill(0)
    const weights = this.#weights
    const width = sums.length
    find(this.#rows)
    for (const row of this.#rows.take()) {
      const start = row * width
      for (let c = 0; c < width; c++) sums[c]! += weights[start + c]!
    }
    const value = (column: number): number => sums[column]! * this.#scale[column]! + this.#bias[column]!
    const adequacy = value(2 * n)
    for (let s = 0; s < n; s++) {
      said[s] = value(s) + MIX.adequacy * Math.min(MIX.adequacyCap, adequacy)
      denied[s] = value(n + s) - MIX.adequacy * adequacy
    }
  }
}

/** Score of a document from the best of its units. */
export const documentScore = (said: number, denied: number): number => said - MIX.denial * Math.max(MIX.denialFloor, denied)
