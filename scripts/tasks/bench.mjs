import { ensureDependencies } from '../support/dependencies.mjs'
import { ensureBuild } from '../support/products.mjs'
import { projectNode, run } from '../support/run.mjs'

/** `npm run bench`: how fast and how large Plumbline is on this machine, against its targets. */
export async function task(args) {
  ensureDependencies()
  await ensureBuild()
  return run(projectNode(), ['test/bench/bench.ts', ...args])
}
