import type { SyntaxNode, Tree } from '@lezer/common'
import { codesOf, PieceReader } from './piece-reader.ts'
import type { Block, Cell, Comment, Link, Row } from './markdown.ts'
import { lineStart } from '../text/lines.ts'
import type { Range } from '../text/range.ts'

/**
 * The lines of one outermost block of a Markdown text, with the blank lines behind it. The same object as long as its text and
 * its reading are the same, wherever edits elsewhere move it: results that rest on it alone are kept by it (`perPiece`).
 */
export interface Piece {
  /** Its lines as written. */
  readonly text: string
  /** As long as `text`, markup blanked. */
  readonly plain: string
  /** Offset in the document at which it was read; ranges of its parts count from the same zero. */
  readonly base: number
  readonly blocks: readonly Block[]
  readonly links: readonly Link[]
  readonly comments: readonly Comment[]
  /** Level of the last heading above it, on which that of bold lines depends, and of the last one in it. */
  readonly levels: readonly [number, number]
  /** The syntax tree of its one block, if it is one, and where that begins in it. */
  readonly tree: Tree | undefined
  readonly treeAt: number
  /** It is the front matter: fields, no prose. */
  readonly front: boolean
  /** What `perPiece` remembers, by what computes it. */
  readonly known: Map<unknown, unknown>
  /** Its parts where it last stood; those before an edit stay there. */
  readonly last: { at: number; parts: Parts | undefined }
}

type Parts = Pick<Piece, 'blocks' | 'links' | 'comments'>

export interface PlacedPiece {
  readonly start: number
  readonly piece: Piece
}

interface Read {
  readonly plain: string
  readonly blocks: readonly Block[]
  readonly links: readonly Link[]
  readonly comments: readonly Comment[]
  readonly pieces: readonly PlacedPiece[]
}

/** Remembers the result of a pure function of a piece for as long as the piece lives. Its ranges, if it has any, count from the piece's own zero. */
export function perPiece<T extends object>(compute: (piece: Piece) => T): (piece: Piece) => T {
  return (piece) => {
    let value = piece.known.get(compute) as T | undefined
    if (value === undefined) piece.known.set(compute, (value = compute(piece)))
    return value
  }
}

/** A text as it was read before an edit. */
export interface Before {
  readonly plain: string
  readonly pieces: readonly PlacedPiece[]
  /** What was edited: from where, and to where in the text then (`toA`) and now (`toB`). */
  readonly change: { readonly fromB: number; readonly toA: number; readonly toB: number }
}

/** Cuts a text at its outermost blocks and reads each; pieces of the text before are taken over where tree and text are the same. */
export function readPieces(text: string, source: string, tree: Tree, frontEnd: number, before: Before | undefined): Read {
  const find = before && finder(before.pieces)
  const keep = before !== undefined
  let codes: Uint16Array | undefined
  const blocks: Block[] = []
  const links: Link[] = []
  const comments: Comment[] = []
  const pieces: PlacedPiece[] = []
  let level = 1
  for (const { start, end, nodes } of groups(tree, source, frontEnd)) {
    const own = nodes.length === 1 ? (nodes[0]!.tree ?? undefined) : undefined
    const front = end === frontEnd && start === 0
    const old = front ? before?.pieces[0] : own && find?.(own)
    const piece =
      before && old && old.piece.front === front && isSame(old, before, { text, start, end, treeAt: nodes.length > 0 ? nodes[0]!.from - start : 0, level })
        ? old.piece
        : read(text, keep ? codesOf(source.slice(start, end)) : (codes ??= codesOf(source)).subarray(start, end), { start, end, nodes, own, level, front, copy: keep })
    level = piece.levels[1]
    pieces.push({ start, piece })
    const parts = partsAt(piece, start)
    for (const block of parts.blocks) blocks.push(block)
    for (const link of parts.links) links.push(link)
    for (const comment of parts.comments) comments.push(comment)
  }
  return { plain: plainOf(pieces, before), blocks, links, comments, pieces }
}

/** Pieces that are looked at before all are: most stand where they stood, or a few places further on. */
const NEAR = 8
/** Trees that are not there: an edit makes one or two, and one that leaves out much of the text is worth a look at all pieces. */
const NEW = 2

/** Finds pieces by their trees, which come in the order of the text. */
function finder(pieces: readonly PlacedPiece[]): (tree: Tree) => PlacedPiece | undefined {
  let next = 0
  let missed = 0
  let all: Map<Tree, PlacedPiece> | undefined
  return (tree) => {
    for (let i = next; i < pieces.length && i < next + NEAR; i++)
      if (pieces[i]!.piece.tree === tree) {
        next = i + 1
        return pieces[i]
      }
    if (++missed <= NEW) return undefined
    all ??= new Map(pieces.flatMap((placed) => (placed.piece.tree ? [[placed.piece.tree, placed] as const] : [])))
    return all.get(tree)
  }
}

