import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Up to so many mebibytes each half grows: what a keystroke or a file takes is a small part of it, and it stays in the caches of the processor. */
const HALF = 16
const MEBIBYTE = 1_048_576
/** A half begins with one. */
const AT_ONCE = HALF
const NO_MORE = 1
/** As the engine does by itself. */
const BY_ITSELF = 2

/**
 * The young generation of this process's heap. By itself it grows again and again, up to 64 MB and more; each time work runs into memory that the system has yet to hand
 * out, which costs more than it saves. Here it grows once, early, to what is needed. Of all threads together: Node knows one setting for all.
 */
export class YoungGeneration {
  #factor = 0

  constructor() {
    this.#grow(AT_ONCE)
  }

  /** Its size and what is taken of one half, in bytes. To be called now and then: that ends its growth, or begins it again where it was made small. Takes microseconds. */
  look(): { readonly size: number; readonly taken: number } {
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    const size = space?.space_size ?? 0
    this.#grow(size >= 2 * HALF * MEBIBYTE ? NO_MORE : AT_ONCE)
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
