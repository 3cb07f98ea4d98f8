import { entriesAt, fieldAt, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

export default defineRule({
  id: 'PL-RES-004',
  name: 'single-point-of-failure',
  category: 'resilience',
  title: 'No redundancy',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'info', 'off'],
  applies: ['online', 'production'],
  satisfiedBy: 'At least two replicas, in tier 1 in more than one zone; no scaling to zero where a latency is promised',
  why: 'One replica or one zone fails, or is replaced, and with it everything that asks the model',
  help: 'Run two replicas or more, spread over zones, and keep a warm one where callers wait',
  references: ['Google SRE, Managing Load', 'AWS Well-Architected, Reliability pillar'],
  examples: {
    good: [sampleManifest('serving: {pattern: realtime, deployment: {zones: 3}, capacity: {replicas: {min: 2, max: 6}}}\nlifecycle: {stage: production}')],
    bad: [
      sampleManifest('serving: {pattern: realtime, deployment: {zones: 3}, capacity: {replicas: {min: 1, max: 6}}}\nlifecycle: {stage: production}'),
      sampleManifest('serving: {pattern: realtime, deployment: {zones: 1}, capacity: {replicas: {min: 2, max: 6}}}\nlifecycle: {stage: production}', { title: 'One zone' }),
      sampleManifest(
        'serving: {pattern: realtime, latency: {percentile: p95, target: 80ms}, autoscaling: {metric: rps, min: 2, max: 6, scaleToZero: true}}\nlifecycle: {stage: production}',
        { title: 'Scales to zero' },
      ),
    ],
  },
  *check({ document: { root }, model, tier }): Iterable<Report> {
    const replicas = ['spec.serving.capacity.replicas.min', 'spec.serving.autoscaling.min'].map((path) => fieldAt(root, path)).filter((f) => f !== undefined)
    const single = replicas.find((f) => typeof f.value === 'number' && f.value < 2)
    if (single) yield { range: single.range, message: single.value === 0 ? `${model} may run on no replica at all` : `${model} runs on one replica` }
    const zones = fieldAt(root, 'spec.serving.deployment.zones')
    const count = zones?.node.kind === 'seq' ? zones.node.items.length : numberAt(root, 'spec.serving.deployment.zones')
    if (tier === 1 && zones && count !== undefined && count < 2 && entriesAt(root, 'spec.serving.deployment.regions').length < 2)
      yield { range: zones.range, message: `${model} runs in one zone` }
    const toZero = fieldAt(root, 'spec.serving.autoscaling.scaleToZero')
    const promised = textAt(root, 'spec.serving.latency.target') ?? entriesAt(root, 'spec.slos').find((slo) => textAt(slo.node, 'sli.type') === 'latency')
    if (toZero?.value === true && promised !== undefined && !single)
      yield { range: toZero.range, message: `${model} scales to zero although it promises a latency; the first call waits for a cold start` }
  },
})
