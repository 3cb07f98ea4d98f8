import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/**
 * Mebibytes of a half of the young generation. For a batch of files more takes memory and saves no time, and less costs time. For answers to keystrokes, which take 2 to 3
 * each, the less there is, the more of it stays in the caches of the processor.
 */
export const HALF = { batch: 16, answers: 8 } as const
const MEBIBYTE = 1_048_576
const NO_MORE = 1
/** As the engine does by itself. */
const BY_ITSELF = 2

/**
 * The young generation of this process's heap. By itself it grows again and again, up to 64 MB and more; each time work runs into memory that the system has yet to hand
 * out, which costs more than it saves. Here it grows once, early, to what is needed. Of all threads together: Node knows one setting for all.
 */
export class YoungGeneration {
  readonly #half: number
  #factor = 0

  /** Up to `half` mebibytes each of its halves grows, which begin with one. */
  constructor(half: number) {
    this.#half = half
    this.#grow(half)
  }

  /** Its size and what is taken of one half, in bytes. To be called now and then: that ends its growth, or begins it again where it was made small. Takes microseconds. */
  look(): { readonly size: number; readonly taken: number } {
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    const size = space?.space_size ?? 0
    this.#grow(size >= 2 * this.#half * MEBIBYTE ? NO_MORE : this.#half)
    return { size, taken: space?.space_used_size ?? 0 }
  }

  /** Leaves it alone: other threads begin. */
  leave(): void {
    this.#grow(BY_ITSELF)
  }

  #grow(factor: number): void {
    if (factor !== this.#factor) setFlagsFromString(`--semi-space-growth-factor=${(this.#factor = factor)}`)
  }
}
