/** Values that the panels' requests share. */

import type { PositionDto, RangeDto } from './index.ts'

/** Somewhere in a document: what a click leads to. */
export interface PlaceDto {
  readonly uri: string
  /** Relative to the workspace folder, POSIX: for people. */
  readonly path: string
  readonly range: RangeDto
}

/** Edits of documents in the form of LSP's `WorkspaceEdit.documentChanges`; `version` null: not open, or made anew. */
export interface WorkspaceEditDto {
  readonly documentChanges: readonly (DocumentEditDto | CreateFileDto)[]
}

export interface DocumentEditDto {
  readonly textDocument: { readonly uri: string; readonly version: number | null }
  readonly edits: readonly { readonly range: { readonly start: PositionDto; readonly end: PositionDto }; readonly newText: string }[]
}

/** A file that must be made before it is edited. */
export interface CreateFileDto {
  readonly kind: 'create'
  readonly uri: string
  readonly options: { readonly ignoreIfExists: true }
}

/** A quick fix, as edits to apply. Unsafe ones want a human look: they write `TODO`. */
export interface FixDto {
  readonly title: string
  readonly safe: boolean
  readonly edit: WorkspaceEditDto
}

/** What is wrong somewhere, in short; the whole finding is in the document's diagnostics. */
export interface ProblemDto {
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly help: string
  readonly place: PlaceDto
  /** Reason of the waiver, null where it is not waived. */
  readonly waiver: { readonly reason: string; readonly expires: string | null; readonly approver: string | null } | null
  readonly fixes: readonly FixDto[]
}

/** An edit, or why there is none. */
export type EditResult = { readonly edit: WorkspaceEditDto } | { readonly refused: string }
