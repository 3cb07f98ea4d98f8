import { comparable, durationOf, durationText, rateOf, trimmed } from '../../documents/quantities.ts'
import type { Measure } from '../../documents/quantities.ts'
import { fieldAt, numberAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

export default defineRule({
  id: 'PL-SRV-005',
  name: 'capacity-insufficient',
  category: 'serving',
  title: 'Capacity is below the peak',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'All replicas together, in tier 1 without one zone, and the load test reach the peak; a batch run fits into its window',
  why: 'At the peak the service sheds calls or the run is late, which is when it matters most',
  help: 'Raise the number of replicas, make one faster, or correct the peak',
  references: ['Google SRE, Production Readiness Review: capacity planning'],
  examples: {
    good: [
      sampleManifest(
        'serving: {pattern: realtime, deployment: {zones: 3}, capacity: {peak: {value: 900, unit: rps}, perReplica: {value: 150, unit: rps}, replicas: {min: 3, max: 9}}}',
      ),
    ],
    bad: [
      sampleManifest(
        'serving: {pattern: realtime, deployment: {zones: 3}, capacity: {peak: {value: 900, unit: rps}, perReplica: {value: 150, unit: rps}, replicas: {min: 3, max: 5}}}',
      ),
      sampleManifest(
        'serving: {pattern: realtime, deployment: {zones: 3}, capacity: {peak: {value: 900, unit: rps}, perReplica: {value: 150, unit: rps}, replicas: {min: 3, max: 7}}}',
        {
          title: 'When a zone is lost',
        },
      ),
      sampleManifest('serving: {pattern: batch, batch: {schedule: "0 2 * * *", window: 2h, expectedDuration: 150m}}', { title: 'The run is longer than its window' }),
    ],
  },
  *check({ document: { root, path }, tier }): Iterable<Report> {
    const peakField = fieldAt(root, 'spec.serving.capacity.peak')
    const peak = rateOf(peakField?.value)
    const rate = ({ value, of }: Measure): string => `${trimmed(value)} ${of === 'event' || of === undefined ? 'events' : `${of}s`}/s`
    if (peakField && peak) {
      const related = [{ path, range: peakField.range, message: `Peak ${rate(peak)}` }]
      const each = rateOf(fieldAt(root, 'spec.serving.capacity.perReplica')?.value)
      const most = fieldAt(root, 'spec.serving.capacity.replicas.max') ?? fieldAt(root, 'spec.serving.autoscaling.max')
      if (each && most && typeof most.value === 'number' && comparable(each, peak)) {
        const all = most.value * each.value
        const zoneField = fieldAt(root, 'spec.serving.deployment.zones')
        const zones = zoneField?.node.kind === 'seq' ? zoneField.node.items.length : (numberAt(root, 'spec.serving.deployment.zones') ?? 0)
        // Replicas are spread evenly; the fullest zone is the one that is lost.
        const left = zones > 1 ? (most.value - Math.ceil(most.value / zones)) * each.value : all
        if (all < peak.value) yield { range: most.range, message: `${most.value} replicas serve ${rate({ ...each, value: all })}, below peak ${rate(peak)}`, related }
        else if (tier === 1 && left < peak.value)
          yield { range: most.range, message: `With one of ${zones} zones lost ${most.value} replicas serve ${rate({ ...each, value: left })}, below peak ${rate(peak)}`, related }
      }
      const achievedField = fieldAt(root, 'spec.serving.capacity.loadTest.achieved')
      const achieved = rateOf(achievedField?.value)
      if (achievedField && achieved && comparable(achieved, peak) && achieved.value < peak.value)
        yield { range: achievedField.range, message: `The load test achieved ${rate(achieved)}, below peak ${rate(peak)}`, related }
    }
    const expectedField = fieldAt(root, 'spec.serving.batch.expectedDuration')
    const expected = durationOf(expectedField?.value)
    const window = durationOf(fieldAt(root, 'spec.serving.batch.window')?.value)
    const deadline = durationOf(fieldAt(root, 'spec.serving.batch.deadline')?.value)
    const limit = Math.min(window ?? Infinity, deadline ?? Infinity)
    if (expectedField && expected !== undefined && expected > limit)
      yield {
        range: expectedField.range,
        message: `The batch run takes ${durationText(expected)} but its ${limit === window ? 'window' : 'deadline'} is ${durationText(limit)}`,
        help: 'Speed the run up, or agree on a longer window',
      }
  },
})
