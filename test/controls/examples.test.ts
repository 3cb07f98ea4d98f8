import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { standardControls } from '../../server/src/engine/packs/generated/standard.ts'
import type { RuleExample } from '../../server/src/engine/rules/types.ts'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

const found = ({ path, text }: RuleExample, rule: string): readonly string[] => {
  const workspace = fixtureWorkspace(readFixture(text, path), { exists: (p) => !p.includes('nowhere') })
  return workspace
    .analyze(path)
    .findings.filter((f) => f.rule === rule || f.rule === 'internal-error' || f.rule === 'schema-invalid' || f.rule === 'unknown-field')
    .map((f) => `${f.rule}: ${f.message} «${text.slice(f.range.start, f.range.end)}»`)
}

const SIDES = ['manifest', 'Markdown'] as const

describe('examples of controls', () => {
  for (const side of SIDES) {
    describe(side, () => {
      for (const { name, examples } of standardControls) {
        const mine = (example: RuleExample): boolean => example.path.endsWith('.md') === (side === 'Markdown')
        for (const [i, example] of examples.good.filter(mine).entries()) it(`${name}, good ${i + 1}`, () => assert.deepEqual(found(example, name), []))
        for (const [i, example] of examples.bad.filter(mine).entries()) {
          it(`${name}, bad ${i + 1}`, () => {
            const findings = found(example, name)
            assert.equal(findings.filter((f) => f.startsWith(`${name}:`)).length, 1, findings.join('\n') || 'no finding')
          })
        }
      }
    })
  }
})
