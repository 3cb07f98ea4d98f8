import { foreignLanguage } from '../../documents/language.ts'
import { isAdrRecord } from '../../documents/adr-parts.ts'
import { ADR_STATUSES, readAdrStatus } from '../../documents/adr.ts'
import { fieldList, looseEntry } from '../../documents/fields.ts'
import { nearest } from '../../text/edit-distance.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

const KNOWN = ADR_STATUSES.join(', ')

export default defineRule({
  id: 'PL-ADR-002',
  name: 'adr-status-invalid',
  category: 'adr',
  title: 'ADR status that is none, or accepted by nobody',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy: `One of ${KNOWN}, or a word that means the same; \`decision-makers\` filled in once the ADR is accepted, where the record has that key`,
  why: 'The status is what readers look at first: it says whether the rest binds them',
  help: `Write one of ${KNOWN}`,
  references: ['MADR 4', 'Nygard, Documenting Architecture Decisions (2011)'],
  examples: {
    good: [
      { path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: '✅ Accepted and applied in v7.1' }) },
      { title: 'Superseded, with a link', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: 'Superseded by [ADR-0009](0009-score-churn-online.md)' }) },
    ],
    bad: [
      { title: 'No status', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: 'Acepted' }) },
      { title: 'The choices of the template', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: '[proposed | rejected | accepted | deprecated]' }) },
      { title: 'Accepted by nobody', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: '', frontMatter: 'status: accepted\ndecision-makers:' }) },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const status = readAdrStatus(document)
    if (!status) return
    if (status.status === undefined) {
      // `Aceito`, `abgelehnt`: a status in another language is one.
      if (foreignLanguage(document)) return
      const word = /\p{L}{3,}/u.exec(status.written)?.[0]
      // A list of choices is a template that nobody has filled in.
      const choices = status.written === '' || status.written.includes('|')
      const near = word && !choices ? nearest(word, ADR_STATUSES) : undefined
      const message = choices ? 'The status still holds the choices of the template' : `Status '${status.written.slice(0, 60)}' is none of ${KNOWN}`
      yield { range: status.range, message: near ? `${message}; did you mean '${near}'?` : message }
    }
    const deciders = looseEntry(document.root, ['decision-makers', 'deciders', 'decision makers'])
    if (status.status === 'accepted' && deciders && !fieldList(document.root, [deciders.key]).length)
      yield { range: deciders.keyRange, severity: 'warning', message: `This ADR is accepted, but \`${deciders.key}\` is empty`, help: 'Name who decided' }
  },
})
