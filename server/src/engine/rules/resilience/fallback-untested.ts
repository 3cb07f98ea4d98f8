import { dateOf, daysBetween } from '../../documents/dates.ts'
import { entriesAt, fieldAt, isWritten, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days after which an exercise is out of date (domain, PL-RES-005). */
const FRESH = 180

export default defineRule({
  id: 'PL-RES-005',
  name: 'fallback-untested',
  category: 'resilience',
  title: 'Fallback never exercised',
  kinds: ['model-manifest'],
  severity: ['warning', 'info', 'off', 'off'],
  satisfiedBy: 'The date of the last exercise of each fallback, not older than 180 days',
  why: 'A fallback that nobody has tried fails together with the model',
  help: 'Switch to the fallback once outside of an incident, and record the date in `tested`',
  references: ['Google SRE, Production Readiness Review'],
  examples: {
    good: [sampleManifest('serving: {pattern: realtime, fallback: [{trigger: timeout > 80ms, behaviour: rules, activation: automatic, tested: 2026-09-30}]}')],
    bad: [
      sampleManifest('serving: {pattern: realtime, fallback: [{trigger: timeout > 80ms, behaviour: rules, activation: automatic}]}'),
      sampleManifest('serving: {pattern: realtime, fallback: [{trigger: timeout > 80ms, behaviour: rules, activation: automatic, tested: 2026-01-30}]}', { title: 'Too long ago' }),
    ],
  },
  *check({ document: { root }, today }): Iterable<Report> {
    for (const { node, range } of entriesAt(root, 'spec.serving.fallback')) {
      const behaviour = textAt(node, 'behaviour')
      if (behaviour === undefined || fieldAt(node, 'notApplicable')) continue
      const name = textAt(node, 'target') ?? behaviour
      const tested = fieldAt(node, 'tested')
      const date = dateOf(tested?.value)
      if (!isWritten(node, 'tested')) yield { range, message: `Exercise fallback \`${name}\` and record the date` }
      else if (tested && date !== undefined && daysBetween(date, today) > FRESH)
        yield { range: tested.range, message: `Fallback \`${name}\` was last exercised ${daysBetween(date, today)} days ago; do it again and record the date` }
    }
  },
})
