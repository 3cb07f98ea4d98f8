import { yamlAt } from '../../syntax/yaml.ts'
import type { DocumentView } from '../../documents/document.ts'
import type { TextEdit } from '../../syntax/markdown.ts'
import { lineStart } from '../../text/lines.ts'

/** The edit that adds a component of a role behind the last one of a manifest; `undefined` where there is none to stand behind. */
export function componentStub({ root, text }: DocumentView, role: string): TextEdit | undefined {
  const list = yamlAt(root, ['spec', 'architecture', 'components'])
  const last = list?.kind === 'seq' ? list.items.at(-1) : undefined
  if (list?.kind !== 'seq' || last?.kind !== 'map') return undefined
  const stub = `{id: ${role}, role: ${role}, name: TODO}`
  const at = { start: last.range.end, end: last.range.end }
  if (text[list.range.start] === '[') return { range: at, newText: `, ${stub}` }
  const line = lineStart(text, list.range.start)
  const indent = text.slice(line, list.range.start)
  if (indent.trim() !== '') return undefined
  // Behind a comment on its last line.
  const end = text.indexOf('\n', last.range.end)
  const place = end === -1 ? text.length : end
  return { range: { start: place, end: place }, newText: `\n${indent}- ${stub}` }
}
