import type { DocumentView } from './document.ts'

/** Anchors as tools make them differ in punctuation only: compared without it. */
export const foldAnchor = (anchor: string): string => anchor.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The anchors of a Markdown document, folded: headings, `<a name>`, `id="…"`, `{#id}`. */
export function anchorsOf(document: DocumentView): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const block of document.markdown?.blocks ?? []) {
    if (block.kind !== 'heading') continue
    // The slug is made of the words with or without link targets and HTML in them.
    anchors.add(foldAnchor(block.text))
    anchors.add(foldAnchor(document.text.slice(block.range.start, block.range.end).replace(/\{#[^}\n]{1,80}\}/g, '')))
  }
  for (const match of document.text.matchAll(/\b(?:name|id)\s?=\s?["']?([\w:.-]{1,120})|\{#([\w:.-]{1,120})\}|\[\^?([\w:.-]{1,80})\]:/g)) anchors.add(foldAnchor(match[1] ?? match[2] ?? match[3]!))
  return anchors
}
