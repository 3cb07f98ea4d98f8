import type { DocumentView } from '../documents/document.ts'
import { headingStems, stems } from '../documents/labels.ts'
import { allSections } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import type { Fix } from '../rules/types.ts'
import type { Control } from './types.ts'

const BLANKS = ' \t\r\n'

/** Headings behind which nothing of substance comes. */
const BACK_MATTER = [
  'reference',
  'bibliography',
  'appendix',
  'appendices',
  'annex',
  'glossary',
  'further reading',
  'related work',
  'changelog',
  'change log',
  'revision history',
  'document history',
  'open question',
  'open point',
]

/**
 * A fix that inserts the control's section with its prompts: below the section where it belongs, else before the references, else at
 * the end. None where a section of that name stands already: what is missing there nobody can insert.
 */
export function markdownFix(document: DocumentView, control: Control, section: Section | undefined): readonly Fix[] {
  const { markdown, sections, text } = document
  const { title, markdown: template } = control.fix
  if (!markdown || !sections || template === undefined) return []
  const [head = '', ...lines] = template.trimEnd().split('\n')
  const name = head.replace(/^#+\s*/, '')
  const all = [...allSections(sections)]
  const words = stems(name).join(' ')
  if (all.some((s) => s.heading && headingStems(s.heading).join(' ') === words)) return []
  const level = section?.heading && !section.heading.pseudo && section.heading.level < 6 ? section.heading.level + 1 : mainLevel(document, all)
  const at = section?.heading && !section.heading.pseudo && section.heading.level < 6 ? section.range.end : (backMatter(document, all) ?? text.length)
  // Behind a fence or comment that nobody closed the section would be part of it.
  if (
    markdown.blocks.some((b) => b.kind === 'fence' && !b.closed && b.range.start < at) ||
    markdown.comments.some((c) => c.range.start < at && !text.startsWith('-->', c.range.end - 3))
  )
    return []
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  let end = at
  while (end > 0 && BLANKS.includes(text[end - 1]!)) end--
  // What stands between the last words and the new section.
  const blanks = text.slice(end, at)
  const gap = end === 0 || /\n[ \t]*\r?\n[ \t]*$/.test(blanks) ? '' : blanks.endsWith('\n') ? newline : newline + newline
  const body = [`${'#'.repeat(level)} ${name}`, ...lines].join(newline)
  return [{ title, safe: false, edits: [{ path: document.path, edit: { range: { start: at, end: at }, newText: `${gap}${body}${newline}${at < text.length ? newline : ''}` } }] }]
}

/** Level of the document's main sections: 2 below a title of level 1. */
function mainLevel({ titleRange }: DocumentView, all: readonly Section[]): number {
  const below = all.filter((s) => s.heading && !s.heading.pseudo && s.heading.textRange.start !== titleRange.start).map((s) => s.heading!.level)
  return below.length > 0 ? Math.min(...below) : 2
}

function backMatter(document: DocumentView, all: readonly Section[]): number | undefined {
  const level = mainLevel(document, all)
  const found = all.find((s) => s.heading && !s.heading.pseudo && s.heading.level === level && BACK_MATTER.some((words) => headingStems(s.heading!).join(' ').startsWith(words)))
  return found?.range.start
}
