import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runnerRules } from '../../server/src/engine/rules/runner/index.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { check, readFixture } from '../support/check.ts'

test('carets, cursor and paths are taken out of a fixture', () => {
  const [a, b] = readFixture('//- path: a.md\none <|>two\n//~     ^^^ some-rule error waived\nlast\n//- path: b.yaml\nx: 1\n//~ ^ other-rule\n')
  assert.equal(a!.text, 'one two\nlast\n')
  assert.equal(a!.cursor, 4)
  assert.deepEqual(a!.expected, [{ path: 'a.md', range: { start: 8, end: 11 }, rule: 'some-rule', severity: 'error', waived: true }])
  assert.equal(b!.text, 'x: 1\n')
  assert.deepEqual(b!.expected[0]!.range, { start: 4, end: 5 })
})

test('a failing check shows what is missing and what is unexpected apart', () => {
  const fixture = `
---
kind: ml-design-doc
---
# Churn
//~ ^^^^^ waiver-invalid error
<!-- plumbline-disable-next-line no-such-thing -- because -->
`
  assert.throws(
    () => check(fixture, { rules: ['suppression-invalid'] }),
    (error: Error) => {
      assert.match(error.message, /Missing findings \(1\):[^]*waiver-invalid error[^]*Unexpected findings \(1\):[^]*suppression-invalid warning/)
      return true
    },
  )
})

test('good and bad examples of the runner’s rules', () => {
  for (const rule of runnerRules) {
    for (const [expected, examples] of [
      [false, rule.examples.good],
      [true, rule.examples.bad],
    ] as const) {
      for (const { path, text } of examples) {
        const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined })
        workspace.set(path, text)
        assert.equal(
          workspace.analyze(path).findings.some((finding) => finding.rule === rule.name),
          expected,
          `${rule.name}: ${text}`,
        )
      }
    }
  }
})
