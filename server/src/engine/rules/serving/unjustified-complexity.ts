import { unitsOf } from '../../claims/units.ts'
import { measuresIn } from '../../documents/quantities.ts'
import { statedTier } from '../../documents/identity.ts'
import { saidIn, sectionsAbout } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { HEAVY, REASON } from './technologies.ts'

const PROPOSES =
  /\b(?:we (?:will|shall|are going to|want to|plan to|propose|introduce|use|run|build|deploy|set up|adopt|need)|will (?:use|run|build|deploy|introduce|be (?:used|built|deployed|introduced))|introduce|adopt|set up|roll out)\b/i
const NOT_PROPOSED = /\b(?:not|no|never|without|instead of|rejected|alternative|considered|overkill|later|yet|if|might|could|existing|already|do not|don't)\b/i

const couldPropose = saidIn((words) => HEAVY.some(([, part]) => part.test(words)))

export default defineRule({
  id: 'PL-SRV-013',
  name: 'unjustified-complexity',
  category: 'serving',
  readsProse: true,
  title: 'Heavy part without need',
  kinds: ['ml-design-doc', 'adr', 'roadmap'],
  severity: ['info', 'info', 'warning', 'warning'],
  satisfiedBy: 'The requirement, with a number, or the decision that the part rests on; or a lighter one',
  why: 'A small model then carries a platform that one person can no longer keep running',
  help: 'State the requirement that needs it (models, teams, load, recovery), link the ADR, or begin with something smaller',
  references: ['Sculley et al., Hidden Technical Debt in Machine Learning Systems (2015)'],
  examples: {
    good: [
      sampleDocument('ml-design-doc', '## Architecture\n\nWe will introduce a feature store, because 14 models of four teams compute the same 60 features.', { tier: 3 }),
      sampleDocument('adr', '## Status\n\nAccepted\n\n## Context\n\nTwo models.\n\n## Decision\n\nWe compute features in dbt and run no feature store.', { tier: 3 }),
      sampleDocument('roadmap', '## Items\n\nIntroduce a feature store for 14 models, as ADR 12 decides.', { tier: 3 }),
    ],
    bad: [
      sampleDocument('ml-design-doc', '## Architecture\n\nWe will introduce a feature store.', { tier: 3 }),
      sampleDocument('adr', '## Status\n\nAccepted\n\n## Context\n\nThe model runs nightly.\n\n## Decision\n\nWe will deploy a service mesh.', { tier: 3 }),
      sampleDocument('roadmap', '## Items\n\nWe will set up multi-region operation.', { tier: 3 }),
    ],
  },
  *check({ document, tier }): Iterable<Report> {
    // Only where the document itself says that little is at stake: a critical system has its reasons.
    if (tier < 3 || statedTier(document) === undefined) return
    if (!couldPropose(document)) return
    const alternatives = sectionsAbout(document, /\b(?:alternatives?|considered options|options considered|trade-?offs?|pros and cons)\b/)
    const units = unitsOf(document)
    const told = new Set<string>()
    for (const [i, unit] of units.entries()) {
      if (unit.void || unit.kind === 'group' || !PROPOSES.test(unit.text) || NOT_PROPOSED.test(unit.text) || unit.text.endsWith('?')) continue
      const heavy = HEAVY.find(([, words]) => words.test(unit.text))
      if (!heavy || told.has(heavy[0])) continue
      const [name, words] = heavy
      const passage = [units[i - 1], unit, units[i + 1]].flatMap((u) => (u && u.block === unit.block ? [u.text] : []))
      const linked = document.markdown!.links.some((link) => link.range.start >= unit.range.start && link.range.end <= unit.range.end)
      const weighed = alternatives.some((section) => words.test(document.markdown!.plain.slice(section.range.start, section.range.end)))
      if (linked || weighed || passage.some((text) => REASON.test(text) || measuresIn(text).length > 0)) continue
      told.add(name)
      yield { range: unit.range, message: `${name} has no stated requirement; justify or start smaller` }
    }
  },
})
