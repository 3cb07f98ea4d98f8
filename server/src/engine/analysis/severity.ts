import type { RuleSetting } from '../packs/configuration.ts'
import type { Report, RuleMeta, Severity } from '../rules/types.ts'
import type { Stage, Tier } from '../documents/kinds.ts'

/** Severity of a rule for a tier before configuration and stage; `off` where the rule asks nothing. */
export const severityForTier = ({ severity }: Pick<RuleMeta, 'severity'>, tier: Tier): Severity | 'off' => (typeof severity === 'string' ? severity : severity[tier - 1]!)

const LOWER: Readonly<Record<Severity, Severity>> = { error: 'warning', warning: 'info', info: 'info' }

/** Ideas and experiments are judged a step milder, except for what is wrong at any stage. */
export const capByStage = (severity: Severity, rule: Pick<RuleMeta, 'ignoresStage'>, stage: Stage): Severity =>
  (stage === 'idea' || stage === 'experiment') && !rule.ignoresStage ? LOWER[severity] : severity

/** A retired system still owes readable, consistent documents, and nothing else. */
export const runsWhenRetired = ({ category, name }: Pick<RuleMeta, 'category' | 'name'>): boolean =>
  category === 'hygiene' || category === 'traceability' || name === 'stage-inconsistent'

/** What a finding of a rule counts as; what the configuration says explicitly is neither capped nor overridden. */
export function effectiveSeverity(
  rule: RuleMeta,
  setting: RuleSetting,
  tier: Tier,
  stage: Stage,
  { severity: reported, lower = false }: Pick<Report, 'severity' | 'lower'> = {},
): Severity | 'off' {
  if (setting.severity !== undefined) return setting.severity
  if (setting.levels) return setting.levels[tier - 1]!
  const base = setting.profile?.levels?.[tier - 1] ?? severityForTier(rule, tier)
  if (base === 'off') return 'off'
  const own = reported ?? base
  const lowered = setting.profile?.lowered?.includes(tier) ? LOWER[own] : own
  return capByStage(lower ? LOWER[lowered] : lowered, rule, stage)
}
