import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { validateDocument } from '../../schema/validate.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const CONFIGURATION = 'apiVersion: plumbline.dev/v1\nkind: Workspace\n'

export default defineRule({
  id: 'PL-HYG-005',
  name: 'unknown-field',
  category: 'hygiene',
  title: 'Field that the schema does not know',
  kinds: DOCUMENT_KINDS,
  severity: ['warning', 'warning', 'warning', 'info'],
  waivable: false,
  satisfiedBy: 'Known field names; fields of your own begin with `x-`',
  why: 'A misspelt field looks filled in to its author and is missing to everybody else',
  help: 'Correct the name, or begin it with `x-` if it is a field of your own',
  references: ['JSON Schema 2020-12'],
  examples: {
    good: [{ path: '.plumbline.yaml', text: `${CONFIGURATION}defaultTier: 2\nx-team: ml-platform\n` }],
    bad: [
      { path: '.plumbline.yaml', text: `${CONFIGURATION}defaultTeir: 2\n` },
      {
        title: 'In front matter only slips of known fields',
        path: 'docs/churn-design.md',
        text: '---\nkind: ml-design-doc\nowner: team:churn\nlastReviewd: 2026-05-01\nsidebar_position: 3\n---\n# Churn design\n',
      },
    ],
  },
  *check({ document }): Iterable<Report> {
    for (const error of validateDocument(document)) {
      if (error.keyword !== 'unknown') continue
      const fixes =
        document.problems.length > 0 || error.suggestion === undefined || error.suggestion === document.text.slice(error.range.start, error.range.end)
          ? []
          : [{ title: `Rename to ${error.suggestion}`, safe: true, edits: [{ path: document.path, edit: { range: error.range, newText: error.suggestion } }] }]
      yield { range: error.range, message: error.message, help: error.help, fixes, severity: document.markdown ? 'info' : undefined }
    }
  },
})
