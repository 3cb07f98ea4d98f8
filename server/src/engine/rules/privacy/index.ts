import type { Rule } from '../types.ts'
import privacyClassificationContradiction from './privacy-classification-contradiction.ts'
import residencyViolation from './residency-violation.ts'

/** Rules of this folder; one import a rule. */
export const privacyRules: readonly Rule[] = [privacyClassificationContradiction, residencyViolation]
