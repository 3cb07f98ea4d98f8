import type { DocumentView } from '../documents/document.ts'
import { modelReference } from '../documents/identity.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { isAdrFolder } from '../documents/names.ts'
import { sameValue } from './caches.ts'
import type { Family, Query, QueryGraph } from './caches.ts'
import { folderOf } from './paths.ts'
import { sameEntries } from './sameness.ts'
import type { WorkspaceView } from './view.ts'

/** Kinds whose words may answer for a design, those first that mostly do. A ticked checklist describes nothing, and of a data contract no words are read. */
const KINDS: readonly DocumentKind[] = ['runbook', 'model-card', 'system-card', 'threat-model', 'ml-design-doc', 'adr']
/** Documents of a project that are looked at. One with more of them has an index that links them. */
const MOST = 12

/** Folders of a project that hold its documents and are no projects of their own. */
const FOLDERS_OF_DOCUMENTS: ReadonlySet<string> = new Set([
  'doc',
  'docs',
  'documents',
  'documentation',
  'design',
  'designs',
  'design-docs',
  'architecture',
  'rfc',
  'rfcs',
  'runbook',
  'runbooks',
  'playbook',
  'playbooks',
  'ops',
  'operations',
  'monitoring',
  'oncall',
  'on-call',
  'sre',
  'mlops',
  'card',
  'cards',
  'model-card',
  'model-cards',
  'security',
  'threat-model',
  'threat-models',
  'governance',
])

/** The folder of the project that a document belongs to: the one in which it stands, or above folders such as `docs`. */
export function projectOf(path: string): string {
  const folders = folderOf(path).split('/')
  while (folders.length > 0) {
    const last = folders.at(-1)!.toLowerCase().replace(/[\s_]/g, '-')
    if (!FOLDERS_OF_DOCUMENTS.has(last) && !isAdrFolder([last])) break
    folders.pop()
  }
  return folders.join('/')
}

/** A path with all folders above it, the root last. */
function* foldersAbove(path: string): Generator<string> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    yield folder
    if (folder === '') return
  }
}

/** What lies below a folder, however deep. */
interface Crowd {
  readonly designs: number
  /** Names in the manifests, sorted. */
  readonly models: readonly string[]
}

const NOBODY: Crowd = { designs: 0, models: [] }

/** What else is asked about documents. */
interface SiblingFacts {
  modelNamesIn(path: string): readonly string[]
  /** Whether a decision record is not decided, or decided no longer. */
  isOpenRecord(path: string): boolean
  /** Whether a document is about a system with a model. */
  isOfModel(document: DocumentView): boolean
}

/**
 * Documents that stand beside a design, of the same project and surely of the same model. Prudent, because what another model's runbook says answers for nothing: a
 * sibling names the model of the design, or neither the project nor any folder below it holds a second design or model.
 */
export class Siblings {
  readonly #ofProject: Query<ReadonlyMap<string, readonly string[]>>
  readonly #crowds: Query<ReadonlyMap<string, Crowd>>
  /** Of one project each, so that what changes in another is nothing to it. */
  readonly #members: Family<readonly string[]>
  readonly #crowd: Family<Crowd>
  /** Of one design each. */
  readonly #siblings: Family<readonly string[]>
  readonly #view: Pick<WorkspaceView, 'document' | 'manifestOf'>
  readonly #facts: SiblingFacts

  constructor(graph: QueryGraph, view: Pick<WorkspaceView, 'document' | 'manifestOf' | 'ofKind'>, facts: SiblingFacts) {
    this.#view = view
    this.#facts = facts
    this.#ofProject = graph.query<ReadonlyMap<string, readonly string[]>>(() => {
      const projects = new Map<string, string[]>()
      for (const path of new Set(KINDS.flatMap((kind) => view.ofKind(kind)))) {
        const project = projectOf(path)
        const known = projects.get(project)
        if (known) known.push(path)
        else projects.set(project, [path])
      }
      return projects
    }, sameEntries)
    this.#crowds = graph.query<ReadonlyMap<string, Crowd>>(() => {
      const crowds = new Map<string, { designs: number; models: string[] }>()
      const at = (folder: string): { designs: number; models: string[] } => crowds.get(folder) ?? crowds.set(folder, { designs: 0, models: [] }).get(folder)!
      for (const path of view.ofKind('ml-design-doc')) for (const folder of foldersAbove(path)) at(folder).designs++
      for (const path of view.ofKind('model-manifest')) for (const folder of foldersAbove(path)) at(folder).models.push(...facts.modelNamesIn(path))
      for (const crowd of crowds.values()) crowd.models = [...new Set(crowd.models)].sort()
      return crowds
    }, sameEntries)
    this.#members = graph.family((project) => this.#ofProject.get().get(project) ?? [], sameValue)
    this.#crowd = graph.family((project) => this.#crowds.get().get(project) ?? NOBODY, sameValue)
    this.#siblings = graph.family((path) => this.#find(path), sameValue)
  }

  /** Paths of the siblings of a design, in the order of what they mostly answer for. */
  of(document: DocumentView): readonly string[] {
    return document.recognition?.kind === 'ml-design-doc' ? this.#siblings.get(document.path) : []
  }

  #find(path: string): readonly string[] {
    const project = projectOf(path)
    const paths = this.#members.get(project).filter((other) => other !== path && !this.#facts.isOpenRecord(other))
    const document = paths.length === 0 ? undefined : this.#view.document(path)
    if (!document) return []
    const others = paths.slice(0, MOST).flatMap((other) => this.#view.document(other) ?? [])
    const manifest = this.#view.manifestOf(document)
    const own = nameOf(document) ?? (manifest && nameOf(manifest))
    const { designs, models } = this.#crowd.get(project)
    const names = new Set([...models, ...others.map(nameOf), own].filter((name) => name !== undefined))
    const cards = others.filter((other) => other.recognition?.kind === 'model-card' && nameOf(other) === undefined).length
    // Records come last, and of those the project may have any number.
    const all = paths.length <= MOST || others.at(-1)?.recognition?.kind === 'adr'
    // One design and one model: who names none means that one.
    const alone = designs === 1 && names.size <= 1 && cards <= 1 && all
    return others
      .filter((other) => {
        const name = nameOf(other)
        return name === undefined ? alone && this.#facts.isOfModel(other) : alone || name === own
      })
      .map((other) => other.path)
  }
}

const nameOf = (document: DocumentView): string | undefined => modelReference(document)?.name
