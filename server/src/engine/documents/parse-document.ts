import { Tree } from '@lezer/common'
import { parseMarkdown } from '../syntax/markdown.ts'
import type { MarkdownSyntax, TextEdit } from '../syntax/markdown.ts'
import type { SyntaxProblem } from '../syntax/problem.ts'
import { stretchesOf } from '../syntax/stretches.ts'
import { parseEditedYaml } from '../syntax/yaml-edit.ts'
import { parseYaml } from '../syntax/yaml.ts'
import { LineIndex } from '../text/line-index.ts'
import type { DocumentView } from './document.ts'
import { titleOf } from './identity.ts'
import { MARKDOWN_KINDS } from './kinds.ts'
import type { DocumentKind } from './kinds.ts'
import type { ContentMemo } from './ml-content.ts'
import { isMarkdownPath, isYamlPath, kindByName } from './names.ts'
import { recognise } from './recognise.ts'
import { buildSections } from './sections.ts'

/** One file as read: its views, of which those with a `recognition` are ours. */
export interface ParsedFile {
  readonly path: string
  readonly text: string
  readonly lines: LineIndex
  /** At least one for a readable file; several for a YAML file of several documents. */
  readonly views: readonly DocumentView[]
  /** The file is meant to be ours but cannot be read. */
  readonly unreadable: SyntaxProblem | undefined
  /** Makes the next parse of nearly the same text cheap. */
  readonly memo: ContentMemo
}

export interface ParseInput {
  readonly path: string
  readonly text: string
  readonly previous?: ParsedFile
  readonly option?: DocumentKind
  readonly configured?: { readonly kind: DocumentKind; readonly glob: string }
}

/** Parses a file into its documents. Never throws; what no parser takes has no views. */
export function parseDocument({ path, text, previous, option, configured }: ParseInput): ParsedFile {
  const memo: ContentMemo = previous?.memo ?? new Map()
  const base = { path, text, lines: new LineIndex(text), memo }
  const kind = option ?? configured?.kind
  const named = kindByName(path)
  if (isBinary(text)) {
    const ours = kind ?? (named && !named.weak ? named.kind : undefined)
    return { ...base, views: [], unreadable: ours ? unreadable(ours, text) : undefined }
  }
  const asYaml = isYamlPath(path) || (!isMarkdownPath(path) && kind !== undefined && !MARKDOWN_KINDS.includes(kind))
  if (asYaml) return { ...base, unreadable: undefined, views: yamlViews(base, previous, option, configured) }
  if (isMarkdownPath(path) || kind !== undefined) return { ...base, unreadable: undefined, views: [markdownView(base, previous, option, configured)] }
  return { ...base, views: [], unreadable: undefined }
}

type Base = Pick<ParsedFile, 'path' | 'text' | 'lines' | 'memo'>

function markdownView({ path, text, lines, memo }: Base, previous: ParsedFile | undefined, option: DocumentKind | undefined, configured: ParseInput['configured']): DocumentView {
  const old = previous?.views[0]?.markdown
  const { value, problems } = parseMarkdown(text, old ? { syntax: old, edits: [editBetween(old.text, text)] } : undefined)
  const markdown = previous ? value : withoutTree(value)
  const root = markdown.frontMatter?.root ?? null
  const recognition = recognise({ path, markdown, root, option, configured, memo: previous ? memo : undefined })
  return { path, text, lines, recognition, markdown, sections: buildSections(markdown), yaml: undefined, root, problems, ...titleOf({ path, text, lines, markdown, root }) }
}

/** Most files are never edited: the tree, half of what a parsed text weighs, is kept from the first edit on. */
function withoutTree(value: MarkdownSyntax): MarkdownSyntax {
  const pieces = value.pieces.map(({ start, piece }) => ({ start, piece: { ...piece, tree: undefined } }))
  return { ...value, tree: Tree.empty, pieces, stretches: stretchesOf(pieces, []) }
}

function yamlViews({ path, text, lines }: Base, previous: ParsedFile | undefined, option: DocumentKind | undefined, configured: ParseInput['configured']): readonly DocumentView[] {
  const old = previous?.views.length === 1 && previous.views[0]!.problems.length === 0 ? previous.views[0]!.yaml : undefined
  const { value: yaml, problems } = old ? parseEditedYaml(text, { text: previous!.text, file: old }, editBetween(previous!.text, text)) : parseYaml(text)
  const whole = { start: 0, end: text.length }
  const documents = yaml.documents.length > 0 ? yaml.documents : [{ root: null, range: whole }]
  const several = documents.length > 1
  const views = documents.map(({ root, range }, index): DocumentView => {
    const recognition = recognise({ path, markdown: undefined, root, option, configured })
    const end = documents[index + 1]?.range.start ?? text.length
    const own = problems.filter((problem) => !several || (problem.range.start >= (index === 0 ? 0 : range.start) && problem.range.start < Math.max(end, range.end)))
    const { title, titleRange } = titleOf({ path, text, lines, markdown: undefined, root })
    return {
      path,
      text,
      lines,
      recognition,
      markdown: undefined,
      sections: undefined,
      yaml,
      root,
      problems: own,
      title,
      titleRange: root === null && several ? { start: range.start, end: range.end } : titleRange,
    }
  })
  // An empty document behind a closing `---` is nobody's.
  const meant = views.filter((view) => view.root !== null)
  return several && meant.length > 0 ? meant : views
}

/** NUL bytes, or replacement characters in number: not a text that somebody wrote. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true
  let bad = 0
  for (let at = text.indexOf('\ufffd'); at !== -1 && bad <= 50; at = text.indexOf('\ufffd', at + 1)) bad++
  return bad > 50 || (bad > 3 && bad > text.length / 100)
}

function unreadable(kind: DocumentKind, text: string): SyntaxProblem {
  const nul = text.indexOf('\0')
  const at = nul === -1 ? Math.max(0, text.indexOf('\ufffd')) : nul
  return {
    code: 'unreadable-document',
    range: { start: at, end: Math.min(text.length, at + 1) },
    message: `This ${kind} is not a readable text: it holds ${nul === -1 ? 'bytes that are no UTF-8' : 'NUL bytes'}`,
    help: 'Save the file as UTF-8 text, or exclude it in .plumbline.yaml',
  }
}

/** Characters that are compared at once. */
const STRIDE = 1024

/** The one edit that leads from the old text to the new: what lies between their common ends. Linear. */
function editBetween(before: string, text: string): TextEdit {
  const shorter = Math.min(before.length, text.length)
  let start = 0
  while (start + STRIDE <= shorter && before.slice(start, start + STRIDE) === text.slice(start, start + STRIDE)) start += STRIDE
  while (start < shorter && before.charCodeAt(start) === text.charCodeAt(start)) start++
  let tail = 0
  const same = (from: number): boolean => before.slice(before.length - from - STRIDE, before.length - from) === text.slice(text.length - from - STRIDE, text.length - from)
  while (tail + STRIDE <= shorter - start && same(tail)) tail += STRIDE
  while (tail < shorter - start && before.charCodeAt(before.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)) tail++
  return { range: { start, end: before.length - tail }, newText: text.slice(start, text.length - tail) }
}
