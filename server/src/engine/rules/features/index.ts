import type { Rule } from '../types.ts'
import freshnessExceedsTtl from './freshness-exceeds-ttl.ts'

/** Rules of this folder; one import a rule. */
export const featureRules: readonly Rule[] = [freshnessExceedsTtl]
