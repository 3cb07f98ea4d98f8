import type { Rule } from '../types.ts'
import capacityInsufficient from './capacity-insufficient.ts'
import latencyBudgetExceeded from './latency-budget-exceeded.ts'
import noReferenceArchitecture from './no-reference-architecture.ts'
import referenceArchitectureViolation from './reference-architecture-violation.ts'
import toolWithoutRationale from './tool-without-rationale.ts'
import unapprovedTool from './unapproved-tool.ts'
import unjustifiedComplexity from './unjustified-complexity.ts'

export const servingRules: readonly Rule[] = [
  capacityInsufficient,
  latencyBudgetExceeded,
  noReferenceArchitecture,
  referenceArchitectureViolation,
  toolWithoutRationale,
  unapprovedTool,
  unjustifiedComplexity,
]
