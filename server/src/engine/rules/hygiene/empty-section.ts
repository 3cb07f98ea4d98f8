import { adrPart, isAdrRecord } from '../../documents/adr-parts.ts'
import type { DocumentView } from '../../documents/document.ts'
import { MARKDOWN_KINDS } from '../../documents/kinds.ts'
import { sectionContent } from '../../documents/section-content.ts'
import { allSections, normaliseHeading } from '../../documents/sections.ts'
import type { Section } from '../../documents/sections.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Headings that say all by themselves, or that tools fill. */
const SELF_CONTAINED = /^(?:table of contents|contents|toc|the end|end|thanks?|thank you|appendix(?: \w+)?|backup)$/

export default defineRule({
  id: 'PL-HYG-003',
  name: 'empty-section',
  category: 'hygiene',
  title: 'Heading with nothing below it',
  kinds: MARKDOWN_KINDS,
  severity: ['warning', 'warning', 'info', 'info'],
  satisfiedBy: 'A sentence, list, table, diagram or subsection below each heading',
  why: 'A heading in the table of contents makes readers believe that the subject is covered',
  help: 'Write the section, or remove the heading; if it does not apply, say so and why',
  references: ['ISO/IEC/IEEE 29148, complete requirements'],
  examples: {
    good: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Goals\n\n### Business\n\nFewer cancellations.\n\n## Fairness\n\nN/A: no decision about persons follows from the score.\n',
      },
    ],
    bad: [
      {
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Goals\n\nFewer cancellations.\n\n## Rollback\n\n## Monitoring\n\nSee the dashboard of the churn team.\n',
      },
      {
        title: 'Only a placeholder',
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\n---\n# Churn design\n\n## Goals\n\nFewer cancellations.\n\n## Rollback\n\nTBD\n',
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    const root = document.sections
    if (!root || (document.recognition?.kind === 'adr' && !isAdrRecord(document))) return
    const reported = adrHeadings(document)
    const ordered = allSections(root)
    const groups = new Map<Section, Group>()
    for (const [i, section] of ordered.entries()) {
      const heading = section.heading
      if (!heading || reported.has(heading.textRange.start)) continue
      // The parts of an empty section are reported one by one, not once more for the whole.
      // An included report brings its own title: what follows belongs here.
      const next = ordered[i + 1]
      if (next?.heading?.level === 1 && heading.level > 1) continue
      const content = section.children.length > 0 ? 'filled' : sectionContent(document, section)
      if (content === 'filled' || speaksForItself(section, groups) || goesOn(section)) continue
      const placeholder = content === 'placeholder'
      yield { range: heading.textRange, message: placeholder ? `Section '${heading.text}' holds only a placeholder` : `Section '${heading.text}' is empty` }
    }
  },
})

/** Parts of an ADR that `adr-missing-section` speaks about. */
const adrHeadings = (document: DocumentView): ReadonlySet<number> =>
  new Set(
    document.recognition?.kind === 'adr'
      ? [
          ...statusHeadings(document),
          ...(['context', 'decision', 'consequences'] as const).flatMap((name) => adrPart(document, name)?.sections.map((s) => s.heading!.textRange.start) ?? []),
        ]
      : [],
  )

/** `Pending` is a status, not a gap. */
const statusHeadings = (document: DocumentView): readonly number[] =>
  allSections(document.sections!).flatMap((s) => (s.heading && /\bstatus\b/i.test(s.heading.text) ? [s.heading.textRange.start] : []))

const NUMBER = /^\W{0,3}((?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})(?:\.(?:\d{1,3}|[a-z]|[IVXivx]{1,5}))*)[.):]?(?=\s|$)/

/** The number of a heading, `2.3` of `2.3. Stages`. */
const numberOf = ({ heading }: Section): string | undefined => NUMBER.exec(heading?.text ?? '')?.[1]

/** Words of a heading from which on it is a sentence. */
const SENTENCE = 9

/** Whether `2.3.1` follows `2.3` as a heading of the same level, by its number a part; or a sentence that was made a heading. */
function goesOn(section: Section): boolean {
  const own = numberOf(section)
  const siblings = section.parent?.children ?? []
  const follows = siblings[siblings.indexOf(section) + 1]?.heading?.text ?? ''
  if (/:\W*$/.test(follows) || follows.split(/\s+/).length >= SENTENCE) return true
  if (own === undefined) return false
  for (const next of siblings.slice(siblings.indexOf(section) + 1)) {
    const number = numberOf(next)
    if (number !== undefined) return number.startsWith(`${own}.`)
  }
  return false
}

/** What holds for all sections below one heading; found once. */
interface Group {
  /** Every one is bare: the headings are a list. */
  readonly bare: boolean
  /** Bold lines with text below them. */
  readonly pseudoWithText: number
}

function groupOf(parent: Section, groups: Map<Section, Group>): Group {
  let group = groups.get(parent)
  if (!group)
    groups.set(
      parent,
      (group = {
        bare: parent.children.every((s) => s.children.length === 0 && s.blocks.length === 0),
        pseudoWithText: parent.children.filter((s) => s.heading!.pseudo && s.blocks.length > 0).length,
      }),
    )
  return group
}

function speaksForItself(section: Section, groups: Map<Section, Group>): boolean {
  const { heading, parent } = section
  if (!heading || !parent || (!parent.heading && heading.level === 1)) return true
  const words = normaliseHeading(heading.text)
  // `Two parts follow:` leads on to the next headings.
  if (/:[^\w:]*$/.test(heading.text)) return true
  if (SELF_CONTAINED.test(words) || words.split(' ').length > 8) return true
  // `## Status: accepted`, `### Option 2 – Kafka`: the heading is the content.
  if (/[:–—] ?\S/.test(heading.text) || (/\?$/.test(heading.text) && words.split(' ').length > 5)) return true
  // Bold lines are headings only where their neighbours have text; else they are emphasis or list entries.
  const { bare, pseudoWithText } = groupOf(parent, groups)
  if (heading.pseudo) return pseudoWithText < 2
  // Headings used as a list: all of a group are bare.
  return heading.level >= 3 && parent.children.length > 1 && bare && parent.blocks.length > 0
}
