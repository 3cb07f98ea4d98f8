import type { DocumentView } from './document.ts'

/** A word without its plural ending, for comparing labels: `metrics` and `metric`, `strategies` and `strategy`. */
export const stem = (word: string): string => (word.length > 4 && word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)

export const stems = (text: string): readonly string[] => (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stem)

/** Longest text, in words, that is still a label and not a sentence. */
const MAX_WORDS = 12

/**
 * Everything in a Markdown document that names what follows it, as stems: headings, bold lead-ins (`**Rollback.** …`), `Rollback: …`, first
 * cells and heads of tables, front-matter keys.
 */
export function labelsOf(document: DocumentView): readonly ReadonlySet<string>[] {
  const labels: ReadonlySet<string>[] = []
  const add = (text: string): void => {
    const words = stems(text)
    if (words.length && words.length <= MAX_WORDS) labels.push(new Set(words))
  }
  const { markdown, text, root } = document
  for (const block of markdown?.blocks ?? []) {
    if (block.kind === 'heading') add(block.text)
    else if (block.kind === 'table') {
      for (const cell of block.header) add(cell.text)
      for (const row of block.rows) if (row.cells[0]) add(row.cells[0].text)
    } else if (block.kind === 'paragraph' || block.kind === 'item') {
      for (const line of text.slice(block.range.start, block.range.end).split('\n')) {
        if (!/[:*_?—–]| - /.test(line.slice(0, 90))) continue
        const lead = /^\s{0,8}(?:\d{1,3}[.)]\s+)?(?:\*\*|__)([^*_\n]{2,80})(?:\*\*|__)/.exec(line) ?? /^\s{0,8}(?:\d{1,3}[.)]\s+)?[*_]?([A-Za-z][^:.\n*_]{1,60})[*_]?\s?(?::|—|–|\s-\s|\?)/.exec(line)
        if (lead) add(lead[1]!)
      }
    }
  }
  if (root?.kind === 'map') for (const entry of root.entries) add(entry.key.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))
  return labels
}

/** Whether one of the aliases (as stems) is contained in a label. */
export const hasLabel = (labels: readonly ReadonlySet<string>[], aliases: readonly (readonly string[])[]): boolean => labels.some((label) => aliases.some((alias) => alias.every((word) => label.has(word))))
