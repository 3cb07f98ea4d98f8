import { once } from 'node:events'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Workspace } from '../engine/index.ts'
import { HALF, YoungGeneration } from '../node/young-generation.ts'
import type { Progress } from './output.ts'
import { analyseWanted, findFacts } from './shared-work.ts'
import type { Done, Facts, Work } from './shared-work.ts'

/** Bundled, the program lies beside this one. */
const PROGRAM = new URL(import.meta.url.endsWith('.ts') ? './check-worker.ts' : './check-worker.mjs', import.meta.url)
/** Megabytes for short-lived values: a batch of files makes many, and few of them are needed twice. */
const YOUNG = 64
/** Between two looks at signals and messages, in milliseconds. */
const SLICE = 20

/** A thread that shares the work; whatever goes wrong with it, the others do its part. */
class Helper {
  readonly facts: Promise<Facts>
  readonly done: Promise<readonly Done[]>
  readonly #worker: Worker

  constructor(work: Work) {
    this.#worker = new Worker(PROGRAM, { workerData: work, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } })
    const ended = once(this.#worker, 'exit').then(
      () => undefined,
      () => undefined,
    )
    const said = <T>(name: string): Promise<T | undefined> =>
      Promise.race([
        new Promise<T>((resolve) => {
          this.#worker.on('message', (message: Readonly<Record<string, T>>) => {
            if (name in message) resolve(message[name]!)
          })
        }),
        ended,
      ])
    this.facts = said<Facts>('facts').then((facts) => facts ?? [])
    this.done = said<readonly Done[]>('done').then((done) => done ?? [])
  }

  tell(facts: Facts): void {
    this.#worker.postMessage(facts)
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}

/** Does the work in this thread and in `helpers` others. The same results as alone, in the order of `wanted`. */
export async function runWork(workspace: Workspace, work: Work, helpers: number, progress: Progress): Promise<readonly Done[]> {
  const others = Array.from({ length: helpers }, () => new Helper(work))
  try {
    const young = new YoungGeneration(HALF.batch)
    if (helpers > 0) young.leave()
    else young.look()
    const pause = pauses(helpers > 0 ? undefined : young)
    const found: Facts[number][] = []
    if (helpers > 0) {
      for (const one of findFacts(workspace, work)) {
        found.push(one)
        await pause()
      }
      const lists = await Promise.all(others.map((helper) => helper.facts))
      for (const [i, helper] of others.entries()) helper.tell([...found, ...lists.flatMap((list, j) => (j === i ? [] : list))])
      for (const [path, facts] of lists.flat()) workspace.know(path, facts)
    }
    const done = new Map<string, Done>()
    const take = (one: Done): void => {
      progress.step(done.size, work.wanted.length, one.path)
      done.set(one.path, one)
    }
    for (const one of analyseWanted(workspace, work, new Set(found.map(([path]) => path)))) {
      take(one)
      await pause()
    }
    for (const list of await Promise.all(others.map((helper) => helper.done))) list.forEach(take)
    // What a thread took and did not finish.
    const missing = work.wanted.filter((path) => !done.has(path))
    if (missing.length > 0) for (const one of analyseWanted(workspace, { ...work, wanted: missing, shared: new Int32Array(missing.length + 1) }, new Set())) take(one)
    return work.wanted.map((path) => done.get(path)!)
  } finally {
    await Promise.all(others.map((helper) => helper.stop()))
  }
}

/** Lets interrupts and messages through now and then, and looks after memory. */
function pauses(young: YoungGeneration | undefined): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < SLICE) return undefined
    young?.look()
    return yieldToEvents().then(() => void (last = performance.now()))
  }
}
