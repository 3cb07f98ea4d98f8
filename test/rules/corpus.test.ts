import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'

/** Real ADRs of many projects and dialects. Run with `--print` behind `--` to read every finding. */
const folder = join(process.env['PLUMBLINE_CORPUS'] ?? '../shared/corpus', 'adr')

interface Seen {
  readonly rule: string
  readonly where: string
  readonly message: string
}

/** File names of the corpus are `owner__repository__path--with--dashes.md`; each repository is a workspace of its own. */
function analyseCorpus(): { readonly documents: number; readonly findings: readonly Seen[] } {
  const repositories = new Map<string, Map<string, string>>()
  for (const name of readdirSync(folder)) {
    const [owner, repository, ...rest] = name.split('__')
    const key = `${owner}/${repository}`
    const files = repositories.get(key) ?? new Map<string, string>()
    files.set(rest.join('__').replaceAll('--', '/'), readFileSync(join(folder, name), 'utf8'))
    repositories.set(key, files)
  }
  const findings: Seen[] = []
  let documents = 0
  for (const [repository, files] of repositories) {
    // Only a part of each log is here: the host cannot tell what else exists.
    const workspace = new Workspace({ today: () => '2026-11-22', exists: (path) => (files.has(path) ? true : undefined) })
    for (const [path, text] of files) workspace.set(path, text)
    for (const [path, text] of files) {
      documents++
      for (const f of workspace.analyze(path).findings)
        findings.push({ rule: f.rule, where: `${repository}/${path}:${text.slice(0, f.range.start).split('\n').length}`, message: f.message })
    }
  }
  return { documents, findings }
}

describe('the ADR rules on real ADRs', { skip: existsSync(folder) ? false : `SKIPPED: no corpus at ${folder}; set PLUMBLINE_CORPUS` }, () => {
  const { documents, findings } = existsSync(folder) ? analyseCorpus() : { documents: 0, findings: [] }
  const of = (rule: string): readonly Seen[] => findings.filter((f) => f.rule === rule)

  it('prints its counts', (t) => {
    const counts = new Map<string, number>()
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    t.diagnostic(
      `${documents} documents: ${[...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([rule, n]) => `${rule} ${n}`)
        .join(', ')}`,
    )
    if (process.argv.includes('--print')) for (const { rule, where, message } of findings) t.diagnostic(`${rule} ${where} ${message}`)
    assert.ok(documents > 100)
  })

  it('never fails', () => assert.deepEqual(of('internal-error'), []))

  it('says of well-kept logs only what is true', () => {
    // Every record of these logs has status, date, context, decision and consequences.
    for (const log of ['alphagov/govuk-aws/', 'cardano-scaling/hydra/', 'joshrotenberg/adrs/', 'great-expectations/'])
      assert.deepEqual(
        of('adr-missing-section').filter((f) => f.where.startsWith(log)),
        [],
        log,
      )
  })

  it('finds what was judged by hand', () => {
    const has = (rule: string, where: string): boolean => of(rule).some((f) => f.where.includes(where))
    assert.ok(has('adr-number-conflict', 'adr-021-abci-events.md'), 'the title says ADR 012')
    assert.ok(has('adr-no-alternatives', '0040-chat-prompt-xml-support.md'), 'one considered option')
    assert.ok(has('adr-missing-section', '0022-remove-stop-words'), 'neither status nor date')
    assert.ok(has('adr-proposed-stale', '0005-remote-settings-client.md'), 'proposed since 2022')
    assert.equal(of('adr-status-invalid').length, 0, 'every status of the corpus is one, in some words')
  })

  it('is silent on templates', () =>
    assert.deepEqual(
      findings.filter((f) => /\/template\.md:/.test(f.where)),
      [],
    ))
})
