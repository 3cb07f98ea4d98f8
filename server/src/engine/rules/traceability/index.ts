import type { Rule } from '../types.ts'
import brokenLink from './broken-link.ts'
import componentMismatch from './component-mismatch.ts'
import checklistItemUnsupported from './checklist-item-unsupported.ts'
import diagramInvalid from './diagram-invalid.ts'
import duplicateIdentity from './duplicate-identity.ts'
import evidenceMissing from './evidence-missing.ts'
import evidenceStale from './evidence-stale.ts'
import lineageIncomplete from './lineage-incomplete.ts'
import manifestDocumentMismatch from './manifest-document-mismatch.ts'
import metricMismatch from './metric-mismatch.ts'
import orphanDocument from './orphan-document.ts'
import outdatedReference from './outdated-reference.ts'
import missingArchitectureDiagram from './missing-architecture-diagram.ts'

/** Rules of this folder; one import a rule. */
export const traceabilityRules: readonly Rule[] = [
  brokenLink,
  componentMismatch,
  missingArchitectureDiagram,
  checklistItemUnsupported,
  diagramInvalid,
  duplicateIdentity,
  evidenceMissing,
  evidenceStale,
  lineageIncomplete,
  manifestDocumentMismatch,
  metricMismatch,
  orphanDocument,
  outdatedReference,
]
