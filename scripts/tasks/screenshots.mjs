import { ensureDependencies } from '../support/dependencies.mjs'
import { ensurePackage } from '../support/products.mjs'
import { projectNode, run } from '../support/run.mjs'
import { Failure } from '../support/say.mjs'
import { ensurePrograms, find } from '../support/system-packages.mjs'

/** `npm run screenshots`: pictures of the extension in a real VS Code. */
export async function task(args) {
  ensureDependencies()
  await ensurePackage()
  const { chromium } = ensurePrograms(['chromium'])
  if (chromium !== undefined) throw new Failure(`pictures need Chromium: ${chromium}`)
  return run(projectNode(), ['test/vscode/screenshots.ts', ...args], { env: { CHROMIUM: find('chromium') } })
}
