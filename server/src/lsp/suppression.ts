/** Text to insert at the start of a line. */
export interface Insertion {
  readonly line: number
  /** Without the line break. */
  readonly before: string
  readonly after: string
}

/**
 * Where a suppression comment for a finding on `line` goes, and its words around the reason. In YAML and front matter on the line
 * before; in Markdown before the paragraph, list item or table, since no comment can stand inside; around a whole code block.
 * `lines` are the lines of the text without their breaks; linear in their number.
 */
export function suppression(lines: readonly string[], line: number, rule: string, yaml: boolean): readonly Insertion[] {
  const indent = (text: string): string => /^[ \t]*/.exec(text)![0]
  const asYaml = (): readonly Insertion[] => [{ line, before: `${indent(lines[line] ?? '')}# plumbline-disable-next-line ${rule} -- `, after: '' }]
  if (yaml) return asYaml()
  const front = frontMatterEnd(lines)
  if (line < front) return line === 0 ? [] : asYaml()
  const fence = fenceAround(lines, front, line)
  if (fence) {
    const space = indent(lines[fence.first] ?? '')
    return [
      { line: fence.first, before: `${space}<!-- plumbline-disable ${rule} -- `, after: ' -->' },
      { line: fence.last + 1, before: `${space}<!-- plumbline-enable ${rule} -->`, after: '' },
    ]
  }
  let at = line
  while (at > front && !startsBlock(lines[at] ?? '') && (lines[at - 1] ?? '').trim() !== '' && !isHeading(lines[at - 1] ?? '')) at--
  return [{ line: at, before: `${indent(lines[at] ?? '')}<!-- plumbline-disable-next-line ${rule} -- `, after: ' -->' }]
}

const isHeading = (text: string): boolean => /^ {0,3}#{1,6}(?:\s|$)/.test(text)
const startsBlock = (text: string): boolean => isHeading(text) || /^\s*(?:[-*+]|\d{1,9}[.)])\s/.test(text)

/** Number of lines of the front matter, its fences included. */
function frontMatterEnd(lines: readonly string[]): number {
  if (!/^---\s*$/.test(lines[0] ?? '')) return 0
  const end = lines.findIndex((text, i) => i > 0 && /^(?:---|\.\.\.)\s*$/.test(text))
  return end === -1 ? 0 : end + 1
}

/** The fenced code block that a line lies in, by its first and last line. */
function fenceAround(lines: readonly string[], from: number, line: number): { readonly first: number; readonly last: number } | undefined {
  let open: { mark: string; first: number } | undefined
  for (let i = from; i < lines.length; i++) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(lines[i]!)?.[1]
    if (!open) {
      if (i > line) return undefined
      if (mark) open = { mark, first: i }
    } else if (mark && mark[0] === open.mark[0] && mark.length >= open.mark.length && lines[i]!.trim() === mark) {
      if (line <= i) return { first: open.first, last: i }
      open = undefined
    }
  }
  return open && line >= open.first ? { first: open.first, last: lines.length - 1 } : undefined
}
