import type { Rule } from '../types.ts'
import signOffStale from './sign-off-stale.ts'

/** Rules of this folder; one import a rule. */
export const governanceRules: readonly Rule[] = [signOffStale]
