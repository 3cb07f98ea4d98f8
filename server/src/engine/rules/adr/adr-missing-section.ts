import { adrDate, adrPart, isAdrRecord } from '../../documents/adr-parts.ts'
import type { AdrPartName } from '../../documents/adr-parts.ts'
import { readAdrStatus } from '../../documents/adr.ts'
import type { DocumentView } from '../../documents/document.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

const PARTS: readonly { readonly name: AdrPartName; readonly say: string }[] = [
  { name: 'context', say: 'a context' },
  { name: 'decision', say: 'a decision' },
  { name: 'consequences', say: 'consequences' },
]

export default defineRule({
  id: 'PL-ADR-001',
  name: 'adr-missing-section',
  category: 'adr',
  readsProse: true,
  title: 'ADR lacks a status, a date, its context, the decision or its consequences',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy: 'A status, a date, the context, the decision and its consequences, under headings, in front matter or in a `Date:` line, as the dialect of the ADR has it',
  why: 'Whoever meets the decision later must know whether it still holds, since when, what forced it, what was decided and what it costs; an ADR that lacks one of these is argued again instead of read',
  help: 'Add what is missing; one or two sentences for each are enough',
  references: ['Nygard, Documenting Architecture Decisions (2011)', 'MADR 4'],
  examples: {
    good: [
      { title: 'Nygard form', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr() },
      {
        title: 'MADR form',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: `---\nstatus: accepted\ndate: 2026-03-02\ndecision-makers: team:churn\n---\n# Score churn in a nightly batch\n\n## Context and Problem Statement\n\nWhere should the churn score be computed, when the campaign tool reads it once a day?\n\n## Considered Options\n\n* Nightly batch\n* Online endpoint\n\n## Decision Outcome\n\nChosen option: "Nightly batch", because scores are read once a day.\n\n### Consequences\n\n* Good, because nothing runs by day.\n* Bad, because scores are up to 24 h old.\n\n### Confirmation\n\nThe completion alert of the Airflow run checks that the table is there at 06:00.\n`,
      },
    ],
    bad: [
      { title: 'No consequences', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ consequences: '' }) },
      { title: 'Neither status nor date', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ status: '', date: '' }) },
      { title: 'A heading with nothing below', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ context: 'TBD' }) },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const missing: string[] = []
    if (!readAdrStatus(document)) missing.push('a status')
    if (!adrDate(document)) missing.push('a date')
    for (const { name, say } of PARTS) {
      const part = adrPart(document, name)
      if (!part) missing.push(say)
      else if (part.content !== 'filled')
        yield {
          range: part.range,
          message: `This ADR has a heading for ${say} but ${part.content === 'empty' ? 'nothing stands below it' : 'only a placeholder below it'}`,
          help: `Write ${say} below the heading`,
        }
    }
    if (missing.length === NONE_OF_THEM && isProse(document))
      yield {
        range: document.titleRange,
        severity: 'info',
        message: 'This document lies among ADRs, but has neither status, date, decision nor consequences',
        help: 'Write it as a record, or keep it elsewhere: here it is read as a decision',
      }
    else if (missing.length) yield { range: document.titleRange, message: `This ADR lacks ${listOf(missing)}`, help: `Add ${listOf(missing)}` }
  },
})

/** Status, date, decision and consequences. */
const NONE_OF_THEM = 4
/** Words from which on a text is meant as it is, and no record that has just been begun. */
const MEANT = 100

/** Whether a text that has nothing of a record but an introduction says much all the same: a guide or a description. */
const isProse = (document: DocumentView): boolean => adrPart(document, 'context')?.sections.length === 0 && (document.markdown?.plain.split(/\s+/).length ?? 0) >= MEANT

const listOf = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)
