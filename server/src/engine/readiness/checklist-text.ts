import type { ModelScope } from './scope.ts'
import type { Readiness, ReadinessItem } from './types.ts'
import { isClosed } from './types.ts'

/** A line of a checklist: `- [x] PL-C-012 Data contracts with producers — evidence: …`. */
export const itemLine = ({ id, text }: Pick<ReadinessItem, 'id' | 'text'>, mark: 'x' | ' ' | '-' | '~', note = ''): string =>
  `- [${mark}] ${id} ${text}${note === '' ? '' : ` — ${note}`}`

/** The mark that the computed answer of an item gets; only what is shown is ticked. */
export function markOf({ state }: Pick<ReadinessItem, 'state'>): 'x' | ' ' | '-' | '~' {
  return state === 'not-applicable' ? '-' : state === 'waived' ? '~' : isClosed(state) ? 'x' : ' '
}

/** What is written behind the item: the evidence of what passed, the reason of what did not. */
function noteOf(item: ReadinessItem): string {
  const [best] = item.evidence
  if (item.state === 'passed' && best) return `evidence: ${best.place.path}`
  if (item.state === 'not-applicable') return `N/A: ${item.reason}`
  return item.state === 'waived' ? item.reason : ''
}

/** A readiness checklist as a document: the items that the tier asks for, ticked where documents show them. `lines` replaces the line of an item. */
export function checklistText(scope: ModelScope, readiness: Readiness, lines: ReadonlyMap<string, string> = new Map()): string {
  const { manifest } = scope
  const front = ['kind: readiness-checklist', `title: ${JSON.stringify(`Production readiness of ${readiness.model}`)}`, `model: ${JSON.stringify(readiness.model)}`]
  if (manifest) front.push(`manifest: ${JSON.stringify(manifest.path)}`)
  if (readiness.tierStated) front.push(`riskTier: ${readiness.tier}`)
  front.push(`checklist: ${readiness.checklist}`)
  const areas = readiness.areas.flatMap(({ area, items }) => {
    const own = readiness.items.filter((item) => items.includes(item.id) && (item.demand !== 'not-asked' || lines.has(item.id)))
    return own.length === 0 ? [] : [`## ${area}\n\n${own.map((item) => lines.get(item.id) ?? itemLine(item, markOf(item), noteOf(item))).join('\n')}`]
  })
  return `---\n${front.join('\n')}\n---\n# Production readiness of ${readiness.model}\n\n${areas.join('\n\n')}\n`
}
