import type { Rule } from '../rules/types.ts'

/** Rules of this folder; one import a rule. */
export const controlRules: readonly Rule[] = []
