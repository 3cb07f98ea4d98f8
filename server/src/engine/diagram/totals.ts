import type { DocumentView } from '../documents/document.ts'
import { fieldText } from '../documents/fields.ts'
import { durationOf, durationText, shareOf, trimmed } from '../documents/quantities.ts'
import { yamlAt, yamlEntryAt, yamlToJs } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { Node, Total } from './types.ts'

/** Sums along the picture: latency of the hops against the target, cost against the budget. */
export function totalsOf(manifest: DocumentView | undefined, nodes: readonly Node[]): readonly Total[] {
  return manifest ? [...latency(manifest, nodes), ...cost(manifest)] : []
}

/** Hops one after the other; of those in a parallel group only the longest counts. */
function latency(manifest: DocumentView, nodes: readonly Node[]): readonly Total[] {
  const at = ['spec', 'serving', 'latency']
  const list = yamlAt(manifest.root, [...at, 'hops'])
  const hops = (list?.kind === 'seq' ? list.items : []).flatMap((hop) => {
    const budget = durationOf(yamlToJs(yamlAt(hop, ['budget']) ?? null))
    const name = fieldText(hop, ['name']) ?? fieldText(hop, ['component']) ?? 'hop'
    return budget === undefined ? [] : [{ name, budget, group: fieldText(hop, ['parallelGroup']), component: fieldText(hop, ['component']) ?? name }]
  })
  if (hops.length === 0) return []
  const groups = new Map<string, number>()
  let sum = 0
  for (const { budget, group } of hops) {
    if (group === undefined) sum += budget
    else groups.set(group, Math.max(groups.get(group) ?? 0, budget))
  }
  for (const longest of groups.values()) sum += longest
  const target = durationOf(yamlToJs(yamlAt(manifest.root, [...at, 'target']) ?? null))
  const headroom = shareOf(yamlToJs(yamlAt(manifest.root, [...at, 'headroomPercent']) ?? null), 'percent') ?? 0
  const allowed = target === undefined ? undefined : target * (1 - headroom)
  const percentile = fieldText(manifest.root, [...at, 'percentile'])
  return [
    {
      name: percentile ? `Latency (${percentile})` : 'Latency',
      value: durationText(sum),
      limit: target === undefined ? null : `${durationText(target)}${headroom > 0 ? ` less ${Math.round(headroom * 100)} % headroom` : ''}`,
      within: allowed === undefined ? null : sum <= allowed * (1 + 1e-9),
      parts: hops.map(({ name, budget, group, component }) => ({
        name: group === undefined ? name : `${name} (parallel: ${group})`,
        value: durationText(budget),
        node: nodes.find(({ label }) => label === component || label === name)?.id ?? null,
      })),
      place: placeOf(manifest, at),
    },
  ]
}

interface Money {
  readonly amount: number
  readonly currency: string
  readonly per: string | undefined
}

function moneyAt(node: YamlNode | null | undefined): Money | undefined {
  const amount = Number(fieldText(node, ['amount']))
  const currency = fieldText(node, ['currency'])
  return Number.isFinite(amount) && currency !== undefined ? { amount, currency, per: fieldText(node, ['per']) } : undefined
}

const moneyText = ({ amount, currency, per }: Money): string => `${trimmed(amount)} ${currency}${per ? ` per ${per}` : ''}`

function cost(manifest: DocumentView): readonly Total[] {
  const at = ['spec', 'cost']
  const node = yamlAt(manifest.root, at)
  const estimate = moneyAt(yamlAt(node, ['estimate']))
  const budget = moneyAt(yamlAt(node, ['budget']))
  const list = yamlAt(node, ['breakdown'])
  const parts = (list?.kind === 'seq' ? list.items : []).flatMap((item) => {
    const amount = moneyAt(yamlAt(item, ['amount'])) ?? moneyAt(item)
    const plain = Number(fieldText(item, ['amount']))
    const money = amount ?? (Number.isFinite(plain) && estimate ? { ...estimate, amount: plain } : undefined)
    return money ? [{ name: fieldText(item, ['item']) ?? fieldText(item, ['name']) ?? 'item', money }] : []
  })
  const same = parts.length > 0 && parts.every(({ money }) => money.currency === parts[0]!.money.currency)
  const sum = same ? { ...parts[0]!.money, amount: parts.reduce((total, { money }) => total + money.amount, 0) } : estimate
  if (!sum) return []
  const comparable = budget && budget.currency === sum.currency && (budget.per ?? 'month') === (sum.per ?? 'month')
  const unit = moneyAt(yamlAt(node, ['unit']))
  return [
    {
      name: 'Cost',
      value: moneyText(sum),
      limit: budget ? moneyText(budget) : null,
      within: comparable ? sum.amount <= budget.amount : null,
      parts: [...parts.map(({ name, money }) => ({ name, value: moneyText(money), node: null })), ...(unit ? [{ name: 'unit', value: moneyText(unit), node: null }] : [])],
      place: placeOf(manifest, at),
    },
  ]
}

function placeOf(manifest: DocumentView, at: readonly string[]): Total['place'] {
  const entry = yamlEntryAt(manifest.root, at)
  return entry ? { path: manifest.path, range: entry.range } : null
}
