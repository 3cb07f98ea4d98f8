import type { Range } from '../text/range.ts'

/**
 * The smallest piece of a document that can say something: a sentence, a table row, a YAML entry. It carries the context that
 * its reader has: headings, the lead-in or question before it, the column heads.
 */
export interface Unit {
  readonly kind: 'sentence' | 'row' | 'field' | 'group'
  /** Plain words, markup removed; for rows the cells joined by ` | `, for fields `key: value`; a group is a whole small table or list, which may say together what no row says. */
  readonly text: string
  readonly range: Range
  /** Headings from the outermost to the nearest. */
  readonly headings: readonly string[]
  /** Bold or italic lead-in, question, label before a colon, first cell of the row, or key path. */
  readonly lead: string
  /** Column heads of the table. */
  readonly columns: readonly string[]
  /** Neighbours in the same block or list: what is said with it. */
  readonly block: number
  /** Why nothing here can be evidence, if so: quoted, a template's prompt … */
  readonly void: VoidReason | undefined
}

export type VoidReason = 'quoted' | 'template' | 'deferred'
