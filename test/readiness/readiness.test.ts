import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readinessOf } from '../../server/src/engine/readiness/readiness.ts'
import type { Readiness, ReadinessItem } from '../../server/src/engine/readiness/types.ts'
import { fixtureWorkspace, readFixture } from '../support/check.ts'
import { exampleWorkspace } from '../support/examples.ts'

const manifest = (spec: string): string => `//- path: churn.model.yaml
apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
  model: {type: classification, origin: in-house}
  serving: {pattern: batch}
  lifecycle: {stage: production}
  privacy: {dataCategories: [none]}
${spec}
`

function readiness(fixture: string, path = 'churn.model.yaml', exists?: (path: string) => boolean): Readiness {
  const workspace = fixtureWorkspace(readFixture(fixture), { exists })
  const found = readinessOf(workspace, path)
  assert.ok(found, 'the document belongs to a model')
  return found
}

const item = ({ items }: Readiness, id: string): ReadinessItem => items.find((candidate) => candidate.id === id)!

const ROLLBACK =
  '  release: {strategy: canary, rollback: {trigger: error rate > 2 %, target: 0.9.0, maxTime: 10m, owner: team:churn, procedure: runbooks/rollback.md, lastTested: 2026-10-01, automatic: true}}'

describe('readiness of a model', () => {
  it('answers from findings: what a rule finds missing is missing, with its fix', () => {
    const owner = item(readiness(manifest('  risk: {tier: 2, rationale: Lost customers.}')), 'PL-C-001')
    assert.equal(owner.state, 'missing')
    assert.match(owner.reason, /no accountable owner/)
    assert.deepEqual(owner.rules, [{ name: 'missing-owner', state: 'open' }])
    assert.ok(owner.fixes.length > 0)
    assert.equal(owner.tickable, false)
  })

  it('answers from fields, with the words and where they stand', () => {
    const text = manifest('  risk: {tier: 2, rationale: Lost customers.}\n  ownership: {owner: team:churn}')
    const owner = item(readiness(text), 'PL-C-001')
    assert.equal(owner.state, 'passed')
    const [evidence] = owner.evidence
    assert.equal(evidence?.quote, 'owner: team:churn')
    assert.equal(evidence?.source, 'field')
    const [file] = readFixture(text)
    assert.equal(file!.text.slice(evidence!.place.range.start, evidence!.place.range.end), 'owner: team:churn')
  })

  it('answers from the prose of linked documents; tier 1 wants more than prose', () => {
    const design = `//- path: design.md
---
kind: ml-design-doc
manifest: churn.model.yaml
---
# Churn

## Ownership

Team Subscriber Analytics runs the churn score and answers for it; write to churn-oncall@example.org.
`
    const tier = (n: number): ReadinessItem =>
      item(readiness(manifest(`  risk: {tier: ${n}, rationale: Lost customers.}\n  governance: {documents: {designDoc: design.md}}`) + design), 'PL-C-001')
    assert.deepEqual([tier(2).state, tier(2).evidence[0]?.place.path, tier(2).evidence[0]?.standing], ['passed', 'design.md', 'described'])
    assert.equal(tier(1).state, 'asserted')
  })

  it('takes words that fit but do not name the matter for no evidence', () => {
    const flawed = readinessOf(exampleWorkspace(), 'flawed-churn-model/churn.model.yaml')!
    const unsure = flawed.items.filter(({ reason }) => /none names it/.test(reason))
    assert.ok(unsure.length > 0)
    for (const { id, state, evidence } of unsure) assert.deepEqual([id, state, evidence.filter(({ standing }) => standing === 'described')], [id, 'asserted', []])
  })

  it('does not ask what does not apply, and says why', () => {
    const found = readiness(manifest('  risk: {tier: 2}'))
    assert.equal(item(found, 'PL-C-027').state, 'not-applicable')
    assert.match(item(found, 'PL-C-027').reason, /online \(serving\.pattern: batch\)/)
    assert.equal(item(found, 'PL-C-055').state, 'not-applicable')
  })

  it('takes a waiver for closed, and shows until when', () => {
    const waiver =
      '  governance: {waivers: [{id: W-1, rule: missing-owner, reason: the team is being founded, approver: user:cto, granted: 2026-11-01, expires: 2027-01-31, compensatingControl: the CTO answers}]}'
    const owner = item(readiness(manifest(`  risk: {tier: 2}\n${waiver}`)), 'PL-C-001')
    assert.equal(owner.state, 'waived')
    assert.match(owner.reason, /until 2027-01-31: the team is being founded/)
  })

  it('takes a notApplicable answer of a field', () => {
    const found = readiness(manifest('  risk: {tier: 2}\n  security: {threatModel: {notApplicable: {reason: No exposure outside of the cluster, approver: team:appsec}}}'))
    assert.equal(item(found, 'PL-C-047').state, 'not-applicable')
  })

  it('tells what something contradicts from what is missing', () => {
    const secret = item(readiness(manifest('  risk: {tier: 2}\n  serving: {api: {contract: "postgres://churn:hunter2secret@db.internal/churn"}}')), 'PL-C-045')
    assert.equal(secret.state, 'contradicted')
  })

  it('never lets a ticked box override a finding', () => {
    const boxes = `//- path: churn-readiness.md
---
kind: readiness-checklist
manifest: churn.model.yaml
---
# Readiness

- [x] PL-C-001 One accountable owner (@a.b, 2026-11-01)
- [x] PL-C-053 Evidence fresh — evidence: evidence/bundle.json (@a.b, 2026-11-01)
- [x] PL-C-009 Key decisions recorded (@a.b, 2026-11-01)
`
    const found = readiness(manifest('  risk: {tier: 2}') + boxes, 'churn.model.yaml', (path) => path === 'evidence/bundle.json')
    assert.equal(item(found, 'PL-C-001').state, 'missing')
    assert.match(item(found, 'PL-C-001').reason, /^ticked, but: /)
    assert.equal(item(found, 'PL-C-009').state, 'asserted', "a box without evidence is somebody's word")
    assert.deepEqual([item(found, 'PL-C-009').box?.by, item(found, 'PL-C-009').box?.on], ['a.b', '2026-11-01'])
  })

  it('reaches the same model from each of its documents', () => {
    const workspace = exampleWorkspace()
    const one = readinessOf(workspace, 'demand-forecast/demand-forecast.model.yaml')
    assert.deepEqual(readinessOf(workspace, 'demand-forecast/design.md'), one)
    assert.deepEqual(readinessOf(workspace, 'demand-forecast/runbooks/rollback.md'), one)
    assert.equal(readinessOf(workspace, 'README.md'), undefined)
  })

  it('finds the good example nearly ready and the flawed one far from it', () => {
    const workspace = exampleWorkspace()
    const good = readinessOf(workspace, 'demand-forecast/demand-forecast.model.yaml')!
    const flawed = readinessOf(workspace, 'flawed-churn-model/churn.model.yaml')!
    assert.deepEqual(
      good.items.filter(({ state, demand }) => demand === 'required' && (state === 'missing' || state === 'contradicted')).map(({ id, reason }) => [id, reason]),
      [],
    )
    assert.ok(good.progress.percent! >= 90, `${good.progress.percent} %`)
    assert.ok(flawed.progress.percent! <= 15, `${flawed.progress.percent} %`)
    assert.equal(flawed.testScore.score, 0)
    assert.ok(good.testScore.score >= 4)
  })
})