/** The words of all pieces; those that stand at both ends of the text as before are not put together again. */
function plainOf(pieces: readonly PlacedPiece[], before: Before | undefined): string {
  const old = before?.pieces ?? []
  const most = Math.min(pieces.length, old.length)
  let first = 0
  while (first < most && pieces[first]!.piece === old[first]!.piece) first++
  let tail = 0
  while (tail < most - first && pieces[pieces.length - 1 - tail]!.piece === old[old.length - 1 - tail]!.piece) tail++
  const middle = pieces
    .slice(first, pieces.length - tail)
    .map(({ piece }) => piece.plain)
    .join('')
  if (!before) return middle
  return before.plain.slice(0, old[first]?.start ?? before.plain.length) + middle + (tail === 0 ? '' : before.plain.slice(old[old.length - tail]!.start))
}

/** The parts of a piece as they stand in a text in which it begins at `start`. */
function partsAt(piece: Piece, start: number): Parts {
  const by = start - piece.base
  if (by === 0) return piece
  const { last } = piece
  if (last.parts === undefined || last.at !== start) {
    last.at = start
    last.parts = {
      blocks: piece.blocks.map((block) => moved(block, by)),
      links: piece.links.map((link) => ({ ...link, range: shift(link.range, by), targetRange: shift(link.targetRange, by) })),
      comments: piece.comments.map((comment) => ({ ...comment, range: shift(comment.range, by) })),
    }
  }
  return last.parts
}

interface Group {
  readonly start: number
  readonly end: number
  readonly nodes: readonly SyntaxNode[]
}

/** Outermost blocks with their whole lines, and the blank lines behind each; front matter is a group of its own. */
function groups(tree: Tree, source: string, frontEnd: number): readonly Group[] {
  const found: { start: number; nodes: SyntaxNode[] }[] = [{ start: frontEnd, nodes: [] }]
  let end = frontEnd
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const line = lineStart(source, node.from)
    const last = found.at(-1)!
    if (last.nodes.length === 0 || line < end) last.nodes.push(node)
    else found.push({ start: line, nodes: [node] })
    end = node.to
  }
  const groups = found.map(({ start, nodes }, i) => ({ start, end: found[i + 1]?.start ?? source.length, nodes }))
  return frontEnd > 0 ? [{ start: 0, end: frontEnd, nodes: [] }, ...groups] : groups
}

function isSame(
  { start: from, piece }: PlacedPiece,
  { change }: Before,
  { text, start, end, treeAt, level }: { readonly text: string; readonly start: number; readonly end: number; readonly treeAt: number; readonly level: number },
): boolean {
  if (piece.treeAt !== treeAt || piece.levels[0] !== level || piece.text.length !== end - start) return false
  // Before and behind the edit nothing has changed but the place.
  const untouched = (end <= change.fromB && from === start) || (start >= change.toB && from === start - change.toB + change.toA)
  return untouched || text.startsWith(piece.text, start)
}

interface Place extends Group {
  readonly own: Tree | undefined
  readonly level: number
  readonly front: boolean
  /** Strings of its own, so that a piece does not hold on to the whole text that it was once cut from. */
  readonly copy: boolean
}

function read(text: string, codes: Uint16Array, { start, end, nodes, own, level, front, copy }: Place): Piece {
  const reader = new PieceReader(text, codes, start, level)
  for (const node of nodes) reader.block(node, false, 0)
  const slice = text.slice(start, end)
  return {
    text: copy ? copied(slice) : slice,
    plain: reader.plain(),
    base: start,
    blocks: reader.blocks,
    links: reader.links,
    comments: reader.comments,
    levels: [level, reader.level],
    tree: own,
    treeAt: nodes.length > 0 ? nodes[0]!.from - start : 0,
    front,
    known: new Map(),
    last: { at: 0, parts: undefined },
  }
}

type Table = Extract<Block, { readonly kind: 'table' }>

/** The same characters in memory of their own. */
const copied = (text: string): string => (text.length < 13 ? text : `\n${text}\n`.split('\n').slice(1, -1).join('\n'))

export const shift = (range: Range, by: number): Range => (by === 0 ? range : { start: range.start + by, end: range.end + by })

/** A table that has moved. Few look at its cells, and there are many. */
class MovedTable implements Table {
  readonly kind = 'table'
  readonly range: Range
  readonly quoted: boolean
  readonly #table: Table
  readonly #by: number
  #header: readonly Cell[] | undefined
  #rows: readonly Row[] | undefined

  constructor(table: Table, by: number) {
    this.range = shift(table.range, by)
    this.quoted = table.quoted
    this.#table = table
    this.#by = by
  }

  get header(): readonly Cell[] {
    return (this.#header ??= this.#table.header.map((cell) => movedCell(cell, this.#by)))
  }

  get rows(): readonly Row[] {
    return (this.#rows ??= this.#table.rows.map((row) => ({ range: shift(row.range, this.#by), cells: row.cells.map((cell) => movedCell(cell, this.#by)) })))
  }
}

const movedCell = (cell: Cell, by: number): Cell => ({ range: shift(cell.range, by), text: cell.text })

/** A block as it stands when the text before it has grown by so many characters. */
export function moved(block: Block, by: number): Block {
  if (by === 0) return block
  const range = shift(block.range, by)
  switch (block.kind) {
    case 'heading':
      return { ...block, range, textRange: shift(block.textRange, by) }
    case 'item':
      return { ...block, range, task: block.task && { checked: block.task.checked, range: shift(block.task.range, by) } }
    case 'table':
      return new MovedTable(block, by)
    case 'fence':
      return { ...block, range, contentRange: shift(block.contentRange, by) }
    default:
      return { ...block, range }
  }
}
