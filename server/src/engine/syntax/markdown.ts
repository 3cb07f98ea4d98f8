import { TreeFragment } from '@lezer/common'
import type { Tree } from '@lezer/common'
import { GFM, parser as baseParser } from '@lezer/markdown'
import type { Range } from '../text/range.ts'
import { parseFrontMatter } from './front-matter.ts'
import type { FrontMatter } from './front-matter.ts'
import { guardNesting } from './nesting.ts'
import { readPieces } from './pieces.ts'
import type { PlacedPiece } from './pieces.ts'
import { plainWords } from './plain-words.ts'
import type { Parsed, SyntaxProblem } from './problem.ts'
import { stretchesOf } from './stretches.ts'
import type { PlacedStretch } from './stretches.ts'

/** Longest Markdown text that is read, in characters (about 40,000 lines). */
export const MAX_MARKDOWN_LENGTH = 2_000_000

const parser = baseParser.configure([GFM, plainWords])

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
  | {
      readonly kind: 'item'
      readonly range: Range
      readonly quoted: boolean
      readonly depth: number
      readonly ordered: boolean
      readonly task?: { readonly checked: boolean; readonly range: Range }
    }
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
  /** The text cut at its outermost blocks, from the first character to the last: what is known of a piece stays true while it stays the same. */
  readonly pieces: readonly PlacedPiece[]
  /** The same pieces, some together. */
  readonly stretches: readonly PlacedStretch[]
  /** For the next parse only. */
  readonly tree: Tree
  /** Parts of the text were not read because they nest too deep. */
  readonly guarded: boolean
}

export interface TextEdit {
  /** Range in the old text. */
  readonly range: Range
  readonly newText: string
}

/**
 * Parses Markdown with exact offsets. Give the previous result and the edits that led from its text to this one, and only
 * what they touch is parsed and read again. Never throws.
 */
export function parseMarkdown(text: string, previous?: { readonly syntax: MarkdownSyntax; readonly edits: readonly TextEdit[] }): Parsed<MarkdownSyntax> {
  const problems: SyntaxProblem[] = []
  if (text.length > MAX_MARKDOWN_LENGTH) {
    // The front matter says what the document is.
    const syntax = { text, plain: '', frontMatter: parseFrontMatter(text), blocks: [], links: [], comments: [], pieces: [], stretches: [], tree: parser.parse(''), guarded: false }
    return {
      value: syntax,
      problems: [
        {
          code: 'markdown-too-large',
          unread: true,
          range: { start: 0, end: Math.min(text.length, 80) },
          message: `This document has ${text.length} characters; at most ${MAX_MARKDOWN_LENGTH} are read`,
          help: 'Split the document, or exclude it in .plumbline.yaml',
        },
      ],
    }
  }
  const change = previous && changeOf(previous, text)
  const frontMatter = change ? previous.syntax.frontMatter : parseFrontMatter(text)
  if (frontMatter) problems.push(...frontMatter.problems)
  const body = frontMatter ? blank(text, frontMatter.range) : text
  // Only where nothing was guarded before can the changed lines alone tell.
  const source = guardNesting(body, problems, previous?.syntax.guarded ? undefined : change)
  const guarded = source !== body
  // What a guard blanked is not what stood there before.
  const incremental = change && !guarded && !previous.syntax.guarded
  const tree = parser.parse(source, incremental ? TreeFragment.applyChanges(TreeFragment.addTree(previous.syntax.tree), [withLookAhead(change, text)]) : undefined)
  const { pieces, ...read } = readPieces(text, source, tree, frontMatter?.range.end ?? 0, incremental ? { ...previous.syntax, change } : undefined)
  const stretches = stretchesOf(pieces, incremental ? previous.syntax.stretches : [])
  return { value: { text, ...read, frontMatter, pieces, stretches, tree, guarded }, problems }
}

/** The change begun two lines earlier: whether a paragraph ends above a table is seen in the second line below the paragraph. */
function withLookAhead<T extends { readonly fromA: number; readonly fromB: number }>(change: T, text: string): T {
  let from = change.fromB
  for (let lines = 0; lines < 3 && from > 0; lines++) from = text.lastIndexOf('\n', from - 1)
  from = Math.max(0, from)
  return { ...change, fromA: from, fromB: from }
}

/** The one edit in the words of the tree library; `undefined` where it may have changed what front matter is, so that everything must be parsed anew. */
function changeOf(
  { syntax, edits }: { readonly syntax: MarkdownSyntax; readonly edits: readonly TextEdit[] },
  text: string,
): { fromA: number; toA: number; fromB: number; toB: number } | undefined {
  if (edits.length !== 1) return undefined
  const { range, newText } = edits[0]!
  // Behind the line break after the front matter, or in a text that has none and gets none.
  const safe = syntax.frontMatter ? range.start > syntax.frontMatter.range.end + 1 : range.start > 4 && !text.startsWith('---') && !text.startsWith('---', 1)
  if (!safe || text.length - syntax.text.length !== newText.length - (range.end - range.start)) return undefined
  return { fromA: range.start, toA: range.end, fromB: range.start, toB: range.start + newText.length }
}

/** Equal length, line breaks kept: offsets stay true. */
const blank = (text: string, { start, end }: Range): string => text.slice(0, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ') + text.slice(end)
