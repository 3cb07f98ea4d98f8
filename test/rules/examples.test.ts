import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allRules } from '../../server/src/engine/rules/registry.ts'
import type { RuleExample } from '../../server/src/engine/rules/types.ts'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

/** Everything reported about an example, one line a finding. */
function findingsOf({ path, text }: RuleExample): readonly { readonly rule: string; readonly line: string }[] {
  const files = readFixture(text, path)
  const workspace = fixtureWorkspace(files)
  return files.flatMap((file) => workspace.analyze(file.path).findings.map((f) => ({ rule: f.rule, line: `${f.path} ${f.rule} ${f.severity}: ${f.message}` })))
}

describe('the examples of every rule run', () => {
  for (const rule of allRules()) {
    describe(rule.name, () => {
      // No text makes a rule fail: that is what the rule is about.
      if (rule.name !== 'internal-error') it('has good and bad examples', () => assert.ok(rule.examples.good.length > 0 && rule.examples.bad.length > 0))
      for (const [i, example] of rule.examples.bad.entries()) {
        it(`bad ${i + 1}: ${example.title ?? example.path}`, () => {
          const found = findingsOf(example)
          assert.ok(
            found.some((f) => f.rule === rule.name),
            `no ${rule.name}; found:\n${found.map((f) => f.line).join('\n')}`,
          )
          assert.ok(!found.some((f) => f.rule === 'internal-error' && rule.name !== 'internal-error'), found.map((f) => f.line).join('\n'))
        })
      }
      for (const [i, example] of rule.examples.good.entries()) {
        it(`good ${i + 1}: ${example.title ?? example.path}`, () => {
          const found = findingsOf(example).filter((f) => f.rule === rule.name || f.rule === 'internal-error')
          assert.deepEqual(
            found.map((f) => f.line),
            [],
          )
        })
      }
    })
  }
})
