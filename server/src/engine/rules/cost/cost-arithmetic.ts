import { moneyOf, trimmed } from '../../documents/quantities.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Difference that rounding explains: the domain's 10 %. */
const TOLERANCE = 0.1

const MONTH = 365.25 / 12

/** Units in one `per` of a price. */
const UNITS: Readonly<Record<string, number>> = { request: 1, '1k-requests': 1000 }

export default defineRule({
  id: 'PL-CST-002',
  name: 'cost-arithmetic',
  category: 'cost',
  title: 'Figures of the cost disagree',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'warning', 'info'],
  ignoresStage: true,
  satisfiedBy: 'Unit cost times volume, and the sum of the parts, make the estimate within 10 %',
  why: 'A budget that rests on figures which do not add up is decided blind',
  help: 'Correct the unit cost, the volume, a part or the estimate',
  references: ['FinOps Framework: unit economics'],
  examples: {
    good: [
      sampleManifest('cost: {unit: {amount: 9, currency: EUR, per: 1k-requests}, volume: {value: 120000, per: month}, estimate: {amount: 1080, currency: EUR, per: month}}'),
      sampleManifest('cost: {estimate: {amount: 900, currency: EUR, per: month}, breakdown: [{item: serving, amount: 600}, {item: training, amount: 300}]}'),
    ],
    bad: [
      sampleManifest('cost: {unit: {amount: 9, currency: EUR, per: 1k-requests}, volume: {value: 1200000, per: month}, estimate: {amount: 1080, currency: EUR, per: month}}'),
      sampleManifest('cost: {estimate: {amount: 900, currency: EUR, per: month}, breakdown: [{item: serving, amount: 900}, {item: training, amount: 300}]}', {
        title: 'The parts are more than the whole',
      }),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    const estimate = fieldAt(root, 'spec.cost.estimate')
    const stated = numberAt(root, 'spec.cost.estimate.amount')
    const per = textAt(root, 'spec.cost.estimate.per')
    if (!estimate || stated === undefined || stated <= 0) return
    const currency = textAt(root, 'spec.cost.estimate.currency') ?? ''
    const amount = fieldAt(root, 'spec.cost.estimate.amount')!
    const product = perMonth(root)
    if (product && per === 'month' && product.currency === currency && differs(product.value, stated))
      yield {
        range: amount.range,
        message: `Unit cost × volume makes ${trimmed(product.value)} ${currency} a month, not ${trimmed(stated)}`,
        related: [{ path, range: fieldAt(root, 'spec.cost.unit')!.range, message: 'The unit cost' }],
      }
    const parts = entriesAt(root, 'spec.cost.breakdown').map(({ node }) => ({ amount: amountOf(node), currency: textAt(node, 'amount.currency') ?? currency }))
    if (parts.length < 2 || parts.some((part) => part.amount === undefined || part.currency !== currency)) return
    const sum = parts.reduce((total, part) => total + part.amount!, 0)
    if (differs(sum, stated)) yield { range: amount.range, message: `The ${parts.length} parts of the cost make ${trimmed(sum)} ${currency}, not ${trimmed(stated)}` }
  },
})

const differs = (computed: number, stated: number): boolean => Math.abs(computed - stated) > TOLERANCE * Math.max(computed, stated)

const amountOf = (node: YamlNode): number | undefined => numberAt(node, 'amount') ?? numberAt(node, 'amount.amount') ?? moneyOf(fieldAt(node, 'amount')?.value)?.value

/** Unit cost times volume, in a month. */
function perMonth(root: YamlNode | null): { readonly value: number; readonly currency: string } | undefined {
  const price = numberAt(root, 'spec.cost.unit.amount')
  const units = UNITS[textAt(root, 'spec.cost.unit.per') ?? '']
  const volume = numberAt(root, 'spec.cost.volume.value')
  const days: Readonly<Record<string, number>> = { day: 1, month: MONTH, year: 365.25, hour: 1 / 24 }
  const length = days[textAt(root, 'spec.cost.volume.per') ?? '']
  if (price === undefined || units === undefined || volume === undefined || length === undefined) return undefined
  return { value: ((price / units) * volume * MONTH) / length, currency: textAt(root, 'spec.cost.unit.currency') ?? '' }
}
