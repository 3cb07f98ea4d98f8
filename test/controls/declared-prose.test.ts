import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

/** Findings of one rule about a design document of tier 2. */
function found(
  rule: string,
  body: string,
  { kind = 'ml-design-doc', tier = 2 }: { readonly kind?: string; readonly tier?: number } = {},
): readonly { message: string; help: string }[] {
  const path = kind === 'model-card' ? 'MODEL_CARD.md' : 'docs/ward-letters-design.md'
  const text = `---\nkind: ${kind}\nriskTier: ${tier}\n---\n# Ward letters\n\nWrites discharge letters of patients over REST in real time; wards and patients get them.\n\n${body}\n`
  return fixtureWorkspace(readFixture(text, path))
    .analyze(path)
    .findings.filter((f) => f.rule === rule)
    .map(({ message, help }) => ({ message, help: help ?? '' }))
}

describe('prose of declared controls', () => {
  it('takes words that many subjects share for put off only beside words of its own', () => {
    assert.deepEqual(found('no-human-oversight', '## Steps\n\nThe ward doctor edits and signs; export to the archive is to be defined.'), [])
    assert.equal(found('no-human-oversight', '## Human oversight\n\nThe manual review of letters is to be defined.').length, 1)
  })

  it('tells a plan from what is planned', () => {
    assert.deepEqual(found('no-human-oversight', '## Human oversight\n\nThe senior doctor approves each therapy plan and can overrule it.'), [])
    assert.equal(found('no-human-oversight', '## Human oversight\n\nHuman review is planned for next year.').length, 1)
  })

  it('takes a denial for that of a control only right beside its name', () => {
    // The word alone touches upon secrets, audits and output; nothing is said about how they are handled.
    assert.deepEqual(found('no-secrets-management', "## Release\n\nNobody touches anything, I literally don't have the password."), [])
    assert.deepEqual(found('no-audit-log', "## Release\n\nHe couldn't get February's one again when Audit asked for it."), [])
    assert.deepEqual(found('no-feature-freshness', "## End\n\nIt won't be extended without a fresh tender."), [])
    assert.match(found('no-audit-log', '## Governance\n\nThere is no audit log yet.')[0]!.message, /There is no audit log yet/)
    assert.equal(found('no-secrets-management', '## Secrets\n\nTBD').length, 1)
  })

  it('does not take the denial of a bad practice for the practice', () => {
    assert.deepEqual(found('governance-dismissed', '## Review\n\nThere is no red tape: one reviewer, one day.'), [])
    assert.equal(found('governance-dismissed', '## Review\n\nThe security review is red tape.').length, 1)
  })

  it('says why what was found does not suffice', () => {
    const [finding] = found('dataset-license-missing', '## Training data\n\nTwo million letters scraped from forums, used as training data.', { kind: 'model-card' })
    assert.match(finding!.help, /but it names no licence or contract/)
  })

  it('leaves silence without a section to missing-section, in cards too', () => {
    assert.deepEqual(found('dataset-undocumented', '## Metrics\n\nROUGE-L is 0.41.', { kind: 'model-card' }), [])
    assert.equal(found('dataset-undocumented', '## Training data\n\nRich and representative.', { kind: 'model-card' }).length, 1)
  })
})
