import { adrOptions, isAdrRecord } from '../../documents/adr-parts.ts'
import { looseEntry, looseText } from '../../documents/fields.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

export default defineRule({
  id: 'PL-ADR-006',
  name: 'adr-no-alternatives',
  category: 'adr',
  readsProse: true,
  title: 'ADR considers fewer than two options',
  kinds: ['adr'],
  severity: 'warning',
  satisfiedBy: 'At least two options as list items, headings or table rows (doing nothing is one), unless `decisionScope` is `local`',
  why: 'A decision without an alternative is an announcement: nobody can see later what was weighed, and whether the reasons still hold',
  help: 'List at least two considered options, doing nothing included, and say in a line why each was or was not chosen',
  references: ['MADR 4, Considered Options'],
  examples: {
    good: [
      { path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ options: '* Nightly batch\n* Online endpoint' }) },
      { title: 'A local decision needs none', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ frontMatter: 'decisionScope: local' }) },
    ],
    bad: [
      { title: 'One option', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ options: '* Nightly batch' }) },
      {
        title: 'A decision for several teams without options',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleAdr({ frontMatter: 'decisionScope: feature-store\ndecision-makers: Architecture board' }),
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const scope = looseText(document.root, ['decisionScope'])
    if (scope === 'local') return
    const { part, count, prose } = adrOptions(document)
    if (count >= 2 || prose) return
    // Nygard's form knows no options; only a record that promises them, or a decision that reaches beyond its team, owes them.
    if (part?.sections.length) yield { range: part.range, message: count === 0 ? 'This ADR lists no considered options' : 'This ADR lists only one considered option' }
    else if (scope !== undefined)
      yield { range: looseEntry(document.root, ['decisionScope'])?.value?.range ?? document.titleRange, message: `This ADR of scope ${scope} lists no considered options` }
  },
})
