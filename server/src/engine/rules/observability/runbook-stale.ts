import { dateOf, daysBetween, findDates } from '../../documents/dates.ts'
import type { DocumentView } from '../../documents/document.ts'
import { matchesOf } from '../../text/matches.ts'
import type { Range } from '../../text/range.ts'
import { fieldAt, isWritten, textAt } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days after which an exercise is out of date: twelve months (domain, PL-OBS-018). */
const FRESH = 365

const EXERCISED = /\b(?:exercised|rehearsed|drilled|drill|rehearsal|game ?day|walked through|dry run|tested)\b/gi
/** Characters behind the word in which its date stands. */
const BEHIND = 40

/** The newest exercise that the text tells with its date: `Last exercised: 2026-04-02`. */
function exerciseIn({ markdown }: DocumentView): { readonly date: string; readonly range: Range } | undefined {
  let newest: { readonly date: string; readonly range: Range } | undefined
  if (!markdown) return undefined
  for (const match of matchesOf(EXERCISED, markdown.plain)) {
    const behind = markdown.plain.slice(match.index, match.index + match[0].length + BEHIND).split(/\n\s*\n/)[0]!
    const [found] = findDates(behind)
    if (found && (!newest || found.iso > newest.date)) newest = { date: found.iso, range: { start: match.index, end: match.index + found.range.end } }
  }
  return newest
}

export default defineRule({
  id: 'PL-OBS-018',
  name: 'runbook-stale',
  category: 'observability',
  title: 'Runbook not exercised',
  kinds: ['runbook'],
  severity: ['warning', 'info', 'off', 'off'],
  satisfiedBy: '`lastExercised` in the front matter, or a line such as `Last exercised: 2026-04-02`, not older than twelve months',
  why: 'Commands, names and permissions change; a runbook that nobody has walked through leads astray at night',
  help: 'Walk through it with somebody who has not written it, mend what is wrong, and record the date in `lastExercised`',
  references: ['Google SRE, Emergency Response'],
  examples: {
    good: [
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.', { front: 'lastExercised: 2026-04-02' }),
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.\n\nLast exercised: 2 April 2026', { title: 'Told in a line of the text' }),
    ],
    bad: [
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.'),
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.', { front: 'lastExercised: 2025-04-02', title: 'More than a year ago' }),
      sampleDocument('runbook', '## Mitigation\n\nRestart the scorer.\n\nTested in a drill on 2024-10-12.', { title: 'A drill, two years ago' }),
    ],
  },
  *check({ document, today }): Iterable<Report> {
    const { root } = document
    // Of a rollback `rollback-untested` says it.
    if (textAt(root, 'runbookType') === 'rollback') return
    const field = fieldAt(root, 'lastExercised')
    const written = isWritten(root, 'lastExercised')
    const stated = dateOf(field?.value)
    const exercise = field && stated !== undefined ? { date: stated, range: field.range } : written ? undefined : exerciseIn(document)
    if (exercise && daysBetween(exercise.date, today) > FRESH) yield { range: exercise.range, message: `Exercise this runbook; last ${exercise.date}` }
    else if (!exercise && !written) yield { range: document.titleRange, message: 'Exercise this runbook and record the date; no exercise is recorded' }
  },
})
