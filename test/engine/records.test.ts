import assert from 'node:assert/strict'
import { test } from 'node:test'
import declared from '../../server/src/engine/claims/generated/declared-prose.json' with { type: 'json' }
import { standardReader } from '../../server/src/engine/claims/index.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'

const record = (words: string): string =>
  `# 7. Serve the churn model from the gateway\n\nDate: 2026-05-02\n\n## Status\n\nAccepted\n\n## Context\n\n${words}\n\n## Decision\n\nWe serve it there.\n`

/** Words in which subjects of declared controls are described, put off and dismissed. */
const WORDS = [
  'The security review is bureaucracy and only slows us down, so we skip it.',
  'Secrets come from Vault and are rotated every 30 days. Dependencies are scanned in CI; the training image is pinned by digest.',
  'There is no audit log yet. An owner will be named later. Rejected: encrypting the features at rest.',
  '| Control | State |\n|---|---|\n| Access control | role `churn-reader` |\n| Retention | TBD |\n\n- Load tests to 400 requests per second\n- [ ] Incident process',
]

test('one subject of a decision record is read as it is among all', () => {
  const subjects = Object.keys(declared.subjects)
  let told = 0
  for (const words of WORDS) {
    const [document] = parseDocument({ path: 'docs/adr/0007-gateway.md', text: record(words) }).views
    assert.equal(document!.recognition?.kind, 'adr')
    const all = standardReader.claimsOf(document!)
    for (const subject of subjects) {
      const about = standardReader.claimsAbout(document!, subject)
      assert.deepEqual(
        about,
        all.filter((claim) => claim.subject === subject),
        subject,
      )
      told += about!.length
    }
  }
  assert.ok(told > 10, `only ${told} claims`)
})

test('of other kinds all is read at once', () => {
  const [document] = parseDocument({ path: 'design.md', text: '---\nkind: ml-design-doc\n---\n# Churn\n\nSecrets come from Vault.\n' }).views
  assert.equal(standardReader.claimsAbout(document!, 'no-secrets-management'), undefined)
})
