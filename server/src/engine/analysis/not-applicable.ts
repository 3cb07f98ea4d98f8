import type { DocumentView } from '../documents/document.ts'
import { placeholderValue } from '../documents/placeholders.ts'
import type { Section } from '../documents/sections.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { contains } from '../text/range.ts'
import type { Range } from '../text/range.ts'

/**
 * Whether the author answers a requirement at this place with `notApplicable: {reason}` (field) or a section that begins
 * "Not applicable: …" with a reason of five words or more. A bare "N/A" is no answer.
 */
export function isNotApplicable(document: DocumentView, range: Range): boolean {
  if (document.root && (!document.markdown || contains(document.markdown.frontMatter?.contentRange ?? { start: 0, end: 0 }, range))) return fieldSays(document.root, range)
  return document.sections && document.markdown ? sectionSays(document.markdown.plain, document.sections, range) : false
}

function fieldSays(root: YamlNode, range: Range): boolean {
  let node: YamlNode | null = root
  while (node) {
    if (node.kind === 'scalar') return false
    const children: readonly { readonly range: Range; readonly value: YamlNode | null }[] =
      node.kind === 'map' ? node.entries : node.items.flatMap((item) => (item ? [{ range: item.range, value: item }] : []))
    const child = children.find((c) => contains(c.range, range))
    if (!child?.value) return false
    if (answers(child.value)) return true
    node = child.value
  }
  return false
}

function answers(node: YamlNode): boolean {
  const answer = node.kind === 'map' ? yamlAt(node, ['notApplicable']) : undefined
  if (!answer) return false
  const reason = answer.kind === 'scalar' ? answer.value : (yamlAt(answer, ['reason']) ?? undefined)
  const text = typeof reason === 'string' ? reason : typeof reason === 'object' && reason?.kind === 'scalar' ? String(reason.value ?? '') : ''
  return text.trim().length >= 3 && placeholderValue(text.trim()) === undefined
}

const ANSWER = /^\s*(?:this (?:section )?is )?(?:not applicable|n\/a)\b\s*(?:[:.,;–—-]|because|as|since|to|for)?\s*([^\n]*(?:\n[^\n]+)?)/i

function sectionSays(plain: string, root: Section, range: Range): boolean {
  let section: Section | undefined = root
  while (section) {
    const first = section.heading ? section.blocks[0] : undefined
    if (first && (first.kind === 'paragraph' || first.kind === 'item')) {
      const match = ANSWER.exec(plain.slice(first.range.start, first.range.end))
      if (match && match[1]!.trim().split(/\s+/).length >= 5) return true
    }
    section = section.children.find((child) => contains(child.range, range))
  }
  return false
}
