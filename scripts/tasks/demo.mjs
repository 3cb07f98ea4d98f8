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
  if (!existsSync(join(root, EXPECTED))) throw new Failure(`${EXPECTED} is missing, so nobody can say whether these findings are right`)
  const { asOf, findings: expected } = JSON.parse(readFileSync(join(root, EXPECTED), 'utf8'))
  // Review dates of the good model pass one day; both are judged as of the day on which the list was made.
  const env = { SOURCE_DATE_EPOCH: String(Date.parse(`${asOf}T12:00:00Z`) / 1000) }
  const code = await run(projectNode(), [cli, 'check', 'examples'], { env })
  if (code > 1) return code
  const { findings, documents } = JSON.parse(quietly(projectNode(), [cli, 'check', 'examples', '--format', 'json', '--fail-on', 'never'], { env }))
  const lineOf = ({ path, line, rule, severity }) => `${path}:${line} ${severity} ${rule}`
  const found = findings.map(({ path, range, rule, severity }) => lineOf({ path, line: range.start.line + 1, rule, severity }))
  const listed = expected.map(lineOf)
  const missing = listed.filter((line) => !found.includes(line))
  const surplus = found.filter((line) => !listed.includes(line))
  if (missing.length + surplus.length > 0) {
    for (const line of missing) say(`expected, not found: ${line}`)
    for (const line of surplus) say(`found, not expected: ${line}`)
    return 1
  }
  const sound = documents.filter(({ path }) => path.startsWith('demand-forecast/')).length
  say(`these are the ${found.length} expected findings of ${new Set(findings.map(({ rule }) => rule)).size} rules (${EXPECTED})`)
  say(`examples/demand-forecast, ${sound} documents of a model that is well described, has none`)
  return 0
}
