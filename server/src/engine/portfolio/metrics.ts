import type { Metric } from '../packs/checklist-types.ts'
import { moneyOf } from '../documents/quantities.ts'
import { average, businessDays, DAY, list, median, number, object, time } from './read.ts'
import type { GivenValue, MetricValue, ModelInputs } from './types.ts'

/** What a figure found: the number, who counts, who meets it, of whom the inputs are missing. */
interface Figure {
  readonly population: readonly ModelInputs[]
  readonly number: number | null
  readonly meeting?: readonly ModelInputs[]
  readonly unknown: readonly ModelInputs[]
  readonly inputs: readonly string[]
  /** Replaces the number where one is not enough. */
  readonly value?: string
  readonly note?: string
}

type Compute = (models: readonly ModelInputs[], metric: Metric, today: string) => Figure

/** Models of tiers 1 and 2, and those of which nobody knows whether they are. */
const topTiers = (models: readonly ModelInputs[]): readonly ModelInputs[] => models.filter(({ model }) => model.tier === null || model.tier <= 2)

/** A share of tiers 1 and 2: a model without a tier does not tell. */
const topShare = (models: readonly ModelInputs[], meets: (inputs: ModelInputs) => boolean | undefined): Figure =>
  share(topTiers(models), (inputs) => (inputs.model.tier === null ? undefined : meets(inputs)))

/** Share of models that meet something; `undefined`: the model does not tell. */
function share(population: readonly ModelInputs[], meets: (inputs: ModelInputs) => boolean | undefined): Figure {
  const answers = population.map((inputs) => ({ inputs, answer: meets(inputs) }))
  const known = answers.filter(({ answer }) => answer !== undefined)
  const meeting = known.filter(({ answer }) => answer).map(({ inputs }) => inputs)
  return {
    population,
    // Who does not tell does not meet it: unknown never counts as a pass.
    number: known.length === 0 ? null : (100 * meeting.length) / population.length,
    meeting,
    unknown: answers.filter(({ answer }) => answer === undefined).map(({ inputs }) => inputs),
    inputs: [`${meeting.length} of ${population.length} models`],
  }
}

/** A figure of values that each model gives several or none of. */
function pooled(
  population: readonly ModelInputs[],
  values: (inputs: ModelInputs) => readonly number[] | undefined,
  put: (values: readonly number[]) => number,
  unit: string,
): Figure {
  const each = population.map((inputs) => ({ inputs, own: values(inputs) }))
  const all = each.flatMap(({ own }) => own ?? [])
  return {
    population,
    number: all.length === 0 ? null : put(all),
    unknown: each.filter(({ own }) => own === undefined).map(({ inputs }) => inputs),
    inputs: each.flatMap(({ inputs, own }) => (own && own.length > 0 ? [`${inputs.model.name}: ${own.map((value) => rounded(value)).join(', ')} ${unit}`.trim()] : [])),
  }
}

/** Share of events of which something holds. */
function events(population: readonly ModelInputs[], of: (inputs: ModelInputs) => readonly boolean[] | undefined, what: string): Figure {
  const each = population.map((inputs) => ({ inputs, own: of(inputs) }))
  const all = each.flatMap(({ own }) => own ?? [])
  return {
    population,
    number: all.length === 0 ? null : (100 * all.filter(Boolean).length) / all.length,
    unknown: each.filter(({ own }) => own === undefined).map(({ inputs }) => inputs),
    inputs: each.flatMap(({ inputs, own }) => (own && own.length > 0 ? [`${inputs.model.name}: ${own.filter(Boolean).length} of ${own.length} ${what}`] : [])),
  }
}

const has = (inputs: ModelInputs, rules: readonly string[] = []): boolean => inputs.findings.some(({ rule }) => rules.includes(rule))

const days = (from: unknown, to: unknown): number | undefined => {
  const [a, b] = [time(from), time(to)]
  return a === undefined || b === undefined ? undefined : (b - a) / DAY
}

/** The time of each incident from one event to another; `undefined` where a model keeps no record of incidents. */
const incidentDays = ({ spec }: ModelInputs, to: string, type?: string): readonly number[] | undefined => {
  if (!('incidents' in object(spec, 'lifecycle'))) return undefined
  return list(spec, 'lifecycle.incidents').flatMap((incident) => (type === undefined || incident['type'] === type ? (days(incident['detected'], incident[to]) ?? []) : []))
}

const releasesOf = ({ spec }: ModelInputs): ReturnType<typeof list> | undefined => ('releases' in object(spec, 'lifecycle') ? list(spec, 'lifecycle.releases') : undefined)

