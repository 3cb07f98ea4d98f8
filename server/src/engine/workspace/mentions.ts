import type { Family, Query, QueryGraph } from './caches.ts'
import { sameValue } from './caches.ts'
import type { WorkspaceView } from './view.ts'

/** File names in the text of a manifest: letters, digits, `.`, `_`, `-`; one loop, linear. */
const FILE_NAME = /[\w.-]{1,120}\.(?:md|markdown)\b/g

/** Names of Markdown files that manifests mention, manifest by manifest: an edit of one reads that one again. */
export class Mentions {
  readonly #inFile: Family<readonly string[]>
  readonly #all: Query<readonly string[]>

  constructor(graph: QueryGraph, view: Pick<WorkspaceView, 'document' | 'ofKind'>) {
    this.#inFile = graph.family<readonly string[]>((path) => [...new Set(view.document(path)?.text.match(FILE_NAME) ?? [])].sort(), sameValue)
    this.#all = graph.query<readonly string[]>(() => [...new Set(view.ofKind('model-manifest').flatMap((path) => this.#inFile.get(path)))].sort(), sameValue)
  }

  /** Whether some manifest mentions a file of this name, wherever it lies. */
  has(name: string): boolean {
    return this.#all.get().includes(name)
  }
}

/** Paths by each of the names that stand in them. */
export function pathsByName(paths: readonly string[], namesIn: (path: string) => readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>()
  for (const path of paths) for (const name of namesIn(path)) byName.set(name, [...(byName.get(name) ?? []), path])
  return byName
}
