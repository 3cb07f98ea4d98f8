import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineRule } from '../../server/src/engine/rules/types.ts'
import type { Report, Rule, RuleContext } from '../../server/src/engine/rules/types.ts'
import { runnerRules } from '../../server/src/engine/rules/runner/index.ts'
import { allRules } from '../../server/src/engine/rules/registry.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { check } from '../support/check.ts'
import { worked } from '../support/worked.ts'

/** Reports each `bad` of a document. */
const findsBad = (more: Partial<Rule> = {}): Rule =>
  defineRule({
    id: 'T-1',
    name: 'missing-owner',
    category: 'governance',
    title: 't',
    kinds: ['ml-design-doc', 'model-manifest', 'adr'],
    severity: 'error',
    satisfiedBy: 's',
    why: 'w',
    help: 'h',
    references: [],
    examples: { good: [], bad: [] },
    *check({ document }: RuleContext): Iterable<Report> {
      for (let at = document.text.indexOf('bad'); at !== -1; at = document.text.indexOf('bad', at + 3)) yield { range: { start: at, end: at + 3 }, message: 'bad word' }
    },
    ...more,
  })

const known = allRules().some((rule) => rule.name === 'missing-owner')
const name = known ? 'missing-owner' : 'configuration-invalid'
const registry = (more: Partial<Rule> = {}): readonly Rule[] => [findsBad({ name, ...more }), ...runnerRules]
const host = { today: () => '2026-11-22', exists: () => undefined }

const findings = (text: string, more: Partial<Rule> = {}, file = 'docs/x.mldd.md', extra: Readonly<Record<string, string>> = {}) => {
  const workspace = new Workspace(host, {}, registry(more))
  for (const [path, content] of Object.entries(extra)) workspace.set(path, content)
  workspace.set(file, text)
  return workspace.analyze(file).findings
}
const brief = (text: string, more: Partial<Rule> = {}, file?: string, extra?: Readonly<Record<string, string>>): readonly string[] =>
  findings(text, more, file, extra).map((f) => `${f.rule === name ? 'bad' : f.rule} ${f.severity}${f.waiver ? ` waived: ${f.waiver.reason}` : ''}`)

test('a tier that only a sentence states counts, below what fields state', () => {
  const said = '# Churn design\n\n## Risk tier\n\nThis model is risk tier 3 (moderate): a wrong score costs one needless call to a customer, reviewed by a person.\n\nbad\n'
  const workspace = new Workspace(host, {}, registry())
  workspace.set('docs/x.mldd.md', said)
  workspace.set('docs/y.mldd.md', `---\nriskTier: 1\n---\n${said}`)
  workspace.set('docs/z.mldd.md', said.replace('is risk tier 3', 'has no risk tier yet, TBD; perhaps 3'))
  assert.deepEqual(
    ['x', 'y', 'z'].map((file) => workspace.analyze(`docs/${file}.mldd.md`).tier),
    [3, 1, undefined],
  )
})

test('severity follows tier, stage and configuration', () => {
  const tiers = { severity: ['error', 'warning', 'info', 'off'] as const }
  assert.deepEqual(brief('---\nriskTier: 1\n---\nbad\n', tiers), ['bad error'])
  assert.deepEqual(brief('---\nrisk_tier: T3\n---\nbad\n', tiers), ['bad info'])
  assert.deepEqual(brief('---\ntier: low\n---\nbad\n', tiers), [])
  assert.deepEqual(brief('bad\n', tiers), ['bad warning'], 'the default tier is 2')
  assert.deepEqual(brief('---\nriskTier: 1\nstatus: draft\n---\nbad\n', tiers), ['bad warning'])
  assert.deepEqual(brief('---\nriskTier: 1\nstatus: draft\n---\nbad\n', { ...tiers, ignoresStage: true }), ['bad error'])
  assert.deepEqual(brief('---\nstage: retired\n---\nbad\n'), [])
  assert.deepEqual(brief('---\nstage: retired\n---\nbad\n', { category: 'hygiene' }), ['bad error'])
  const configuration = (rules: string): Readonly<Record<string, string>> => ({ '.plumbline.yaml': `apiVersion: plumbline.dev/v1\nkind: Workspace\n${rules}` })
  assert.deepEqual(brief('bad\n', tiers, undefined, configuration('defaultTier: 1\n')), ['bad error'])
  assert.deepEqual(brief('bad\n', tiers, undefined, configuration(`rules: {${name}: info}\n`)), ['bad info'])
  assert.deepEqual(brief('bad\n', tiers, undefined, configuration(`rules: {${name}: off}\n`)), [])
  assert.deepEqual(brief('bad\n', tiers, undefined, configuration(`overrides: [{files: 'docs/**', rules: {${name}: error}}]\n`)), ['bad error'])
  assert.deepEqual(brief('bad\n', tiers, undefined, configuration(`overrides: [{files: 'other/**', rules: {${name}: error}}]\n`)), ['bad warning'])
  assert.deepEqual(brief('bad\n', tiers, undefined, configuration('exclude: [docs/]\n')), [])
  assert.deepEqual(brief('bad\n', tiers, 'notes/a.md', configuration('kinds: {ml-design-doc: [notes/*.md]}\n')), ['bad warning'])
})

