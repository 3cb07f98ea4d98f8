import type { DocumentView } from '../documents/document.ts'
import { stems } from '../documents/labels.ts'
import { allSections } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import type { Fix } from '../rules/types.ts'
import type { Control } from './types.ts'

/** Headings behind which nothing of substance comes. */
const BACK_MATTER = ['reference', 'bibliography', 'appendix', 'appendices', 'annex', 'glossary', 'further reading', 'related work', 'changelog', 'change log', 'revision history', 'document history', 'open question', 'open point']

/**
 * A fix that inserts the control's section with its prompts: below the section where it belongs, else before the references, else at
 * the end. None where a section of that name stands already: what is missing there nobody can insert.
 */
export function markdownFix(document: DocumentView, control: Control, section: Section | undefined): readonly Fix[] {
  const { markdown, sections, text } = document
  if (!markdown || !sections) return []
  const { title, markdown: template } = control.fix
  const [head = '', ...lines] = template.trimEnd().split('\n')
  const name = head.replace(/^#+\s*/, '')
  const all = [...allSections(sections)]
  if (all.some((s) => s.heading && sameWords(s.heading.text, name))) return []
  const level = section?.heading && !section.heading.pseudo && section.heading.level < 6 ? section.heading.level + 1 : mainLevel(document, all)
  const at = section?.heading && !section.heading.pseudo && section.heading.level < 6 ? section.range.end : (backMatter(document, all) ?? text.length)
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const before = text.slice(0, at)
  const gap = before.trim() === '' ? '' : /\n[ \t]*\r?\n[ \t]*$/.test(before) ? '' : before.endsWith('\n') ? newline : newline + newline
  const body = [`${'#'.repeat(level)} ${name}`, ...lines].join(newline)
  return [{ title, safe: false, edits: [{ path: document.path, edit: { range: { start: at, end: at }, newText: `${gap}${body}${newline}${at < text.length ? newline : ''}` } }] }]
}

const sameWords = (a: string, b: string): boolean => stems(a).join(' ') === stems(b).join(' ')

/** Level of the document's main sections: 2 below a title of level 1. */
function mainLevel({ titleRange }: DocumentView, all: readonly Section[]): number {
  const below = all.filter((s) => s.heading && !s.heading.pseudo && s.heading.textRange.start !== titleRange.start).map((s) => s.heading!.level)
  return below.length > 0 ? Math.min(...below) : 2
}

function backMatter(document: DocumentView, all: readonly Section[]): number | undefined {
  const level = mainLevel(document, all)
  const found = all.find((s) => s.heading && !s.heading.pseudo && s.heading.level === level && BACK_MATTER.some((words) => stems(s.heading!.text).join(' ').startsWith(words)))
  return found?.range.start
}
