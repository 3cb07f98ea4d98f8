import type { Rule } from '../types.ts'

/** Rules of this folder; one import a rule. */
export const hygieneRules: readonly Rule[] = []
