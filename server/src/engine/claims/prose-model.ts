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
  /** Columns of each feature that are not zero and their weights: pairs of bytes (column, signed weight), each feature preceded by its count; base64. */
  readonly weights: string
}

/** How scores are put together; the same when fitting and when reading. */
export const MIX = { adequacy: 0.6, adequacyCap: 2, denial: 1.1, denialFloor: -1.5 } as const

/** A linear model over named features: each score is a sum over what was seen, so it can be explained by the words it rests on. */
export class ProseModel {
  readonly subjects: readonly string[]
  readonly thresholds: readonly number[]
  readonly #rows: FeatureRows
  readonly #starts: Uint32Array
  readonly #bytes: Uint8Array
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
    const binary = atob(data.weights)
    this.#bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) this.#bytes[i] = binary.charCodeAt(i)
    this.#starts = new Uint32Array(names.length)
    for (let row = 0, at = 0; row < names.length; row++) {
      this.#starts[row] = at
      at += 1 + 2 * this.#bytes[at]!
    }
    this.#rows = new FeatureRows(names, tagger)
  }

  /** Scores the unit whose features `find` tells: how much it speaks for an adequate control of each subject (`said`), and for its absence. Log-odds. */
  score(find: (sink: FeatureSink) => void, said: Float32Array, denied: Float32Array): void {
    const n = this.subjects.length
    const sums = this.#sums.fill(0)
    const bytes = this.#bytes
    find(this.#rows)
    for (const row of this.#rows.take()) {
      let at = this.#starts[row]!
      const end = at + 1 + 2 * bytes[at]!
      for (at++; at < end; at += 2) {
        const weight = bytes[at + 1]!
        sums[bytes[at]!]! += weight > 127 ? weight - 256 : weight
      }
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