test('a rule that throws is a finding that names it, and the others go on', () => {
  const broken = findsBad({
    id: 'T-0',
    name: 'broken-rule',
    check: () => {
      throw new Error('no luck')
    },
  })
  const wild = findsBad({ id: 'T-2', name: 'wild-rule', check: () => [{ range: { start: 5, end: 500 }, message: 'far away' }] })
  const workspace = new Workspace(host, {}, [broken, ...registry(), wild])
  workspace.set('docs/x.mldd.md', '# Title\n\nbad\n')
  const found = workspace.analyze('docs/x.mldd.md').findings
  assert.deepEqual(
    found.map((f) => f.rule),
    ['internal-error', 'internal-error', name],
  )
  assert.match(found[0]!.message, /broken-rule failed .* no luck/)
  assert.match(found[1]!.message, /wild-rule failed .* range 5–500/)
  assert.deepEqual(found[0]!.range, { start: 2, end: 7 })
})

test('suppressions by comment: next line, block, file; each with a reason', () => {
  assert.deepEqual(brief(`<!-- plumbline-disable-next-line ${name} -- known since May -->\nbad\n\nbad\n`), ['bad error waived: known since May', 'bad error'])
  assert.deepEqual(brief(`<!-- plumbline-disable-next-line ${name} -- at the title -->\n\n# bad\n\nbad\n`), ['bad error waived: at the title', 'bad error'])
  assert.deepEqual(brief(`a\n\n<!-- plumbline-disable ${name} -- old part -->\n\nbad\n\n<!-- plumbline-enable ${name} -->\n\nbad\n`), ['bad error waived: old part', 'bad error'])
  assert.deepEqual(brief(`bad\n\n<!-- plumbline-disable-file ${name} — imported -->\n\nbad\n`), ['bad error waived: imported', 'bad error waived: imported'])
  assert.deepEqual(brief(`---\n# plumbline-disable-file ${name} -- imported\nkind: adr\n---\nbad\n`), ['bad error waived: imported'])
  assert.deepEqual(brief(`# plumbline-disable-next-line ${name} -- being renamed\nkind: ModelManifest # bad\napiVersion: plumbline.dev/v1\n`, {}, 'a.yaml'), [
    'bad error waived: being renamed',
  ])
  assert.deepEqual(brief(`<!-- plumbline-disable-next-line ${name} -->\nbad\n`), ['suppression-invalid warning', 'bad error'], 'without a reason it does not count')
  assert.deepEqual(brief(`<!-- plumbline-disable-next-line ${name} -- soon gone, until 2026-01-31 -->\nbad\n`), ['suppression-invalid warning', 'bad error'], 'ended')
  assert.deepEqual(brief(`<!-- plumbline-disable-next-line ${name} -- soon gone, until 2027-01-31 -->\nbad\n`), ['bad error waived: soon gone, until 2027-01-31'])
  assert.deepEqual(brief('<!-- plumbline-disable-next-line no-such-rule -- because -->\nx\n'), ['suppression-invalid warning'])
  assert.deepEqual(brief(`<!-- plumbline-disable-next-line ${name} -- because -->\nfine\n`), ['suppression-invalid warning'], 'unused')
  assert.deepEqual(
    brief(`<!-- plumbline-disable-next-line ${name} -- because -->\nfine\n`, {}, undefined, { '.plumbline.yaml': `rules: {${name}: off}` }),
    [],
    'not unused: the rule is off',
  )
  assert.deepEqual(brief('<!-- plumbline-ignore x -- because -->\nx\n'), ['suppression-invalid warning'])
  assert.deepEqual(brief('```\n<!-- plumbline-disable-file x -->\n```\n'), [], 'code is no comment')
})

test('an invalid suppression is shown on the rule that it names', () => {
  check(`
---
kind: ml-design-doc
---
# Churn
<!-- plumbline-disable-next-line no-such-thing -- because we can -->
//~                              ^^^^^^^^^^^^^ suppression-invalid warning
Text.
`)
})

const withWaiver = (fields: string): string =>
  `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn} # bad\nspec:\n  risk: {tier: 1}\n  ownership: {owner: 'team:churn'}\n  governance:\n    waivers:\n      - {id: W-1, rule: ${name}, ${fields}}\n`

