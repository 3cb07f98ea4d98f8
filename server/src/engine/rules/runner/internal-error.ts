import { defineRule } from '../types.ts'
import { DOCUMENT_KINDS } from '../../documents/kinds.ts'

/** Reported by the runner when a rule throws or hands back a range outside the text: the other rules go on, and the failure is not hidden. */
export const internalError = defineRule({
  id: 'PL-HYG-093',
  name: 'internal-error',
  category: 'hygiene',
  title: 'A rule failed',
  kinds: DOCUMENT_KINDS,
  severity: 'error',
  satisfiedBy: 'Every rule finished its work on this document',
  why: 'A rule that fails silently looks like a rule that found nothing',
  help: 'Report this as a defect of Plumbline, with the document if you can share it; the other rules were checked',
  references: [],
  ignoresStage: true,
  waivable: false,
  examples: { good: [], bad: [] },
  check: () => [],
})
