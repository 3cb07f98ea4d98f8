import type { Rule } from '../types.ts'
import secretInDocument from './secret-in-document.ts'
import trustBoundaryUncontrolled from './trust-boundary-uncontrolled.ts'

/** Rules of this folder; one import a rule. */
export const securityRules: readonly Rule[] = [secretInDocument, trustBoundaryUncontrolled]
