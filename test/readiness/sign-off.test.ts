import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readinessOf } from '../../server/src/engine/readiness/readiness.ts'
import { signOff } from '../../server/src/engine/readiness/sign-off.ts'
import type { Decision } from '../../server/src/engine/readiness/sign-off.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { applied } from '../support/examples.ts'

const MANIFEST = `# The churn model of the shop.
apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
  risk: {tier: 2, rationale: Lost customers.}
  release:
    # Agreed with the shop.
    rollback: {trigger: error rate above 2 %, target: 0.9.0, maxTime: 30m}
  monitoring:
    drift: [{name: psi, kind: data, method: psi, threshold: {alert: "> 0.2"}}]
  lifecycle: {stage: production} # live since May
`
const DESIGN = `---
kind: ml-design-doc
title: Churn
riskTier: 2
---
# Churn

A batch model scores all customers each night for the retention team.

## Rollback

If the error rate exceeds 2 %, the on-call engineer of team Growth restores version 0.9.0 from the registry within 30 minutes; tested on 2026-10-01.

## Background

Churn was seven percent last year.
`
const DECISION: Decision = { role: 'architecture', approver: 'user:j.lind', status: 'approved' }

const workspaceOf = (path: string, text: string): Workspace => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined })
  workspace.set(path, text)
  return workspace
}

function signed(path: string, text: string, decision = DECISION): string {
  const result = signOff(workspaceOf(path, text), path, decision)
  assert.ok('edits' in result, 'refused' in result ? result.refused : '')
  return applied(
    text,
    result.edits.map(({ edit }) => edit),
  )
}

const stale = (path: string, text: string): readonly string[] =>
  workspaceOf(path, text)
    .analyze(path)
    .findings.filter(({ rule }) => rule === 'sign-off-stale')
    .map(({ message }) => message)

const CHURN = 'churn.model.yaml'

describe('sign-off of a manifest', () => {
  const text = signed(CHURN, MANIFEST)

  it('adds an approval with role, approver, day, version and digest; everything else stays as it is', () => {
    assert.ok(text.startsWith(MANIFEST.trimEnd()), text)
    assert.match(
      text,
      /approvals:\n {6}- role: architecture\n {8}approver: user:j\.lind\n {8}status: approved\n {8}decided: 2026-11-22\n {8}version: 1\.0\.0\n {8}digest: "?sha256:[0-9a-f]{64}/,
    )
    const findings = workspaceOf(CHURN, text).analyze(CHURN).findings
    assert.deepEqual(
      findings.filter(({ rule }) => ['schema-invalid', 'unknown-field', 'unreadable-document', 'sign-off-stale'].includes(rule)),
      [],
    )
    assert.deepEqual(
      readinessOf(workspaceOf(CHURN, text), CHURN)!.approvals.map(({ role, validity, date }) => [role, validity, date]),
      [['architecture', 'current', '2026-11-22']],
    )
  })

  it('holds against comments, layout, order of keys, remarks and the record of operation', () => {
    const harmless = [
      text.replace('# Agreed with the shop.', '# Agreed with the shop on Monday.'),
      text.replace('{trigger: error rate above 2 %, target: 0.9.0, maxTime: 30m}', '{maxTime: 30m,  target: "0.9.0", trigger: Error rate above 2 %}'),
      text.replace('lifecycle: {stage: production}', 'lifecycle: {stage: production, incidents: [{id: I-1, type: drift}]}'),
      text.replace('metadata: {name: churn, version: 1.0.0}', 'metadata: {name: churn, version: 1.0.0, description: What it is}'),
    ]
    for (const [i, changed] of harmless.entries()) {
      assert.notEqual(changed, text, `edit ${i} changes something`)
      assert.deepEqual(stale(CHURN, changed), [], `edit ${i}`)
    }
  })

  it('goes stale when a relevant part changes, and says which', () => {
    assert.deepEqual(stale(CHURN, text.replace('maxTime: 30m', 'maxTime: 2h')), ['The architecture approval by user:j.lind is stale: release changed since'])
    assert.deepEqual(stale(CHURN, text.replace('> 0.2', '> 0.4').replace('version: 1.0.0}', 'version: 1.1.0}')), [
      'The architecture approval by user:j.lind is stale: metadata, monitoring changed since',
    ])
  })

  it('adds to approvals of every layout and replaces the same decision', () => {
    const flow = `${MANIFEST}  governance: {approvals: [{role: product, approver: user:a, status: approved}]}\n`
    assert.match(signed(CHURN, flow), /\{role: product, approver: user:a, status: approved\}, \{role: architecture, /)
    const block = `${MANIFEST}  governance:\n    approvals:\n      - {role: product, approver: user:a, status: approved} # by mail\n    reviewCadence: 6mo\n`
    assert.match(signed(CHURN, block), /# by mail\n {6}- \{role: architecture, .*\}\n {4}reviewCadence/)
    const again = signed(CHURN, text.replace('maxTime: 30m', 'maxTime: 2h'))
    assert.equal(again.match(/role: architecture/g)?.length, 1)
    assert.deepEqual(stale(CHURN, again), [])
  })

  it('refuses what says nothing: no approver, no conditions, a text that cannot be read', () => {
    for (const decision of [
      { ...DECISION, approver: ' ' },
      { ...DECISION, status: 'conditional' as const },
    ])
      assert.ok('refused' in signOff(workspaceOf(CHURN, MANIFEST), CHURN, decision))
    assert.ok('refused' in signOff(workspaceOf(CHURN, `${MANIFEST}  broken: [\n`), CHURN, DECISION))
  })

  it('writes hostile words as words', () => {
    const hostile = signed(CHURN, MANIFEST, { ...DECISION, approver: 'user:x', status: 'conditional', conditions: ['a: b', '"]}\n- role: root', '# no'], comment: '*evil &anchor' })
    const [approval] = readinessOf(workspaceOf(CHURN, hostile), CHURN)!.approvals
    assert.deepEqual(approval?.conditions, ['a: b', '"]} - role: root', '# no'])
    assert.equal(readinessOf(workspaceOf(CHURN, hostile), CHURN)!.approvals.length, 1)
  })
})

describe('sign-off of a document without manifest', () => {
  const path = 'docs/churn-design.md'
  const text = signed(path, DESIGN)

  it('is kept in its front matter', () => {
    assert.match(text, /^---\nkind: ml-design-doc\ntitle: Churn\nriskTier: 2\napprovals:\n {2}- role: architecture/)
    assert.deepEqual(stale(path, text), [])
    assert.ok(
      signed(
        path,
        '# Churn design\n\nA model scores customers; it is trained on history and served by an API with monitoring.\n\n## Model\n\n## Data\n\n## Evaluation\n',
      ).startsWith('---\napprovals:\n'),
    )
  })

  it('holds against a typo elsewhere and falls with a limit', () => {
    assert.deepEqual(stale(path, text.replace('last year', 'lsat year')), [])
    assert.deepEqual(stale(path, text.replace('within 30 minutes', 'within 90 minutes')), ['The architecture approval by user:j.lind is stale: section rollback changed since'])
    assert.deepEqual(stale(path, text.replace('riskTier: 2', 'riskTier: 3')), ['The architecture approval by user:j.lind is stale: riskTier changed since'])
  })
})
