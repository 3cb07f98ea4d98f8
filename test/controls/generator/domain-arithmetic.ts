import { at, given, inTier, ofFamily, removed, to, where } from './domain-case.ts'
import type { DomainCase, Input } from './domain-case.ts'

const sum = ofFamily('contradict')
const unit = ofFamily('kind or unit')

const times =
  (factor: number): DomainCase['make'] =>
  ({ value }) =>
    typeof value === 'number' ? String(Math.round(value * factor * 1e6) / 1e6) : undefined

/** A value on the wrong side of its own limit. */
const failing: DomainCase['make'] = ({ sibling }) => {
  const [, op, limit] = /([<>])=?\s*([\d.]+)/.exec(String(sibling('threshold'))) ?? []
  return op === undefined ? undefined : String(op === '>' ? Number(limit) * 0.9 : Number(limit) * 1.2)
}

const ofAvailability = ({ root }: Input): boolean => at(root, 'spec.slos.0.sli.type') === 'availability'

const inMilliseconds = ({ sibling, value }: Input): boolean => sibling('signal') === 'latency' && /\d\s*ms$/.test(String(value))

/** Sums, limits and windows that do not hold. */
export const ARITHMETIC: readonly DomainCase[] = [
  sum('reported-value-fails-threshold', 'value violates threshold', 'spec.evaluation.metrics.*.value', failing),
  sum(
    'reported-value-fails-threshold',
    'worse than champion beyond tolerance',
    'spec.evaluation.champion.metrics',
    ({ root }) => `{${String(at(root, 'spec.evaluation.metrics.0.name'))}: ${at(root, 'spec.evaluation.metrics.0.direction') === 'lower' ? 0.01 : 0.99}}`,
    ['spec.evaluation'],
  ),
  sum(
    'threshold-contradiction',
    'threshold outside metric range',
    'spec.evaluation.metrics.0.threshold',
    where(({ sibling }) => /recall|ground/.test(String(sibling('name'))), '">= 72"'),
  ),
  sum(
    'threshold-contradiction',
    'same metric with incompatible thresholds across gate and monitor',
    'spec.monitoring.performance.0.threshold',
    where(({ value }) => String(value).startsWith('>'), '">= 0.99"'),
    ['spec.evaluation.metrics'],
  ),
  sum('rollback-slower-than-budget', 'maxTime > rto', 'spec.release.rollback.maxTime', where(given('spec.serving.resilience.rto'), '5h'), ['spec.serving.resilience']),
  sum('rollback-slower-than-budget', '> total error budget of the strictest availability SLO', 'spec.slos.0.target', where(ofAvailability, '0.99999'), ['spec.release.rollback']),
  sum('slo-unreachable', 'target ≥ 1', 'spec.slos.*.target', to('1')),
  sum(
    'slo-unreachable',
    "target > product of hard dependencies' availability",
    'spec.serving.resilience.dependencies.*.availability',
    where((input) => input.sibling('criticality') === 'hard' && ofAvailability(input), '0.9'),
    ['spec.slos'],
  ),
  sum('slo-unreachable', 'latency SLO < sum of hops', 'spec.slos.*.sli.threshold', to('"<= 5 ms"')),
  sum('detection-slower-than-response', 'drift window + schedule > detectionTarget', 'spec.monitoring.drift.*.window', to('30d'), ['spec.monitoring.driftResponse']),
  sum('detection-slower-than-response', 'detection + response > limit (t1 7 d)', 'spec.monitoring.driftResponse.responseTarget', where(inTier(1), '20d')),
  sum('latency-budget-exceeded', 'Σ sequential hops > target × (1 − headroom)', 'spec.serving.latency.hops.*.budget', ({ value }) => `${Number.parseFloat(String(value)) * 12}ms`, [
    'spec.serving.latency',
  ]),
  sum('latency-budget-exceeded', 'Σ sequential hops > target × (1 − headroom)', 'spec.serving.latency.target', to('20ms')),
  sum('latency-budget-exceeded', 'Σ sequential hops > target × (1 − headroom)', 'spec.serving.latency.headroomPercent', to('60')),
  sum('capacity-insufficient', 'replicas.max × perReplica < peak', 'spec.serving.capacity.perReplica.value', times(0.1), ['spec.serving.capacity', 'spec.serving.autoscaling']),
  sum('capacity-insufficient', 'replicas.max × perReplica < peak', 'spec.serving.capacity.peak.value', times(10), ['spec.serving.capacity', 'spec.serving.autoscaling']),
  sum('capacity-insufficient', 'load test achieved < peak', 'spec.serving.capacity.loadTest.achieved.value', times(0.2), ['spec.serving.capacity']),
  sum('capacity-insufficient', 'batch expectedDuration > window/deadline', 'spec.serving.batch.expectedDuration', to('20h'), ['spec.serving.batch']),
  sum('fallback-slower-than-slo', 'timeout + timeToActivate > latency target × 2', 'spec.serving.fallback.*.timeToActivate', where(given('spec.serving.latency'), '90s')),
  sum('fallback-slower-than-slo', 'timeout + timeToActivate > latency target × 2', 'spec.serving.latency.timeout', to('90s'), ['spec.serving.fallback']),
  sum('cost-arithmetic', 'unit × volume ≠ estimate ±10 %', 'spec.cost.unit.amount', times(1.5), ['spec.cost']),
  sum('cost-arithmetic', 'unit × volume ≠ estimate ±10 %', 'spec.cost.volume.value', times(3), ['spec.cost']),
  sum('cost-arithmetic', 'unit × volume ≠ estimate ±10 %', 'spec.cost.estimate.amount', times(0.5), ['spec.cost']),
  sum('cost-arithmetic', 'Σ breakdown ≠ estimate', 'spec.cost.breakdown.0.amount', times(3), ['spec.cost']),
  sum('cost-arithmetic', 'capacity volume ≠ cost volume ±50 %', 'spec.serving.capacity.average.value', times(10), ['spec.cost', 'spec.serving.capacity']),
  sum('budget-exceeded', 'estimate > budget', 'spec.cost.budget.amount', times(0.5), ['spec.cost']),
  sum('budget-exceeded', 'spendCap > budget', 'spec.llm.limits.spendCap.amount', times(5), ['spec.cost']),
  sum(
    'small-sample-claim',
    'metric difference < CI half-width',
    'spec.evaluation.metrics.0.confidenceInterval',
    where(given('spec.evaluation.champion'), '{low: 0.5, high: 0.99, level: 0.95}'),
    ['spec.evaluation'],
  ),
  unit(
    'unit-missing',
    'latency number without unit',
    'spec.monitoring.service.*.threshold',
    where(inMilliseconds, ({ value }) => JSON.stringify(String(value).replace(/\s*ms$/, ''))),
  ),
  unit(['unit-missing', 'no-cost-estimate'], 'currency missing', 'spec.cost.estimate.currency', removed),
  unit(['unit-missing', 'no-cost-estimate'], 'currency missing', 'spec.cost.unit.currency', removed),
  unit(['unit-missing', 'no-cost-estimate', 'budget-exceeded'], 'currency missing', 'spec.cost.budget.currency', removed),
]
