import type { AnalysisOptions } from '../analysis/types.ts'
import type { DiagramCheck } from '../workspace/view.ts'
import { Workspace } from '../workspace/workspace.ts'
import { modelsIn } from './models.ts'
import type { ModelInputs, TrendPoint } from './types.ts'

/** Points of a trend where nobody asks for fewer. */
export const TREND_POINTS = 12
/** From so many months with a commit on, the trend goes by months. */
const MONTHS = 3

/** A commit: its name and its day. */
export interface Revision {
  readonly revision: string
  readonly date: string
}

/** Which commits the points stand for, the oldest first: the last of each month, or the last commits where there are few months. `all` has the newest first. */
export function chooseRevisions(all: readonly Revision[], points: number): { readonly by: 'month' | 'commit'; readonly chosen: readonly Revision[] } {
  const months = new Map<string, Revision>()
  for (const commit of all) {
    const month = commit.date.slice(0, 7)
    if (!months.has(month)) months.set(month, commit)
  }
  const by = months.size >= MONTHS ? 'month' : 'commit'
  return { by, chosen: (by === 'month' ? [...months.values()] : all).slice(0, points).toReversed() }
}

/** The files of a workspace as they once were. */
export interface PastState extends Revision {
  /** Every file with the name of its content; documents are those that have a text. */
  readonly files: ReadonlyMap<string, string>
  text(content: string): string | undefined
}

/** Goes through the past of a workspace, one state after the other: what did not change between two is not read again. */
export class TrendWorkspace {
  readonly #workspace: Workspace
  readonly #contents = new Map<string, string>()
  #state: PastState | undefined
  #there: ReadonlySet<string> = new Set()

  constructor(options: AnalysisOptions, diagramProblem: DiagramCheck | undefined) {
    this.#workspace = new Workspace({ today: () => this.#state?.date ?? '1970-01-01', exists: (path) => this.#there.has(path), diagramProblem }, options)
  }

  /** Brings the workspace to a state; gives the documents that have to be looked at, so that a host can do it piece by piece. */
  move(state: PastState): readonly string[] {
    this.#state = state
    this.#there = withFolders(state.files.keys())
    for (const path of this.#contents.keys())
      if (!state.files.has(path)) {
        this.#contents.delete(path)
        this.#workspace.delete(path)
      }
    for (const [path, content] of state.files) {
      if (this.#contents.get(path) === content) continue
      const text = state.text(content)
      if (text === undefined) continue
      this.#contents.set(path, content)
      this.#workspace.set(path, text)
    }
    this.#workspace.filesChanged()
    this.#workspace.today()
    return this.#workspace.paths()
  }

  analyze(path: string): void {
    this.#workspace.analyze(path)
  }

  /** Of the models whose document is wanted. */
  point(wanted: (path: string) => boolean): TrendPoint {
    const models = modelsIn(this.#workspace).filter(({ model }) => wanted(model.place.path))
    return pointOf(models, this.#state?.revision ?? null, this.#workspace.today())
  }
}

function withFolders(paths: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const path of paths) for (let at: string = path; at !== '' && !found.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) found.add(at)
  return found
}

/** The figures of a trend at one time. What a model does not tell never counts for it. */
export function pointOf(inputs: readonly ModelInputs[], revision: string | null, date: string): TrendPoint {
  const models = inputs.map(({ model }) => model)
  const measured = models.flatMap(({ readiness }) => readiness.percent ?? [])
  const documented = models.filter(
    ({ hasManifest, owner, tier, documents }) => hasManifest && owner !== null && tier !== null && documents.some(({ kind }) => kind === 'ml-design-doc'),
  )
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  return {
    revision,
    date,
    models: models.length,
    ready: models.filter(({ readiness }) => readiness.ready).length,
    documented: documented.length,
    closedPercent: measured.length === 0 ? null : Math.round(sum(measured) / measured.length),
    documentedPercent: models.length === 0 ? null : Math.round((100 * documented.length) / models.length),
    errors: sum(models.map(({ findings }) => findings.error)),
  }
}
