import type { DocumentView } from '../documents/document.ts'
import type { Range } from '../text/range.ts'

/**
 * How well a document says something, strongest first. `contradicted` beats all; then a file that agrees (`verified`), a typed
 * field (`structured`), adequate prose (`described`); the rest satisfies nothing: words without substance (`vague`),
 * put off or denied (`deferred`), named only (`mentioned`).
 */
export const STANDINGS = ['contradicted', 'verified', 'structured', 'described', 'vague', 'deferred', 'mentioned'] as const
export type Standing = (typeof STANDINGS)[number]

/** One thing a document says about a subject that matters to an ML system. */
export interface Claim {
  /** Subject of the standard pack: `rollback`, `drift-monitoring` … */
  readonly subject: string
  readonly standing: Standing
  readonly source: 'field' | 'prose' | 'diagram' | 'evidence'
  /** File that says it, when that is not the document under analysis. */
  readonly path?: string
  readonly range: Range
  /** The words it rests on, white space folded, at most 200 characters. */
  readonly quote: string
  /** What its reader has right above it: label, lead-in, nearest heading. */
  readonly context?: string
  /** Why it is not better than it is, in words: `deferred: 'TBD'`, `belongs to the predecessor`. */
  readonly reason?: string
  /** What would make it adequate. */
  readonly missing?: readonly string[]
}

/** Reads what a document says plainly: in usual words, or in several lines of which none says it alone. */
export type PlainReader = (document: DocumentView) => readonly Claim[]

/** Why words that are about a subject, and deny or put off nothing, do not count. */
export const UNSAID = 'that alone is not all that is asked for'

/** What a claim shows of a text. */
export const quoteOf = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

/** A claim that prose describes a subject adequately, at a unit; shown are its words unless others are given. */
export const described = (subject: string, { range, text }: { readonly range: Range; readonly text: string }, quote = quoteOf(text)): Claim => ({
  subject,
  standing: 'described',
  source: 'prose',
  range,
  quote,
})

/** Standings that satisfy a control. */
export const isAdequate = (standing: Standing): boolean => standing === 'verified' || standing === 'structured' || standing === 'described'

/** The subject under which documents state their risk tier; also the rule that asks for one. */
export const RISK_TIER = 'missing-risk-tier'
