import type { DocumentKind, Stage, Tier } from '../documents/kinds.ts'
import { ruleSetting } from '../packs/configuration.ts'
import type { Configuration, RuleSetting } from '../packs/configuration.ts'
import { allRules } from '../rules/registry.ts'
import type { Rule } from '../rules/types.ts'
import { effectiveSeverity, runsWhenRetired } from './severity.ts'

interface PlannedRule {
  readonly rule: Rule
  readonly setting: RuleSetting
}

/** By kind, tier and stage, and the path where the configuration names some. */
const plans = new WeakMap<Configuration, Map<string, readonly PlannedRule[]>>()
/** Plans of one configuration that are remembered. */
const MOST = 200

/** The rules that may concern a document of a kind, with their settings: whether each applies is asked of the document. */
export function rulesFor(
  { configuration, rules }: { readonly configuration: Configuration; readonly rules?: readonly Rule[] },
  kind: DocumentKind,
  tier: Tier,
  stage: Stage,
  path: string,
): readonly PlannedRule[] {
  if (rules) return plan(rules, configuration, kind, tier, stage, path)
  let known = plans.get(configuration)
  if (!known) plans.set(configuration, (known = new Map()))
  const key = `${kind} ${tier} ${stage} ${configuration.overrides.length > 0 ? path : ''}`
  let planned = known.get(key)
  if (!planned) {
    if (known.size >= MOST) known.clear()
    known.set(key, (planned = plan(allRules(), configuration, kind, tier, stage, path)))
  }
  return planned
}

const plan = (rules: readonly Rule[], configuration: Configuration, kind: DocumentKind, tier: Tier, stage: Stage, path: string): readonly PlannedRule[] =>
  rules.flatMap((rule) => {
    if (!rule.kinds.includes(kind) || (stage === 'retired' && !runsWhenRetired(rule))) return []
    const setting = ruleSetting(configuration, rule.name, path)
    return effectiveSeverity(rule, setting, tier, stage) === 'off' ? [] : [{ rule, setting }]
  })
