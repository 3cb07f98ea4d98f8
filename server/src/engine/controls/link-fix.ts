import { slugOf } from '../documents/anchors.ts'
import type { DocumentView } from '../documents/document.ts'
import { allSections } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import type { Fix } from '../rules/types.ts'
import { contains } from '../text/range.ts'
import type { Range } from '../text/range.ts'
import { insertSection, insertWords } from './markdown-fix.ts'
import type { Control } from './types.ts'

/** A fix that links what another document says: in the section where the matter belongs, else in a new one of its name. */
export function linkFix(document: DocumentView, control: Control, section: Section | undefined, other: DocumentView, range: Range, path: string): readonly Fix[] {
  const [head = ''] = (control.fix.markdown ?? '').split('\n', 1)
  const name = head.replace(/^#+\s*/, '')
  if (name === '') return []
  const link = `[${escapeText(path.slice(path.lastIndexOf('/') + 1))}](${encodePath(path)}${anchorAt(other, range)})`
  const edit = section?.heading ? insertWords(document, section, `${name}: see ${link}.`) : insertSection(document, undefined, name, ['', `See ${link}.`])
  return edit ? [{ title: `Link ${path}`, safe: false, edits: [{ path: document.path, edit }] }] : []
}

/** The anchor of the innermost heading above a place; none for the title, which is where a link leads by itself. */
function anchorAt({ sections, titleRange }: DocumentView, range: Range): string {
  if (!sections) return ''
  const around = allSections(sections).filter(({ heading, range: all }) => heading && !heading.pseudo && heading.textRange.start !== titleRange.start && contains(all, range))
  const slug = slugOf(around.at(-1)?.heading?.text ?? '')
  return slug === '' ? '' : `#${slug}`
}

const escapeText = (text: string): string => text.replace(/[\\[\]`*_<>]/g, '\\$&')

/** A path as the target of a link: what ends a target, or means something in it, is encoded. */
const encodePath = (path: string): string =>
  path.toWellFormed().replace(/[^\w./~!$&'+,;=@-]/gu, (c) => `%${[...new TextEncoder().encode(c)].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('%')}`)
