import type { DocumentView } from '../documents/document.ts'
import type { Claim } from './types.ts'

/** Everything a document says about the subjects that matter, from fields and prose. Pure; the workspace keeps the result a document view. */
export function claimsOf(document: DocumentView): readonly Claim[] {
  void document
  return []
}
