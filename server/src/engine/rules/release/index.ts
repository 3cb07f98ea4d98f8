import type { Rule } from '../types.ts'
import rollbackIncomplete from './rollback-incomplete.ts'
import rollbackIncompatible from './rollback-incompatible.ts'
import bakeTimeTooShort from './bake-time-too-short.ts'
import canaryStepWithoutGuardrail from './canary-step-without-guardrail.ts'
import canaryStepsInvalid from './canary-steps-invalid.ts'
import rollbackSlowerThanBudget from './rollback-slower-than-budget.ts'
import rollbackUntested from './rollback-untested.ts'

export const releaseRules: readonly Rule[] = [
  rollbackIncomplete,
  rollbackIncompatible,
  bakeTimeTooShort,
  canaryStepWithoutGuardrail,
  canaryStepsInvalid,
  rollbackSlowerThanBudget,
  rollbackUntested,
]
