import { normaliseHeading } from '../../documents/sections.ts'
import { splitSentences } from '../../syntax/sentences.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { proseFacts } from '../../documents/prose-lines.ts'

const VAGUE =
  /\b(?:fast|quick(?:ly)?|scalable|robust(?:ly)?|high(?:ly)? availab(?:le|ility)|near[- ]real[- ]?time|regularly|as needed|as appropriate|appropriate(?:ly)?|state[- ]of[- ]the[- ]art|user[- ]friendly|low[- ]latency|reasonable|sufficient(?:ly)?|timely|in a timely manner|as soon as possible|from time to time|periodically|good performance|high (?:accuracy|quality|performance)|best[- ]in[- ]class|seamless(?:ly)?|performant|efficient(?:ly)?)\b/i
const REQUIRES = /\b(?:must|shall|should|has to|have to|is required to|are required to)\b/i
/** A number, a unit in words or a stated condition makes it testable. */
const TESTABLE =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice|daily|hourly|weekly|monthly|quarterly|nightly|yearly|annually|every|each|zero|first|if|when|whenever|unless|until|than|baseline|champion|within|at least|at most|before|after|once)\b|[%<>≤≥]/i

/** `fewer resources than other state-of-the-art algorithms`: what is compared with, not what is required. */
const COMPARED = /\b(?:compar\w+|versus|vs\.?|than|against|outperform\w*|beats?|other|existing|current|published)(?:\s\w+){0,3}\s$/i

/** Most text has no such word; what has is read sentence by sentence. */
/** Headings tell where requirements begin and end. */
const vagueRuns = proseFacts((run) => run.heading !== undefined || ((run.kind === 'paragraph' || run.kind === 'item') && VAGUE.test(run.text)))

export default defineRule({
  id: 'PL-HYG-007',
  name: 'vague-language',
  category: 'hygiene',
  readsProse: true,
  title: 'Requirement that nobody can test',
  kinds: ['ml-design-doc', 'system-card'],
  severity: ['info', 'info', 'info', 'off'],
  satisfiedBy: 'A number, a unit or a condition in each requirement',
  why: 'Two people who read "fast" build two different systems, and both pass the review',
  help: 'Give the number, the unit and the condition under which it holds',
  references: ['ISO/IEC/IEEE 29148, verifiable requirements'],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Requirements\n\nThe service must answer within 50 ms at p95. We chose a fast tree library.\n',
      },
    ],
    bad: [{ path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Requirements\n\nThe scoring service must be fast and scalable.\n' }],
  },
  *check({ document }): Iterable<Report> {
    let requirements = false
    for (const { run } of vagueRuns(document)) {
      if (run.heading !== undefined) {
        requirements = /\b(?:requirements?|nfrs?|constraints|slas?|slos?|quality (?:goals|attributes))\b/.test(normaliseHeading(run.heading))
        continue
      }
      for (const sentence of splitSentences(run.text)) {
        const words = run.text.slice(sentence.start, sentence.end)
        if (words.length > 240 || words.endsWith('?') || TESTABLE.test(words)) continue
        if (!REQUIRES.test(words) && !(requirements && run.kind === 'item')) continue
        const match = VAGUE.exec(words)
        if (!match || COMPARED.test(words.slice(0, match.index))) continue
        const start = run.range.start + sentence.start + match.index
        yield { range: { start, end: start + match[0].length }, message: `'${match[0]}' is not testable` }
      }
    }
  },
})
