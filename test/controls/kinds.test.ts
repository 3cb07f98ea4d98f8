import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allRules } from '../../server/src/engine/rules/registry.ts'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

/** Kinds in which an example makes a rule fire. */
function kindsOf(examples: readonly { readonly path: string; readonly text: string }[], rule: string): ReadonlySet<string> {
  const kinds = new Set<string>()
  for (const { path, text } of examples) {
    const files = readFixture(text, path)
    const workspace = fixtureWorkspace(files, { exists: (p) => files.some((f) => f.path === p) })
    for (const file of files) {
      const { recognition, findings } = workspace.analyze(file.path)
      if (recognition && findings.some((f) => f.rule === rule)) kinds.add(recognition.kind)
    }
  }
  return kinds
}

describe('declared rules fire in every kind of document that they claim to read', () => {
  for (const rule of allRules().filter((r) => !r.core && r.declared))
    it(rule.name, () => {
      const shown = kindsOf(rule.examples.bad, rule.name)
      assert.deepEqual(
        rule.kinds.filter((kind) => !shown.has(kind)),
        [],
        'kinds without a bad example that fires',
      )
    })
})
