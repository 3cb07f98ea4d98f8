import type { Rule } from '../types.ts'
import { configurationInvalid } from './configuration-invalid.ts'
import { internalError } from './internal-error.ts'
import { suppressionInvalid } from './suppression-invalid.ts'
import { unreadableDocument } from './unreadable-document.ts'
import { waiverInvalid } from './waiver-invalid.ts'

/** Rules whose findings only the runner can know; their own `check` reports nothing. */
export const runnerRules: readonly Rule[] = [configurationInvalid, internalError, suppressionInvalid, unreadableDocument, waiverInvalid]
