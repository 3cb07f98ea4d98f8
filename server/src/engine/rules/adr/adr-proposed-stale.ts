import { adrDate, isAdrRecord } from '../../documents/adr-parts.ts'
import { readAdrStatus } from '../../documents/adr.ts'
import { daysBetween } from '../../documents/dates.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

const DEFAULT_DAYS = 30

export default defineRule({
  id: 'PL-ADR-010',
  name: 'adr-proposed-stale',
  category: 'adr',
  title: 'ADR proposed for more than 30 days',
  kinds: ['adr'],
  severity: 'warning',
  satisfiedBy: 'A decision (accepted or rejected) within 30 days of the date of a proposed ADR',
  why: 'An open proposal is followed by some and ignored by others; after a month it is a decision that nobody took',
  help: 'Decide: accept or reject it, or withdraw it; if it is still under discussion, say so and update the date',
  references: ['adr-tools'],
  examples: {
    good: [{ path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: 'Accepted', date: '2021-03-02' }) }],
    bad: [{ path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: 'Proposed', date: '2021-03-02' }) }],
  },
  *check({ document, today, options }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const status = readAdrStatus(document)
    const date = adrDate(document)
    if (status?.status !== 'proposed' || !date?.iso) return
    const limit = typeof options['days'] === 'number' ? options['days'] : DEFAULT_DAYS
    const days = daysBetween(date.iso, today)
    if (days > limit)
      yield { range: status.range, message: `This ADR is proposed since ${date.iso}, ${days} days ago`, related: [{ path: document.path, range: date.range, message: 'its date' }] }
  },
})
