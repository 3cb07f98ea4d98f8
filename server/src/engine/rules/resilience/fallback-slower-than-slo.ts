import { durationOf, durationText } from '../../documents/quantities.ts'
import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Callers wait for twice the target (domain, PL-RES-006). */
const PATIENCE = 2

export default defineRule({
  id: 'PL-RES-006',
  name: 'fallback-slower-than-slo',
  category: 'resilience',
  title: 'Fallback answers too late',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'info', 'off'],
  ignoresStage: true,
  satisfiedBy: 'Timeout and activation of an automatic fallback together take at most twice the latency target',
  why: 'A fallback that answers after the caller has gone is an outage with extra work',
  help: 'Shorten the timeout or the activation, or answer from a fallback that is ready at once',
  references: ['Google SRE, Addressing Cascading Failures'],
  examples: {
    good: [
      sampleManifest(
        'serving: {pattern: realtime, latency: {percentile: p95, target: 100ms, timeout: 150ms}, fallback: [{trigger: timeout, behaviour: cached, activation: automatic, timeToActivate: 10ms, tested: 2026-09-30}]}',
      ),
    ],
    bad: [
      sampleManifest(
        'serving: {pattern: realtime, latency: {percentile: p95, target: 100ms, timeout: 250ms}, fallback: [{trigger: timeout, behaviour: cached, activation: automatic, timeToActivate: 10ms, tested: 2026-09-30}]}',
      ),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    const target = fieldAt(root, 'spec.serving.latency.target')
    const budget = durationOf(target?.value)
    if (!target || budget === undefined) return
    const timeout = durationOf(fieldAt(root, 'spec.serving.latency.timeout')?.value) ?? 0
    for (const { node, range } of entriesAt(root, 'spec.serving.fallback')) {
      // What a person switches on is for incidents, not for the call that waits.
      if (textAt(node, 'activation') !== 'automatic') continue
      const activation = fieldAt(node, 'timeToActivate')
      const sum = timeout + (durationOf(activation?.value) ?? 0)
      if (sum > budget * PATIENCE)
        yield {
          range: activation?.range ?? range,
          message: `Fallback answers after ${durationText(sum)}; callers give up at ${durationText(budget * PATIENCE)}`,
          related: [{ path, range: target.range, message: `Latency target ${durationText(budget)}` }],
        }
    }
  },
})
