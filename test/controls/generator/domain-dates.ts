import { and, at, inTier, ofFamily, removed, to, where } from './domain-case.ts'
import type { DomainCase } from './domain-case.ts'

const stale = ofFamily('stale date')
const without = ofFamily('remove')

/** Dates that have gone stale on 2026-11-22. */
export const DATES: readonly DomainCase[] = [
  stale(['review-overdue', 'past-date'], 'nextReview < today', 'spec.governance.nextReview', to('2026-11-15')),
  stale('review-overdue', 'lastReviewed+cadence < today', 'spec.governance.lastReviewed', and('2026-02-01', ['spec.governance.nextReview', 'remove'])),
  stale('approval-invalid', 'expired', 'spec.governance.approvals.*.decided', ({ path }) => [{ path: path.replace(/\.decided$/, ''), do: { add: ['expires', '2026-11-20'] } }]),
  stale(['no-regulated-validation', 'past-date'], 'nextValidation past', 'spec.risk.modelRisk.nextValidation', to('2026-10-15')),
  stale('rollback-untested', 'lastTested > 180 d (t1)', 'spec.release.rollback.lastTested', where(inTier(1), '2026-01-10')),
  without('rollback-untested', 'lastTested missing', 'spec.release.rollback.lastTested', removed),
  stale('fallback-untested', 'tested missing/> 180 d', 'spec.serving.fallback.*.tested', to('2026-01-10')),
  without('fallback-untested', 'tested missing', 'spec.serving.fallback.*.tested', removed),
  stale('open-vulnerabilities', 'asOf > 30 d', 'spec.security.findings.asOf', to('2026-09-01')),
  stale(['past-date', 'deprecated-dependency'], 'provider.deprecationDate < today', 'spec.llm.providers.*.deprecationDate', to('2026-10-01')),
  stale('deprecated-dependency', 'deprecationDate < 90 d', 'spec.llm.providers.*.deprecationDate', to('2027-01-10')),
  stale('past-date', 'retirement.date < today', 'spec.lifecycle.retirement', ({ path }) => [{ path, do: { add: ['date', '2026-10-01'] } }]),
  stale(['waiver-invalid', 'past-date'], 'waiver.expires < today', 'spec.governance', ({ path }) => [
    {
      path,
      do: {
        add: [
          'waivers',
          '[{id: W1, rule: no-slo, reason: agreed by the board, approver: "user:j.lind", granted: 2026-05-01, expires: 2026-10-01, compensatingControl: manual review}]',
        ],
      },
    },
  ]),
  stale(
    'model-stale',
    'last training + maxStaleness < today',
    'spec.lineage.run.startedAt',
    ({ path }) => [
      { path, do: { set: '2026-08-31' } },
      { path: 'spec.lifecycle.releases', do: { set: '[{version: 4.2.0, date: 2026-09-05, outcome: success, regression: false}]' } },
    ],
    ['spec.lifecycle', 'spec.lifecycle.retraining', 'spec.lifecycle.releases', 'spec.lineage'],
  ),
  stale('evidence-stale', 'collectedOn older than 180 d', 'spec.governance.evidence.*.collectedOn', to('2026-02-10')),
]

const before = ofFamily('wrong order')

