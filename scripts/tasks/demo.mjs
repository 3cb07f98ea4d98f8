import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies } from '../support/dependencies.mjs'
import { root } from '../support/paths.mjs'
import { ensureBuild } from '../support/products.mjs'
import { projectNode, quietly, run } from '../support/run.mjs'
import { Failure, say } from '../support/say.mjs'

const EXPECTED = 'examples/expected-findings.json'
const cli = join(root, 'dist/cli.mjs')

/** `npm run demo`: the findings of examples/; 0 when they are the expected ones. */
export async function task() {
  ensureDependencies()
  await ensureBuild()
  const code = await run(projectNode(), [cli, 'check', 'examples'])
  if (code > 1) return code
  if (!existsSync(join(root, EXPECTED))) throw new Failure(`${EXPECTED} is missing, so nobody can say whether these findings are right`)
  const { findings } = JSON.parse(quietly(projectNode(), [cli, 'check', 'examples', '--format', 'json', '--fail-on', 'never']))
  const found = findings.map(({ path, range, rule, severity }) => `${path}:${range.start.line + 1} ${rule} ${severity}`).sort()
  const expected = [...JSON.parse(readFileSync(join(root, EXPECTED), 'utf8'))].sort()
  const missing = expected.filter((line) => !found.includes(line))
  const surplus = found.filter((line) => !expected.includes(line))
  if (missing.length + surplus.length > 0) {
    for (const line of missing) say(`expected, not found: ${line}`)
    for (const line of surplus) say(`found, not expected: ${line}`)
    return 1
  }
  say(`these ${found.length} findings are the expected ones (${EXPECTED}); a model without findings lies beside them`)
  return 0
}
