import type { Rule } from '../types.ts'
import capacityInsufficient from './capacity-insufficient.ts'
import latencyBudgetExceeded from './latency-budget-exceeded.ts'

export const servingRules: readonly Rule[] = [capacityInsufficient, latencyBudgetExceeded]
