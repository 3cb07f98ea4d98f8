import { ensureDependencies } from '../support/dependencies.mjs'
import { ensurePackage } from '../support/products.mjs'
import { projectNode, run } from '../support/run.mjs'

/** `npm run test:desktop`: the suites of the extension host in a desktop VS Code, where one can be downloaded. */
export async function task() {
  ensureDependencies()
  await ensurePackage()
  return run(projectNode(), ['test/vscode/electron.ts'])
}
