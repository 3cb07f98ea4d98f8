import { TreeFragment } from '@lezer/common'
import type { SyntaxNode, Tree } from '@lezer/common'
import { GFM, parser as baseParser } from '@lezer/markdown'
import type { Range } from '../text/range.ts'
import { parseFrontMatter } from './front-matter.ts'
import type { FrontMatter } from './front-matter.ts'
import { blankInline } from './inline.ts'
import type { Parsed, SyntaxProblem } from './problem.ts'

/** Longest Markdown text that is read, in characters (about 40,000 lines). */
export const MAX_MARKDOWN_LENGTH = 2_000_000
const MAX_NESTING = 50

const parser = baseParser.configure([GFM])

export interface Heading {
  /** 1–6; a bold line that stands for a heading has one more than the heading above it. */
  readonly level: number
  /** Text without marks, numbering kept. */
  readonly text: string
  readonly range: Range
  /** Only the words of the heading. */
  readonly textRange: Range
  readonly pseudo: boolean
}

export type Block =
  | ({ readonly kind: 'heading' } & Heading)
  | { readonly kind: 'paragraph'; readonly range: Range; readonly quoted: boolean }
  | { readonly kind: 'item'; readonly range: Range; readonly quoted: boolean; readonly depth: number; readonly ordered: boolean; readonly task?: { readonly checked: boolean; readonly range: Range } }
  | { readonly kind: 'table'; readonly range: Range; readonly quoted: boolean; readonly header: readonly Cell[]; readonly rows: readonly Row[] }
  | { readonly kind: 'fence'; readonly range: Range; readonly quoted: boolean; readonly info: string; readonly contentRange: Range; readonly closed: boolean }
  | { readonly kind: 'html'; readonly range: Range; readonly quoted: boolean }

export interface Cell {
  readonly range: Range
  /** Plain text, trimmed. */
  readonly text: string
}

export interface Row {
  readonly range: Range
  readonly cells: readonly Cell[]
}

export interface Link {
  readonly range: Range
  readonly target: string
  readonly targetRange: Range
  readonly text: string
  readonly image: boolean
}

export interface Comment {
  readonly range: Range
  readonly text: string
}

export interface MarkdownSyntax {
  readonly text: string
  /** Same length as `text`: markup, front matter, comments and struck-through words are blanks, line breaks inside paragraphs stay. */
  readonly plain: string
  readonly frontMatter: FrontMatter | undefined
  readonly blocks: readonly Block[]
  readonly links: readonly Link[]
  readonly comments: readonly Comment[]
  /** For the next parse only. */
  readonly tree: Tree
}

export interface TextEdit {
  /** Range in the old text. */
  readonly range: Range
  readonly newText: string
}

/**
 * Parses Markdown with exact offsets. Give the previous result and the edits that led from its text to this one, and only
 * what they touch is parsed again. Never throws.
 */
export function parseMarkdown(text: string, previous?: { readonly syntax: MarkdownSyntax; readonly edits: readonly TextEdit[] }): Parsed<MarkdownSyntax> {
  const problems: SyntaxProblem[] = []
  if (text.length > MAX_MARKDOWN_LENGTH) {
    const syntax = { text, plain: '', frontMatter: undefined, blocks: [], links: [], comments: [], tree: parser.parse('') }
    return { value: syntax, problems: [{ code: 'markdown-too-large', range: { start: 0, end: Math.min(text.length, 80) }, message: `This document has ${text.length} characters; at most ${MAX_MARKDOWN_LENGTH} are read`, help: 'Split the document, or exclude it in .plumbline.yaml' }] }
  }
  const frontMatter = parseFrontMatter(text)
  if (frontMatter) problems.push(...frontMatter.problems)
  const guarded = guardNesting(frontMatter ? blank(text, frontMatter.range) : text, problems)
  const tree = parser.parse(guarded, previous ? fragmentsOf(previous, text) : undefined)
  const reader = new Reader(text, guarded, tree)
  reader.read()
  return { value: { text, plain: reader.plain.join(''), frontMatter, blocks: reader.blocks, links: reader.links, comments: reader.comments, tree }, problems }
}

