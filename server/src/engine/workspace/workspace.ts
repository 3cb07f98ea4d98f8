import type { Analysis, AnalysisOptions } from '../analysis/types.ts'
import type { TextEdit } from '../syntax/markdown.ts'

/** What a workspace asks of its host. */
export interface WorkspaceHost {
  /** ISO date `YYYY-MM-DD`. */
  today(): string
  /** Whether a workspace-relative path exists; `undefined` where the host cannot tell (then nothing is said about it). */
  exists(path: string): boolean | undefined
}

/**
 * The documents of one workspace folder and what is known about them. Texts go in, analyses come out; everything derived is
 * computed on demand, kept, and computed again only when something it was made from has changed.
 */
export class Workspace {
  readonly #host: WorkspaceHost
  readonly #texts = new Map<string, string>()
  #options: AnalysisOptions

  constructor(host: WorkspaceHost, options: AnalysisOptions = {}) {
    this.#host = host
    this.#options = options
  }

  /** Adds a file or replaces its text. `edits` (one, from the old text) make the next analysis cheaper. */
  set(path: string, text: string, edits?: readonly TextEdit[]): void {
    void edits
    this.#texts.set(path, text)
  }

  delete(path: string): void {
    this.#texts.delete(path)
  }

  /** Files of the host that are not documents appeared or vanished: links to them are looked at again. */
  filesChanged(): void {}

  configure(options: AnalysisOptions): void {
    this.#options = options
  }

  /** All paths that were set, sorted. */
  paths(): readonly string[] {
    return [...this.#texts.keys()].sort()
  }

  text(path: string): string | undefined {
    return this.#texts.get(path)
  }

  /** Analyses one file. Cheap when nothing it depends on has changed: then it returns the same object. */
  analyze(path: string): Analysis {
    void this.#host
    void this.#options
    return { path, recognition: undefined, tier: undefined, stage: undefined, model: undefined, findings: [], claims: [] }
  }
}
