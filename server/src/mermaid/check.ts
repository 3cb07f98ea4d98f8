import DOMPurify from 'dompurify'
import { parseProblem } from './parsers.ts'

/** Largest diagrams that are checked: the grammars take more than linear time, and nobody can look at more. */
const MAX_LENGTH = 12_000
const MAX_LINES = 400
const MAX_AND = 100

/** Where mermaid stops reading a diagram, and at what. */
interface DiagramProblem {
  /** Line in the text given, from 0. */
  readonly line: number
  /** The characters at which it stops, if they are on that line. */
  readonly found: string | undefined
  /** What mermaid says where it is not about one line. */
  readonly words: string | undefined
}

/**
 * Checks a diagram by the grammars of the mermaid package. The text comes without comments, directives and front matter (blanks stand in their
 * place). Synchronous, so that findings are made in one go; a bundle of its own, so that only who has a diagram loads it.
 */
export function checkDiagram(keyword: string, text: string): DiagramProblem | undefined {
  if (text.length > MAX_LENGTH || countOf(text, '&') > MAX_AND) return undefined
  standIn()
  // Mermaid leaves blank lines out in places, and then counts wrongly.
  const lines = text.split('\n')
  const kept = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]))
  if (kept.length > MAX_LINES) return undefined
  const source = kept.map((index) => encoded(lines[index]!)).join('\n')
  const problem = parseProblem(keyword, `${source}\n`)
  if (!problem) return undefined
  const line = kept[Math.min(kept.length, Math.max(1, problem.line ?? 1)) - 1] ?? 0
  const found = problem.found?.trim()
  const words = problem.placed ? undefined : problem.message.split('\n', 1)[0]!.slice(0, 120)
  return { line, words, found: found !== undefined && found !== '' && lines[line]!.includes(found) ? found : undefined }
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++
  return count
}

/** As mermaid does before it parses: `#quot;` is no comment and no semicolon. */
const encoded = (line: string): string => line.replace(/\r$/, '').replace(/#(\w{1,20});/g, (_, name: string) => `x${name}x`)

/** Without a page there is no sanitiser; the grammars call it on words that nobody will show. */
function standIn(): void {
  const purify = DOMPurify as unknown as Record<string, unknown>
  if (purify['isSupported'] === true || purify['addHook']) return
  Object.assign(purify, { sanitize: (text: string) => text, addHook: () => {}, removeHook: () => {}, removeAllHooks: () => {}, setConfig: () => {} })
}