describe('ML Test Score', () => {
  const score = (spec: string): Readiness['testScore'] => readiness(manifest(spec)).testScore
  const points = (spec: string, id: string): number =>
    score(spec)
      .sections.flatMap(({ tests }) => tests)
      .find((test) => test.id === id)!.points

  it('gives half a point for what is described and a full one for what runs by itself', () => {
    assert.equal(points('  risk: {tier: 2}', 'I7'), 0)
    assert.equal(points(`  risk: {tier: 2}\n${ROLLBACK.replace(', automatic: true', '')}`, 'I7'), 0.5)
    assert.equal(points(`  risk: {tier: 2}\n${ROLLBACK}`, 'I7'), 1)
  })

  it('is the smallest of the four sums, and names the cheapest steps in the smallest sections', () => {
    const found = score(`  risk: {tier: 2}\n${ROLLBACK}`)
    const sums = found.sections.map(({ sum }) => sum)
    assert.equal(found.score, Math.min(...sums))
    for (const { sum, tests } of found.sections)
      assert.equal(
        sum,
        tests.reduce((total, test) => total + test.points, 0),
      )
    for (const step of found.cheapest) {
      const section = found.sections.find(({ tests }) => tests.some(({ id }) => id === step.test))!
      assert.equal(section.sum, found.score)
      assert.equal(step.to, step.from + 0.5)
    }
  })
})
