import type { Rule } from '../types.ts'
import packInvalid from './pack-invalid.ts'
import schemaInvalid from './schema-invalid.ts'
import unknownField from './unknown-field.ts'

/** Rules of this folder; one import a rule. */
export const schemaRules: readonly Rule[] = [packInvalid, schemaInvalid, unknownField]
