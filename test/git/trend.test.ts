import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { chooseRevisions, pointOf } from '../../server/src/engine/portfolio/trend.ts'
import { modelsIn } from '../../server/src/engine/portfolio/models.ts'
import type { Trend } from '../../server/src/engine/portfolio/types.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { headOf, trendOf } from '../../server/src/git/trend.ts'
import { plumbline } from '../cli/support.ts'

const BARE = 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: a, version: 1.0.0}\nspec:\n  lifecycle: {stage: production}\n'
const OWNED = `${BARE}  risk: {tier: 2}\n  ownership: {owner: team:a}\n`
const DESIGN = '---\nkind: ml-design-doc\nmodel: a\nriskTier: 2\n---\n# A\n\nA model.\n'

let root = ''
const git = (args: readonly string[], date = '2026-01-01'): string => {
  const env = { ...process.env, GIT_AUTHOR_DATE: `${date}T12:00:00Z`, GIT_COMMITTER_DATE: `${date}T12:00:00Z` }
  const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-C', root, ...args], { encoding: 'utf8', env })
  assert.equal(status, 0, stderr)
  return stdout.trim()
}
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const commit = (date: string): void => {
  git(['add', '-A'])
  git(['commit', '-qm', date], date)
}

/** The same state read from scratch. */
function fresh(files: Readonly<Record<string, string>>, today: string): ReturnType<typeof pointOf> {
  const workspace = new Workspace({ today: () => today, exists: (path) => Object.keys(files).some((own) => own === path || own.startsWith(`${path}/`)) })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  return pointOf(modelsIn(workspace), null, today)
}

describe('the trend of a portfolio', () => {
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'plumbline-trend-'))
    git(['init', '-q'])
    write('a.model.yaml', BARE)
    commit('2026-08-10')
    write('a.model.yaml', OWNED)
    write('node_modules/x/x.model.yaml', OWNED.replace('name: a', 'name: x'))
    commit('2026-09-03')
    write('docs/a-design.md', DESIGN)
    commit('2026-10-20')
  })
  after(() => rmSync(root, { recursive: true, force: true }))

  it('has a point for each month, the same as a fresh look at that state', async () => {
    const { by, points } = (await trendOf(root)) as Trend
    assert.equal(by, 'month')
    const states: readonly Readonly<Record<string, string>>[] = [{ 'a.model.yaml': BARE }, { 'a.model.yaml': OWNED }, { 'a.model.yaml': OWNED, 'docs/a-design.md': DESIGN }]
    const days = ['2026-08-10', '2026-09-03', '2026-10-20']
    assert.deepEqual(
      points.map((point) => ({ ...point, revision: null })),
      states.map((files, i) => fresh(files, days[i]!)),
    )
    assert.deepEqual(
      points.map(({ models, documented, documentedPercent }) => [models, documented, documentedPercent]),
      [
        [1, 0, 0],
        [1, 0, 0],
        [1, 1, 100],
      ],
      'a model without tier, owner or design is not documented',
    )
    assert.ok(points[0]!.errors > points[1]!.errors)
    assert.equal(points.at(-1)!.revision, await headOf(root))
  })

  it('is in every format of the command, with the state of now', () => {
    const env = { SOURCE_DATE_EPOCH: String(Date.parse('2026-11-22T12:00:00Z') / 1000) }
    const run = (...args: string[]): string => {
      const { code, stdout, stderr } = plumbline(['portfolio', ...args], { cwd: root, env })
      assert.equal(code, 0, stderr)
      return stdout
    }
    assert.match(run(), /Trend by month\n +Day +State +Required closed +Documented +Ready +Errors\n {2}. 2026-08-10 {2}[0-9a-f]{8} [\s\S]* 2026-11-22 {2}now .* 1 of 1 +0 of 1/)
    const { portfolio } = JSON.parse(run('--format', 'json')) as { portfolio: { trend: Trend } }
    assert.deepEqual(
      portfolio.trend.points.map(({ date, documented }) => [date, documented]),
      [
        ['2026-08-10', 0],
        ['2026-09-03', 0],
        ['2026-10-20', 1],
        ['2026-11-22', 1],
      ],
    )
    assert.match(run('--format', 'markdown'), /## Trend by month\n\n\| Day /)
    assert.match(run('--format', 'html'), /<h2 id="trend">Trend by month<\/h2><svg [\s\S]*class="line closed"/)
    assert.doesNotMatch(run('--trend', '0'), /Trend/)
    assert.equal((JSON.parse(run('--format', 'json', '--trend', '2')) as { portfolio: { trend: Trend } }).portfolio.trend.points.length, 3)
    assert.equal(plumbline(['portfolio', '--trend', 'all'], { cwd: root }).code, 2)
  })

  it('runs nothing that the repository configures', async () => {
    const bait = join(root, 'ran')
    const program = join(root, '.git/bait.sh')
    writeFileSync(program, `#!/bin/sh\ntouch '${bait}'\n`, { mode: 0o755 })
    for (const key of ['core.fsmonitor', 'core.pager', 'diff.external', 'gpg.program', 'diff.x.textconv', 'filter.x.smudge', 'filter.x.clean']) git(['config', key, program])
    git(['config', 'log.showSignature', 'true'])
    write('.git/info/attributes', '* diff=x filter=x\n')
    assert.equal((await trendOf(root))!.points.length, 3)
    assert.equal(existsSync(bait), false)
  })

  it('tells nothing where git does, and stops when it is told to', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'plumbline-nogit-'))
    try {
      assert.equal(await trendOf(empty), undefined)
      assert.equal(await headOf(empty), undefined)
    } finally {
      rmSync(empty, { recursive: true, force: true })
    }
    const stop = new AbortController()
    await assert.rejects(trendOf(root, { signal: stop.signal, breathe: async () => stop.abort() }), { name: 'AbortError' })
  })
})

describe('the commits of a trend', () => {
  const all = ['2026-04-30', '2026-04-02', '2026-03-09', '2026-03-01', '2026-01-15'].map((date, i) => ({ revision: String(i), date }))
  it('are the last of each month where there are enough', () => {
    assert.deepEqual(
      chooseRevisions(all, 12).chosen.map(({ date }) => date),
      ['2026-01-15', '2026-03-09', '2026-04-30'],
    )
    assert.deepEqual([chooseRevisions(all, 2).by, chooseRevisions(all, 2).chosen.length], ['month', 2])
  })
  it('are the last ones in a young repository', () => {
    const { by, chosen } = chooseRevisions(all.slice(0, 4), 3)
    assert.deepEqual([by, chosen.map(({ revision }) => revision)], ['commit', ['2', '1', '0']])
  })
})
