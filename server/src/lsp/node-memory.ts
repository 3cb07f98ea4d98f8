import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { HALF, YoungGeneration } from '../node/young-generation.ts'

/** From this much memory on, in bytes, a look is worth it. */
const WORTH_IT = 160_000_000

/** The part of a half that is taken when it is collected. */
const ENOUGH = 4

/** So many milliseconds after an answer it is surely on its way. */
const BEHIND_THE_ANSWER = 5

interface Collector {
  (options: { readonly type: 'minor' }): void
  (options: { readonly type: 'major'; readonly flavor: 'last-resort' }): void
}

/** Sees to the memory of a Node process in which somebody types. */
export interface NodeMemory {
  /** A part of some long work was done. */
  worked(): void
  /** Something was answered. */
  answered(): void
  /** Nobody waits for anything. */
  tidy(): void
}

/**
 * Three habits of the engine of the process are bad for a server that waits most of the time and must answer at once. It gives memory back late, if at all: reading a
 * large workspace leaves twice of what is in use; told to collect when nobody waits, it does, each time that memory has grown by a fifth. It lets
 * the young generation grow again and again while somebody types: each time some dozen keystrokes run into memory that the system has yet to hand out, and
 * take twice their time; so it may grow once, early. And it collects that generation when it is full, in the middle of an
 * answer: told to do so behind one, it has room for the next.
 */
export function nodeMemory(): NodeMemory {
  let collector: Collector | undefined
  let least = WORTH_IT
  let timer: ReturnType<typeof setTimeout> | undefined
  const young = new YoungGeneration(HALF.answers)
  const collect = (): Collector => {
    if (!collector) {
      setFlagsFromString('--expose-gc')
      collector = runInNewContext('gc') as Collector
    }
    return collector
  }
  const sweep = (): void => {
    const { size, taken } = young.look()
    if (taken >= size / 2 / ENOUGH) collect()({ type: 'minor' })
  }
  return {
    worked: () => void young.look(),
    answered: () => {
      clearTimeout(timer)
      timer = setTimeout(sweep, BEHIND_THE_ANSWER).unref()
    },
    tidy: () => {
      if (process.memoryUsage.rss() < least) return
      collect()({ type: 'major', flavor: 'last-resort' })
      // That makes the young generation small again, too.
      young.look()
      least = Math.max(WORTH_IT, process.memoryUsage.rss() * 1.2)
    },
  }
}