/** Dates, steps and limits in the wrong order. */
export const ORDER: readonly DomainCase[] = [
  before(['approval-invalid', 'date-order'], 'decided < requested', 'spec.governance.approvals.*.decided', to('2026-01-01')),
  before(
    'date-order',
    'release < approval',
    'spec.lifecycle.releases.0.date',
    ({ root }) => (at(root, 'spec.lifecycle.releases.0.version') === at(root, 'metadata.version') ? '2026-11-01' : undefined),
    ['spec.governance.approvals'],
  ),
  before('date-order', 'run after release', 'spec.lineage.run.startedAt', to('2026-11-20'), ['spec.lifecycle.releases']),
  before(['date-order', 'train-test-overlap'], 'dataset.to > run.startedAt', 'spec.lineage.run.startedAt', to('2026-08-15'), ['spec.lineage']),
  before(
    ['date-order', 'train-test-overlap'],
    'test before train end',
    'spec.lineage.datasets.1.timeRange',
    ({ root }) => (at(root, 'spec.lineage.datasets.1.role') === 'test' ? '{from: 2025-03-01, to: 2025-03-15}' : undefined),
    ['spec.lineage'],
  ),
  before('date-order', 'retirement < release', 'spec.lifecycle.retirement', ({ path }) => [{ path, do: { add: ['date', '2024-01-01'] } }], ['spec.lifecycle']),
  before('date-order', 'created > updated', 'metadata.updated', to('2024-12-31')),
  before('date-order', 'dates out of order', 'spec.lifecycle.milestones.firstProduction', to('2024-12-31')),
  before('date-order', 'dates out of order', 'spec.risk.modelRisk.nextValidation', to('2026-09-01')),
  before(['date-order', 'review-overdue', 'past-date'], 'dates out of order', 'spec.governance.nextReview', to('2026-05-01')),
  before('date-order', 'dates out of order', 'spec.lifecycle.incidents.*.mitigated', to('2026-01-01')),
  before('date-order', 'dates out of order', 'spec.lifecycle.incidents.*.resolved', to('2026-01-01')),
  before(
    'date-order',
    'dates out of order',
    'spec.lineage.datasets.*.timeRange',
    ({ value }) => (value === null || typeof value !== 'object' ? undefined : `{from: ${String(at(value, 'to'))}, to: ${String(at(value, 'from'))}}`),
    ['spec.lineage'],
  ),
  before(
    'train-test-overlap',
    'role train and test timeRange overlap',
    'spec.lineage.datasets.1.timeRange.from',
    ({ root }) => (at(root, 'spec.lineage.datasets.1.role') === 'test' ? '2026-08-01' : undefined),
    ['spec.lineage'],
  ),
  before('train-test-overlap', 'dataset.to + labels.delay > run.startedAt', 'spec.lineage.labels.delay', to('90d'), ['spec.lineage']),
  before(
    'canary-steps-invalid',
    'trafficPercent not strictly ascending',
    'spec.release.steps.0.trafficPercent',
    ({ root }) => String(at(root, 'spec.release.steps.1.trafficPercent')),
    ['spec.release.steps'],
  ),
  before(
    'canary-steps-invalid',
    'trafficPercent not strictly ascending',
    'spec.release.steps.1.trafficPercent',
    ({ path, root }) => [
      { path, do: { set: String(at(root, 'spec.release.steps.0.trafficPercent')) } },
      { path: 'spec.release.steps.0.trafficPercent', do: { set: String(at(root, 'spec.release.steps.1.trafficPercent')) } },
    ],
    ['spec.release.steps'],
  ),
  before('canary-steps-invalid', '≤ 0', 'spec.release.steps.1.trafficPercent', to('0')),
  before('canary-steps-invalid', '> 100', 'spec.release.steps.1.trafficPercent', to('120')),
  before('canary-steps-invalid', 'last ≠ 100', 'spec.release.steps.*.trafficPercent', ({ value }) => (value === 100 ? '95' : undefined)),
  before('canary-steps-invalid', 'first > 25 at t1', 'spec.release.steps.0.trafficPercent', ({ path, root }) =>
    at(root, 'spec.risk.tier') === 1
      ? [
          { path, do: { set: '30' } },
          { path: 'spec.release.steps.1.trafficPercent', do: { set: '40' } },
          { path: 'spec.release.steps.2.trafficPercent', do: { set: '50' } },
        ]
      : undefined,
  ),
  before('canary-steps-invalid', 'missing duration', 'spec.release.steps.*.duration', removed),
  before('threshold-contradiction', 'ok: monotone warn < alert', 'spec.monitoring.drift.*.threshold', ({ value }) =>
    value === null || typeof value !== 'object' ? undefined : `{warn: ${JSON.stringify(at(value, 'alert'))}, alert: ${JSON.stringify(at(value, 'warn'))}}`,
  ),
  before('freshness-exceeds-ttl', 'freshness > ttl', 'spec.features.views.*.ttl', to('1s')),
  before('freshness-exceeds-ttl', 'updateInterval > freshness', 'spec.features.views.*.updateInterval', to('400d')),
  before('capacity-insufficient', 'replicas.max × perReplica < peak', 'spec.serving.capacity.replicas.max', to('1'), ['spec.serving.capacity', 'spec.serving.autoscaling']),
  before('bake-time-too-short', 'duration < max window of its guardrails', 'spec.release.steps.*.duration', to('5m')),
  before('error-budget-arithmetic', 'fastBurn long < short', 'spec.slos.*.target', ({ path }) => [
    { path: path.replace(/\.target$/, ''), do: { add: ['alerting', '{fastBurn: {rate: 14.4, long: 5m, short: 1h}}'] } },
  ]),
]
