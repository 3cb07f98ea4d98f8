import { standardControls } from '../packs/generated/standard.ts'
import type { Rule } from '../rules/types.ts'
import { ruleOf } from './control.ts'

/** Rules of the built-in standard that are declared as data: `schemas/standard/controls/`. */
export const controlRules: readonly Rule[] = standardControls.map(ruleOf)