const COMPUTE: Readonly<Record<string, Compute>> = {
  M1: (models, { rules = [] }) =>
    share(models, (inputs) =>
      inputs.model.hasManifest ? inputs.model.reference !== null && !inputs.findings.some(({ rule, severity }) => rules.includes(rule) && severity === 'error') : undefined,
    ),
  M2: (models) =>
    pooled(
      models,
      ({ spec }) => {
        const { approved, firstProduction } = object(spec, 'lifecycle.milestones')
        const found = days(approved, firstProduction)
        return found === undefined ? undefined : [found]
      },
      median,
      'd',
    ),
  M3: (models, _, today) => {
    const from = Date.parse(today) - 365 * DAY
    const known = models.filter((inputs) => releasesOf(inputs) !== undefined)
    const counts = known.map((inputs) => ({ inputs, count: releasesOf(inputs)!.filter((release) => (time(release['date']) ?? 0) >= from).length }))
    return {
      population: models,
      number: known.length === 0 ? null : counts.reduce((sum, { count }) => sum + count, 0) / known.length / 12,
      unknown: models.filter((inputs) => !known.includes(inputs)),
      inputs: counts.map(({ inputs, count }) => `${inputs.model.name}: ${count} releases in 12 months`),
    }
  },
  M4: (models) =>
    events(
      models,
      (inputs) => releasesOf(inputs)?.flatMap(({ outcome }) => (typeof outcome === 'string' ? [outcome === 'rolled-back' || outcome === 'incident'] : [])),
      'releases',
    ),
  M5: (models) => pooled(models, (inputs) => incidentDays(inputs, 'resolved'), average, 'd'),
  M6: (models, { rules = [] }) => topShare(models, (inputs) => (rules.some((rule) => inputs.ran(rule)) || inputs.model.hasManifest ? !has(inputs, rules) : undefined)),
  M7: (models) => pooled(models, (inputs) => incidentDays(inputs, 'mitigated', 'drift'), median, 'd'),
  M8: (models) => events(models, (inputs) => releasesOf(inputs)?.flatMap(({ regression }) => (typeof regression === 'boolean' ? [regression] : [])), 'releases'),
  M9: (models) => {
    const known = models.filter(({ spec }) => 'incidents' in object(spec, 'lifecycle'))
    const counts = known.map((inputs) => ({ inputs, count: list(inputs.spec, 'lifecycle.incidents').filter(({ type, cause }) => type === 'skew' || cause === 'skew').length }))
    return {
      population: models,
      number: known.length === 0 ? null : counts.reduce((sum, { count }) => sum + count, 0),
      unknown: models.filter((inputs) => !known.includes(inputs)),
      inputs: counts.map(({ inputs, count }) => `${inputs.model.name}: ${count}`),
    }
  },
  M10: (models) =>
    topShare(models, ({ spec, model }) => {
      if (!model.hasManifest) return undefined
      const dimensions = new Set(list(spec, 'monitoring.dataQuality').map(({ dimension }) => String(dimension)))
      return dimensions.has('freshness') && dimensions.has('schema') && (dimensions.has('completeness') || dimensions.has('null-rate'))
    }),
  M11: (models) =>
    events(
      models,
      ({ spec }) => {
        const attained = list(spec, 'slos').flatMap((slo) =>
          list(slo, 'attainment').flatMap(({ value }) => (number(value) === undefined || number(slo['target']) === undefined ? [] : [number(value)! >= number(slo['target'])!])),
        )
        return attained.length === 0 ? undefined : attained
      },
      'periods',
    ),
  M12: (models) => cost(models),
  M13: (models) => {
    const population = models.filter(({ spec }) => 'acceleratorUtilization' in object(spec, 'cost') || String(object(spec, 'training.compute')['accelerator'] ?? 'none') !== 'none')
    return pooled(
      population,
      ({ spec }) => {
        const measured = number(object(spec, 'cost.acceleratorUtilization')['measured'])
        return measured === undefined ? undefined : [measured <= 1 ? measured * 100 : measured]
      },
      average,
      '%',
    )
  },
  M14: (models, { rules = [], categories = [] }) =>
    topShare(models, ({ findings }) => !findings.some(({ rule, category, severity }) => severity === 'error' && (rules.includes(rule) || categories.includes(category)))),
  M15: (models, { categories = [] }) => {
    const known = models.filter(({ model }) => model.hasManifest)
    const counts = known.map((inputs) => {
      const { critical, high } = object(inputs.spec, 'security.findings')
      return {
        inputs,
        count: (number(critical) ?? 0) + (number(high) ?? 0) + inputs.findings.filter(({ category, severity }) => severity === 'error' && categories.includes(category)).length,
      }
    })
    return {
      population: models,
      number: known.length === 0 ? null : counts.reduce((sum, { count }) => sum + count, 0),
      unknown: models.filter(({ spec }) => Object.keys(object(spec, 'security.findings')).length === 0),
      inputs: counts.map(({ inputs, count }) => `${inputs.model.name}: ${count}`),
    }
  },
  M17: (models) =>
    pooled(
      models,
      ({ spec }) => {
        const found = list(spec, 'governance.approvals').flatMap(({ role, requested, decided }) => {
          const [from, to] = [time(requested), time(decided)]
          return role === 'architecture' && from !== undefined && to !== undefined ? [businessDays(from, to)] : []
        })
        return found.length === 0 ? undefined : found
      },
      median,
      'business days',
    ),
  M20: (models) => share(models, ({ model }) => model.readiness.ready),
}

