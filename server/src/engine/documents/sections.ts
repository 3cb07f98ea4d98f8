import type { Block, Heading, MarkdownSyntax } from '../syntax/markdown.ts'
import type { Range } from '../text/range.ts'
import { remembered } from '../text/remembered.ts'

/** A heading with everything below it. The root stands for the whole document and has no heading. */
export interface Section {
  readonly heading: Heading | undefined
  readonly parent: Section | undefined
  /** Own blocks, without those of subsections. */
  readonly blocks: readonly Block[]
  readonly children: readonly Section[]
  /** From the heading to the next heading of the same or a higher level. */
  readonly range: Range
}

interface Building {
  heading: Heading | undefined
  parent: Building | undefined
  blocks: Block[]
  children: Building[]
  range: { start: number; end: number }
}

/** The section tree of a Markdown document. Linear in the number of blocks. */
export function buildSections(syntax: MarkdownSyntax): Section {
  const root: Building = { heading: undefined, parent: undefined, blocks: [], children: [], range: { start: 0, end: syntax.text.length } }
  let current = root
  for (const block of syntax.blocks) {
    if (block.kind !== 'heading') {
      current.blocks.push(block)
      continue
    }
    while (current.heading && current.heading.level >= block.level) {
      current.range.end = block.range.start
      current = current.parent!
    }
    const section: Building = { heading: block, parent: current, blocks: [], children: [], range: { start: block.range.start, end: syntax.text.length } }
    current.children.push(section)
    current = section
  }
  return root
}

/** Many rules walk the same tree. */
const knownSections = new WeakMap<Section, readonly Section[]>()

/** All sections below (and with) this one, in document order. */
export function allSections(section: Section): readonly Section[] {
  let all = knownSections.get(section)
  if (!all) {
    const found: Section[] = []
    const visit = (part: Section): void => {
      found.push(part)
      for (const child of part.children) visit(child)
    }
    visit(section)
    knownSections.set(section, (all = found))
  }
  return all
}

/** A heading's words for comparison: numbering, emoji, punctuation, case and a trailing `(optional)` removed. */
export const normaliseHeading = remembered(2000, (text) =>
  text
    .toLowerCase()
    .replace(/\(optional\)|\(if applicable\)/g, '')
    .replace(/^\s*(?:(?:section|chapter|part|annex|appendix)\s+)?(?:\d+(?:\.\d+)*|[ivx]{1,5}|[a-z](?:\.\d+)*)[.):]\s+/, '')
    .replace(/^\s*\d+(?:\.\d+)*\s+/, '')
    .replace(/[^\p{L}\p{N}\s/&+-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim(),
)
