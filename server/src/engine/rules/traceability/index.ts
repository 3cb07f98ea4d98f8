import type { Rule } from '../types.ts'
import brokenLink from './broken-link.ts'
import componentMismatch from './component-mismatch.ts'
import missingArchitectureDiagram from './missing-architecture-diagram.ts'

/** Rules of this folder; one import a rule. */
export const traceabilityRules: readonly Rule[] = [brokenLink, componentMismatch, missingArchitectureDiagram]
