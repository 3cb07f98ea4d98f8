import type { MarkdownSyntax } from './markdown.ts'
import { perPiece } from './pieces.ts'
import type { Piece, PlacedPiece } from './pieces.ts'

/**
 * Some pieces of a Markdown text that follow one another. The same object as long as they are the same, wherever edits elsewhere move them: what many pieces say together
 * is kept by it (`perStretch`), so that a question about a whole document looks at each stretch instead of each piece. Where a text is cut into stretches hangs on how
 * it was edited, so no answer may.
 */
export interface Stretch {
  /** Their starts count from the first one's. */
  readonly pieces: readonly PlacedPiece[]
  /** What `perStretch` remembers, by what computes it. */
  readonly known: Map<unknown, unknown>
}

export interface PlacedStretch {
  readonly start: number
  readonly stretch: Stretch
}

/** Pieces of a stretch: when a text is read first, at the least and at the most after edits. About the root of what a long document has costs least. */
const PIECES = { first: 20, least: 8, most: 40 } as const

/** Cuts pieces into stretches; those of the text before are taken over where their pieces are the same. */
export function stretchesOf(pieces: readonly PlacedPiece[], before: readonly PlacedStretch[]): readonly PlacedStretch[] {
  const known = new Map<Piece, Stretch>()
  for (const { stretch } of before) known.set(stretch.pieces[0]!.piece, stretch)
  const most = before.length > 0 ? PIECES.most : PIECES.first
  const stretches: PlacedStretch[] = []
  let open = 0
  const close = (end: number): void => {
    if (end === open) return
    const { start } = pieces[open]!
    stretches.push({ start, stretch: { pieces: pieces.slice(open, end).map((placed) => ({ start: placed.start - start, piece: placed.piece })), known: new Map() } })
    open = end
  }
  for (let i = 0; i < pieces.length;) {
    const stretch = known.get(pieces[i]!.piece)
    // What edits have left too small is joined with what follows.
    if (stretch && (i === open || i - open >= PIECES.least) && stands(stretch, pieces, i)) {
      close(i)
      stretches.push({ start: pieces[i]!.start, stretch })
      i = open = i + stretch.pieces.length
    } else if (++i - open === most) close(i)
  }
  close(pieces.length)
  return stretches
}

function stands({ pieces: own }: Stretch, pieces: readonly PlacedPiece[], at: number): boolean {
  if (at + own.length > pieces.length) return false
  for (let k = 1; k < own.length; k++) if (own[k]!.piece !== pieces[at + k]!.piece) return false
  return true
}

/** Remembers the result of a pure function of a stretch for as long as the stretch lives. Its ranges, if it has any, count from the first piece. */
export function perStretch<T extends object>(compute: (stretch: Stretch) => T): (stretch: Stretch) => T {
  return (stretch) => {
    let value = stretch.known.get(compute) as T | undefined
    if (value === undefined) stretch.known.set(compute, (value = compute(stretch)))
    return value
  }
}

const YES = { is: true }
const NO = { is: false }

/** Whether something holds of any piece of a Markdown text. A piece that is unchanged is not asked again. Make one a function, not one a call. */
export function anyPiece(holds: (piece: Piece) => boolean): (markdown: MarkdownSyntax) => boolean {
  const inPiece = perPiece((piece) => (holds(piece) ? YES : NO))
  const inStretch = perStretch(({ pieces }) => (pieces.some(({ piece }) => inPiece(piece).is) ? YES : NO))
  return ({ stretches }) => stretches.some(({ stretch }) => inStretch(stretch).is)
}

/** Something told of a piece, and how far what counts from the piece's zero has moved. */
export interface Told<T> {
  readonly fact: T
  readonly by: number
  readonly piece: Piece
}

const NOTHING: readonly never[] = []

/** All that a function tells of the pieces of a Markdown text, in its order. A stretch that is unchanged is not asked again. Make one a function, not one a call. */
export function toldOf<T>(tell: (piece: Piece) => readonly T[]): (markdown: MarkdownSyntax | undefined) => Generator<Told<T>> {
  const inStretch = perStretch(({ pieces }): readonly Told<T>[] => {
    const told: Told<T>[] = []
    for (const { start, piece } of pieces) for (const fact of tell(piece)) told.push({ fact, by: start - piece.base, piece })
    return told.length === 0 ? NOTHING : told
  })
  return function* (markdown) {
    for (const { start, stretch } of markdown?.stretches ?? []) for (const { fact, by, piece } of inStretch(stretch)) yield { fact, by: by + start, piece }
  }
}
