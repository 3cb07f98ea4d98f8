import { ruleContexts, runAnalysis } from '../analysis/run.ts'
import type { RunEnvironment } from '../analysis/run.ts'
import type { Analysis, AnalysisOptions } from '../analysis/types.ts'
import { conformance, graphsOf, ownManifest } from '../architecture/conformance.ts'
import type { Match } from '../architecture/match.ts'
import type { Graph } from '../architecture/types.ts'
import type { Claim } from '../claims/types.ts'
import { isIncluded } from '../packs/configuration.ts'
import type { Rule } from '../rules/types.ts'
import type { TextEdit } from '../syntax/markdown.ts'
import { QueryGraph, sameValue } from './caches.ts'
import type { Family, Input } from './caches.ts'
import type { DiagramCheck, ModelWorkspace } from './view.ts'
import { WorkspaceIndex } from './workspace-index.ts'
import type { FileFacts } from './file-facts.ts'

/** What a workspace asks of its host. */
export interface WorkspaceHost {
  /** ISO date `YYYY-MM-DD`. */
  today(): string
  /** Whether a workspace-relative path exists; `undefined` where the host cannot tell (then nothing is said about it). */
  exists(path: string): boolean | undefined
  /** Checks the syntax of mermaid diagrams; without it only what the engine sees itself is told. */
  readonly diagramProblem?: DiagramCheck | undefined
}

/** The architecture that a document describes. */
export interface ArchitectureView {
  /** Of the manifest: one. Of a Markdown document: its diagrams in their order, then the graph of its manifest. Each says where it stands. */
  readonly graphs: readonly Graph[]
  /** Held against the reference architectures that the document or its manifest names. */
  readonly matches: readonly Match[]
}

/**
 * The documents of one workspace folder and what is known about them. Texts go in, analyses come out; everything derived is
 * computed on demand, kept, and computed again only when something it was made from has changed.
 */
export class Workspace {
  readonly #host: WorkspaceHost
  readonly #graph = new QueryGraph()
  readonly #index: WorkspaceIndex
  readonly #options: Input<AnalysisOptions>
  readonly #today: Input<string>
  readonly #analyses: Family<Analysis>

  /** `rules` replaces the registry's (for tests); `keptFiles` bounds how many files stay parsed. */
  constructor(host: WorkspaceHost, options: AnalysisOptions = {}, rules?: readonly Rule[], keptFiles?: number) {
    this.#host = host
    this.#options = this.#graph.input<AnalysisOptions>(options, sameValue, 'options')
    this.#today = this.#graph.input(host.today(), Object.is, 'today')
    this.#index = new WorkspaceIndex(this.#graph, host, this.#options, keptFiles)
    this.#analyses = this.#graph.family<Analysis>((path) => this.#analyse(path, rules), sameValue)
  }

  /** Adds a file or replaces its text. What has changed is found by comparison, so that `edits` are welcome but not needed. */
  set(path: string, text: string, edits?: readonly TextEdit[]): void {
    void edits
    this.#index.setText(path, text)
  }

  delete(path: string): void {
    this.#index.setText(path, undefined)
  }

  /** Files of the host that are not documents appeared or vanished: links to them are looked at again. */
  filesChanged(): void {
    this.#index.filesChanged()
  }

  configure(options: AnalysisOptions): void {
    this.#options.set(options)
    this.#index.forget()
  }

  /** All paths that were set, sorted. */
  paths(): readonly string[] {
    return this.#index.paths()
  }

  text(path: string): string | undefined {
    return this.#index.text(path)
  }

  /** What projections of a whole model read: readiness, diagrams, portfolio. */
  get models(): ModelWorkspace {
    return this.#index
  }

  /** Status of an ADR, where it states one. */
  adrStatus(path: string): string | undefined {
    return this.#index.adrs().byPath(path)?.status
  }

  /** Whether the workspace configuration lets Plumbline look at a path (`include`, `exclude`). */
  includes(path: string): boolean {
    return isIncluded(this.#index.configuration(), path)
  }

  /** Day of the host, on which findings that speak of days rest. */
  today(): string {
    this.#today.set(this.#host.today())
    return this.#today.get()
  }

  /** Analyses one file. Cheap when nothing it depends on has changed: then it returns the same object. */
  analyze(path: string): Analysis {
    this.#today.set(this.#host.today())
    const analysis = this.#analyses.get(path)
    this.#index.trim()
    return analysis
  }

  // For hosts that keep results between runs, or share the work between threads.

  /** What the index knows of a file; reads it if need be. */
  facts(path: string): FileFacts {
    return this.#index.facts(path)
  }

  /** Whether the facts of a file cost more than a glance. */
  mustBeParsed(path: string): boolean {
    return this.#index.mustBeParsed(path)
  }

  /** Whether somebody asked for the facts of a file in this run. */
  hasFacts(path: string): boolean {
    return this.#index.hasFacts(path)
  }

  /** Hands in the facts of a file with the same path, text, configuration and options. Before the first analysis. */
  know(path: string, facts: FileFacts): void {
    this.#index.know(path, facts)
  }

  /** Everything that the analysis of a file rests on, as questions: the same answers give the same analysis. Undefined where that cannot be told. */
  questions(path: string): readonly string[] | undefined {
    return this.#analyses.questions(path)
  }

  /** Answers such a question, in plain data. */
  answer(question: string): unknown {
    if (question === 'today') return this.#today.peek()
    if (question === 'options') return this.#options.peek()
    return this.#index.answer(question)
  }

  /** What the documents in a file say about the subjects of the standard; made when asked for. */
  claims(path: string): readonly Claim[] {
    const { views = [] } = (this.includes(path) && this.#index.file(path)) || {}
    return views.flatMap((view) => (view.recognition ? this.#index.claims(view) : []))
  }

  /** The architecture that the first document of a file describes; `undefined` where it describes none. Made when asked for. */
  architecture(path: string): ArchitectureView | undefined {
    const file = this.includes(path) ? this.#index.file(path) : undefined
    const context = file && ruleContexts(file, this.#environment(path))[0]
    if (!context) return undefined
    const manifest = ownManifest(context)
    const graphs = [...graphsOf(context.document), ...(manifest && manifest !== context.document ? graphsOf(manifest) : [])]
    const matches = conformance(context)
    return graphs.length === 0 && matches.length === 0 ? undefined : { graphs, matches }
  }

  #analyse(path: string, rules: readonly Rule[] | undefined): Analysis {
    const index = this.#index
    const file = index.included(path) && !index.isForeign(path) ? index.file(path) : undefined
    if (!file) return { path, recognition: undefined, tier: undefined, stage: undefined, model: undefined, title: undefined, findings: [] }
    // A page of one document that is of another system: what it is called is known, and nothing is said about it.
    const [only, more] = file.views
    if (only?.recognition && !more && !index.isOfModel(only))
      return { path, recognition: only.recognition, tier: undefined, stage: undefined, model: undefined, title: only.title, findings: [] }
    return runAnalysis(file, this.#environment(path, rules))
  }

  #environment(path: string, rules?: readonly Rule[]): RunEnvironment {
    const index = this.#index
    return {
      workspace: index,
      today: this.#today.get(),
      configuration: index.configuration(),
      options: this.#options.get(),
      rules,
      claims: (document) => index.claims(document),
      claimsAbout: (document, subject) => index.claimsAbout(document, subject),
      linked: (document) => index.linked(document),
      applies: (document, predicate) => index.applies(document, predicate),
      configurationProblems: index.configurationPath() === path ? index.configuration().problems : [],
    }
  }
}
