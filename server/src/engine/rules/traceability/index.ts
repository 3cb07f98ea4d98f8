import type { Rule } from '../types.ts'
import brokenLink from './broken-link.ts'

/** Rules of this folder; one import a rule. */
export const traceabilityRules: readonly Rule[] = [brokenLink]
