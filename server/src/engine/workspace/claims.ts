import { standardReader } from '../claims/index.ts'
import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'

/** Claims of documents. They live as long as the view that they were made from. */
export class Claims {
  readonly #all = new WeakMap<DocumentView, readonly Claim[]>()
  readonly #about = new WeakMap<DocumentView, Map<string, readonly Claim[]>>()

  of(document: DocumentView): readonly Claim[] {
    let claims = this.#all.get(document)
    if (!claims) this.#all.set(document, (claims = standardReader.claimsOf(document)))
    return claims
  }

  /** Those about one subject. */
  about(document: DocumentView, subject: string): readonly Claim[] {
    let known = this.#about.get(document)
    if (!known) this.#about.set(document, (known = new Map()))
    let claims = known.get(subject)
    if (!claims) known.set(subject, (claims = standardReader.claimsAbout(document, subject) ?? this.of(document).filter((claim) => claim.subject === subject)))
    return claims
  }
}
