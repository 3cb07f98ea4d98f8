import type { Range } from '../text/range.ts'
import type { SyntaxProblem } from './problem.ts'
import { parseYaml } from './yaml.ts'
import type { YamlNode } from './yaml.ts'

export interface FrontMatter {
  /** From the opening `---` to the end of the closing one. */
  readonly range: Range
  /** The YAML between the fences. */
  readonly contentRange: Range
  readonly root: YamlNode | null
  readonly problems: readonly SyntaxProblem[]
}

/** Reads the YAML front matter of a Markdown text: `---` on the very first line (a byte order mark may precede it) up to `---` or `...`. */
export function parseFrontMatter(text: string): FrontMatter | undefined {
  const begin = text.charCodeAt(0) === 0xfeff ? 1 : 0
  if (!text.startsWith('---', begin)) return undefined
  const first = lineEnd(text, begin)
  if (text.slice(begin + 3, first).trim() !== '') return undefined
  const contentStart = nextLine(text, first)
  for (let at = contentStart; at <= text.length;) {
    const end = lineEnd(text, at)
    const line = text.slice(at, end).trimEnd()
    if (line === '---' || line === '...') {
      const content = text.slice(contentStart, at)
      // A rule at the top of a document and another further down are no front matter unless keys stand between them.
      if (!/^[\w$"'.@-][^\n]*:(\s|$)/m.test(content) && content.trim() !== '') return undefined
      const { value, problems } = parseYaml(content, contentStart)
      return { range: { start: begin, end }, contentRange: { start: contentStart, end: at }, root: value.documents[0]?.root ?? null, problems }
    }
    if (end >= text.length) return undefined
    at = nextLine(text, end)
  }
  return undefined
}

const lineEnd = (text: string, from: number): number => {
  const at = text.indexOf('\n', from)
  const end = at === -1 ? text.length : at
  return end > from && text[end - 1] === '\r' ? end - 1 : end
}

const nextLine = (text: string, end: number): number => {
  if (end >= text.length) return text.length
  return text[end] === '\r' ? end + 2 : end + 1
}
