import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** From this much memory on, in bytes, a look is worth it. */
const WORTH_IT = 160_000_000

/** Up to so many mebibytes each half of the young generation grows: a keystroke takes 2 to 3, and what it leaves is collected before the next. */
const HALF = 16
const MEBIBYTE = 1_048_576
/** A half begins with one. */
const AT_ONCE = HALF
const NO_MORE = 1

/** Sees to the memory of a Node process in which somebody types. */
export interface NodeMemory {
  /** Something was done; takes some microseconds. */
  worked(): void
  /** Nobody waits for anything. */
  tidy(): void
}

/**
 * Two habits of the engine of the process are bad for a server that waits most of the time. It gives memory back late, if at all: reading a large workspace
 * leaves twice of what is in use; told to collect when nobody waits, it does, each time that memory has grown by a fifth. And it lets the young
 * generation grow again and again, up to 64 MB and more, while somebody types: each time some dozen keystrokes run into memory that the system has yet to hand out,
 * and take twice their time. So it may grow once, early, to what a server needs.
 */
export function nodeMemory(): NodeMemory {
  let collect: (() => void) | undefined
  let least = WORTH_IT
  let factor = 0
  const grow = (wanted: number): void => {
    if (wanted !== factor) setFlagsFromString(`--semi-space-growth-factor=${(factor = wanted)}`)
  }
  grow(AT_ONCE)
  return {
    worked: () => grow(youngGeneration() >= 2 * HALF * MEBIBYTE ? NO_MORE : AT_ONCE),
    tidy: () => {
      if (process.memoryUsage.rss() < least) return
      if (!collect) {
        setFlagsFromString('--expose-gc')
        const gc = runInNewContext('gc') as (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void
        collect = () => gc({ type: 'major', flavor: 'last-resort' })
      }
      collect()
      // That makes the young generation small again, too.
      grow(AT_ONCE)
      least = Math.max(WORTH_IT, process.memoryUsage.rss() * 1.2)
    },
  }
}

/** Bytes of both halves. */
const youngGeneration = (): number => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? 0
