import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies } from '../support/dependencies.mjs'
import { root } from '../support/paths.mjs'
import { ensurePackage, vsix } from '../support/products.mjs'

/** `npm run package`: the .vsix. */
export async function task() {
  ensureDependencies()
  await ensurePackage()
  process.stdout.write(`${vsix()} ${(statSync(join(root, vsix())).size / 1024).toFixed(0)} kB\n`)
  return 0
}
