import { dateOf, daysBetween } from '../../documents/dates.ts'
import { fieldAt, isWritten, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days after which an exercise is out of date in tier 1 (domain, PL-REL-010). */
const FRESH = 180

export default defineRule({
  id: 'PL-REL-010',
  name: 'rollback-untested',
  category: 'release',
  title: 'Rollback never exercised',
  kinds: ['model-manifest', 'runbook'],
  severity: ['warning', 'info', 'off', 'off'],
  satisfiedBy: 'The date of the last exercise of the rollback, in tier 1 not older than 180 days',
  why: 'A rollback that nobody has tried fails on the day on which it is needed',
  help: 'Roll back once outside of an incident, and record the date: `release.rollback.lastTested` in the manifest, `lastExercised` in the runbook',
  references: ['Google SRE, Production Readiness Review'],
  examples: {
    good: [
      sampleManifest('release: {rollback: {trigger: errors, target: 2.0.4, maxTime: 5m, lastTested: 2026-10-02}}'),
      sampleDocument('runbook', '## Rollback\n\nSet the alias `live` back to 2.0.4.', { front: 'runbookType: rollback\nlastExercised: 2026-09-14' }),
    ],
    bad: [
      sampleManifest('release: {rollback: {trigger: errors, target: 2.0.4, maxTime: 5m}}'),
      sampleManifest('release: {rollback: {trigger: errors, target: 2.0.4, maxTime: 5m, lastTested: 2025-11-02}}', { title: 'A year ago' }),
      sampleDocument('runbook', '## Rollback\n\nSet the alias `live` back to 2.0.4.', { front: 'runbookType: rollback' }),
    ],
  },
  *check({ document, model, tier, today }): Iterable<Report> {
    const { root } = document
    const runbook = document.markdown !== undefined
    if (runbook && textAt(root, 'runbookType') !== 'rollback') return
    const rollback = runbook ? undefined : fieldAt(root, 'spec.release.rollback')
    // Without a rollback there is nothing to exercise: `missing-rollback` says so.
    if (!runbook && (rollback?.node.kind !== 'map' || rollback.node.entries.length < 2 || fieldAt(rollback.node, 'notApplicable'))) return
    const tested = fieldAt(root, runbook ? 'lastExercised' : 'spec.release.rollback.lastTested')
    const date = dateOf(tested?.value)
    if (date === undefined && isWritten(root, runbook ? 'lastExercised' : 'spec.release.rollback.lastTested')) return
    if (!date) yield { range: runbook ? document.titleRange : rollback!.range, message: `Exercise the rollback of ${model} and record the date` }
    else if (tier === 1 && daysBetween(date, today) > FRESH)
      yield { range: tested!.range, message: `The rollback of ${model} was last exercised ${daysBetween(date, today)} days ago (${date}); do it again and record the date` }
  },
})
