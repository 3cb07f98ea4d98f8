import type { DocumentView } from '../documents/document.ts'
import { headingStems, stems } from '../documents/labels.ts'
import { allSections } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import type { MarkdownSyntax, TextEdit } from '../syntax/markdown.ts'
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
  const { title, markdown: template } = control.fix
  if (template === undefined) return []
  const [head = '', ...lines] = template.trimEnd().split('\n')
  const edit = insertSection(document, section, head.replace(/^#+\s*/, ''), lines)
  return edit ? [{ title, safe: false, edits: [{ path: document.path, edit }] }] : []
}

/** The edit that inserts a section of a name with lines below it. */
export function insertSection(document: DocumentView, below: Section | undefined, name: string, lines: readonly string[]): TextEdit | undefined {
  const { markdown, sections, text } = document
  if (!markdown || !sections) return undefined
  const layout = layoutOf(document, markdown, sections)
  if (layout.names.has(stems(name).join(' '))) return undefined
  const within = below?.heading && !below.heading.pseudo && below.heading.level < 6 ? below : undefined
  const level = within ? within.heading!.level + 1 : layout.mainLevel
  return insertion(document, layout, within ? within.range.end : (layout.backMatter ?? text.length), [`${'#'.repeat(level)} ${name}`, ...lines])
}

/** The edit that inserts words at the end of what a section says itself, before its subsections. */
export function insertWords(document: DocumentView, section: Section, words: string): TextEdit | undefined {
  const { markdown, sections } = document
  if (!markdown || !sections) return undefined
  return insertion(document, layoutOf(document, markdown, sections), section.children[0]?.range.start ?? section.range.end, [words])
}

function insertion({ text }: DocumentView, { open, newline }: Layout, at: number, lines: readonly string[]): TextEdit | undefined {
  // Behind a fence or comment that nobody closed the section would be part of it.
  if (open < at) return undefined
  let end = at
  while (end > 0 && BLANKS.includes(text[end - 1]!)) end--
  // What stands between the last words and what is inserted.
  const blanks = text.slice(end, at)
  const gap = end === 0 || /\n[ \t]*\r?\n[ \t]*$/.test(blanks) ? '' : blanks.endsWith('\n') ? newline : newline + newline
  return { range: { start: at, end: at }, newText: `${gap}${lines.join(newline)}${newline}${at < text.length ? newline : ''}` }
}

/** Where sections can be inserted; the same for all controls. */
interface Layout {
  /** Stems of each heading. */
  readonly names: ReadonlySet<string>
  /** Level of the document's main sections: 2 below a title of level 1. */
  readonly mainLevel: number
  /** Where references and the like begin. */
  readonly backMatter: number | undefined
  /** Where the first fence or comment begins that nobody closed. */
  readonly open: number
  readonly newline: string
}

const layouts = new WeakMap<Section, Layout>()

function layoutOf(document: DocumentView, { blocks, comments }: MarkdownSyntax, root: Section): Layout {
  let layout = layouts.get(root)
  if (!layout) {
    const { text, titleRange } = document
    const headings = allSections(root).flatMap(({ heading, range }) => (heading ? [{ heading, range, words: headingStems(heading).join(' ') }] : []))
    const levels = headings.filter(({ heading }) => !heading.pseudo && heading.textRange.start !== titleRange.start).map(({ heading }) => heading.level)
    const mainLevel = levels.length > 0 ? Math.min(...levels) : 2
    const back = headings.find(({ heading, words }) => !heading.pseudo && heading.level === mainLevel && BACK_MATTER.some((start) => words.startsWith(start)))
    const fence = blocks.find((block) => block.kind === 'fence' && !block.closed)
    const comment = comments.find(({ range }) => !text.startsWith('-->', range.end - 3))
    layout = {
      names: new Set(headings.map(({ words }) => words)),
      mainLevel,
      backMatter: back?.range.start,
      open: Math.min(fence?.range.start ?? Number.POSITIVE_INFINITY, comment?.range.start ?? Number.POSITIVE_INFINITY),
      newline: text.includes('\r\n') ? '\r\n' : '\n',
    }
    layouts.set(root, layout)
  }
  return layout
}
