import { moneyOf, trimmed } from '../../documents/quantities.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Difference that rounding explains: the domain's 10 %. */
const TOLERANCE = 0.1

const MONTH = 365.25 / 12

/** Difference between planned load and paid volume that growth and rounding explain: the domain's 50 %. */
const LOAD_TOLERANCE = 0.5

/** Days in one `per` of a volume. */
const DAYS: Readonly<Record<string, number>> = { hour: 1 / 24, day: 1, month: MONTH, year: 365.25 }

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
  satisfiedBy: 'Unit cost times volume, and the sum of the parts, make the estimate within 10 %; the volume is that of the average load',
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
      sampleManifest('serving: {capacity: {average: {value: 100, unit: rps}}}\ncost: {volume: {value: 120000, per: month}}', {
        title: 'Another load than the one that is paid for',
      }),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    yield* volumes(root, path)
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

/** Seconds, hours or days behind one of a rate, in days. */
const RATES: Readonly<Record<string, number>> = { rps: 1 / 86_400, 'events/s': 1 / 86_400, rpm: 1 / 1440, 'rows/h': 1 / 24, 'items/day': 1 }

/** The load that the capacity is planned for and the volume that is paid for are one figure. */
function* volumes(root: YamlNode | null, path: string): Iterable<Report> {
  const average = numberAt(root, 'spec.serving.capacity.average.value')
  const rate = RATES[textAt(root, 'spec.serving.capacity.average.unit') ?? '']
  const length = DAYS[textAt(root, 'spec.cost.volume.per') ?? '']
  const volume = numberAt(root, 'spec.cost.volume.value')
  if (average === undefined || rate === undefined || length === undefined || volume === undefined || average <= 0 || volume <= 0) return
  const computed = (average / rate) * length
  if (Math.abs(computed - volume) <= LOAD_TOLERANCE * Math.max(computed, volume)) return
  yield {
    range: fieldAt(root, 'spec.cost.volume.value')!.range,
    message: `The average load makes ${trimmed(Math.round(computed))} a ${textAt(root, 'spec.cost.volume.per')}, the cost is computed for ${trimmed(volume)}`,
    help: 'Correct the volume, or the average of the capacity',
    related: [{ path, range: fieldAt(root, 'spec.serving.capacity.average')!.range, message: 'The average load' }],
  }
}

const differs = (computed: number, stated: number): boolean => Math.abs(computed - stated) > TOLERANCE * Math.max(computed, stated)

const amountOf = (node: YamlNode): number | undefined => numberAt(node, 'amount') ?? numberAt(node, 'amount.amount') ?? moneyOf(fieldAt(node, 'amount')?.value)?.value

/** Unit cost times volume, in a month. */
function perMonth(root: YamlNode | null): { readonly value: number; readonly currency: string } | undefined {
  const price = numberAt(root, 'spec.cost.unit.amount')
  const units = UNITS[textAt(root, 'spec.cost.unit.per') ?? '']
  const volume = numberAt(root, 'spec.cost.volume.value')
  const length = DAYS[textAt(root, 'spec.cost.volume.per') ?? '']
  if (price === undefined || units === undefined || volume === undefined || length === undefined) return undefined
  return { value: ((price / units) * volume * MONTH) / length, currency: textAt(root, 'spec.cost.unit.currency') ?? '' }
}
