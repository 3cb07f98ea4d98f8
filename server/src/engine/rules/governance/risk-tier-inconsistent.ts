import { looseEntry, looseText } from '../../documents/fields.ts'
import { statedTier } from '../../documents/identity.ts'
import type { DocumentView } from '../../documents/document.ts'
import type { Tier } from '../../documents/kinds.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import { entriesAt, textAt, textsAt } from '../reading.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** A fact and the mildest tier that it allows. */
interface Fact {
  readonly words: string
  readonly mildest: Tier
}

const SENSITIVE = ['special-category', 'health', 'biometric', 'children']

const manifest = (risk: string): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: parcel-eta, version: 2.1.0}\nspec:\n  risk: {${risk}}\n`
const card = (tier: number): string =>
  `---\nkind: system-card\nriskTier: ${tier}\naiActClass: high-risk-annex-iii\n---\n# System card: admission of students\n\nRanks applications.\n`

export default defineRule({
  id: 'PL-GOV-009',
  name: 'risk-tier-inconsistent',
  category: 'governance',
  title: 'Risk tier contradicts facts',
  kinds: ['model-manifest', 'ml-design-doc', 'system-card'],
  severity: ['error', 'error', 'error', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'A tier that fits class, autonomy, persons affected and data, and is the same in all documents of the model',
  why: 'A tier too low switches off most of what would have protected the persons concerned',
  help: 'Raise the tier (a lower number), or record in an ADR why the fact does not count here',
  references: ['Regulation (EU) 2024/1689, Article 6', 'SR 26-2, materiality'],
  examples: {
    good: [
      { path: 'parcel-eta.model.yaml', text: manifest('tier: 2, autonomy: automated, affectedPersons: customers') },
      { path: 'SYSTEM_CARD.md', text: card(1) },
    ],
    bad: [
      {
        title: 'Decides about customers without a human',
        path: 'parcel-eta.model.yaml',
        text: manifest('tier: 3, autonomy: automated, affectedPersons: customers'),
      },
      { path: 'SYSTEM_CARD.md', text: card(3) },
      {
        title: 'Two documents, two tiers',
        path: 'docs/parcel-eta-design.md',
        text: '---\nkind: ml-design-doc\nriskTier: 3\nmanifest: parcel-eta.model.yaml\n---\n# Parcel arrival times\n\nTells customers when their parcel comes.\n\n//- path: parcel-eta.model.yaml\napiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: parcel-eta, version: 2.1.0}\nspec:\n  risk: {tier: 2}\n',
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    const tier = statedTier(document)
    if (tier === undefined) return
    const manifest = document.recognition!.kind === 'model-manifest'
    const entry = manifest ? undefined : looseEntry(document.root, ['riskTier', 'risk_tier', 'tier'])
    const range = (manifest ? yamlAt(document.root, ['spec', 'risk', 'tier']) : entry?.value)?.range ?? document.titleRange
    const fact = (manifest ? factsOf(document.root) : factsOfCard(document)).find(({ mildest }) => tier > mildest)
    if (fact) yield { range, message: `Tier ${tier} contradicts ${fact.words}; expected tier ${fact.mildest} or a lower number` }
    const other = manifest ? undefined : workspace.manifestOf(document)
    const theirs = other && statedTier(other)
    if (other && theirs !== undefined && theirs !== tier) {
      const there = yamlAt(other.root, ['spec', 'risk', 'tier'])
      yield {
        range,
        message: `Tier ${tier} here, tier ${theirs} in ${other.path}`,
        help: 'Keep one tier: that of the manifest, unless it is wrong',
        related: there ? [{ path: other.path, range: there.range, message: 'The tier of the manifest' }] : [],
      }
    }
  },
})

function factsOf(root: YamlNode | null): readonly Fact[] {
  const facts: Fact[] = []
  const classes = textsAt(root, 'spec.risk.aiAct.class')
  if (classes.some((c) => c.startsWith('high-risk'))) facts.push({ words: 'the class high-risk of the EU AI Act', mildest: 2 })
  const affected = textAt(root, 'spec.risk.affectedPersons')
  if (textAt(root, 'spec.risk.autonomy') === 'automated' && ['customers', 'public', 'vulnerable'].includes(affected ?? ''))
    facts.push({ words: `automated decisions about ${affected === 'vulnerable' ? 'vulnerable persons' : affected}`, mildest: 2 })
  const tool = entriesAt(root, 'spec.llm.tools').find(({ node }) => textAt(node, 'sideEffects') === 'irreversible')
  if (tool) facts.push({ words: `the irreversible tool ${textAt(tool.node, 'name') ?? ''}`.trim(), mildest: 2 })
  const sensitive = textsAt(root, 'spec.privacy.dataCategories').find((c) => SENSITIVE.includes(c))
  if (sensitive !== undefined) facts.push({ words: `data of the category ${sensitive}`, mildest: 3 })
  return facts
}

const factsOfCard = ({ root }: DocumentView): readonly Fact[] =>
  /^high-risk/.test(looseText(root, ['aiActClass']) ?? '') ? [{ words: 'the class high-risk of the EU AI Act', mildest: 2 }] : []
