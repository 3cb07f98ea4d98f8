import { adrRules } from './adr/index.ts'
import { costRules } from './cost/index.ts'
import { controlRules } from '../controls/index.ts'
import { dataRules } from './data/index.ts'
import { evaluationRules } from './evaluation/index.ts'
import { featureRules } from './features/index.ts'
import { governanceRules } from './governance/index.ts'
import { hygieneRules } from './hygiene/index.ts'
import { llmRules } from './llm/index.ts'
import { lifecycleRules } from './lifecycle/index.ts'
import { observabilityRules } from './observability/index.ts'
import { releaseRules } from './release/index.ts'
import { resilienceRules } from './resilience/index.ts'
import { privacyRules } from './privacy/index.ts'
import { runnerRules } from './runner/index.ts'
import { schemaRules } from './schema/index.ts'
import { securityRules } from './security/index.ts'
import { servingRules } from './serving/index.ts'
import { traceabilityRules } from './traceability/index.ts'
import { trainingRules } from './training/index.ts'
import type { Rule } from './types.ts'

const byId = (a: Rule, b: Rule): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

const rules: readonly Rule[] = [
  ...controlRules,
  ...adrRules,
  ...costRules,
  ...privacyRules,
  ...dataRules,
  ...featureRules,
  ...trainingRules,
  ...evaluationRules,
  ...governanceRules,
  ...hygieneRules,
  ...lifecycleRules,
  ...llmRules,
  ...observabilityRules,
  ...releaseRules,
  ...resilienceRules,
  ...schemaRules,
  ...securityRules,
  ...servingRules,
  ...traceabilityRules,
  ...runnerRules,
].sort(byId)

const byName: ReadonlyMap<string, Rule> = new Map(rules.flatMap((rule) => [[rule.name, rule] as const, [rule.id, rule] as const]))

/** Every rule, declared and computed, sorted by id. The one list there is. */
export const allRules = (): readonly Rule[] => rules

/** The rule of a name or id. */
export const findRule = (nameOrId: string): Rule | undefined => byName.get(nameOrId)
