import type { DocumentView } from '../documents/document.ts'
import type { Family, Query, QueryGraph } from './caches.ts'
import { sameValue } from './caches.ts'

/** File names in the text of a manifest: letters, digits, `.`, `_`, `-`; one loop, linear. */
const FILE_NAME = /[\w.-]{1,120}\.(?:md|markdown)\b/g

/** Names of Markdown files that manifests mention, manifest by manifest: an edit of one reads that one again. */
export class Mentions {
  readonly #inFile: Family<readonly string[]>
  readonly #all: Query<readonly string[]>

  constructor(graph: QueryGraph, manifests: () => readonly string[], document: (path: string) => DocumentView | undefined) {
    this.#inFile = graph.family<readonly string[]>((path) => [...new Set(document(path)?.text.match(FILE_NAME) ?? [])].sort(), sameValue)
    this.#all = graph.query<readonly string[]>(() => [...new Set(manifests().flatMap((path) => this.#inFile.get(path)))].sort(), sameValue)
  }

  /** Whether some manifest mentions a file of this name, wherever it lies. */
  has(name: string): boolean {
    return this.#all.get().includes(name)
  }
}
