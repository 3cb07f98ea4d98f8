import type { Rule } from '../types.ts'
import excessiveAgency from './excessive-agency.ts'
import floatingModelAlias from './floating-model-alias.ts'
import secretInPrompt from './secret-in-prompt.ts'

/** Rules of this folder; one import a rule. */
export const llmRules: readonly Rule[] = [excessiveAgency, floatingModelAlias, secretInPrompt]
