/** A half-open span of a text in UTF-16 offsets: `start` included, `end` excluded. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A place in a text: zero-based line, zero-based UTF-16 character within it (as in LSP). */
export interface Position {
  readonly line: number
  readonly character: number
}

/** True when `inner` lies wholly in `outer`. */
export const contains = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Cuts a range to the bounds of a text of `length` characters. */
export const clamp = (r: Range, length: number): Range => {
  const start = Math.max(0, Math.min(r.start, length))
  return { start, end: Math.max(start, Math.min(r.end, length)) }
}
