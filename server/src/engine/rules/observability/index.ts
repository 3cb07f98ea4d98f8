import type { Rule } from '../types.ts'
import alertWithoutRunbook from './alert-without-runbook.ts'
import monitorWithoutOwner from './monitor-without-owner.ts'
import monitorWithoutThreshold from './monitor-without-threshold.ts'
import runbookIncomplete from './runbook-incomplete.ts'
import sloIncomplete from './slo-incomplete.ts'
import detectionSlowerThanResponse from './detection-slower-than-response.ts'
import errorBudgetArithmetic from './error-budget-arithmetic.ts'
import runbookStale from './runbook-stale.ts'
import sloUnreachable from './slo-unreachable.ts'

export const observabilityRules: readonly Rule[] = [
  alertWithoutRunbook,
  monitorWithoutOwner,
  monitorWithoutThreshold,
  runbookIncomplete,
  sloIncomplete,
  detectionSlowerThanResponse,
  errorBudgetArithmetic,
  runbookStale,
  sloUnreachable,
]
