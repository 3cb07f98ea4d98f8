import { ensureDependencies } from '../support/dependencies.mjs'
import { ensureBuild } from '../support/products.mjs'

/** `npm run build`: dist/. */
export async function task() {
  ensureDependencies()
  await ensureBuild()
  return 0
}