/** Cost of 1,000 requests by currency, weighted by volume where all of a currency tell it. */
function cost(models: readonly ModelInputs[]): Figure {
  const SCALE: Readonly<Record<string, number>> = { request: 1000, '1k-requests': 1 }
  const found = models.flatMap((inputs) => {
    const unit = object(inputs.spec, 'cost.unit')
    const scale = SCALE[String(unit['per'])]
    const amount = number(unit['amount'])
    if (scale === undefined || amount === undefined || moneyOf(unit) === undefined) return []
    return [{ inputs, currency: String(unit['currency']), price: amount * scale, volume: number(object(inputs.spec, 'cost.volume')['value']) }]
  })
  const byCurrency = Map.groupBy(found, ({ currency }) => currency)
  const prices = [...byCurrency].map(([currency, own]) => {
    const weighted = own.every(({ volume }) => volume !== undefined && volume > 0)
    const total = own.reduce((sum, { volume }) => sum + (weighted ? volume! : 1), 0)
    return { currency, price: own.reduce((sum, { price, volume }) => sum + price * (weighted ? volume! : 1), 0) / total }
  })
  return {
    population: models,
    number: prices.length === 1 ? prices[0]!.price : null,
    value: prices.length === 0 ? undefined : prices.map(({ currency, price }) => `${rounded(price)} ${currency}`).join(', '),
    unknown: models.filter((inputs) => !found.some((entry) => entry.inputs === inputs)),
    inputs: found.map(({ inputs, price, currency }) => `${inputs.model.name}: ${rounded(price)} ${currency}`),
  }
}

/** Two digits behind the point, or two that count where the figure is smaller: a price of 0.0069 is not 0.01. */
const rounded = (value: number): string =>
  String(Math.abs(value) >= 100 ? Math.round(value) : Math.abs(value) >= 0.1 || value === 0 ? Math.round(value * 100) / 100 : Number(value.toPrecision(2)))

/** Which figures are computed, for the test that holds the data to them. */
export const COMPUTED: readonly string[] = Object.keys(COMPUTE)

/** The key figures of the models in production. */
export function metricsOf(metrics: readonly Metric[], all: readonly ModelInputs[], given: ReadonlyMap<string, GivenValue>, today: string): readonly MetricValue[] {
  const production = all.filter(({ model }) => model.stage === 'production')
  return metrics.map((metric) => {
    const compute = COMPUTE[metric.id]
    const figure = compute ? compute(production, metric, today) : givenFigure(given.get(metric.id))
    return valueOf(metric, figure)
  })
}

const givenFigure = (value: GivenValue | undefined): Figure => ({
  population: [],
  number: value?.value ?? null,
  unknown: [],
  inputs: value ? [[value.source, value.date].filter(Boolean).join(', ')] : [],
  note: value ? 'given, not computed' : 'documents do not tell it; give it in portfolio.yaml',
})

function valueOf({ id, title, formula, target, unit, at, rules = [], categories = [] }: Metric, figure: Figure): MetricValue {
  const { population, number: found, unknown, inputs, note, meeting = [] } = figure
  const known = population.length - unknown.length
  return {
    id,
    title,
    formula: formula.replaceAll('{rules}', rules.join(', ')).replaceAll('{categories}', categories.join(', ')),
    target,
    value: figure.value ?? (found === null ? 'not known' : `${rounded(found)}${unit === '' ? '' : ` ${unit}`}`),
    number: found === null ? null : Math.round(found * 100) / 100,
    unit,
    met: found === null || !at ? null : (at.atLeast === undefined || found >= at.atLeast) && (at.atMost === undefined || found <= at.atMost),
    population: population.map(({ model }) => model.name),
    meeting: meeting.map(({ model }) => model.name),
    unknown: unknown.map(({ model }) => model.name),
    coverage: population.length === 0 ? null : Math.round((100 * known) / population.length),
    inputs,
    note: note ?? (unknown.length > 0 ? `${unknown.length} of ${population.length} models do not tell` : null),
  }
}
