import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies } from '../support/dependencies.mjs'
import { root } from '../support/paths.mjs'
import { ensureBuild } from '../support/products.mjs'
import { projectNode, quietly, run } from '../support/run.mjs'
import { Failure, say } from '../support/say.mjs'

const EXPECTED = 'examples/flawed-churn-model/expected-findings.json'
const cli = join(root, 'dist/cli.mjs')

/** `npm run demo`: the findings of examples/; 0 when they are the expected ones. */
export async function task() {
  ensureDependencies()
  await ensureBuild()
  if (!existsSync(join(root, EXPECTED))) throw new Failure(`${EXPECTED} is missing, so nobody can say whether the findings are right`)
  const { asOf, findings: listed } = JSON.parse(readFileSync(join(root, EXPECTED), 'utf8'))
  // Dates pass, the examples stay: they are judged as of the day that the list names.
  const env = { SOURCE_DATE_EPOCH: String(Date.parse(`${asOf}T12:00:00Z`) / 1000) }
  const code = await run(projectNode(), [cli, 'check', 'examples'], { env })
  if (code > 1) return code
  const { findings } = JSON.parse(quietly(projectNode(), [cli, 'check', 'examples', '--format', 'json', '--fail-on', 'never'], { env }))
  const found = findings.map(({ path, range, rule, severity }) => `${path}:${range.start.line + 1} ${severity} ${rule}`)
  const expected = listed.map(({ path, line, rule, severity }) => `${path}:${line} ${severity} ${rule}`)
  const missing = expected.filter((line) => !found.includes(line))
  const surplus = found.filter((line) => !expected.includes(line))
  if (missing.length + surplus.length > 0) {
    for (const line of missing) say(`expected, not found: ${line}`)
    for (const line of surplus) say(`found, not expected: ${line}`)
    return 1
  }
  say(`these ${found.length} findings are the expected ones (${EXPECTED}); three models without findings lie beside them`)
  return 0
}
