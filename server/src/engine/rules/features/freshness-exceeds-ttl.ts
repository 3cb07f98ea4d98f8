import { durationOf, durationText } from '../../documents/quantities.ts'
import { entriesAt, fieldAt, nameOf } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

export default defineRule({
  id: 'PL-FEA-005',
  name: 'freshness-exceeds-ttl',
  category: 'features',
  title: 'Freshness does not add up',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'warning', 'info'],
  ignoresStage: true,
  satisfiedBy: 'Update interval at most the freshness bound, and the freshness bound at most the time to live',
  why: 'A value that expires before it counts as stale is missing half of the time; one that is renewed less often than it may be old is always late',
  help: 'Shorten the update interval, lengthen the time to live, or allow an older value',
  references: ['Feast documentation, feature view ttl'],
  examples: {
    good: [sampleManifest('features: {views: [{name: depot_load, updateInterval: 1m, freshness: 5m, ttl: 1h}]}')],
    bad: [
      sampleManifest('features: {views: [{name: depot_load, updateInterval: 1m, freshness: 2h, ttl: 1h}]}'),
      sampleManifest('features: {views: [{name: depot_load, updateInterval: 15m, freshness: 5m, ttl: 1h}]}'),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    for (const { node } of entriesAt(root, 'spec.features.views')) {
      const name = nameOf(node) ?? 'without name'
      const [interval, freshness, ttl] = ['updateInterval', 'freshness', 'ttl'].map((key) => {
        const field = fieldAt(node, key)
        const value = durationOf(field?.value)
        return field && value !== undefined ? { value, range: field.range } : undefined
      })
      // A time to live of zero means that values never expire.
      if (freshness && ttl && ttl.value > 0 && freshness.value > ttl.value)
        yield {
          range: freshness.range,
          message: `View ${name}: freshness of ${durationText(freshness.value)} exceeds the time to live of ${durationText(ttl.value)}`,
          related: [{ path, range: ttl.range, message: 'Expires' }],
        }
      if (interval && freshness && interval.value > freshness.value)
        yield {
          range: interval.range,
          message: `View ${name}: updated every ${durationText(interval.value)}, which exceeds the freshness of ${durationText(freshness.value)}`,
          related: [{ path, range: freshness.range, message: 'May be so old' }],
        }
    }
  },
})
