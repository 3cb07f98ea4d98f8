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
  const below = previous && changeBelowFront(previous, text)
  const frontMatter = below ? previous.syntax.frontMatter : parseFrontMatter(text)
  const change = below ?? (previous && frontMatter && changeInFront(previous, frontMatter, text))
  if (frontMatter) problems.push(...frontMatter.problems)
  const body = frontMatter ? blank(text, frontMatter.range) : text
  // Only where nothing was guarded before can the changed lines alone tell.
  const source = guardNesting(body, problems, previous?.syntax.guarded ? undefined : change)
  const guarded = source !== body
  // What a guard blanked is not what stood there before.
  const before = previous && change && !guarded && !previous.syntax.guarded ? { ...previous.syntax, change } : undefined
  const tree = parser.parse(source, before && TreeFragment.applyChanges(TreeFragment.addTree(before.tree), [withLookAhead(before.change, text)]))
  const { pieces, ...read } = readPieces(text, source, tree, frontMatter?.range.end ?? 0, before)
  const stretches = stretchesOf(pieces, before?.stretches ?? [])
  return { value: { text, ...read, frontMatter, pieces, stretches, tree, guarded }, problems }
}

/** The change begun two lines earlier: whether a paragraph ends above a table is seen in the second line below the paragraph. */
function withLookAhead(change: Change, text: string): Change {
  let from = change.fromB
  for (let lines = 0; lines < 3 && from > 0; lines++) from = text.lastIndexOf('\n', from - 1)
  from = Math.max(0, from)
  return { ...change, fromA: from, fromB: from }
}

interface Edited {
  readonly syntax: MarkdownSyntax
  readonly edits: readonly TextEdit[]
}

/** An edit in the words of the tree library. */
interface Change {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

/** The one edit; `undefined` where it may have changed what front matter is, or what stands in it. */
function changeBelowFront({ syntax, edits }: Edited, text: string): Change | undefined {
  const [edit, other] = edits
  if (!edit || other) return undefined
  // Behind the line break after the front matter, or in a text that has none and gets none.
  const { start } = edit.range
  const safe = syntax.frontMatter ? start > syntax.frontMatter.range.end + 1 : start > 4 && !text.startsWith('---') && !text.startsWith('---', 1)
  return safe ? changeOf(syntax, edit, text) : undefined
}

/** The one edit, where it has changed only what stands between the fences of the front matter; otherwise everything must be parsed anew. */
function changeInFront({ syntax, edits }: Edited, now: FrontMatter, text: string): Change | undefined {
  const [edit, other] = edits
  const before = syntax.frontMatter
  if (!edit || other || !before) return undefined
  const change = changeOf(syntax, edit, text)
  const { start, end } = before.contentRange
  if (!change || change.fromA < start || change.toA > end) return undefined
  const by = text.length - syntax.text.length
  const same = now.range.start === before.range.start && now.contentRange.start === start && now.contentRange.end === end + by && now.range.end === before.range.end + by
  return same ? change : undefined
}

const changeOf = (syntax: MarkdownSyntax, { range, newText }: TextEdit, text: string): Change | undefined =>
  text.length - syntax.text.length === newText.length - (range.end - range.start)
    ? { fromA: range.start, toA: range.end, fromB: range.start, toB: range.start + newText.length }
    : undefined

/** Equal length, line breaks kept: offsets stay true. */
const blank = (text: string, { start, end }: Range): string => text.slice(0, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ') + text.slice(end)
