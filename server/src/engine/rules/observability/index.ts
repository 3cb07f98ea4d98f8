import type { Rule } from '../types.ts'
import detectionSlowerThanResponse from './detection-slower-than-response.ts'
import errorBudgetArithmetic from './error-budget-arithmetic.ts'
import runbookStale from './runbook-stale.ts'
import sloUnreachable from './slo-unreachable.ts'

export const observabilityRules: readonly Rule[] = [detectionSlowerThanResponse, errorBudgetArithmetic, runbookStale, sloUnreachable]
