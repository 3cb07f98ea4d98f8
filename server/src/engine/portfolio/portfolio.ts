import { standardMetrics } from '../packs/generated/checklists.ts'
import type { ModelSource } from '../readiness/scope.ts'
import { STAGES } from '../documents/kinds.ts'
import { parseYaml, yamlToJs } from '../syntax/yaml.ts'
import { metricsOf } from './metrics.ts'
import { documentCounts, modelsIn, undocumentedIn } from './models.ts'
import { number } from './read.ts'
import type { GivenValue, ModelInputs, Portfolio } from './types.ts'

const TOP = 10

/** Dated values that no document tells, at the root of a workspace. */
export const GIVEN_VALUES = 'portfolio.yaml'

/** What a portfolio reads of a workspace. */
export interface PortfolioSource extends ModelSource {
  text(path: string): string | undefined
}

/** All models of a workspace and their key figures. */
export function portfolioOf(source: PortfolioSource): Portfolio {
  const inputs = modelsIn(source)
  return {
    ...summary(inputs, source.today(), givenValues(source.text(GIVEN_VALUES))),
    models: sorted(inputs),
    undocumented: undocumentedIn(source),
    documents: documentCounts(source),
  }
}

/** What follows from models, of one workspace or of several together. */
export function summary(inputs: readonly ModelInputs[], today: string, given: ReadonlyMap<string, GivenValue>): Omit<Portfolio, 'models' | 'undocumented' | 'documents'> {
  const tiers = [1, 2, 3, 4, null] as const
  return {
    asOf: today,
    metrics: metricsOf(standardMetrics, inputs, given, today),
    byTier: tiers.flatMap((tier) => {
      const own = inputs.filter(({ model }) => model.tier === tier).map(({ model }) => model)
      const percents = own.flatMap(({ readiness }) => readiness.percent ?? [])
      return own.length === 0
        ? []
        : [
            {
              tier,
              models: own.length,
              ready: own.filter(({ readiness }) => readiness.ready).length,
              averagePercent: percents.length === 0 ? null : Math.round(percents.reduce((sum, percent) => sum + percent, 0) / percents.length),
            },
          ]
    }),
    byStage: [...STAGES, null].flatMap((stage) => {
      const count = inputs.filter(({ model }) => model.stage === stage).length
      return count === 0 ? [] : [{ stage: stage ?? 'not stated', models: count }]
    }),
    topProblems: topProblems(inputs),
  }
}

/** By tier, those without one last, then by name. */
export const sorted = (inputs: readonly ModelInputs[]): Portfolio['models'] =>
  inputs.map(({ model }) => model).toSorted((a, b) => (a.tier ?? 9) - (b.tier ?? 9) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

/** Values that nobody can compute: `M16: {value: 4.3, date: 2026-10-01, source: survey}`. What is written otherwise is left out. */
export function givenValues(text: string | undefined): ReadonlyMap<string, GivenValue> {
  const found = new Map<string, GivenValue>()
  const value = text === undefined ? null : yamlToJs(parseYaml(text).value.documents[0]?.root ?? null)
  if (typeof value !== 'object' || value === null) return found
  for (const [id, given] of Object.entries(value)) {
    if (!/^M\d{1,2}$/.test(id) || typeof given !== 'object' || given === null) continue
    const { value: own, date, source } = given as Record<string, unknown>
    const known = number(own)
    if (known !== undefined) found.set(id, { value: known, date: typeof date === 'string' ? date : undefined, source: typeof source === 'string' ? source : undefined })
  }
  return found
}

function topProblems(inputs: readonly ModelInputs[]): Portfolio['topProblems'] {
  const rules = new Map<string, { models: number; findings: number }>()
  for (const { findings } of inputs) {
    const own = new Set<string>()
    for (const { rule, severity } of findings) {
      if (severity === 'info') continue
      const known = rules.get(rule) ?? { models: 0, findings: 0 }
      rules.set(rule, { models: known.models + (own.has(rule) ? 0 : 1), findings: known.findings + 1 })
      own.add(rule)
    }
  }
  return [...rules]
    .map(([rule, counts]) => ({ rule, ...counts }))
    .sort((a, b) => b.models - a.models || b.findings - a.findings || (a.rule < b.rule ? -1 : 1))
    .slice(0, TOP)
}
