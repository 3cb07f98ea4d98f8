import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

const BODY = 'The model is a gradient boosted regression. It is trained weekly on the orders of 180 days and serves predictions to the checkout over REST.'

function rulesOf(head: string): ReadonlySet<string> {
  const path = 'docs/eta-design.md'
  const { findings } = fixtureWorkspace(readFixture(`---\nkind: ml-design-doc\n---\n# Delivery ETA\n\n${head}\n\n## Model\n\n${BODY}\n`, path)).analyze(path)
  return new Set(findings.map(({ rule }) => rule))
}

describe('plain answers to a label', () => {
  const heads = {
    'bold labels': '**Owner:** Logistics ML team (Anna Kowalska)\n**Risk tier:** 3\n**Runbook:** runbooks/eta.md',
    'a list': '- Owner: Logistics ML\n- Risk tier: 3\n- Runbook: https://wiki.example.org/eta',
    'a table': '| Owner | Logistics ML |\n|---|---|\n| Risk tier | Tier 3 |\n| Runbook | runbooks/eta.md |',
    headings: '## Owner\n\nLogistics ML\n\n## Risk tier\n\nTier 3\n\n## Runbook\n\ngo/eta-runbook',
  }
  for (const [form, head] of Object.entries(heads))
    it(`count in ${form}`, () => {
      const rules = rulesOf(head)
      for (const rule of ['missing-owner', 'missing-risk-tier', 'no-runbook']) assert.ok(!rules.has(rule), rule)
    })

  it('are none where nobody or nothing is named', () => {
    const rules = rulesOf('**Owner:** TBD\n**Risk tier:** to be decided\n**Runbook:** see Slack')
    for (const rule of ['missing-owner', 'missing-risk-tier', 'no-runbook']) assert.ok(rules.has(rule), rule)
    assert.ok(rulesOf('**Owner:** nobody yet').has('missing-owner'))
  })

  it('do not stand against what the text takes back', () => {
    assert.ok(rulesOf('**Owner:** Team Delta\n\nTeam Delta was dissolved in March; since then the model has no owner, and nobody has been named.').has('missing-owner'))
  })

  it('give the tier by which all else is judged', () => {
    const path = 'docs/eta-design.md'
    const workspace = fixtureWorkspace(readFixture(`---\nkind: ml-design-doc\n---\n# Delivery ETA\n\n**Risk tier:** 3\n\n## Model\n\n${BODY}\n`, path))
    assert.equal(workspace.analyze(path).tier, 3)
  })
})
