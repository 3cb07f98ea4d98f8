import { trimmed } from '../../documents/quantities.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { fieldAt, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Months in the period of a sum. */
const MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12, day: 12 / 365.25 }

export default defineRule({
  id: 'PL-CST-003',
  name: 'budget-exceeded',
  category: 'cost',
  title: 'The estimate exceeds the budget',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'An estimate, and for language models a spend cap, within the budget',
  why: 'A system that costs more than anybody granted is switched off in a hurry',
  help: 'Lower the cost, or have the budget raised by who may grant it',
  references: ['FinOps Framework: budgeting'],
  examples: {
    good: [sampleManifest('cost: {estimate: {amount: 1080, currency: EUR, per: month}, budget: {amount: 1500, currency: EUR, per: month}}')],
    bad: [
      sampleManifest('cost: {estimate: {amount: 1800, currency: EUR, per: month}, budget: {amount: 1500, currency: EUR, per: month}}'),
      sampleManifest('llm: {limits: {spendCap: {amount: 3000, currency: EUR, per: month}}}\ncost: {budget: {amount: 1500, currency: EUR, per: month}}', {
        title: 'The cap lies above the budget',
      }),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    const budget = monthly(root, 'spec.cost.budget')
    if (!budget) return
    for (const [name, at] of [
      ['estimate', 'spec.cost.estimate'],
      ['spend cap', 'spec.llm.limits.spendCap'],
    ] as const) {
      const sum = monthly(root, at)
      if (!sum || sum.currency !== budget.currency || sum.value <= budget.value * 1.0001) continue
      yield {
        range: fieldAt(root, `${at}.amount`)!.range,
        message: `The ${name} of ${trimmed(sum.value)} ${sum.currency} a month exceeds the budget of ${trimmed(budget.value)}`,
        related: [{ path, range: fieldAt(root, 'spec.cost.budget.amount')!.range, message: 'The budget' }],
      }
    }
  },
})

function monthly(root: YamlNode | null, at: string): { readonly value: number; readonly currency: string } | undefined {
  const amount = numberAt(root, `${at}.amount`)
  const months = MONTHS[textAt(root, `${at}.per`) ?? 'month']
  const currency = textAt(root, `${at}.currency`)
  return amount === undefined || months === undefined || currency === undefined ? undefined : { value: amount / months, currency }
}
