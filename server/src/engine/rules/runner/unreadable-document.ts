import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { defineRule } from '../types.ts'

/** Reported by the runner for a file that is ours by name or configuration but holds no text. */
export const unreadableDocument = defineRule({
  id: 'PL-HYG-091',
  name: 'unreadable-document',
  category: 'hygiene',
  title: 'Document cannot be read',
  kinds: DOCUMENT_KINDS,
  severity: 'error',
  satisfiedBy: 'The file is UTF-8 text',
  why: 'A document that nobody can read cannot be reviewed, and nothing in it was checked',
  help: 'Save the file as UTF-8 text, or exclude it in .plumbline.yaml',
  references: [],
  ignoresStage: true,
  waivable: false,
  examples: {
    good: [{ path: 'docs/churn-runbook.md', text: '---\nkind: runbook\nowner: team:churn\n---\n# Churn runbook\n' }],
    bad: [{ path: 'docs/churn-runbook.md', text: '# Churn\u0000runbook\n' }],
  },
  check: () => [],
})
