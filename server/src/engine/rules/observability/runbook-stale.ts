import { dateOf, daysBetween } from '../../documents/dates.ts'
import { fieldAt, isWritten, textAt } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days after which an exercise is out of date: twelve months (domain, PL-OBS-018). */
const FRESH = 365

export default defineRule({
  id: 'PL-OBS-018',
  name: 'runbook-stale',
  category: 'observability',
  title: 'Runbook not exercised',
  kinds: ['runbook'],
  severity: ['warning', 'info', 'off', 'off'],
  satisfiedBy: '`lastExercised` in the front matter, not older than twelve months',
  why: 'Commands, names and permissions change; a runbook that nobody has walked through leads astray at night',
  help: 'Walk through it with somebody who has not written it, mend what is wrong, and record the date in `lastExercised`',
  references: ['Google SRE, Emergency Response'],
  examples: {
    good: [sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.', { front: 'lastExercised: 2026-04-02' })],
    bad: [
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.'),
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.', { front: 'lastExercised: 2025-04-02', title: 'More than a year ago' }),
    ],
  },
  *check({ document, today }): Iterable<Report> {
    const { root } = document
    // Of a rollback `rollback-untested` says it.
    if (textAt(root, 'runbookType') === 'rollback') return
    const exercised = fieldAt(root, 'lastExercised')
    const date = dateOf(exercised?.value)
    if (!isWritten(root, 'lastExercised')) yield { range: document.titleRange, message: 'Exercise this runbook and record the date; no exercise is recorded' }
    else if (exercised && date !== undefined && daysBetween(date, today) > FRESH) yield { range: exercised.range, message: `Exercise this runbook; last ${date}` }
  },
})
