import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import fc from 'fast-check'
import { allRules, Workspace } from '../../server/src/engine/index.ts'
import type { Finding, Fix } from '../../server/src/engine/index.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'
import { designs, edit, examples, lineBreaks, SEED, TODAY } from './material.ts'
import type { Sample } from './material.ts'

/** Rounds after which no fix may be left: a fix can bring out another finding of its rule once, not for ever. */
const ROUNDS = 8

const open = (texts: ReadonlyMap<string, string>): Workspace => {
  const workspace = new Workspace({ today: () => TODAY, exists: (path) => texts.has(path) || undefined })
  for (const [path, text] of texts) workspace.set(path, text)
  return workspace
}

const problemsIn = (path: string, text: string): readonly string[] => parseDocument({ path, text }).views.flatMap(({ problems }) => problems.map(({ code }) => code)).sort()

/** Applies one fix; checks that it changes what its edits say and nothing else, and that the text can still be read. */
function apply(fix: Fix, texts: Map<string, string>, rule: string): void {
  for (const path of new Set(fix.edits.map((e) => e.path))) {
    const before = texts.get(path)
    assert.notEqual(before, undefined, `${rule}: the fix '${fix.title}' edits ${path}, which is not there`)
    const own = fix.edits.filter((e) => e.path === path).map(({ edit: e }) => e).sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    let after = ''
    let at = 0
    for (const { range, newText } of own) {
      assert.ok(at <= range.start && range.start <= range.end && range.end <= before!.length, `${rule}: edits of '${fix.title}' overlap or lie outside the text`)
      after += before!.slice(at, range.start) + newText
      at = range.end
    }
    after += before!.slice(at)
    assert.notEqual(after, before, `${rule}: the fix '${fix.title}' changes nothing`)
    const broken = problemsIn(path, after)
    for (const code of problemsIn(path, before!)) if (broken.includes(code)) (broken as string[]).splice(broken.indexOf(code), 1)
    assert.deepEqual(broken, [], `${rule}: the fix '${fix.title}' breaks the syntax:\n${after}`)
    texts.set(path, after)
  }
}

const fixable = (texts: ReadonlyMap<string, string>, rule?: string): readonly Finding[] => {
  const workspace = open(texts)
  return [...texts.keys()].flatMap((path) => workspace.analyze(path).findings.filter((f) => f.waiver === null && f.fixes.length > 0 && (rule === undefined || f.rule === rule)))
}

/** The law, for one rule or for all at once; gives how many fixes were applied. */
function fixAll(files: readonly Sample[], rule?: string): number {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  let applied = 0
  for (let round = 0; round < ROUNDS; round++) {
    const findings = fixable(texts, rule)
    if (findings.length === 0) return applied
    // One at a time: offsets hold for the text that was analysed.
    const { rule: own, fixes } = findings[0]!
    const before = findings.filter((f) => f.rule === own).length
    apply(fixes[0]!, texts, own)
    applied++
    const after = fixable(texts, own).length
    assert.ok(after < before, `${own}: after '${fixes[0]!.title}' ${after} of ${before} findings are left:\n${[...texts].map(([path, text]) => `//- path: ${path}\n${text}`).join('\n')}`)
    if (before > 1) round--
  }
  assert.deepEqual(fixable(texts, rule).map((f) => f.rule), [], 'fixes go on for ever')
  return applied
}

describe('the fixes of each rule, on the examples of all rules', () => {
  const all = examples()
  for (const { name } of allRules()) {
    const own = all.filter((files) => fixable(new Map(files.map(({ path, text }) => [path, text])), name).length > 0)
    if (own.length === 0) continue
    it(`${name}: none is left`, (t) => {
      const applied = own.reduce((sum, files) => sum + fixAll(files, name), 0)
      t.diagnostic(`${applied} fixes in ${own.length} examples`)
    })
  }
})

test('all fixes of designs, manifests and records', (t) => {
  let applied = 0
  for (const files of [...designs().map((sample) => [sample]), ...examples()]) applied += fixAllRules(files)
  t.diagnostic(`${applied} fixes`)
  assert.ok(applied > 100)
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
  const rules = new Set(fixable(new Map(files.map(({ path, text }) => [path, text]))).map((f) => f.rule))
  return [...rules].reduce((sum, rule) => sum + fixAll(files, rule), 0)
}
