import { parentPort, workerData } from 'node:worker_threads'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { analyseWanted, findFacts, openWork } from './shared-work.ts'
import type { Facts, Work } from './shared-work.ts'

/** One thread of a `check`: finds facts, gets those that the others found, analyses. */
async function run(work: Work): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('this module runs in a worker thread only')
  const others = new Promise<Facts>((resolve) => port.once('message', resolve))
  const workspace = openWork(work)
  const found: Facts = [...findFacts(workspace, work)]
  port.postMessage({ facts: found })
  for (const [path, facts] of await others) workspace.know(path, facts)
  const done = [...analyseWanted(workspace, work, new Set(found.map(([path]) => path)))]
  port.postMessage({ done })
  await yieldToEvents()
}

void run(workerData as Work)
