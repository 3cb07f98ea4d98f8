import type { DocumentView } from '../documents/document.ts'
import { modelReference, statedManifest } from '../documents/identity.ts'
import { sameValue } from './caches.ts'
import type { Family, Query, QueryGraph } from './caches.ts'
import { pathsByName } from './mentions.ts'
import { folderOf, resolveTarget } from './paths.ts'
import { sameEntries } from './sameness.ts'
import type { WorkspaceView } from './view.ts'

/** Kinds that belong to no model themselves. */
const OWN_MASTERS: ReadonlySet<string> = new Set(['model-manifest', 'workspace', 'pack'])

/** The manifests of a workspace by the names and folders of their models. */
export class Manifests {
  readonly #namesIn: Family<readonly string[]>
  readonly #byName: Query<ReadonlyMap<string, readonly string[]>>
  readonly #inFolder: Family<readonly string[]>
  readonly #documentsIn: (path: string) => readonly DocumentView[]

  /** `namesIn` gives the names of the models in a file, `documentsIn` its documents. */
  constructor(
    graph: QueryGraph,
    view: Pick<WorkspaceView, 'ofKind'>,
    { namesIn, documentsIn }: { readonly namesIn: (path: string) => readonly string[]; readonly documentsIn: (path: string) => readonly DocumentView[] },
  ) {
    this.#documentsIn = documentsIn
    this.#namesIn = graph.family((path) => namesIn(path), sameValue)
    this.#byName = graph.query(() => pathsByName(view.ofKind('model-manifest'), (path) => this.namesIn(path)), sameEntries, 'manifests')
    this.#inFolder = graph.family<readonly string[]>((folder) => view.ofKind('model-manifest').filter((path) => folderOf(path) === folder), sameValue)
  }

  /** Names of the models whose manifests stand in a file. */
  namesIn(path: string): readonly string[] {
    return this.#namesIn.get(path)
  }

  /** Paths of the manifests by the names of their models. */
  byName(): ReadonlyMap<string, readonly string[]> {
    return this.#byName.get()
  }

  /** The manifest that a document names, or that alone stands in its folder. */
  of(document: DocumentView): DocumentView | undefined {
    const { recognition } = document
    if (!recognition || OWN_MASTERS.has(recognition.kind)) return undefined
    const stated = statedManifest(document)
    const named = modelReference(document)?.name
    if (stated !== undefined) {
      const here = resolveTarget(document.path, stated)
      const fromRoot = resolveTarget('', stated)
      const path = [here?.path, fromRoot?.path].find((p) => p !== undefined && this.#view(p, named))
      if (path !== undefined) return this.#view(path, named)
    }
    if (named !== undefined) {
      const path = this.byName().get(named)?.[0]
      return path === undefined ? undefined : this.#view(path, named)
    }
    if (recognition.kind === 'adr' || recognition.kind === 'roadmap') return undefined
    const beside = this.#inFolder.get(folderOf(document.path))
    return beside.length === 1 ? this.#view(beside[0]!, undefined) : undefined
  }

  /** The manifest in a file: the one of that name, or its only one. */
  #view(path: string, name: string | undefined): DocumentView | undefined {
    const views = this.#documentsIn(path).filter((view) => view.recognition?.kind === 'model-manifest')
    return (name === undefined ? undefined : views.find((view) => modelReference(view)?.name === name)) ?? views[0]
  }
}
