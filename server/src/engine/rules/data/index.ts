import type { Rule } from '../types.ts'
import contractIncomplete from './contract-incomplete.ts'
import trainTestOverlap from './train-test-overlap.ts'

/** Rules of this folder; one import a rule. */
export const dataRules: readonly Rule[] = [contractIncomplete, trainTestOverlap]
