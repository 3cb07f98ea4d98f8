import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import fc from 'fast-check'
import { Workspace } from '../../server/src/engine/index.ts'
import type { Finding, Fix } from '../../server/src/engine/index.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'
import { designs, edit, examples, lineBreaks, SEED, TODAY } from './material.ts'
import type { Sample } from './material.ts'

const open = (texts: ReadonlyMap<string, string>): Workspace => {
  const workspace = new Workspace({ today: () => TODAY, exists: (path) => texts.has(path) || undefined })
  for (const [path, text] of texts) workspace.set(path, text)
  return workspace
}

/** Codes of the problems of a text. What one fix leaves, the next one finds. */
function problemsIn(path: string, text: string): readonly string[] {
  if (last.path !== path || last.text !== text) {
    const codes = parseDocument({ path, text })
      .views.flatMap(({ problems }) => problems.map(({ code }) => code))
      .sort()
    last = { path, text, codes }
  }
  return [...last.codes]
}
let last: { readonly path: string; readonly text: string; readonly codes: readonly string[] } = { path: '', text: '', codes: [] }

/** Applies one fix; checks that it changes what its edits say and nothing else, and that the text can still be read. */
function apply(fix: Fix, texts: Map<string, string>, rule: string): void {
  for (const path of new Set(fix.edits.map((e) => e.path))) {
    const before = texts.get(path)
    assert.notEqual(before, undefined, `${rule}: the fix '${fix.title}' edits ${path}, which is not there`)
    const own = fix.edits
      .filter((e) => e.path === path)
      .map(({ edit: e }) => e)
      .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    let after = ''
    let at = 0
    for (const { range, newText } of own) {
      assert.ok(at <= range.start && range.start <= range.end && range.end <= before!.length, `${rule}: edits of '${fix.title}' overlap or lie outside the text`)
      after += before!.slice(at, range.start) + newText
      at = range.end
    }
    after += before!.slice(at)
    assert.notEqual(after, before, `${rule}: the fix '${fix.title}' changes nothing`)
    const known = problemsIn(path, before!)
    const broken = problemsIn(path, after)
    for (const code of known) if (broken.includes(code)) (broken as string[]).splice(broken.indexOf(code), 1)
    assert.deepEqual(broken, [], `${rule}: the fix '${fix.title}' breaks the syntax:\n${after}`)
    texts.set(path, after)
  }
}

const fixable = (workspace: Workspace, rule?: string): readonly Finding[] =>
  workspace.paths().flatMap((path) => workspace.analyze(path).findings.filter((f) => f.waiver === null && f.fixes.length > 0 && (rule === undefined || f.rule === rule)))

const textsOf = (files: readonly Sample[]): Map<string, string> => new Map(files.map(({ path, text }) => [path, text]))
const rulesIn = (workspace: Workspace): readonly string[] => [...new Set(fixable(workspace).map((f) => f.rule))]

/** The law for one rule; gives how many fixes were applied. The workspace holds these files, as other rules have left them. */
function fixAll(files: readonly Sample[], rule: string, workspace = open(textsOf(files))): number {
  const texts = textsOf(files)
  for (const [path, text] of texts) workspace.set(path, text)
  let applied = 0
  for (let findings = fixable(workspace, rule); findings.length > 0;) {
    // One at a time: offsets hold for the text that was analysed.
    const [{ fixes }] = findings as [Finding]
    apply(fixes[0]!, texts, rule)
    applied++
    for (const [path, text] of texts) workspace.set(path, text)
    const left = fixable(workspace, rule)
    assert.ok(
      left.length < findings.length,
      `${rule}: after '${fixes[0]!.title}' ${left.length} of ${findings.length} findings are left:\n${[...texts].map(([path, text]) => `//- path: ${path}\n${text}`).join('\n')}`,
    )
    findings = left
  }
  return applied
}

/** Examples on which the fixes of one rule are tried: most examples lack most of what the controls ask, so that beyond some tens they repeat themselves. */
const TRIED = 12

describe('the fixes of each rule, on examples of all rules', () => {
  const own = new Map<string, (readonly Sample[])[]>()
  for (const files of examples()) for (const rule of rulesIn(open(textsOf(files)))) (own.get(rule) ?? own.set(rule, []).get(rule)!).push(files)
  for (const [rule, found] of own) {
    // Evenly spread over the rules whose examples they are.
    const all = found.filter((_, i) => Math.floor((i * TRIED) / found.length) !== Math.floor(((i - 1) * TRIED) / found.length))
    it(`${rule}: none is left`, (t) => {
      const applied = all.reduce((sum, files) => sum + fixAll(files, rule), 0)
      t.diagnostic(`${applied} fixes in ${all.length} examples`)
    })
  }
})

test('all fixes of designs in prose', (t) => {
  let applied = 0
  for (const files of designs().map((sample) => [sample])) applied += fixAllRules(files)
  t.diagnostic(`${applied} fixes`)
  assert.ok(applied > 100)
})

test('all fixes of designs beside which a runbook stands that they do not link', (t) => {
  const runbook = {
    path: 'docs/RUNBOOK.md',
    text: '---\nkind: runbook\n---\n# When the model fails\n\nThe model is trained weekly.\n\n## Rolling back\n\nIf precision falls below 80 %, the on-call sets the alias back to the previous version of the model within ten minutes.\n\n## Drift\n\nThe PSI of the predictions is computed each night; above 0.2 the on-call retrains the model.\n',
  }
  const samples = designs().filter((_, index) => index % 8 === 0)
  const linking = samples.filter((sample) => fixable(open(textsOf([sample, runbook]))).some((finding) => finding.fixes[0]!.title === 'Link RUNBOOK.md'))
  const applied = samples.reduce((sum, sample) => sum + fixAllRules([sample, runbook]), 0)
  t.diagnostic(`${applied} fixes, links among them in ${linking.length} of ${samples.length} designs`)
  assert.ok(linking.length > 20)
})

test('all fixes of edited documents', (t) => {
  let applied = 0
  const files = fc.constantFrom(...designs().map((sample) => [sample]), ...examples())
  fc.assert(
    fc.property(files, fc.array(fc.oneof({ weight: 4, arbitrary: edit }, lineBreaks), { minLength: 1, maxLength: 3 }), (own, edits) => {
      applied += fixAllRules(own.map(({ path, text }, index) => ({ path, text: index === own.length - 1 ? edits.reduce((changed, mutate) => mutate(changed, text), text) : text })))
    }),
    { numRuns: process.env['CI'] ? 300 : 60, seed: SEED },
  )
  t.diagnostic(`${applied} fixes`)
})

/** Rule by rule: another rule's finding may take the place of one that was mended. */
function fixAllRules(files: readonly Sample[]): number {
  const workspace = open(textsOf(files))
  return rulesIn(workspace).reduce((sum, rule) => sum + fixAll(files, rule, workspace), 0)
}