test('granted waivers: complete ones count, the others are findings', () => {
  const full = "reason: pilot only, approver: 'user:a', granted: 2026-10-01, expires: 2026-12-31, compensatingControl: weekly review"
  assert.deepEqual(brief(withWaiver(full), {}, 'a.yaml'), ['bad error waived: pilot only'])
  assert.deepEqual(brief(withWaiver(full.replace('2026-12-31', '2026-11-01')), {}, 'a.yaml'), ['bad error', 'waiver-invalid error'])
  assert.deepEqual(brief(withWaiver(full.replace("approver: 'user:a', ", '')), {}, 'a.yaml'), ['bad error', 'waiver-invalid error'])
  assert.deepEqual(brief(withWaiver(full.replace('user:a', 'team:churn')), {}, 'a.yaml'), ['bad error', 'waiver-invalid error'], 'not by the owner in tier 1')
  assert.deepEqual(brief(withWaiver(full.replace('2026-12-31', '2027-12-31')), {}, 'a.yaml'), ['bad error waived: pilot only', 'waiver-invalid error'], 'too long, but it holds')
  assert.deepEqual(brief('---\nmodel: churn\n---\nbad\n', {}, 'docs/x.mldd.md', { 'a.yaml': withWaiver(full) }), ['bad error waived: pilot only'], 'the documents of the model too')
})

test('10,000 waivers stay linear', () => {
  const line = `<!-- plumbline-disable-next-line ${name} -- known -->\nbad\n\n`
  const time = (n: number): number => {
    const text = line.repeat(n)
    const from = worked()
    const found = findings(text)
    const spent = worked() - from
    assert.equal(found.length, n)
    assert.ok(found.every((f) => f.waiver))
    return spent
  }
  time(500)
  const small = time(2_500)
  const large = time(10_000)
  assert.ok(large < 12 * small + 500, `2,500: ${small} ms, 10,000: ${large} ms`)
  assert.equal(findings(`<!-- plumbline-disable ${name} -- again -->\n\n`.repeat(3_000) + 'bad\n').filter((f) => f.waiver).length, 1)
})

test('not applicable: a field or a section that says so with a reason', () => {
  assert.deepEqual(brief('# T\n\n## Rollback bad\n\nNot applicable: the scores are printed once a year and never served.\n'), [])
  assert.deepEqual(brief('# T\n\n## Rollback bad\n\nN/A\n'), ['bad error'])
  assert.deepEqual(brief('# T\n\n## Rollback bad\n\nNot applicable: the scores are printed once a year and never served.\n', { waivable: false }), ['bad error'])
  const yaml = (reason: string): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nspec:\n  bad: {notApplicable: {reason: ${reason}}}\n`
  assert.deepEqual(brief(yaml('printed once a year'), {}, 'a.yaml'), [])
  assert.deepEqual(brief(yaml('""'), {}, 'a.yaml'), ['bad error'])
})

test('fingerprints stay the same when the file changes elsewhere', () => {
  const prints = (text: string): readonly string[] => findings(text).map((f) => f.fingerprint)
  assert.deepEqual(prints('bad\n'), prints('# New title\n\nMore words.\n\nbad\n'))
  const [a, b] = prints('bad and bad\n')
  assert.notEqual(a, b)
})

test('a configuration with errors: findings on it, the rest applies', () => {
  const workspace = new Workspace(host, {}, registry({ severity: ['error', 'warning', 'info', 'off'] }))
  workspace.set('docs/x.mldd.md', 'bad\n')
  workspace.set('.plumbline.yaml', 'apiVersion: plumbline.dev/v1\nkind: Workspace\ndefaultTier: 3\nrules: {no-such: off}\nexclude: ["{a"]\nfailOn: soon\n')
  assert.deepEqual(
    workspace.analyze('.plumbline.yaml').findings.map((f) => f.message.slice(0, 30)),
    ["There is no rule 'no-such'", "exclude: '{' without '}' in '{", 'failOn is not one of error, wa'],
  )
  assert.equal(workspace.analyze('docs/x.mldd.md').findings[0]?.severity, 'info')
  workspace.set('.plumbline.yaml', 'defaultTier: 1\n')
  assert.equal(workspace.analyze('docs/x.mldd.md').findings[0]?.severity, 'error')
  workspace.delete('.plumbline.yaml')
  assert.equal(workspace.analyze('docs/x.mldd.md').findings[0]?.severity, 'warning')
})

test('ids and names are unique', () => {
  const rules = allRules()
  assert.equal(new Set(rules.map((rule) => rule.id)).size, rules.length)
  assert.equal(new Set(rules.map((rule) => rule.name)).size, rules.length)
})
