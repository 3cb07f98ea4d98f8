import type { Rule } from '../types.ts'
import modelStale from './model-stale.ts'
import stageInconsistent from './stage-inconsistent.ts'
import deprecatedDependency from './deprecated-dependency.ts'
import dateOrder from './date-order.ts'
import pastDate from './past-date.ts'

/** Rules of this folder; one import a rule. */
export const lifecycleRules: readonly Rule[] = [dateOrder, pastDate, modelStale, stageInconsistent, deprecatedDependency]
