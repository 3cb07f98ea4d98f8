import type { DocumentView } from '../documents/document.ts'
import { baseName, modelReference } from '../documents/identity.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { speaksOfModel } from '../documents/model-talk.ts'
import { sameValue } from './caches.ts'
import type { Family, QueryGraph } from './caches.ts'
import { linkedPaths } from './links.ts'
import { resolveTarget } from './paths.ts'
import type { WorkspaceView } from './view.ts'

/** Kinds that systems without a model have just as well. */
const OF_ANY_SYSTEM: ReadonlySet<DocumentKind> = new Set(['runbook', 'threat-model', 'readiness-checklist'])
/** Kinds that only a model has: what they link, and what links them, is of a model too. */
const OF_A_MODEL: readonly DocumentKind[] = ['model-manifest', 'ml-design-doc', 'model-card', 'system-card']

/** What of a text may be the path of a Markdown file. One pass; nothing in it can be tried twice. */
const pathsIn = (text: string): readonly string[] => text.split(/[^\w.%/-]+/).filter((word) => /\.(?:md|markdown)$/i.test(word))

/** Whether documents of kinds that any system has are about a model. */
export class Concerns {
  readonly #named: Family<readonly string[]>
  readonly #links: Family<readonly string[]>
  readonly #linked: Family<boolean>
  readonly #view: Pick<WorkspaceView, 'manifestOf'>
  readonly #kindsIn: (path: string) => readonly DocumentKind[]

  /** `textOf` gives the text of a file without parsing it, `kindsIn` the kinds of its documents. */
  constructor(
    graph: QueryGraph,
    view: Pick<WorkspaceView, 'document' | 'manifestOf' | 'ofKind'>,
    { textOf, kindsIn }: { readonly textOf: (path: string) => string | undefined; readonly kindsIn: (path: string) => readonly DocumentKind[] },
  ) {
    this.#view = view
    this.#kindsIn = kindsIn
    // Names first: only files that name a document need to be parsed to see whether they link it.
    this.#named = graph.family<readonly string[]>((path) => [...new Set(pathsIn(textOf(path) ?? '').map(baseName))].sort(), sameValue)
    this.#links = graph.family<readonly string[]>((path) => {
      const document = view.document(path)
      return document ? linksOf(document) : []
    }, sameValue)
    this.#linked = graph.family((path) => {
      const names = new Set([baseName(path), encodeURIComponent(baseName(path).toWellFormed())])
      return OF_A_MODEL.some((kind) => view.ofKind(kind).some((other) => this.#named.get(other).some((name) => names.has(name)) && this.#links.get(other).includes(path)))
    })
  }

  /**
   * Whether a document is about a system with a model: it says of what kind it is, or somebody else does; it speaks of a model or names one; it links a document of a model, or one
   * links it. Nothing is said about the others.
   */
  isOfModel(document: DocumentView): boolean {
    const { recognition, markdown, path } = document
    if (!recognition || !markdown || !OF_ANY_SYSTEM.has(recognition.kind) || (recognition.by !== 'file-name' && recognition.by !== 'content')) return true
    if (speaksOfModel(markdown) || modelReference(document) !== undefined || this.#view.manifestOf(document)) return true
    if (linksOf(document).some((other) => other !== path && this.#kindsIn(other).some((kind) => OF_A_MODEL.includes(kind)))) return true
    return this.#linked.get(path)
  }
}

/** Paths that a document links in its text, or names in its front matter or fields; these count from the document or from the root. */
function linksOf(document: DocumentView): readonly string[] {
  const { path, text, markdown } = document
  const front = markdown?.frontMatter?.contentRange
  const fields = markdown ? (front ? text.slice(front.start, front.end) : '') : text
  const named = pathsIn(fields).flatMap((target) => [resolveTarget(path, target), resolveTarget('', target)].flatMap((found) => found?.path ?? []))
  return [...new Set([...linkedPaths(document), ...named])].sort()
}
