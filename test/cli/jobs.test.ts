import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FLAWED, Folder, OTHER, plumbline } from './support.ts'

const number = (n: number): string => String(n).padStart(4, '0')

/** Decision records that name each other, a manifest with its design, a broken link, and files that are nobody's. */
const workspace = (): Folder =>
  new Folder({
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `docs/adr/${number(i + 1)}-choice.md`,
        FLAWED.replace('# 1.', `# ${i + 1}.`).replace('Accepted', i === 4 ? 'Superseded by [3](0003-choice.md)' : 'Accepted') + `\nSee [the other](0099-choice.md).\n`,
      ]),
    ),
    'docs/adr/0002-twin.md': FLAWED,
    'docs/churn/churn-design.mldd.md': '---\nkind: ml-design-doc\nmodel: churn\n---\n# Churn\n\nAccuracy matters most.\n',
    'docs/churn/churn.model.yaml': 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: churn\nspec:\n  risk:\n    tier: 1\n',
    'notes.md': OTHER,
  })

test('--jobs N: the same bytes from one thread and from several', () => {
  using folder = workspace()
  for (const format of ['json', 'pretty']) {
    const run = (jobs: string) => plumbline(['check', '-f', format, '--fail-on', 'never', '--jobs', jobs], { cwd: folder.path })
    const alone = run('1')
    assert.equal(alone.code, 0, alone.stderr)
    assert.ok(alone.stdout.includes('adr-number-conflict'), 'a finding that rests on other files')
    for (const jobs of format === 'json' ? ['2', '5'] : ['3']) assert.deepEqual(run(jobs), alone, `${format}, ${jobs} threads`)
  }
})

test('--jobs says in how many threads it ran, and takes numbers only', () => {
  using folder = workspace()
  const run = (...args: string[]) => plumbline(['check', '--timing', '--fail-on', 'never', ...args], { cwd: folder.path })
  assert.match(run('--jobs', '3').stderr, /in 3 threads/)
  assert.match(run().stderr, /in 1 thread,/, 'a small folder is not worth a second thread')
  for (const wrong of ['0', 'many', '-1', '65']) {
    const { code, stderr } = run(`--jobs=${wrong}`)
    assert.equal(code, 2)
    assert.match(stderr, /--jobs .*: a number of threads from 1 to 64/)
  }
})

test('--shard I/N: each file in one part, findings as in the whole', () => {
  using folder = workspace()
  const run = (...args: string[]) => plumbline(['check', '-f', 'json', '--fail-on', 'never', ...args], { cwd: folder.path })
  const findings = (text: string) => (JSON.parse(text) as { findings: { path: string; rule: string }[] }).findings
  const whole = findings(run().stdout)
  const parts = ['1/3', '2/3', '3/3'].map((shard) => findings(run('--shard', shard).stdout))
  assert.ok(parts.every((part) => part.length > 0 && part.length < whole.length))
  const key = (f: object) => JSON.stringify(f)
  assert.deepEqual(parts.flat().map(key).sort(), whole.map(key).sort())
  const files = parts.map((part) => new Set(part.map((f) => f.path)))
  for (const path of new Set(whole.map((f) => f.path))) assert.equal(files.filter((set) => set.has(path)).length, 1, path)
  const empty = run('--shard', '99/99')
  assert.equal(empty.code, 0)
  assert.match(empty.stderr, /none of the \d+ files belongs to part 99 of 99/)
  for (const wrong of ['0/2', '3/2', '1', 'a/b', '1/0']) assert.equal(run('--shard', wrong).code, 2, wrong)
})
