import { holds } from '../documents/applicability.ts'
import type { DocumentView } from '../documents/document.ts'

/** Remembers which predicates hold for a document, as long as it and its manifest are the same. */
export class Predicates {
  readonly #known = new WeakMap<DocumentView, { readonly manifest: DocumentView | undefined; readonly answers: Map<string, boolean> }>()

  hold(document: DocumentView, manifest: DocumentView | undefined, predicate: string): boolean {
    let known = this.#known.get(document)
    if (!known || known.manifest !== manifest) this.#known.set(document, (known = { manifest, answers: new Map() }))
    let answer = known.answers.get(predicate)
    if (answer === undefined) known.answers.set(predicate, (answer = holds(document, manifest, predicate)))
    return answer
  }
}
