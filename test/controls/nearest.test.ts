import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

/** Findings of one rule about a design document of tier 1, with the words that they stand at. */
function found(rule: string, body: string, kind = 'ml-design-doc'): readonly { message: string; help: string; on: string }[] {
  const path = 'docs/eta-design.md'
  const text = `---\nkind: ${kind}\nriskTier: 1\n---\n# Arrival times\n\nPredicts arrival times over REST in real time.\n\n${body}\n`
  return fixtureWorkspace(readFixture(text, path))
    .analyze(path)
    .findings.filter((f) => f.rule === rule)
    .map(({ message, help, range }) => ({ message, help: help ?? '', on: text.slice(range.start, range.end) }))
}

const one = (rule: string, body: string): { message: string; help: string; on: string } => {
  const all = found(rule, body)
  assert.equal(all.length, 1)
  return all[0]!
}

describe('what comes nearest', () => {
  it('is shown only where it names the matter', () => {
    const put = one('no-progressive-rollout', '## Constraints\n\nThe project must minimise reliance on expensive paid cloud platforms and may consider alternatives later.')
    assert.doesNotMatch(put.message, /paid cloud/)
    assert.equal(put.help.includes('paid cloud'), false)
    const owner = one('missing-owner', '## Constraints\n\nTo maintain the offline requirement, inference should ideally happen on the device of the user.')
    assert.doesNotMatch(owner.message + owner.help, /offline/)
  })

  it('may be a few words right below what names it', () => {
    const { message } = one('no-cost-estimate', '## Cost\n\nNever asked.')
    assert.match(message, /'Never asked\.'/)
  })

  it('is put off only where words beside its name put it off', () => {
    assert.match(one('missing-rollback', '## Release\n\nRollback is still to be defined.').message, /put off/)
    assert.doesNotMatch(one('no-cost-estimate', '## Constraints\n\nThe architecture should prioritise low-cost or open-source parts.').message, /put off/)
  })

  it('of a list is one of its items', () => {
    for (const { help } of found('no-retirement-plan', '## Style\n\n- Inner layers never depend on outer layers\n- Frameworks are replaceable\n- No business logic in adapters'))
      assert.equal(help.includes('Inner layers'), false)
  })

  it('is no line that introduces others', () => {
    const { message } = one('no-cost-estimate', '## Cost\n\nThe cost of the service will later be the sum of the following:\n\n- machines\n- people')
    assert.doesNotMatch(message, /following/)
  })

  it('is no literature and no plan of weeks', () => {
    assert.deepEqual(found('vague-monitoring', '## References\n\n1. "Monitoring ML Models in Production", a guide of best practices'), [])
    assert.equal(one('missing-rollback', '## Week 11-12: Deployment\n\nThe service goes live.').on, 'Arrival times')
  })

  it('is not vague beside the limit that it lacks', () => {
    assert.deepEqual(found('vague-monitoring', '## Drift\n\n- Monitor the movement of centroids closely over time\n- Alert when it exceeds 10 %'), [])
  })

  it('describes nothing done badly that it only names', () => {
    assert.deepEqual(found('manual-deployment', '## Scope\n\n- Web interface\n- Model monitoring and retraining pipeline'), [])
    assert.equal(found('manual-deployment', '## Release\n\nClaire connects to both servers by ssh, pulls and restarts the service.').length, 1)
  })
})

describe('where a finding stands', () => {
  it('is a section of that name, which speaks of the matter if not well enough', () => {
    const { message, on } = one('no-progressive-rollout', '## A/B testing perspective\n\nThe target metric shows a significant improvement.')
    assert.equal(on, 'A/B testing perspective')
    assert.match(message, /a subject here/)
  })

  it('is no section whose heading adds a matter of its own to a name', () => {
    assert.equal(one('no-retirement-plan', '## Transaction lifecycle\n\nA transaction is scored and stored.').on, 'Arrival times')
    assert.equal(one('no-retirement-plan', '## Model lifecycle\n\nThe model is trained on Mondays.').on, 'Model lifecycle')
    assert.equal(one('no-retirement-plan', '## 7. Lifecycle and versions\n\nThe model is trained on Mondays.').on, '7. Lifecycle and versions')
  })
})