function fragmentsOf({ syntax, edits }: { readonly syntax: MarkdownSyntax; readonly edits: readonly TextEdit[] }, text: string): readonly TreeFragment[] {
  if (edits.length !== 1) return []
  const { range, newText } = edits[0]!
  // An edit in or at the front matter changes what is blanked: parse anew.
  const guard = Math.max(syntax.frontMatter?.range.end ?? 0, 4)
  if (range.start <= guard || text.length - syntax.text.length !== newText.length - (range.end - range.start)) return []
  return TreeFragment.applyChanges(TreeFragment.addTree(syntax.tree), [{ fromA: range.start, toA: range.end, fromB: range.start, toB: range.start + newText.length }])
}

/** Equal length, line breaks kept: offsets stay true. */
const blank = (text: string, { start, end }: Range): string => text.slice(0, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ') + text.slice(end)

/** Lines with absurdly many quote or list markers make any Markdown parser crawl; they are read as blank. */
function guardNesting(text: string, problems: SyntaxProblem[]): string {
  if (!/(?:[>\-*+][ \t]?){60}/.test(text) && !/[[(!*_~`]{400}/.test(text) && !/ {400}/.test(text)) return text
  let result = ''
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    end = end === -1 ? text.length : end + 1
    const line = text.slice(at, end)
    const lead = /^[\s>\-*+]*/.exec(line)![0]
    const markers = lead.replace(/\s/g, '')
    const hostile = (markers.length > MAX_NESTING && !/^([-*]\s*)+$/.test(line.trim() === markers ? '' : line) && !isRule(line)) || /[[(!*_~`]{400}/.test(line) || lead.length > 400
    if (hostile) {
      problems.push({ code: 'markdown-too-deep', range: { start: at, end: at + Math.min(line.length, 80) }, message: `This line nests deeper than ${MAX_NESTING} levels and is not read`, help: 'Flatten the nesting' })
      result += line.replace(/[^\n\r]/g, ' ')
    } else result += line
    at = end
  }
  return result
}

const isRule = (line: string): boolean => /^\s*(-+|\*+|_+|=+)\s*$/.test(line)

class Reader {
  readonly blocks: Block[] = []
  readonly links: Link[] = []
  readonly comments: Comment[] = []
  readonly plain: string[]
  readonly text: string
  readonly source: string
  readonly tree: Tree
  #level = 1

  constructor(text: string, source: string, tree: Tree) {
    this.text = text
    this.source = source
    this.tree = tree
    this.plain = source.split('')
    for (let i = 0; i < this.plain.length; i++) {
      const c = this.plain[i]!
      if (c === '\r') this.plain[i] = ' '
    }
  }

  read(): void {
    this.container(this.tree.topNode, false, 0)
  }

  container(node: SyntaxNode, quoted: boolean, depth: number): void {
    for (let child = node.firstChild; child; child = child.nextSibling) this.block(child, quoted, depth)
  }

  block(node: SyntaxNode, quoted: boolean, depth: number): void {
    const range = { start: node.from, end: node.to }
    const name = node.name
    if (/^(ATX|Setext)Heading/.test(name)) {
      this.inline(node)
      const level = Number(name.at(-1))
      const textRange = this.trim(range)
      const text = this.words(textRange)
      if (text && !quoted) {
        this.#level = level
        this.blocks.push({ kind: 'heading', level, text, range, textRange, pseudo: false })
      }
    } else if (name === 'Paragraph' || name === 'Task') {
      this.inline(node)
      const pseudo = quoted || depth > 0 ? undefined : this.pseudoHeading(node)
      if (pseudo) this.blocks.push({ kind: 'heading', level: Math.min(this.#level + 1, 6), text: pseudo.text, range, textRange: pseudo.range, pseudo: true })
      else this.blocks.push({ kind: 'paragraph', range, quoted })
    } else if (name === 'Blockquote') {
      this.mask(node, 'QuoteMark')
      this.container(node, true, depth)
    } else if (name === 'BulletList' || name === 'OrderedList') {
      for (let item = node.firstChild; item; item = item.nextSibling) if (item.name === 'ListItem') this.item(item, quoted, depth, name === 'OrderedList')
    } else if (name === 'Table') {
      this.table(node, quoted)
    } else if (name === 'FencedCode' || name === 'CodeBlock') {
      const info = node.getChild('CodeInfo')
      const content = node.getChildren('CodeText')
      const contentRange = content.length ? { start: content[0]!.from, end: content.at(-1)!.to } : { start: node.to, end: node.to }
      const marks = node.getChildren('CodeMark')
      this.hide(range)
      this.blocks.push({ kind: 'fence', range, quoted, info: info ? this.text.slice(info.from, info.to).trim() : '', contentRange, closed: name === 'CodeBlock' || marks.length > 1 })
    } else if (name === 'CommentBlock') {
      this.comment(range)
    } else if (name === 'HTMLBlock') {
      this.htmlBlock(range, quoted)
    } else if (name === 'HorizontalRule' || name === 'LinkReference' || name === 'ProcessingInstructionBlock') {
      this.hide(range)
      if (name === 'LinkReference') this.link(node, false)
    } else if (name === 'HeaderMark' || name === 'QuoteMark' || name === 'ListMark' || name === 'TaskMarker') {
      this.hide(range)
    } else this.container(node, quoted, depth)
  }

  item(node: SyntaxNode, quoted: boolean, depth: number, ordered: boolean): void {
    const task = node.getChild('Task')
    const marker = task?.getChild('TaskMarker')
    let own: SyntaxNode | null = null
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'ListMark') this.hide({ start: child.from, end: child.to })
      else if (!own && (child.name === 'Paragraph' || child.name === 'Task')) {
        own = child
        this.inline(child)
        const state = marker ? { checked: /x/i.test(this.text.slice(marker.from, marker.to)), range: { start: marker.from, end: marker.to } } : undefined
        this.blocks.push({ kind: 'item', range: { start: child.from, end: child.to }, quoted, depth, ordered, task: state })
      } else this.block(child, quoted, depth + 1)
    }
  }

  table(node: SyntaxNode, quoted: boolean): void {
    const header: Cell[] = []
    const rows: Row[] = []
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'TableDelimiter') this.hide({ start: child.from, end: child.to })
      if (child.name !== 'TableHeader' && child.name !== 'TableRow') continue
      this.inline(child)
      const cells = this.cells(child)
      if (child.name === 'TableHeader') header.push(...cells)
      else rows.push({ range: { start: child.from, end: child.to }, cells })
    }
    this.blocks.push({ kind: 'table', range: { start: node.from, end: node.to }, quoted, header, rows })
  }

  /** The parser leaves empty cells out; the delimiters tell where they are. */
  cells(row: SyntaxNode): Cell[] {
    const bars: SyntaxNode[] = row.getChildren('TableDelimiter')
    const from = row.from
    const bounds: Range[] = []
    let start = from
    for (const bar of bars) {
      if (bar.from > from || bounds.length > 0 || this.text.slice(start, bar.from).trim() !== '') bounds.push({ start, end: bar.from })
      start = bar.to
    }
    if (this.text.slice(start, row.to).trim() !== '') bounds.push({ start, end: row.to })
    for (const bar of bars) this.hide({ start: bar.from, end: bar.to })
    return bounds.map((b) => {
      const range = this.trim(b)
      return { range, text: this.words(range) }
    })
  }

  htmlBlock(range: Range, quoted: boolean): void {
    const source = this.text.slice(range.start, range.end)
    const comment = /<!--[^]*?(?:-->|$)/g
    for (let match = comment.exec(source); match; match = comment.exec(source)) this.comment({ start: range.start + match.index, end: range.start + match.index + match[0].length })
    blankInline.tags(this.text, this.plain, range)
    if (this.words(range)) this.blocks.push({ kind: 'html', range: this.trim(range), quoted })
  }

  /** Blanks the marks of inline content, keeps its words where they are. */
  inline(node: SyntaxNode): void {
    const cursor = node.cursor()
    const end = node.to
    do {
      if (cursor.from > end) break
      const { from, to, name } = cursor
      if (from === to) continue
      switch (name) {
        case 'HeaderMark':
        case 'EmphasisMark':
        case 'CodeMark':
        case 'LinkMark':
        case 'StrikethroughMark':
        case 'TaskMarker':
        case 'QuoteMark':
        case 'URL':
        case 'LinkTitle':
        case 'LinkLabel':
          if (!(name === 'URL' && cursor.node.parent?.name === 'Autolink')) this.hide({ start: from, end: to })
          break
        case 'Strikethrough':
          this.hide({ start: from, end: to })
          break
        case 'Link':
        case 'Image':
          this.link(cursor.node, name === 'Image')
          break
        case 'Comment':
          this.comment({ start: from, end: to })
          break
        case 'HTMLTag':
          blankInline.tags(this.text, this.plain, { start: from, end: to })
          break
        case 'Escape':
          this.hide({ start: from, end: from + 1 })
          break
        case 'Entity':
          blankInline.entity(this.text, this.plain, { start: from, end: to })
          break
      }
    } while (cursor.next() && cursor.from < end)
    blankInline.prompts(this.text, this.plain, { start: node.from, end: node.to })
  }

  link(node: SyntaxNode, image: boolean): void {
    const url = node.getChild('URL')
    if (!url) return
    let target = this.text.slice(url.from, url.to)
    let start = url.from
    if (target.startsWith('<') && target.endsWith('>')) {
      target = target.slice(1, -1)
      start++
    }
    const marks = node.getChildren('LinkMark')
    const text = marks.length > 1 ? this.text.slice(marks[0]!.to, marks[1]!.from) : ''
    this.links.push({ range: { start: node.from, end: node.to }, target, targetRange: { start, end: start + target.length }, text, image })
  }

  comment(range: Range): void {
    this.hide(range)
    const text = this.text.slice(range.start, range.end).replace(/^<!--/, '').replace(/-->$/, '').trim()
    this.comments.push({ range, text })
  }

  /** A paragraph that is one short bold run, `**Rollback**` or `__3. Risks:__`, stands for a heading. */
  pseudoHeading(node: SyntaxNode): { text: string; range: Range } | undefined {
    const strong = node.firstChild
    if (!strong || strong.name !== 'StrongEmphasis' || strong.from !== node.from) return undefined
    const rest = this.text.slice(strong.to, node.to).trim()
    if (rest !== '' && rest !== ':') return undefined
    const range = this.trim({ start: strong.from, end: strong.to })
    const text = this.words(range)
    return text.length > 0 && text.length <= 90 && !text.includes('\n') ? { text, range } : undefined
  }

  mask(node: SyntaxNode, name: string): void {
    const cursor = node.cursor()
    const end = node.to
    do {
      if (cursor.from > end) break
      if (cursor.name === name) this.hide({ start: cursor.from, end: cursor.to })
    } while (cursor.next() && cursor.from < end)
  }

  hide({ start, end }: Range): void {
    for (let i = start; i < end; i++) if (this.plain[i] !== '\n') this.plain[i] = ' '
  }

  words(range: Range): string {
    return this.plain.slice(range.start, range.end).join('').replace(/\s+/g, ' ').trim()
  }

  trim({ start, end }: Range): Range {
    let from = start
    let to = end
    while (from < to && /\s/.test(this.plain[from]!)) from++
    while (to > from && /\s/.test(this.plain[to - 1]!)) to--
    return from < to ? { start: from, end: to } : { start, end: start }
  }
}
