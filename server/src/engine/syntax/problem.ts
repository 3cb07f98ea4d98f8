import type { Range } from '../text/range.ts'

/** Something a parser could not make sense of. Parsers report these and go on; they never throw. */
export interface SyntaxProblem {
  /** Stable, kebab-case: `yaml-duplicate-key`, `markdown-too-large` … */
  readonly code: string
  readonly message: string
  /** Nothing of the text was read: what is missing in it nobody can say. */
  readonly unread?: true
  readonly range: Range
  /** What to do about it. */
  readonly help?: string
}

export interface Parsed<T> {
  readonly value: T
  readonly problems: readonly SyntaxProblem[]
}
