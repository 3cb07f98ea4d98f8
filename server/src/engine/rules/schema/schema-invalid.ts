import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { validateDocument } from '../../schema/validate.ts'
import type { SyntaxProblem } from '../../syntax/problem.ts'
import { placeholderValue } from '../../documents/placeholders.ts'
import type { DocumentView } from '../../documents/document.ts'
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
    for (const problem of document.problems) yield syntaxReport(document, problem)
    for (const error of validateDocument(document)) {
      // What stands there is a placeholder: `placeholder-text` says so.
      if (error.keyword === 'unknown' || placeholderValue(document.text.slice(error.range.start, error.range.end)) !== undefined) continue
      const fixes =
        document.problems.length > 0 || error.suggestion === undefined || error.suggestion === document.text.slice(error.range.start, error.range.end)
          ? []
          : [{ title: `Replace by ${error.suggestion}`, safe: true, edits: [{ path: document.path, edit: { range: error.range, newText: error.suggestion } }] }]
      yield { range: error.range, message: error.message, help: error.help, fixes, severity: document.markdown ? 'warning' : undefined }
    }
  },
})

function syntaxReport({ text }: DocumentView, { code, range, message, help }: SyntaxProblem): Report {
  if (code !== 'yaml-duplicate-key') return { range, message, help: help ?? 'Mend the YAML; what stands behind the mistake may not have been read' }
  const key = /^[^\s:#]{1,80}/.exec(text.slice(range.start, range.start + 80))?.[0]
  return {
    range: key ? { start: range.start, end: range.start + key.length } : range,
    message: key ? `\`${key}\` is written twice` : message,
    help: 'Keep one of them; only one is read',
  }
}
