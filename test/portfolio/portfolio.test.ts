import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { standardMetrics } from '../../server/src/engine/packs/generated/checklists.ts'
import { COMPUTED } from '../../server/src/engine/portfolio/metrics.ts'
import { portfolioOf } from '../../server/src/engine/portfolio/portfolio.ts'
import { businessDays } from '../../server/src/engine/portfolio/read.ts'
import type { MetricValue, Portfolio } from '../../server/src/engine/portfolio/types.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { exampleWorkspace } from '../support/examples.ts'
import { worked } from '../support/worked.ts'

const model = (name: string, spec: string): string =>
  `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: ${name}, version: 1.0.0}\nspec:\n  lifecycle:\n    stage: production\n${spec}\n`

function portfolio(files: Readonly<Record<string, string>>): Portfolio {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (path) => path in files })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  return portfolioOf(workspace)
}

const figure = ({ metrics }: Portfolio, id: string): MetricValue => metrics.find((metric) => metric.id === id)!

describe('portfolio', () => {
  it('computes every figure that is not given, and none that is', () => {
    assert.deepEqual(
      standardMetrics.filter(({ given }) => !given).map(({ id }) => id),
      [...COMPUTED],
    )
  })

  it('lists the models by tier and name, with what belongs to them', () => {
    const { models, byTier, byStage } = portfolioOf(exampleWorkspace())
    assert.deepEqual(
      models.map(({ name, tier, stage, reference }) => [name, tier, stage, reference]),
      [
        ['card-fraud-scoring', 1, 'production', 'realtime-inference'],
        ['demand-forecast', 2, 'production', 'batch-scoring'],
        ['support-assistant', 2, 'production', 'rag-application'],
        ['churn-score', null, 'production', null],
      ],
    )
    const [, good] = models
    const flawed = models.at(-1)
    assert.equal(good!.owner, 'team:demand-planning')
    assert.ok(good!.readiness.percent! > flawed!.readiness.percent!)
    assert.equal(flawed!.reviewOverdue, true)
    assert.deepEqual(
      flawed!.waivers.map(({ rule, expires, daysLeft }) => [rule, expires, daysLeft! < 0]),
      [['no-slo', '2026-06-01', true]],
    )
    assert.deepEqual([byTier.length, byStage], [3, [{ stage: 'production', models: 4 }]])
  })

  it('counts releases and incidents, and says of whom it knows nothing', () => {
    const found = portfolio({
      'a.model.yaml': model(
        'a',
        '    releases: [{version: "1", date: 2026-10-01, outcome: success, regression: false}, {version: "2", date: 2026-11-01, outcome: rolled-back, regression: true}]\n    incidents: [{id: I1, type: drift, detected: 2026-10-10T00:00:00Z, mitigated: 2026-10-12T00:00:00Z, resolved: 2026-10-14T00:00:00Z}]\n    milestones: {approved: 2026-01-01, firstProduction: 2026-03-02}',
      ),
      'b.model.yaml': model('b', '    milestones: {approved: 2026-01-01, firstProduction: 2026-02-01}'),
      'c.model.yaml': model('c', ''),
    })
    const expected: readonly (readonly [string, number | null, readonly string[]])[] = [
      ['M2', 45.5, ['c']],
      ['M4', 50, ['b', 'c']],
      ['M5', 4, ['b', 'c']],
      ['M7', 2, ['b', 'c']],
      ['M8', 50, ['b', 'c']],
      ['M9', 0, ['b', 'c']],
      ['M11', null, ['a', 'b', 'c']],
    ]
    for (const [id, value, unknown] of expected) assert.deepEqual([id, figure(found, id).number, figure(found, id).unknown], [id, value, unknown])
    assert.equal(figure(found, 'M4').met, false)
    assert.equal(figure(found, 'M11').met, null)
    assert.equal(figure(found, 'M2').coverage, 67)
    assert.deepEqual(figure(found, 'M4').inputs, ['a: 1 of 2 releases'])
  })

  it('never counts what is unknown as met', () => {
    const found = portfolio({ 'a.model.yaml': `${model('a', '')}  risk: {tier: 1}\n`, 'b.model.yaml': model('b', '') })
    const coverage = figure(found, 'M10')
    assert.deepEqual([coverage.population, coverage.meeting, coverage.unknown, coverage.number], [['a', 'b'], [], ['b'], 0])
  })

  it('keeps currencies apart and weights by volume', () => {
    const cost = (amount: number, currency: string, volume: number): string =>
      `  cost: {unit: {amount: ${amount}, currency: ${currency}, per: 1k-requests}, volume: {value: ${volume}, per: month}}`
    const one = figure(portfolio({ 'a.model.yaml': model('a', cost(1, 'EUR', 30)), 'b.model.yaml': model('b', cost(2, 'EUR', 10)) }), 'M12')
    assert.equal(one.number, 1.25)
    const two = figure(portfolio({ 'a.model.yaml': model('a', cost(1, 'EUR', 30)), 'b.model.yaml': model('b', cost(2, 'USD', 10)) }), 'M12')
    assert.deepEqual([two.number, two.value], [null, '1 EUR, 2 USD'])
  })

  it('takes what nobody can compute from portfolio.yaml, with its source', () => {
    const found = portfolio({ 'a.model.yaml': model('a', ''), 'portfolio.yaml': 'M16: {value: 4.4, date: 2026-10-01, source: survey of Q3}\nM14: {value: 100}\n' })
    assert.deepEqual([figure(found, 'M16').value, figure(found, 'M16').met, figure(found, 'M16').inputs], ['4.4 of 5', true, ['survey of Q3, 2026-10-01']])
    assert.notEqual(figure(found, 'M14').number, 100, 'a computed figure cannot be given')
    assert.equal(figure(found, 'M18').value, 'not known')
  })

  it('lists documents without a manifest and manifests without a design', () => {
    const found = portfolio({ 'a.model.yaml': model('a', ''), 'docs/b-design.md': '---\nkind: ml-design-doc\nmodel: b\nriskTier: 3\n---\n# B\n\nA model.\n' })
    assert.deepEqual(
      found.undocumented.map(({ place, missing }) => [place.path, missing]),
      [
        ['a.model.yaml', 'has no design document'],
        ['docs/b-design.md', 'has no model manifest'],
      ],
    )
    assert.deepEqual(
      found.models.map(({ name, hasManifest }) => [name, hasManifest]),
      [
        ['b', false],
        ['a', true],
      ],
    )
  })

  it('counts business days', () => {
    const day = (text: string): number => Date.parse(text)
    assert.equal(businessDays(day('2026-11-20'), day('2026-11-23')), 1, 'Friday to Monday')
    assert.equal(businessDays(day('2026-11-16'), day('2026-11-20')), 4)
    assert.equal(businessDays(day('2026-11-20'), day('2026-11-20')), 0)
  })

  it('answers for 100 models in less than five seconds', () => {
    const files: Record<string, string> = {}
    for (let i = 0; i < 100; i++) files[`models/m${i}.model.yaml`] = model(`m${i}`, `  risk: {tier: ${(i % 4) + 1}}\n  ownership: {owner: team:t${i}}`)
    const began = worked()
    assert.equal(portfolio(files).models.length, 100)
    assert.ok(worked() - began < 5000, `${worked() - began} ms`)
  })
})
