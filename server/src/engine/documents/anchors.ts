import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { perPiece } from '../syntax/pieces.ts'
import { toldOf } from '../syntax/stretches.ts'
import type { DocumentView } from './document.ts'

/** Anchors as tools make them differ in punctuation only: compared without it. */
export const foldAnchor = (anchor: string): string => anchor.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The anchor that most tools make of the words of a heading. */
export const slugOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const known = new WeakMap<MarkdownSyntax, ReadonlySet<string>>()

/** The anchors of a Markdown document, folded: headings, `<a name>`, `id="…"`, `{#id}`. Made once a text. */
export function anchorsOf({ markdown }: DocumentView): ReadonlySet<string> {
  if (!markdown) return new Set()
  let anchors = known.get(markdown)
  if (!anchors) known.set(markdown, (anchors = new Set(Array.from(anchorsIn(markdown), ({ fact }) => fact))))
  return anchors
}

/** None of them reaches over the end of a line, so that pieces can be searched one by one. */
const anchorsOfPiece = perPiece(({ text, base, blocks }): readonly string[] => {
  const anchors: string[] = []
  for (const block of blocks) {
    if (block.kind !== 'heading') continue
    // The slug is made of the words with or without link targets and HTML in them.
    anchors.push(foldAnchor(block.text))
    anchors.push(foldAnchor(text.slice(block.range.start - base, block.range.end - base).replace(/\{#[^}\n]{1,80}\}/g, '')))
  }
  for (const match of text.matchAll(/\b(?:name|id)\s?=\s?["']?([\w:.-]{1,120})|\{#([\w:.-]{1,120})\}|\[\^?([\w:.-]{1,80})\]:/g))
    anchors.push(foldAnchor(match[1] ?? match[2] ?? match[3]!))
  return anchors
})
const anchorsIn = toldOf(anchorsOfPiece)
