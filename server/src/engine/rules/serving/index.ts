import type { Rule } from '../types.ts'
import capacityInsufficient from './capacity-insufficient.ts'
import latencyBudgetExceeded from './latency-budget-exceeded.ts'
import noReferenceArchitecture from './no-reference-architecture.ts'
import referenceArchitectureViolation from './reference-architecture-violation.ts'

export const servingRules: readonly Rule[] = [capacityInsufficient, latencyBudgetExceeded, noReferenceArchitecture, referenceArchitectureViolation]
