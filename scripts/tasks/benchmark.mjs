import { ensureDependencies } from '../support/dependencies.mjs'
import { ensureBuild } from '../support/products.mjs'
import { projectNode, run } from '../support/run.mjs'

/** `npm run benchmark`: how many of the labelled anti-patterns are found, and how many that are none. */
export async function task(args) {
  ensureDependencies()
  await ensureBuild()
  return run(projectNode(), ['scripts/benchmark.ts', ...args])
}
