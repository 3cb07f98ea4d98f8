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

/** Scores of one unit for one subject: how much it speaks for an adequate control, and for its absence. Log-odds. */
export interface UnitScores {
  readonly said: readonly number[]
  readonly denied: readonly number[]
}

/** A linear model over named features: each score is a sum over what was seen, so it can be explained by the words it rests on. */
export class ProseModel {
  readonly subjects: readonly string[]
  readonly thresholds: readonly number[]
  readonly #rows = new Map<string, number>()
  readonly #starts: Uint32Array
  readonly #bytes: Uint8Array
  readonly #bias: readonly number[]
  readonly #scale: readonly number[]

  constructor(data: ProseModelData) {
    this.subjects = data.subjects
    this.thresholds = data.thresholds
    this.#bias = data.bias
    this.#scale = data.scale
    const names = data.names.split('\n')
    const binary = atob(data.weights)
    this.#bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) this.#bytes[i] = binary.charCodeAt(i)
    this.#starts = new Uint32Array(names.length)
    let at = 0
    for (const [row, name] of names.entries()) {
      this.#rows.set(name, row)
      this.#starts[row] = at
      at += 1 + 2 * this.#bytes[at]!
    }
  }

  /** Scores of a unit with these features, for all subjects. */
  score(features: readonly string[]): UnitScores {
    const n = this.subjects.length
    const sums = new Float32Array(2 * n + 1)
    for (const name of features) {
      const row = this.#rows.get(name)
      if (row === undefined) continue
      let at = this.#starts[row]!
      const end = at + 1 + 2 * this.#bytes[at]!
      for (at++; at < end; at += 2) {
        const weight = this.#bytes[at + 1]!
        sums[this.#bytes[at]!]! += weight > 127 ? weight - 256 : weight
      }
    }
    const value = (column: number): number => sums[column]! * this.#scale[column]! + this.#bias[column]!
    const adequacy = value(2 * n)
    // Plain numbers: thousands of typed arrays of this size would each be memory of its own.
    const said = new Array<number>(n)
    const denied = new Array<number>(n)
    for (let s = 0; s < n; s++) {
      said[s] = Math.fround(value(s) + MIX.adequacy * Math.min(MIX.adequacyCap, adequacy))
      denied[s] = Math.fround(value(n + s) - MIX.adequacy * adequacy)
    }
    return { said, denied }
  }
}

/** Score of a document from the best of its units. */
export const documentScore = (said: number, denied: number): number => said - MIX.denial * Math.max(MIX.denialFloor, denied)
