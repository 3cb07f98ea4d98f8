import { adrPart, isAdrRecord, partBlocks } from '../../documents/adr-parts.ts'
import type { AdrPart } from '../../documents/adr-parts.ts'
import type { DocumentView } from '../../documents/document.ts'
import { sectionContent, wordsOf } from '../../documents/section-content.ts'
import { allSections, normaliseHeading } from '../../documents/sections.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

const POSITIVE = /^(?:positives?|benefits?|advantages?|pros|good|upsides?)\b/
const NEGATIVE = /^(?:negatives?|drawbacks?|disadvantages?|cons|bad|downsides?|risks?|trade ?offs?|limitations?|costs?)\b/
/** Words by which running text admits a cost. */
const ADMITS =
  /\b(?:but|however|although|though|despite|unfortunately|risks?|costs?|harder|slower|complex(?:ity)?|complicated|overhead|drawbacks?|downsides?|disadvantages?|negatives?|limits?|limitations?|limited|lose|loses|loss|losing|no longer|cannot|can't|won't|will not|not able|unable|extra|additional|more (?:work|effort|code|time|steps)|effort|burden|maintain|maintenance|migrat\w+|breaking|dependen\w+|must|need(?:s|ed)? to|require[sd]?|have to|has to|difficult\w*|delay\w*|duplicat\w+|trade-?offs?|constrain\w*|lock-?in|only|not|never|without|fewer|less|manual\w*|learn\w*)\b/i
const PRAISES =
  /\b(?:good|benefits?|advantages?|easier|easy|simpl\w+|faster|improv\w+|reduc\w+|better|enabl\w+|allow\w*|can|cheaper|gain\w*|consisten\w+|reliab\w+|sav(?:e|es|ing)|clear\w*|less|fewer|no longer|avoid\w*|help\w*|increas\w+|positive\w*)\b/i

export default defineRule({
  id: 'PL-ADR-007',
  name: 'adr-one-sided-consequences',
  category: 'adr',
  readsProse: true,
  title: 'ADR tells only the good or only the bad consequences',
  kinds: ['adr'],
  severity: 'warning',
  satisfiedBy: 'Consequences that name at least one gain and one cost, or say that there is none',
  why: 'Every choice gives something up; consequences of one colour only hide what later readers need in order to know when to decide anew',
  help: 'State what becomes harder as well as what becomes easier',
  references: ['Nygard, Documenting Architecture Decisions (2011)', 'MADR 4'],
  examples: {
    good: [{ path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr() }],
    bad: [
      {
        title: 'Only gains',
        path: 'docs/adr/0005-score-churn-nightly.md',
        text: sampleAdr({ consequences: '- Good, because scores arrive in time.\n- Good, because nothing runs by day.' }),
      },
      { title: 'Only costs', path: 'docs/adr/0005-score-churn-nightly.md', text: sampleAdr({ consequences: '### Negative\n\n- Scores are up to 24 h old.' }) },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!isAdrRecord(document)) return
    const part = adrPart(document, 'consequences')
    if (!part?.sections.length || part.content !== 'filled') return
    const sides = sidesOf(document, part)
    if (!sides || sides.positive === sides.negative) return
    yield {
      range: part.range,
      message: sides.positive ? 'The consequences tell only what gets better' : 'The consequences tell only what gets worse',
      help: sides.positive
        ? 'State the negative consequences too: what becomes harder, slower or dearer; or say that there are none'
        : 'State the positive consequences too: what the decision is for',
    }
  },
})

/** Which sides are told, where the record sorts its consequences itself; `undefined` where only the reader could tell. */
/** Words of a heading that names the good and the bad side. */
const BOTH_SIDES = [
  [/\bpros\b/, /\bcons\b/],
  [/\badvantages\b/, /\bdisadvantages\b/],
  [/\bbenefits\b/, /\b(?:risks|drawbacks|costs)\b/],
] as const

function sidesOf(document: DocumentView, part: AdrPart): { positive: boolean; negative: boolean } | undefined {
  let positive = false
  let negative = false
  let sorted = false
  let rest = ''
  for (const section of part.sections.flatMap((s) => allSections(s))) {
    const heading = normaliseHeading(section.heading!.text)
    // Both sides under one heading: only a reader can sort them.
    if (/trade ?-?offs/.test(heading) || BOTH_SIDES.some(([good, bad]) => good.test(heading) && bad.test(heading))) return undefined
    const good = POSITIVE.test(heading)
    const bad = NEGATIVE.test(heading)
    if (good || bad) {
      sorted = true
      // A heading for the bad side with `None` below it has been thought about; one with nothing has not.
      const filled = sectionContent(document, section) === 'filled'
      positive ||= good && filled
      negative ||= bad && filled
    } else for (const block of section.blocks) rest += block.kind === 'table' || block.kind === 'fence' ? '' : ` ${wordsOf(document, block.range)}`
  }
  for (const block of partBlocks(part)) {
    const words = wordsOf(document, block.range)
    if (/^(?:good|positive|pro)\b\s*[,:—–-]/i.test(words)) sorted = positive = true
    else if (/^(?:bad|negative|con)\b\s*[,:—–-]/i.test(words)) sorted = negative = true
    else if (/^(?:neutral)\b\s*[,:—–-]/i.test(words)) sorted = true
    else if (block.kind === 'table') return undefined
  }
  if (!sorted || (!positive && !negative)) return undefined
  return { positive: positive || PRAISES.test(rest), negative: negative || ADMITS.test(rest) }
}
