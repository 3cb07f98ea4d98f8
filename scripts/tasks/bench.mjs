import { ensureDependencies } from '../support/dependencies.mjs'
import { ensureBuild, ensurePackage } from '../support/products.mjs'
import { projectNode, run } from '../support/run.mjs'
import { ensurePrograms, find } from '../support/system-packages.mjs'

/** `npm run bench`: how fast and how large Plumbline is on this machine, against its targets. */
export async function task(args) {
  ensureDependencies()
  // The panels are measured as users get them: packaged, in a VS Code that Chromium shows.
  const panels = args.length === 0 || args.includes('panels')
  await (panels ? ensurePackage() : ensureBuild())
  if (panels) ensurePrograms(['chromium'])
  return run(projectNode(), ['test/bench/bench.ts', ...args], { env: find('chromium') ? { CHROMIUM: find('chromium') } : {} })
}
