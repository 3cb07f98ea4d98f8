import { ensureDependencies } from '../support/dependencies.mjs'
import { root } from '../support/paths.mjs'
import { ensureBuild } from '../support/products.mjs'
import { projectNode, run } from '../support/run.mjs'
import { join } from 'node:path'

/** `npm run --silent plumbline -- ARGUMENTS…`: the CLI, with paths relative to where the user stands. */
export async function task(args) {
  ensureDependencies()
  await ensureBuild()
  return run(projectNode(), [join(root, 'dist/cli.mjs'), ...args], { cwd: process.env.INIT_CWD ?? process.cwd() })
}
