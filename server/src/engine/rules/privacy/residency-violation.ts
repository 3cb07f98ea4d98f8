import { fieldList, isGiven } from '../../documents/fields.ts'
import { yamlEntryAt } from '../../syntax/yaml.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** Areas of the world by the words that people write for them, and by the beginnings of cloud regions. Only what is known is compared. */
const AREAS: readonly { readonly area: string; readonly words: readonly string[]; readonly regions: readonly string[] }[] = [
  {
    area: 'eu',
    words: [
      'eu',
      'eea',
      'europe',
      'european union',
      'de',
      'germany',
      'fr',
      'france',
      'ie',
      'ireland',
      'nl',
      'netherlands',
      'se',
      'sweden',
      'es',
      'spain',
      'it',
      'italy',
      'pl',
      'poland',
      'be',
      'belgium',
      'fi',
      'finland',
    ],
    regions: ['eu-', 'europe-', 'westeurope', 'northeurope', 'germany', 'france', 'sweden', 'italynorth', 'polandcentral', 'spaincentral'],
  },
  { area: 'uk', words: ['uk', 'gb', 'united kingdom'], regions: ['uk', 'europe-west2'] },
  { area: 'ch', words: ['ch', 'switzerland'], regions: ['switzerland', 'eu-central-2', 'europe-west6'] },
  { area: 'us', words: ['us', 'usa', 'united states'], regions: ['us-', 'eastus', 'westus', 'centralus', 'southcentralus', 'northcentralus'] },
  { area: 'ca', words: ['ca', 'canada'], regions: ['ca-', 'canada', 'northamerica-northeast'] },
  { area: 'asia', words: ['apac', 'asia', 'jp', 'japan', 'sg', 'singapore', 'in', 'india'], regions: ['ap-', 'asia-', 'japan', 'southeastasia', 'eastasia', 'centralindia'] },
  { area: 'au', words: ['au', 'australia'], regions: ['australia'] },
]

/** Area of a region or word; of several the more exact: `eu-west-2` is London. */
function areaOf(text: string): string | undefined {
  const word = text.trim().toLowerCase()
  if (word === 'eu-west-2') return 'uk'
  const byWord = AREAS.find(({ words }) => words.includes(word))
  if (byWord) return byWord.area
  let best: { readonly area: string; readonly length: number } | undefined
  for (const { area, regions } of AREAS) for (const region of regions) if (word.startsWith(region) && region.length > (best?.length ?? 0)) best = { area, length: region.length }
  return best?.area
}

export default defineRule({
  id: 'PL-PRV-003',
  name: 'residency-violation',
  category: 'privacy',
  title: 'A part runs outside of where data may be',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'info'],
  satisfiedBy: 'Regions of deployment and providers that lie within the residency stated',
  why: 'Data that must stay in a country are in breach from the first request that leaves it',
  help: 'Move the part, choose a region of the provider within the residency, or have the residency changed by who may decide it',
  references: ['GDPR, Chapter V'],
  examples: {
    good: [sampleManifest('serving: {deployment: {regions: [eu-central-1]}}\nprivacy: {dataCategories: [contact], residency: [eu]}')],
    bad: [
      sampleManifest('serving: {deployment: {regions: [eu-central-1, us-east-1]}}\nprivacy: {dataCategories: [contact], residency: [eu]}'),
      sampleManifest('llm: {providers: [{name: bedrock, model: m, region: us-west-2}]}\nprivacy: {dataCategories: [contact], residency: [eu]}', {
        title: 'The provider of the model',
      }),
      sampleManifest('serving: {deployment: {regions: [eu-central-1, us-east-1]}}\nprivacy: {dataCategories: [contact], jurisdictions: [GDPR]}', {
        title: 'Several regions, and no residency',
      }),
    ],
  },
  *check(context): Iterable<Report> {
    const { root } = context.document
    const residency = fieldList(root, ['spec', 'privacy', 'residency'])
    const allowed = new Set(residency.map(areaOf))
    if (residency.length === 0) yield* undefinedResidency(context)
    // A word that we do not know might allow anything.
    if (residency.length === 0 || allowed.has(undefined)) return
    // What crosses a border by a stated transfer was decided.
    if (fieldList(root, ['spec', 'privacy', 'transfers']).length > 0 || entriesAt(root, 'spec.privacy.transfers').length > 0) return
    for (const { what, region, range } of places(root)) {
      const area = areaOf(region)
      if (area !== undefined && !allowed.has(area)) yield { range, message: `${what} runs in ${region}, outside of the residency ${residency.join(', ')}` }
    }
  },
})

/** Personal data under a law about where they lie, a service in several regions, and nobody says which are allowed. */
function* undefinedResidency(context: RuleContext): Generator<Report> {
  const { root } = context.document
  const privacy = yamlEntryAt(root, ['spec', 'privacy'])
  if (!privacy || !context.applies('personalData') || isGiven(root, ['spec', 'privacy', 'residency'])) return
  const bound = fieldList(root, ['spec', 'privacy', 'jurisdictions']).some((law) => /gdpr|dsgvo|eu/i.test(law)) || context.applies('regulated')
  const regions = new Set([...places(root)].map(({ region }) => region))
  if (!bound || regions.size < 2) return
  yield {
    range: privacy.keyRange,
    severity: 'warning',
    message: `${context.model} keeps personal data in ${regions.size} regions, and nobody says where they may lie`,
    help: 'State the areas that are allowed in privacy.residency',
  }
}

function* places(root: YamlNode | null): Generator<{ readonly what: string; readonly region: string; readonly range: Range }> {
  const regions = fieldAt(root, 'spec.serving.deployment.regions')?.node
  const nodes = regions?.kind === 'seq' ? regions.items : [regions]
  for (const node of nodes) if (node?.kind === 'scalar' && typeof node.value === 'string') yield { what: 'The service', region: node.value, range: node.range }
  for (const { node } of entriesAt(root, 'spec.llm.providers')) {
    const region = fieldAt(node, 'region')
    if (region && typeof region.value === 'string') yield { what: `The provider ${textAt(node, 'name') ?? ''}`.trim(), region: region.value, range: region.range }
  }
}
