import type { Block } from '../syntax/markdown.ts'
import type { Range } from '../text/range.ts'
import type { DocumentView } from './document.ts'
import type { Section } from './sections.ts'

/** The words of a range without markup, white space folded. */
export const wordsOf = (document: DocumentView, range: Range): string =>
  document.markdown ? document.markdown.plain.slice(range.start, range.end).replace(/\s+/g, ' ').trim() : ''

/** Longest text that can be a placeholder and nothing else. */
const MAX_PLACEHOLDER = 100

/** Words that stand where content should: `TBD`, `TODO`, `…`, a lone dash. `N/A` and `none` are statements, not placeholders. */
export function isPlaceholder(words: string): boolean {
  if (words.length > MAX_PLACEHOLDER) return false
  const text = words
    .trim()
    .toLowerCase()
    .replace(/[\s.!:;_*-]+$/, '')
  if (/^[\s\-–—_.…?x]*$/.test(text)) return true
  return /^(?:todo|tbd|tba|tbc|fixme|wip|pending|n\.n|coming soon|to be (?:defined|determined|decided|done|written|filled(?: in)?|added|completed|confirmed|described)|fill (?:me |this )?in|placeholder|lorem ipsum|chosen (?:option|alternative))\b[^a-z]*(?:$|\W{0,3}(?:by|with|in|after|when|for|:|\().{0,40}$)/.test(
    text,
  )
}

/** Whether a section says anything: `empty` (nothing), `placeholder` (only words such as TBD), or `filled`. */
export function sectionContent(document: DocumentView, section: Section): 'empty' | 'placeholder' | 'filled' {
  let placeholder = false
  for (const block of section.blocks) {
    const content = blockContent(document, block)
    if (content === 'filled') return 'filled'
    if (content === 'placeholder') placeholder = true
  }
  const ownEnd = section.children[0]?.range.start ?? section.range.end
  const own = { start: section.heading?.range.end ?? section.range.start, end: ownEnd }
  if (document.markdown?.links.some((l) => l.image && l.range.start >= own.start && l.range.end <= own.end)) return 'filled'
  if (hasEmbedded(document.text.slice(own.start, own.end))) return 'filled'
  for (const child of section.children) {
    const content = sectionContent(document, child)
    if (content === 'filled') return 'filled'
    if (content === 'placeholder') placeholder = true
  }
  return placeholder ? 'placeholder' : 'empty'
}

/** Pictures, tables and folded parts in HTML, components of MDX, pictures by reference, and texts that a tool puts in. */
const hasEmbedded = (text: string): boolean =>
  (text.includes('<') &&
    (/<(?:img|svg|iframe|video|object|table|details)\b|<!--\s{0,9}@?include\b/i.test(text) || /<[A-Z]\w{0,60}(?:\s{0,9}\/>|\s{1,9}[\w-]{1,40}=)|<\/[A-Z]\w{0,60}>/.test(text))) ||
  /!\[[^\]\n]{0,200}\]\[|\{%-?\s{0,9}(?:include|import|render)\b/.test(text)

/** Whether a text has more characters than a placeholder, and begins as no prompt does: most have, and need no closer look. */
function isWordy(plain: string, { start, end }: Range): boolean {
  let count = 0
  for (let i = start; i < end; i++) {
    const c = plain.charCodeAt(i)
    if (c <= 32 || c === 0xa0) continue
    if (count === 0 && (c === 0x7b || c === 0x5b || c === 0x3c)) return false
    if (++count > MAX_PLACEHOLDER) return true
  }
  return false
}

function blockContent(document: DocumentView, block: Block): 'empty' | 'placeholder' | 'filled' {
  if (block.kind === 'heading') return 'empty'
  // `{include} risks.md` of MyST has its content elsewhere.
  if (block.kind === 'fence') return /^\{[\w-]+\} *\S/.test(block.info) || document.text.slice(block.contentRange.start, block.contentRange.end).trim() ? 'filled' : 'empty'
  if (block.kind === 'table')
    return block.rows.some((row) => row.cells.some((cell, i) => i > 0 && cell.text !== '' && !isPlaceholder(cell.text))) || (block.rows.length > 0 && block.header.length === 1)
      ? 'filled'
      : 'placeholder'
  const beginning = { start: block.range.start, end: Math.min(block.range.end, block.range.start + 2000) }
  if (isWordy(document.markdown!.plain, beginning)) return 'filled'
  const words = wordsOf(document, beginning)
  // A template prompt in angle brackets leaves no words: something stands there, but nothing is said.
  if (!words) {
    const raw = document.text.slice(block.range.start, block.range.end).trim()
    // What is struck through has been said, and taken back.
    return /^(?:[-*+]\s+)?(?:<?https?:\/\/|~~)/.test(raw) ? 'filled' : raw ? 'placeholder' : 'empty'
  }
  return isPlaceholder(words) || isBracketPrompt(words) ? 'placeholder' : 'filled'
}

/** The whole text is a template prompt: `{Describe the context …}`, `[short title]`. A task box or a reference is none. */
export const isBracketPrompt = (words: string): boolean => /^(?:\{[^{}]{2,400}\}|\[[^[\]]{4,400}\]|<[^<>]{2,400}>)\.?$/.test(words)
