import { isAdrRecord } from '../../documents/adr-parts.ts'
import { readAdrStatus } from '../../documents/adr.ts'
import { fieldList, isGiven, looseEntry, looseText } from '../../documents/fields.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { sampleAdr } from './sample.ts'

const BOARD_SCOPES = new Set(['model-registry', 'feature-store', 'orchestration', 'observability', 'api-contract', 'cross-product', 'ownership-change', 'reference-architecture'])
const EXECUTIVE_SCOPES = new Set(['vendor', 'investment', 'legal-compliance', 'deprecation'])
const BOARD = /\b(?:boards?|council|guild|arb|committee|steering|chief|head of|principal|architecture|architects?|cto|cio|vp|director)\b/i
const EXECUTIVE = /\b(?:cto|cio|ceo|cfo|coo|ciso|cpo|cdo|cro|chief|vp|svp|evp|vice president|director|executives?|exec|board|legal|counsel|compliance|dpo|managing)\b/i
const DECIDERS = ['decision-makers', 'deciders', 'decisionMakers', 'decision makers', 'authors'] as const

export default defineRule({
  id: 'PL-ADR-009',
  name: 'adr-approval-level',
  category: 'adr',
  title: 'ADR accepted without the approval its scope needs',
  kinds: ['adr'],
  severity: 'error',
  satisfiedBy:
    'Two decision-makers with a board role for team standards (registry, feature store, orchestration, observability, contracts, several products), an executive or legal one and a cost for vendor, investment, compliance and deprecation',
  why: 'A decision that binds other teams, money or customers does not hold if nobody with the right to take it has taken it',
  help: 'Name the decision-makers with their role in `decision-makers`, or set the status back to proposed until they have decided',
  references: ['Decision rights of the ML architecture role'],
  examples: {
    good: [
      {
        path: 'docs/adr/0005-adopt-feast.md',
        text: sampleAdr({
          title: 'Adopt Feast',
          options: '* Feast\n* Doing nothing',
          frontMatter: 'decisionScope: feature-store\ndecision-makers: [Ana Ruiz (architecture board), team:churn]',
        }),
      },
      {
        path: 'docs/adr/0005-buy-labelling.md',
        text: sampleAdr({
          title: 'Buy labelling from one vendor',
          options: '* Vendor\n* Own staff',
          frontMatter: 'decisionScope: vendor\ndecision-makers: [CTO]\ncost: 40000 EUR per year',
        }),
      },
    ],
    bad: [
      {
        title: 'One team decides for all',
        path: 'docs/adr/0005-adopt-feast.md',
        text: sampleAdr({ title: 'Adopt Feast', options: '* Feast\n* Doing nothing', frontMatter: 'decisionScope: feature-store\ndecision-makers: [team:churn]' }),
      },
      {
        title: 'A contract without executive and cost',
        path: 'docs/adr/0005-buy-labelling.md',
        text: sampleAdr({ title: 'Buy labelling from one vendor', options: '* Vendor\n* Own staff', frontMatter: 'decisionScope: vendor\ndecision-makers: [team:churn]' }),
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!isAdrRecord(document) || readAdrStatus(document)?.status !== 'accepted') return
    const scope = looseText(document.root, ['decisionScope'])
    if (scope === undefined || (!BOARD_SCOPES.has(scope) && !EXECUTIVE_SCOPES.has(scope))) return
    const entry = looseEntry(document.root, DECIDERS)
    const deciders = entry
      ? fieldList(document.root, [entry.key]).flatMap((text) =>
          text
            .split(/[,;]| and /)
            .map((s) => s.trim())
            .filter(Boolean),
        )
      : []
    const range = entry?.value?.range ?? entry?.keyRange ?? looseEntry(document.root, ['decisionScope'])?.value?.range ?? document.titleRange
    const lacks: string[] = []
    if (BOARD_SCOPES.has(scope)) {
      if (deciders.length < 2) lacks.push('two decision-makers')
      if (!deciders.some((d) => BOARD.test(d))) lacks.push('a board role among them')
    } else {
      if (!deciders.some((d) => EXECUTIVE.test(d))) lacks.push('an executive or legal decision-maker')
      const cost = looseEntry(document.root, ['cost'])
      if (
        !(cost && isGiven(document.root, [cost.key])) &&
        !/(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|JPY)\b)\s?\d|\d[\d.,]{0,20}\s?(?:k|m)?\s?(?:[€$£¥]|\b(?:EUR|USD|GBP|CHF|JPY|euros?|dollars?)\b)/i.test(document.markdown?.plain ?? '')
      )
        lacks.push('the cost')
    }
    const level = BOARD_SCOPES.has(scope) ? 'board' : 'executive'
    if (lacks.length) yield { range, message: `Scope ${scope} needs ${level} approval, but the accepted ADR does not name ${lacks.join(' and ')}` }
  },
})
