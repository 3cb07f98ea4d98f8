import type { TextEdit } from '../syntax/markdown.ts'

/** What a person decided, as edits: of documents that are there, or of ones to be made. Or why there are none. */
export type Edits =
  | { readonly edits: readonly { readonly path: string; readonly edit: TextEdit }[]; readonly creates: readonly { readonly path: string; readonly text: string }[] }
  | { readonly refused: string }
