import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { validateDocument } from '../../schema/validate.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const MANIFEST = 'apiVersion: plumbline.dev/v1\nkind: Workspace\ndefaultTier: 2\n'

export default defineRule({
  id: 'PL-HYG-004',
  name: 'schema-invalid',
  category: 'hygiene',
  title: 'Field of the wrong kind or value',
  kinds: DOCUMENT_KINDS,
  severity: 'error',
  waivable: false,
  ignoresStage: true,
  satisfiedBy: 'Fields as the schema of the document kind has them: kind of value, allowed words, units',
  why: 'A field that cannot be read counts as absent: every check that rests on it says the wrong thing or nothing',
  help: 'Write the value as the schema asks for it',
  references: ['JSON Schema 2020-12'],
  examples: {
    good: [{ path: '.plumbline.yaml', text: MANIFEST }],
    bad: [
      { title: 'Not one of the allowed words', path: '.plumbline.yaml', text: `${MANIFEST}failOn: errors\n` },
      { title: 'A key twice', path: '.plumbline.yaml', text: `${MANIFEST}defaultTier: 3\n` },
    ],
  },
  *check({ document }): Iterable<Report> {
    for (const { message, range, help } of document.problems) yield { range, message, help: help ?? 'Mend the YAML; what stands behind the mistake may not have been read' }
    for (const error of validateDocument(document)) {
      if (error.keyword === 'unknown') continue
      const fixes = error.suggestion === undefined ? [] : [{ title: `Replace by ${error.suggestion}`, safe: true, edits: [{ path: document.path, edit: { range: error.range, newText: error.suggestion } }] }]
      yield { range: error.range, message: error.message, help: error.help, fixes, severity: document.markdown ? 'warning' : undefined }
    }
  },
})
