import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { fieldText } from '../server/src/engine/documents/fields.ts'
import { parseYaml } from '../server/src/engine/syntax/yaml.ts'
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

/** The models that are described well, and what kinds of documents describe them. */
const GOOD: readonly { readonly folder: string; readonly design: string; readonly kinds: readonly string[] }[] = [
  {
    folder: 'card-fraud-scoring',
    design: 'docs/design.md',
    kinds: ['adr', 'data-contract', 'ml-design-doc', 'model-card', 'model-manifest', 'readiness-checklist', 'runbook', 'system-card', 'threat-model'],
  },
  { folder: 'demand-forecast', design: 'design.md', kinds: ['adr', 'data-contract', 'ml-design-doc', 'model-card', 'model-manifest', 'runbook'] },
  { folder: 'support-assistant', design: 'docs/design.md', kinds: ['adr', 'data-contract', 'ml-design-doc', 'model-manifest', 'runbook', 'system-card', 'threat-model'] },
]

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

  for (const { folder, kinds } of GOOD) {
    it(`${folder} has documents of each kind and no finding`, () => {
      const own = report.documents.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ kind }) => kind)
      assert.deepEqual([...new Set(own)].sort(), kinds)
      assert.deepEqual(found.filter(({ path }) => path.startsWith(`${folder}/`)).map(lineOf), [])
    })
  }

  it('has no finding but those of the flawed model', () => assert.deepEqual(found.filter(({ path }) => !path.startsWith('flawed-churn-model/')).map(lineOf), []))

  for (const { folder, design } of GOOD) {
    it(`${folder} has a design document that says all of it in prose, without its manifest`, () => {
      const text = readFileSync(join(root, 'examples', folder, design), 'utf8').replace(/^(?:manifest|model): .*\n/gm, '')
      const workspace = new Workspace({ today: () => asOf, exists: () => true })
      workspace.set(`${folder}/${design}`, text)
      assert.deepEqual(
        workspace.analyze(`${folder}/${design}`).findings.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      )
    })
  }

  it('gives prompts and evaluation sets the digests of their files', () => {
    const manifest = join(root, 'examples/support-assistant/support-assistant.model.yaml')
    const node = parseYaml(readFileSync(manifest, 'utf8')).value.documents[0]!.root
    const bytes = (path: string): Buffer => readFileSync(join(dirname(manifest), path))
    const prompt = ['spec', 'llm', 'prompts', 0]
    assert.equal(
      fieldText(node, [...prompt, 'digest']),
      `sha256:${createHash('sha256')
        .update(bytes(fieldText(node, [...prompt, 'ref'])!))
        .digest('hex')}`,
    )
    // The set itself lies in Git LFS: its pointer names the digest.
    const golden = ['spec', 'lineage', 'datasets', 1]
    assert.ok(
      bytes(fieldText(node, [...golden, 'uri'])!)
        .toString()
        .includes(`oid ${fieldText(node, [...golden, 'digest'])}`),
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
