import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { FLAWED, Folder, OTHER } from './support.ts'

// Results are kept by built programs only.
const built = mkdtempSync(join(tmpdir(), 'plumbline-built-'))
before(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/build.mjs'), '--development', '--out', join(built, 'dist')], {
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
})
after(() => rmSync(built, { recursive: true, force: true }))

const adr = (n: number, more = ''): string =>
  `# ${n}. Choice ${n}\n\n## Status\n\nAccepted\n\n## Context\n\nWe must choose.\n\n## Decision\n\nWe choose ${n}.\n\n## Consequences\n\nGood: fast. Bad: dear.\n${more}`

const FILES = {
  'docs/adr/0001-a.md': FLAWED,
  'docs/adr/0002-b.md': adr(2, '\nSee [the first](0001-a.md), [the third](0003-c.md).\n'),
  'docs/design.mldd.md': '---\nkind: ml-design-doc\nmodel: churn\n---\n# Churn\n\nAccuracy matters most. The plan: [plan](plan.txt).\n',
  'docs/churn.model.yaml': 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: churn\nspec:\n  risk:\n    tier: 1\n',
  'notes.md': OTHER,
}

class Cached extends Folder {
  readonly cache = mkdtempSync(join(tmpdir(), 'plumbline-cache-'))

  check(...args: string[]): { readonly stdout: string; readonly reused: number; readonly code: number | null } {
    return this.checkOn('1798761600', ...args)
  }

  checkOn(date: string, ...args: string[]): { readonly stdout: string; readonly reused: number; readonly code: number | null } {
    const { stdout, stderr, status } = spawnSync(process.execPath, [join(built, 'dist/cli.mjs'), 'check', '-f', 'json', '--fail-on', 'never', '--timing', ...args], {
      cwd: this.path,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: this.cache, SOURCE_DATE_EPOCH: date },
    })
    return { stdout, code: status, reused: Number(/(\d+) of an earlier run/.exec(stderr)?.[1] ?? Number.NaN) }
  }

  /** What a run without any cache says. */
  fresh(...args: string[]): string {
    return this.check('--no-cache', ...args).stdout
  }

  file(): string {
    const folder = join(this.cache, 'plumbline')
    return join(
      folder,
      readdirSync(folder).find((name) => name.startsWith('check-'))!,
    )
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]()
    rmSync(this.cache, { recursive: true, force: true })
  }
}

test('a second run takes over everything and says the same', () => {
  using folder = new Cached(FILES)
  const first = folder.check()
  assert.equal(first.code, 0)
  assert.equal(first.reused, 0)
  assert.ok(first.stdout.includes('0001-a.md') && first.stdout.includes('broken-link'))
  const second = folder.check()
  assert.equal(second.reused, Object.keys(FILES).length)
  assert.equal(second.stdout, first.stdout)
  assert.equal(folder.fresh(), first.stdout)
  const threads = folder.check('--jobs', '3')
  assert.equal(threads.stdout, first.stdout)
})

test('what rests on something that changed is made anew, and only that', () => {
  using folder = new Cached(FILES)
  folder.check()
  // Each step: what changes, and how many of the five analyses still hold.
  const steps: readonly (readonly [what: string, change: () => void, reused: (n: number) => boolean])[] = [
    ['the text of a file that nobody asks about', () => folder.write('notes.md', `${OTHER}- bread\n`), (n) => n === 4],
    ['a record of the same number', () => folder.write('docs/adr/0002-twin.md', adr(2)), (n) => n < 5],
    ['a linked record appears', () => folder.write('docs/adr/0003-c.md', adr(3)), (n) => n < 6],
    ['a linked file that is no document appears', () => folder.write('docs/plan.txt', 'x'), (n) => n === 6],
    ['the tier in the manifest', () => folder.write('docs/churn.model.yaml', FILES['docs/churn.model.yaml'].replace('tier: 1', 'tier: 4')), (n) => n === 5],
    ['the configuration', () => folder.write('.plumbline.yaml', 'apiVersion: plumbline.dev/v1\nkind: Workspace\nrules:\n  broken-link: error\n'), (n) => n <= 1],
  ]
  for (const [what, change, holds] of steps) {
    change()
    const { stdout, reused } = folder.check()
    assert.equal(stdout, folder.fresh(), what)
    assert.ok(holds(reused), `${what}: ${reused} taken over`)
    assert.equal(folder.check().stdout, stdout, `${what}, again`)
  }
})

test('options and the date count', () => {
  using folder = new Cached({ ...FILES, 'docs/adr/0004-old.md': `---\nstatus: proposed\ndate: 2026-11-01\n---\n${adr(4)}` })
  folder.check()
  for (const options of [['--tier', '4'], ['--no-waivers'], ['--kind', 'adr']]) assert.equal(folder.check(...options).stdout, folder.fresh(...options), options.join(' '))
  const later = '1830297600'
  assert.equal(folder.checkOn(later).stdout, folder.checkOn(later, '--no-cache').stdout)
})

test('a damaged, forged or foreign file counts as none', () => {
  using folder = new Cached(FILES)
  const { stdout } = folder.check()
  const good = readFileSync(folder.file(), 'utf8')
  for (const [what, text] of [
    ['cut off', good.slice(0, good.length >> 1)],
    ['empty', ''],
    ['one letter changed', good.replace('Accuracy', 'accuracy').replace('"error"', '"infox"')],
    ['no JSON', `${good.split('\n')[0]}\nnothing`],
    ['another build', good.replace(/^plumbline 1 \w{3}/, 'plumbline 1 000')],
  ] as const) {
    writeFileSync(folder.file(), text)
    const run = folder.check()
    assert.equal(run.reused, 0, what)
    assert.equal(run.stdout, stdout, what)
    assert.equal(readFileSync(folder.file(), 'utf8'), good, `${what}: written anew`)
  }
})

test('--no-cache and a folder that cannot be written leave nothing behind', () => {
  using folder = new Cached(FILES)
  folder.check('--no-cache')
  assert.deepEqual(readdirSync(folder.cache), [])
  writeFileSync(join(folder.cache, 'plumbline'), 'in the way')
  const run = folder.check()
  assert.equal(run.code, 0)
  assert.equal(run.stdout, folder.fresh())
})
