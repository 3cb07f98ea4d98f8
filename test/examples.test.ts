import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { Workspace } from '../server/src/engine/workspace/workspace.ts'
import { ENTRY } from './cli/support.ts'

// `PLUMBLINE_UPDATE=1 node --test test/examples.test.ts` writes what is found; read the difference before you commit it.
const root = resolve(import.meta.dirname, '..')
const EXPECTED = join(root, 'examples/flawed-churn-model/expected-findings.json')

/** A finding as the list has it; lines count from 1, as people read them. */
interface Expected {
  readonly path: string
  readonly line: number
  readonly rule: string
  readonly severity: string
}

interface Report {
  readonly documents: readonly { readonly path: string; readonly kind: string }[]
  readonly findings: readonly { readonly path: string; readonly rule: string; readonly severity: string; readonly range: { readonly start: { readonly line: number } } }[]
}

const { asOf, findings: expected } = JSON.parse(readFileSync(EXPECTED, 'utf8')) as { asOf: string; findings: readonly Expected[] }

/** Dates pass, the examples stay: they are judged as of the day that the list names. */
function check(): Report {
  const env = { ...process.env, NO_COLOR: '1', SOURCE_DATE_EPOCH: String(Date.parse(`${asOf}T12:00:00Z`) / 1000) }
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, 'check', 'examples', '--format', 'json'], { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 })
  assert.equal(status, 1, stderr)
  return JSON.parse(stdout) as Report
}

const lineOf = ({ path, line, rule, severity }: Expected): string => `${path}:${line} ${severity} ${rule}`

describe('examples/', () => {
  const report = check()
  const found = report.findings.map(({ path, rule, severity, range }) => ({ path, line: range.start.line + 1, rule, severity }))
  const flawed = found.filter(({ path }) => path.startsWith('flawed-churn-model/'))
  if (process.env['PLUMBLINE_UPDATE'] === '1')
    writeFileSync(
      EXPECTED,
      `{\n  "asOf": "${asOf}",\n  "findings": [\n${flawed.map((f) => `    ${JSON.stringify(f).replaceAll('":', '": ').replaceAll(',"', ', "')}`).join(',\n')}\n  ]\n}\n`,
    )

  it('has a good model of which every document is recognised and none has a finding', () => {
    const kinds = report.documents.filter(({ path }) => path.startsWith('demand-forecast/')).map(({ kind }) => kind)
    assert.deepEqual([...new Set(kinds)].sort(), ['adr', 'data-contract', 'ml-design-doc', 'model-card', 'model-manifest', 'runbook'])
    assert.deepEqual(found.filter(({ path }) => !path.startsWith('flawed-churn-model/')).map(lineOf), [])
  })

  it('has a good design document that says all of it in prose, without its manifest', () => {
    const text = readFileSync(join(root, 'examples/demand-forecast/design.md'), 'utf8').replace(/^(?:manifest|model): .*\n/gm, '')
    const workspace = new Workspace({ today: () => asOf, exists: () => true })
    workspace.set('demand-forecast/design.md', text)
    assert.deepEqual(
      workspace.analyze('demand-forecast/design.md').findings.map(({ rule, message }) => `${rule}: ${message}`),
      [],
    )
  })

  it('has a flawed model with exactly the findings that its list names', () => {
    const missing = expected.map(lineOf).filter((line) => !flawed.map(lineOf).includes(line))
    const surplus = flawed.map(lineOf).filter((line) => !expected.map(lineOf).includes(line))
    assert.deepEqual({ missing, surplus }, { missing: [], surplus: [] })
    assert.equal(flawed.length, expected.length)
  })

  it('shows at least 25 rules at work', () => assert.ok(new Set(flawed.map(({ rule }) => rule)).size >= 25))
})
