import type { Rule } from '../types.ts'
import budgetExceeded from './budget-exceeded.ts'
import costArithmetic from './cost-arithmetic.ts'

/** Rules of this folder; one import a rule. */
export const costRules: readonly Rule[] = [budgetExceeded, costArithmetic]
