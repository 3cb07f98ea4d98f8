import { adrPart, isAdrRecord } from '../../documents/adr-parts.ts'
import { readAdrStatus } from '../../documents/adr.ts'
import { looseEntry, looseText } from '../../documents/fields.ts'
import { sectionContent, wordsOf } from '../../documents/section-content.ts'
import { allSections, normaliseHeading } from '../../documents/sections.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

/** Words by which a record says, anywhere but in context and options, how somebody will see that it is followed. */
const CONFIRMS =
  /\b(?:confirm\w*|verif\w+|validat\w+|complian\w+|enforc\w+|tests?|tested|testing|archunit|lint\w*|ci|pipeline|build fails|check(?:s|ed|list)?|review(?:s|ed|ers?)?|audit\w*|monitor\w*|dashboards?|alerts?|metrics?|measur\w+|fitness functions?|success criteria)\b/i

export default defineRule({
  id: 'PL-ADR-011',
  name: 'adr-no-confirmation',
  category: 'adr',
  readsProse: true,
  title: 'ADR does not say how the decision is confirmed',
  kinds: ['adr'],
  severity: 'info',
  satisfiedBy: 'A test, rule, review or metric that shows whether the decision is followed, under Confirmation or in the decision itself',
  why: 'A decision that nothing checks is forgotten by the next person who joins',
  help: 'Add `### Confirmation` below the decision: the test, the rule in CI, the review or the metric that shows that it is followed',
  references: ['MADR 4, Confirmation'],
  examples: {
    good: [
      {
        path: 'docs/adr/0005-adopt-feast.md',
        text: sampleAdr({
          title: 'Adopt Feast',
          frontMatter: 'decisionScope: feature-store\ndecision-makers: [architecture board, team:churn]',
          options: '* Feast\n* Doing nothing',
          confirmation: 'CI fails when a training job reads features past Feast.',
        }),
      },
    ],
    bad: [
      {
        path: 'docs/adr/0005-adopt-feast.md',
        text: sampleAdr({
          title: 'Adopt Feast',
          frontMatter: 'decisionScope: feature-store\ndecision-makers: [architecture board, team:churn]',
          options: '* Feast\n* Doing nothing',
        }),
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!isAdrRecord(document) || readAdrStatus(document)?.status !== 'accepted') return
    // Nygard's form has no place for it: asked only of records in MADR's form and of those that reach beyond a team.
    const scope = looseText(document.root, ['decisionScope'])
    if (scope === 'local' || (scope === undefined && !looseEntry(document.root, ['decision-makers', 'deciders']))) return
    const part = adrPart(document, 'confirmation')
    if (part?.content === 'filled') return
    for (const section of allSections(document.sections!)) {
      const heading = section.heading ? normaliseHeading(section.heading.text) : ''
      if (/\b(?:context|problem|options?|alternatives?|drivers)\b/.test(heading)) continue
      if (/\bconfirmation\b/.test(heading) && sectionContent(document, section) === 'filled') return
      if (section.blocks.some((b) => b.kind !== 'fence' && CONFIRMS.test(wordsOf(document, b.range)))) return
    }
    const decision = adrPart(document, 'decision')
    yield { range: part?.range ?? decision?.range ?? document.titleRange, message: 'This ADR does not say how it is confirmed that the decision is followed' }
  },
})
