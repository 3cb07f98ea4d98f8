import type { Unit } from './unit.ts'

/** The highest score of each subject, and the first unit that has it. */
export class Best {
  readonly scores: Float32Array
  readonly at: Int32Array

  constructor(subjects: number) {
    this.scores = new Float32Array(subjects).fill(-20)
    this.at = new Int32Array(subjects).fill(-1)
  }

  /** Takes over what is higher among units that begin at `from`. */
  join(other: Best, from: number): void {
    for (let s = 0; s < this.scores.length; s++) {
      const score = other.scores[s]!
      if (score > this.scores[s]!) {
        this.scores[s] = score
        this.at[s] = other.at[s]! + from
      }
    }
  }

  /** `scores` of a unit begin at `from`. */
  see(unit: number, scores: Float32Array, from: number): void {
    const own = this.scores
    for (let s = 0; s < own.length; s++) {
      const score = scores[from + s]!
      if (score > own[s]!) {
        own[s] = score
        this.at[s] = unit
      }
    }
  }
}

/** A unit that shows that a subject is wanting, the more the higher its weight. `own`: it names the matter itself. */
export interface Pointer {
  readonly index: number
  readonly denied: number
  readonly weight: number
  readonly own: boolean
}

/** What some units that follow one another show of all subjects, by their index. */
interface Shown {
  readonly said: Best
  readonly denied: Best
  /** Units that plainly answer what their label asks for. */
  readonly answers: readonly { readonly subject: number; readonly index: number }[]
  /** By subject, looked for when asked for. */
  readonly pointers: (readonly Pointer[] | undefined)[]
}

/** Of one group of units. */
export interface GroupSummary extends Shown {
  readonly units: readonly Unit[]
  /** Units that may show that a subject is wanting. */
  readonly candidates: readonly { readonly subject: number; readonly index: number; readonly denied: number }[]
}

/** `by`: what to add to its range. */
export interface PlacedUnit {
  readonly unit: Unit
  readonly by: number
}

/** Of the groups of a stretch; `from` is the number of units before those of a group. */
export interface StretchSummary extends Shown {
  readonly units: readonly PlacedUnit[]
  readonly groups: readonly { readonly from: number; readonly summary: GroupSummary }[]
}
