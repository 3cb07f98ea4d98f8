import type { Range } from '../text/range.ts'

/** Something a parser could not make sense of. Parsers report these and go on; they never throw. */
export interface SyntaxProblem {
  /** Stable, kebab-case: `yaml-duplicate-key`, `markdown-too-large` … */
  readonly code: string
  readonly message: string
  readonly range: Range
  /** What to do about it. */
  readonly help?: string
}

export interface Parsed<T> {
  readonly value: T
  readonly problems: readonly SyntaxProblem[]
}
