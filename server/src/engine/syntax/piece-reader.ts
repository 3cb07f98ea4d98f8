import type { SyntaxNode } from '@lezer/common'
import type { Range } from '../text/range.ts'
import { blankInline } from './inline.ts'
import type { Block, Cell, Comment, Link, Row } from './markdown.ts'

const BLANK = 32
const LINE_FEED = 10

/** The code units of a text, carriage returns as blanks. */
export function codesOf(source: string): Uint16Array {
  const codes = new Uint16Array(source.length)
  for (let i = 0; i < source.length; i++) {
    const c = source.charCodeAt(i)
    codes[i] = c === 13 ? BLANK : c
  }
  return codes
}

/** Reads one piece of a Markdown text. All offsets are those of the whole text. */
export class PieceReader {
  readonly blocks: Block[] = []
  readonly links: Link[] = []
  readonly comments: Comment[] = []
  /** Level of the last heading so far. */
  level: number
  readonly text: string
  readonly #start: number
  /** What is left when markup is blanked, by code unit. */
  readonly #codes: Uint16Array

  /** `codes` are those of the text as parsed, from `start` on. They are changed. */
  constructor(text: string, codes: Uint16Array, start: number, level: number) {
    this.text = text
    this.level = level
    this.#start = start
    this.#codes = codes
  }

  plain(): string {
    return this.#slice(0, this.#codes.length)
  }

  #slice(from: number, to: number): string {
    if (to - from <= 4096) return String.fromCharCode.apply(null, this.#codes.subarray(from, to) as unknown as number[])
    let result = ''
    for (let at = from; at < to; at += 4096) result += String.fromCharCode.apply(null, this.#codes.subarray(at, Math.min(at + 4096, to)) as unknown as number[])
    return result
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
      const own = this.trim(range)
      const text = this.words(own)
      if (text && !quoted) {
        const textRange = this.withMarks(own, range)
        this.level = level
        this.blocks.push({ kind: 'heading', level, text, range, textRange, pseudo: false })
      }
    } else if (name === 'Paragraph' || name === 'Task') {
      this.inline(node)
      const pseudo = quoted || depth > 0 ? undefined : this.pseudoHeading(node)
      if (pseudo) this.blocks.push({ kind: 'heading', level: Math.min(this.level + 1, 6), text: pseudo.text, range, textRange: pseudo.range, pseudo: true })
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
      this.blocks.push({
        kind: 'fence',
        range,
        quoted,
        info: info ? this.text.slice(info.from, info.to).trim() : '',
        contentRange,
        closed: name === 'CodeBlock' || marks.length > 1,
      })
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

  /** Words with the marks that close around them: `[En]` and `code` are shown whole. */
  withMarks({ start, end }: Range, within: Range): Range {
    while (start > within.start && '*_`~['.includes(this.text[start - 1]!)) start--
    while (end < within.end && '*_`~]'.includes(this.text[end]!)) end++
    return { start, end }
  }

  htmlBlock(range: Range, quoted: boolean): void {
    const source = this.text.slice(range.start, range.end)
    const comment = /<!--[^]*?(?:-->|$)/g
    for (let match = comment.exec(source); match; match = comment.exec(source)) this.comment({ start: range.start + match.index, end: range.start + match.index + match[0].length })
    this.#blank(blankInline.tags, range)
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
          this.#blank(blankInline.tags, { start: from, end: to })
          break
        case 'Escape':
          this.hide({ start: from, end: from + 1 })
          break
        case 'Entity':
          this.#entity({ start: from, end: to })
          break
      }
    } while (cursor.next() && cursor.from < end)
    this.#blank(blankInline.prompts, { start: node.from, end: node.to })
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

  #blank(find: (text: string) => readonly Range[], { start, end }: Range): void {
    const at = this.text.indexOf('<', start)
    if (at === -1 || at >= end) return
    for (const found of find(this.text.slice(start, end))) this.hide({ start: start + found.start, end: start + found.end })
  }

  #entity({ start, end }: Range): void {
    const shown = blankInline.entity(this.text.slice(start, end))
    if (shown === undefined) return
    this.hide({ start, end })
    this.#codes[start - this.#start] = shown.charCodeAt(0)
  }

  hide({ start, end }: Range): void {
    const codes = this.#codes
    for (let i = start - this.#start; i < end - this.#start; i++) if (codes[i] !== LINE_FEED) codes[i] = BLANK
  }

  words({ start, end }: Range): string {
    return this.#slice(start - this.#start, end - this.#start)
      .replace(/\s+/g, ' ')
      .trim()
  }

  trim({ start, end }: Range): Range {
    let from = start - this.#start
    let to = end - this.#start
    while (from < to && isSpace(this.#codes[from]!)) from++
    while (to > from && isSpace(this.#codes[to - 1]!)) to--
    return from < to ? { start: from + this.#start, end: to + this.#start } : { start, end: start }
  }
}

/** As `\s` in a regular expression. */
const isSpace = (c: number): boolean =>
  c < 128
    ? c === 32 || (c >= 9 && c <= 13)
    : c === 0xa0 || c === 0x1680 || (c >= 0x2000 && c <= 0x200a) || c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f || c === 0x3000 || c === 0xfeff
