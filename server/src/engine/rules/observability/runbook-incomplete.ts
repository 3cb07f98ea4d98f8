import { unitsOf } from '../../claims/units.ts'
import { measuresIn } from '../../documents/quantities.ts'
import { sectionContent } from '../../documents/section-content.ts'
import type { Section } from '../../documents/sections.ts'
import { blocksOf, sectionsAbout } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** Parts that a section must have to be usable at night (domain, kind runbook). */
interface Part {
  readonly heading: RegExp
  readonly say: string
  readonly met: (section: Section, context: RuleContext) => boolean
}

const COMMAND = /`[^`\n]+`|https?:\/\/|\]\(|```|\b(?:runbook|dashboard|console|button|menu|flag|toggle|switch)\b/i
const MEASURABLE =
  /[<>≤≥=]|\b(?:below|above|under|over|at least|at most|no longer|resolved|returns?|back to|again|green|zero|empty|within|passes|succeed\w*|clears?|cleared|closed|stable|normal|healthy|200)\b/i
const WHO =
  /@|#\w|\]\(|\b(?:team|on[- ]?call|lead|manager|engineer|owner|officer|director|head|pager\w*|opsgenie|phone|slack|hotline|support|incident commander|vendor|provider|[a-z]\.[a-z]+)\b|\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u
const WHEN = /\b(?:immediately|at once|right away|if|when|after|unless|sev\w*|p[0-4]|24x7|24\/7|office hours|business hours)\b/i

const text = (section: Section, { document }: RuleContext): string => document.text.slice(section.heading?.range.end ?? section.range.start, section.range.end)

const PARTS: readonly Part[] = [
  {
    heading: /\b(?:diagnos\w+|triage|investigat\w+|first checks)\b/,
    say: 'a second step of diagnosis',
    met: (section, context) => {
      const own = [...blocksOf(section)]
      if (own.some((b) => b.kind === 'table' || b.kind === 'fence') || own.filter((b) => b.kind === 'item').length >= 2) return true
      return unitsOf(context.document).filter((u) => u.kind === 'sentence' && u.range.start >= section.range.start && u.range.end <= section.range.end).length >= 2
    },
  },
  { heading: /\b(?:mitigat\w+|containment|immediate actions?)\b/, say: 'a command or link in the mitigation', met: (section, context) => COMMAND.test(text(section, context)) },
  {
    heading: /\b(?:verif\w+|validate recovery|confirm recovery|recovery check|exit criteria|done when)\b/,
    say: 'a condition that shows recovery',
    met: (section, context) => MEASURABLE.test(text(section, context)) || measuresIn(text(section, context)).length > 0,
  },
  { heading: /\b(?:escalat\w+)\b/, say: 'a person or role to escalate to', met: (section, context) => WHO.test(text(section, context)) },
  {
    heading: /\b(?:escalat\w+)\b/,
    say: 'the time after which to escalate',
    met: (section, context) => WHEN.test(text(section, context)) || measuresIn(text(section, context)).some((m) => m.dimension === 'duration'),
  },
]

const GOOD = `## Diagnosis

1. Open the dashboard and look at the error rate by depot.
2. Run \`etactl status\`.

## Mitigation

\`etactl restart --all\`

## Verification

The error rate is below 0.5 % for 15 minutes.

## Escalation

After 30 minutes: the lead of team routing.`

export default defineRule({
  id: 'PL-OBS-017',
  name: 'runbook-incomplete',
  category: 'observability',
  readsProse: true,
  title: 'Runbook cannot be followed',
  kinds: ['runbook'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Two steps of diagnosis, a command or link in the mitigation, a condition that shows recovery, and whom to call after which time',
  why: 'Who opens it is tired, new to the service, and has minutes',
  help: 'Add what is missing, in the words and commands that are to be used',
  references: ['Google SRE, Emergency Response'],
  examples: {
    good: [sampleDocument('runbook', GOOD)],
    bad: [
      sampleDocument('runbook', GOOD.replace('`etactl restart --all`', 'Restart the service.')),
      sampleDocument('runbook', GOOD.replace('The error rate is below 0.5 % for 15 minutes.', 'Check that everything works.'), { title: 'Nobody can tell when it is over' }),
    ],
  },
  *check(context): Iterable<Report> {
    const { document } = context
    const lacking = PARTS.flatMap((part) => {
      // A section that is not there is told by `missing-section`, an empty one by `empty-section`.
      const sections = sectionsAbout(document, part.heading).filter((s) => sectionContent(document, s) === 'filled')
      return sections.length === 0 || sections.some((s) => part.met(s, context)) ? [] : [{ part, section: sections[0]! }]
    })
    if (lacking.length === 0) return
    const says = lacking.map(({ part }) => part.say)
    yield {
      range: lacking[0]!.section.heading!.textRange,
      message: `Runbook lacks ${says.length === 1 ? says[0] : `${says.slice(0, -1).join(', ')} and ${says.at(-1)}`}`,
      related: lacking.slice(1).map(({ part, section }) => ({ path: document.path, range: section.heading!.textRange, message: part.say })),
    }
  },
})
