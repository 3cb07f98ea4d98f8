import type { DocumentView } from '../documents/document.ts'
import { modelReference } from '../documents/identity.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import type { Family, Query, QueryGraph } from './caches.ts'
import { sameEntries } from './sameness.ts'
import type { WorkspaceView } from './view.ts'

/** Kinds of documents that belong to a model. */
const MEMBER_KINDS: readonly DocumentKind[] = ['ml-design-doc', 'system-card', 'model-card', 'readiness-checklist', 'threat-model', 'runbook', 'adr']

/** Tells the manifests of a workspace apart: a file may hold several. */
const modelKey = (manifest: DocumentView): string => `${manifest.path}\n${modelReference(manifest)?.name ?? ''}`

/** Which documents belong to which model: the other direction of `manifestOf`, kept up to date document by document. */
export class Members {
  readonly #keys: Family<string>
  readonly #byModel: Query<ReadonlyMap<string, readonly string[]>>

  constructor(graph: QueryGraph, view: Pick<WorkspaceView, 'document' | 'manifestOf' | 'ofKind'>) {
    this.#keys = graph.family((path) => {
      const document = view.document(path)
      const manifest = document && view.manifestOf(document)
      return manifest ? modelKey(manifest) : ''
    })
    this.#byModel = graph.query<ReadonlyMap<string, readonly string[]>>(() => {
      const members = new Map<string, string[]>()
      for (const path of new Set(MEMBER_KINDS.flatMap((kind) => view.ofKind(kind)))) {
        const key = this.#keys.get(path)
        const known = members.get(key)
        if (known) known.push(path)
        else if (key !== '') members.set(key, [path])
      }
      return members
    }, sameEntries)
  }

  /** Paths of the documents whose manifest is this one, in the order of their kinds. */
  of(manifest: DocumentView): readonly string[] {
    return this.#byModel.get().get(modelKey(manifest)) ?? []
  }
}
