import { adrPart } from '../../documents/adr-parts.ts'
import { unitsOf } from '../../claims/units.ts'
import { saidIn, sectionsAbout } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { CHOOSES, NOT_CHOSEN, REASON, TOOL } from './technologies.ts'

const couldChoose = saidIn((words) => TOOL.test(words) && CHOOSES.test(words))

export default defineRule({
  id: 'PL-SRV-014',
  name: 'tool-without-rationale',
  category: 'serving',
  readsProse: true,
  title: 'Tool named, reason absent',
  kinds: ['ml-design-doc', 'adr'],
  severity: ['info', 'info', 'info', 'off'],
  satisfiedBy: 'The reason for a platform, store or provider, or the decision record that holds it',
  why: 'Without the reason nobody can tell later whether it still holds',
  help: 'Say which requirement decided, or link the ADR',
  references: ['Nygard, Documenting Architecture Decisions (2011)'],
  examples: {
    good: [
      sampleDocument('ml-design-doc', '## Architecture\n\nWe will use Redis, because the lookup has 3 ms and the team already runs it.'),
      sampleDocument(
        'adr',
        '## Status\n\nAccepted\n\n## Context\n\nScans arrive 24 hours a day, and the scores must follow within a minute. Polling the warehouse takes ten.\n\n## Decision\n\nWe will use Kafka.',
      ),
    ],
    bad: [
      sampleDocument('ml-design-doc', '## Architecture\n\nThe service is stateless. We will use Kubernetes.'),
      sampleDocument('adr', '## Status\n\nAccepted\n\n## Context\n\nScans.\n\n## Decision\n\nWe will use Kafka.'),
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!couldChoose(document)) return
    const { plain, links } = document.markdown!
    const adr = document.recognition!.kind === 'adr'
    // The context of a decision is its reason.
    if (
      adr &&
      (adrPart(document, 'options') ||
        (adrPart(document, 'context')?.sections ?? []).some((section) => plain.slice(section.heading?.range.end ?? section.range.start, section.range.end).trim().length > 60))
    )
      return
    const weighed = sectionsAbout(document, /\b(?:alternatives?|options?|trade-?offs?|pros and cons|tech(?:nology)? (?:stack|choices?)|why)\b/).map((s) =>
      plain.slice(s.range.start, s.range.end).toLowerCase(),
    )
    const units = unitsOf(document)
    const told = new Set<string>()
    for (const [i, unit] of units.entries()) {
      if (unit.void || unit.kind !== 'sentence' || unit.text.length > 400 || !CHOOSES.test(unit.text) || NOT_CHOSEN.test(unit.text) || unit.text.endsWith('?')) continue
      const tool = TOOL.exec(unit.text)?.[1]
      if (tool === undefined || told.has(tool.toLowerCase()) || weighed.some((text) => text.includes(tool.toLowerCase()))) continue
      const passage = [units[i - 1], unit, units[i + 1]].flatMap((u) => (u && u.block === unit.block ? [u.text] : []))
      if (passage.some((text) => REASON.test(text)) || links.some((link) => link.range.start >= unit.range.start && link.range.end <= unit.range.end)) continue
      told.add(tool.toLowerCase())
      yield { range: unit.range, message: `Say why ${tool} was chosen` }
    }
  },
})
