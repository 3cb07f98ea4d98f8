import type { AnalysisOptions } from '../analysis/types.ts'
import type { Claim } from '../claims/types.ts'
import { readAdrRecord } from '../documents/adr.ts'
import type { AdrRecord } from '../documents/adr.ts'
import type { DocumentView } from '../documents/document.ts'
import { modelReference } from '../documents/identity.ts'
import { DOCUMENT_KINDS, MARKDOWN_KINDS } from '../documents/kinds.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { isYamlPath } from '../documents/names.ts'
import { parseDocument } from '../documents/parse-document.ts'
import type { ParsedFile } from '../documents/parse-document.ts'
import { CONFIGURATION_PATHS, configuredKind, DEFAULT_CONFIGURATION, isIncluded, readConfiguration, withProfile, isConfigurationPath } from '../packs/configuration.ts'
import type { Configuration } from '../packs/configuration.ts'
import { findRule } from '../rules/registry.ts'
import { isForeignYaml, mayBeYaml } from '../documents/recognise.ts'
import { parseYaml } from '../syntax/yaml.ts'
import { sameValue } from './caches.ts'
import type { Family, Input, Query, QueryGraph } from './caches.ts'
import { readAdrGraph } from './adr-graph.ts'
import { Claims } from './claims.ts'
import type { FileFacts } from './file-facts.ts'
import { Members } from './members.ts'
import { similarPath } from './similar.ts'
import { Manifests } from './manifests.ts'
import { Mentions } from './mentions.ts'
import { resolveTarget } from './paths.ts'
import { Predicates } from './predicates.ts'
import { Concerns } from './concerns.ts'
import { linkedPaths } from './links.ts'
import { linkedDocuments } from './role-links.ts'
import { sameAdrs, sameConfiguration } from './sameness.ts'
import { Siblings } from './siblings.ts'
import { DiagramChecks } from './diagram-checks.ts'
import type { DiagramCheck, DiagramProblem, AdrGraph, ModelWorkspace, Sibling } from './view.ts'

/** Kinds of documents that others link. */
const LINKED_KINDS: readonly DocumentKind[] = ['adr', 'ml-design-doc', 'runbook', 'model-card', 'threat-model', 'system-card', 'readiness-checklist', 'model-manifest']
/** Parsed files kept, some 40 kB each; the rest is parsed again when somebody asks. */
const KEPT_FILES = 2500

/**
 * What is known about the files of a workspace, each fact a cached query: a rule's questions are recorded, and an edit touches
 * only what was made from it.
 */
export class WorkspaceIndex implements ModelWorkspace {
  readonly #graph: QueryGraph
  readonly #kept: number
  readonly #diagrams: DiagramChecks
  readonly #exists: (path: string) => boolean | undefined
  readonly #options: Input<AnalysisOptions>
  readonly #texts = new Map<string, Input<string | undefined>>()
  /** Facts of present texts that were handed in. */
  readonly #known = new Map<string, FileFacts>()
  readonly #pathsChanged: Input<number>
  readonly #filesChanged: Input<number>
  readonly #paths: Query<readonly string[]>
  readonly #configuration: Query<Configuration>
  readonly #included: Family<boolean>
  readonly #files: Family<ParsedFile | undefined>
  readonly #kinds: Family<readonly DocumentKind[]>
  readonly #ofKind: Family<readonly string[]>
  readonly #manifests: Manifests
  readonly #siblings: Siblings
  readonly #concerns: Concerns
  readonly #members: Members
  readonly #mentions: Mentions
  readonly #existing: Family<boolean | undefined>
  readonly #similar: Family<string | undefined>
  readonly #adrRecords: Family<AdrRecord | undefined>
  readonly #adrs: Query<AdrGraph>
  readonly #claims = new Claims()
  readonly #predicates = new Predicates()
  #pathCount = 0

  constructor(
    graph: QueryGraph,
    host: { exists(path: string): boolean | undefined; readonly diagramProblem?: DiagramCheck | undefined },
    options: Input<AnalysisOptions>,
    keptFiles = KEPT_FILES,
  ) {
    this.#diagrams = new DiagramChecks(host.diagramProblem)
    this.#kept = keptFiles
    this.#graph = graph
    this.#exists = (path) => host.exists(path)
    this.#options = options
    this.#pathsChanged = graph.input<number>(0, Object.is, 'paths')
    this.#filesChanged = graph.input(0)
    this.#paths = graph.query(() => this.#sortedPaths(), sameValue, 'paths')
    this.#configuration = graph.query(() => this.#readConfiguration(), sameConfiguration)
    this.#included = graph.family((path) => isIncluded(this.configuration(), path))
    this.#files = graph.family((path, previous) => this.#parse(path, previous))
    this.#kinds = graph.family((path) => this.#kindsIn(path), sameValue)
    this.#ofKind = graph.family((kind) => this.#pathsOf(kind as DocumentKind), sameValue, 'kind')
    this.#manifests = new Manifests(graph, this, { namesIn: (path) => this.#namesIn(path), documentsIn: (path) => this.file(path)?.views ?? [] })
    this.#concerns = new Concerns(graph, this, { textOf: (path) => this.#input(path).get(), kindsIn: (path) => this.#kinds.get(path) })
    this.#siblings = new Siblings(graph, this, {
      modelNamesIn: (path) => this.#manifests.namesIn(path),
      isOpenRecord: (path) => this.#kinds.get(path).includes('adr') && this.#adrRecords.get(path)?.status !== 'accepted',
      isOfModel: (document) => this.isOfModel(document),
    })
    this.#members = new Members(graph, this)
    this.#mentions = new Mentions(graph, this)
    this.#existing = graph.family((path) => this.#lookFor(path), undefined, 'exists')
    this.#similar = graph.family((path) =>
      similarPath(
        path,
        LINKED_KINDS.flatMap((kind) => this.ofKind(kind)),
      ),
    )
    this.#adrRecords = graph.family((path) => this.#adrRecord(path), sameValue)
    this.#adrs = graph.query(() => readAdrGraph(this.ofKind('adr').flatMap((path) => this.#adrRecords.get(path) ?? [])), sameAdrs, 'adrs')
  }

  // What goes in.

  setText(path: string, text: string | undefined): void {
    const input = this.#input(path)
    const before = this.text(path)
    input.set(text)
    if (isConfigurationPath(path)) this.#known.clear()
    else this.#known.delete(path)
    if ((before === undefined) !== (text === undefined)) this.#pathsChanged.set(++this.#pathCount)
  }

  filesChanged(): void {
    this.#filesChanged.set(++this.#pathCount)
  }

  /** Lets go of parsed files that were not asked for lately. Call outside of queries. */
  trim(): void {
    this.#files.trim(this.#kept)
  }

  #input(path: string): Input<string | undefined> {
    let input = this.#texts.get(path)
    if (!input) this.#texts.set(path, (input = this.#graph.input<string | undefined>(undefined, Object.is, `text ${path}`)))
    return input
  }

  /** Takes facts for granted as long as the text, the configuration and the options stay as they are. To be called before anything is asked of the index. */
  know(path: string, facts: FileFacts): void {
    this.#known.set(path, facts)
  }

  forget(): void {
    this.#known.clear()
  }

  // What can be asked from outside, under the labels of the graph.

  /** Whether the facts of a file were asked for. */
  hasFacts(path: string): boolean {
    return this.#kinds.has(path)
  }

  /** Whether a file must be parsed to answer what others usually ask: of which kind it is, data contracts aside. */
  mustBeParsed(path: string): boolean {
    return !isYamlPath(path) || (!this.isForeign(path) && DOCUMENT_KINDS.some((kind) => kind !== 'data-contract' && !MARKDOWN_KINDS.includes(kind) && this.#mayBe(path, kind)))
  }

  facts(path: string): FileFacts {
    const kinds = this.#kinds.get(path)
    return {
      kinds,
      names: kinds.includes('model-manifest') ? this.#manifests.namesIn(path) : [],
      adr: kinds.includes('adr') ? this.#adrRecords.get(path) : undefined,
    }
  }

  /** Answers a question that `Query.questions` gave, in plain data. Throws for one that it does not know. */
  answer(question: string): unknown {
    const cut = question.indexOf(' ')
    const topic = cut === -1 ? question : question.slice(0, cut)
    const rest = question.slice(cut + 1)
    switch (topic) {
      case 'text':
        return this.text(rest)
      case 'paths':
        return this.paths()
      case 'kind':
        return this.#ofKind.get(rest)
      case 'manifests':
        return [...this.#manifests.byName()]
      case 'exists':
        return this.#existing.get(rest)
      case 'adrs':
        return this.#adrs.get().nodes
      default:
        throw new Error(`the workspace knows no answer to ${question}`)
    }
  }

  // Files.

  paths(): readonly string[] {
    return this.#paths.get()
  }

  #sortedPaths(): readonly string[] {
    this.#pathsChanged.get()
    return [...this.#texts].flatMap(([path, input]) => (input.peek() === undefined ? [] : [path])).sort()
  }

  text(path: string): string | undefined {
    return this.#texts.get(path)?.peek()
  }

  included(path: string): boolean {
    return this.#included.get(path)
  }

  file(path: string): ParsedFile | undefined {
    return this.#files.get(path)
  }

  #parse(path: string, previous: ParsedFile | undefined): ParsedFile | undefined {
    const text = this.#input(path).get()
    if (text === undefined) return undefined
    const { kind } = this.#options.get()
    const option = DOCUMENT_KINDS.find((known) => known === kind)
    return parseDocument({
      path,
      text,
      previous,
      option: isConfigurationPath(path) ? undefined : option,
      configured: isConfigurationPath(path) ? undefined : configuredKind(this.configuration(), path),
    })
  }

  // Configuration.

  configurationPath(): string | undefined {
    return CONFIGURATION_PATHS.find((path) => this.#input(path).get() !== undefined)
  }

  configuration(): Configuration {
    return this.#configuration.get()
  }

  #readConfiguration(): Configuration {
    const path = this.configurationPath()
    const { profile } = this.#options.get()
    if (path === undefined) return withProfile(DEFAULT_CONFIGURATION, profile)
    const { value } = parseYaml(this.#input(path).get()!)
    return withProfile(
      readConfiguration(value.documents[0]?.root ?? null, (name) => findRule(name)?.name),
      profile,
    )
  }

  // Facts about one file.

  /** Whether a file is YAML of another tool: told without parsing it. */
  isForeign(path: string): boolean {
    const text = this.#input(path).get()
    return text !== undefined && this.#options.get().kind === undefined && isForeignYaml(path, text) && !this.#configuredPath(path)
  }

  #kindsIn(path: string): readonly DocumentKind[] {
    const known = this.#knownOf(path)
    if (known) return known.kinds
    return this.included(path) && !this.isForeign(path) ? [...new Set(this.file(path)?.views.flatMap((view) => view.recognition?.kind ?? []) ?? [])] : []
  }

  /** Facts that were handed in; the question depends on the text all the same. */
  #knownOf(path: string): FileFacts | undefined {
    const known = this.#known.get(path)
    if (known) this.#input(path).get()
    return known
  }

  #namesIn(path: string): readonly string[] {
    const known = this.#knownOf(path)
    if (known) return known.names
    return this.file(path)?.views.flatMap((view) => (view.recognition?.kind === 'model-manifest' ? (modelReference(view)?.name ?? []) : [])) ?? []
  }

  #adrRecord(path: string): AdrRecord | undefined {
    const known = this.#knownOf(path)
    if (known) return known.adr
    const view = this.file(path)?.views.find((v) => v.recognition?.kind === 'adr')
    return view ? readAdrRecord(view) : undefined
  }

  #lookFor(path: string): boolean | undefined {
    if (this.#input(path).get() !== undefined) return true
    this.#filesChanged.get()
    this.#pathsChanged.get()
    return this.#exists(path)
  }

  // Facts about all files.

  #pathsOf(kind: DocumentKind): readonly string[] {
    const yaml = !MARKDOWN_KINDS.includes(kind)
    const demanded = this.#options.get().kind !== undefined
    return this.paths().filter((path) => (demanded || this.#configuredPath(path) || (isYamlPath(path) === yaml && this.#mayBe(path, kind))) && this.#kinds.get(path).includes(kind))
  }

  /** Spares the parser large files of other kinds. */
  #mayBe(path: string, kind: DocumentKind): boolean {
    if (!isYamlPath(path) || this.#known.has(path)) return true
    const text = this.#input(path).get()
    return text !== undefined && mayBeYaml(path, text, kind)
  }

  #configuredPath(path: string): boolean {
    return configuredKind(this.configuration(), path) !== undefined
  }

  // The view that rules see.

  document(path: string): DocumentView | undefined {
    const views = this.file(path)?.views
    return views?.find((view) => view.recognition) ?? views?.[0]
  }

  documentsIn(path: string): readonly DocumentView[] {
    return this.included(path) && !this.isForeign(path) ? (this.file(path)?.views.filter((view) => view.recognition) ?? []) : []
  }

  exists(path: string): boolean | undefined {
    return this.#existing.get(path)
  }

  ofKind(kind: DocumentKind): readonly string[] {
    return this.#ofKind.get(kind)
  }

  similar(path: string): string | undefined {
    return this.#similar.get(path)
  }

  resolve(from: string, target: string): { readonly path: string; readonly anchor: string | undefined } | undefined {
    return resolveTarget(from, target)
  }

  manifestOf(document: DocumentView): DocumentView | undefined {
    return this.#manifests.of(document)
  }

  manifestsNamed(name: string): readonly string[] {
    return this.#manifests.byName().get(name) ?? []
  }

  isMentioned(fileName: string): boolean {
    return this.#mentions.has(fileName)
  }

  membersOf(manifest: DocumentView): readonly string[] {
    return this.#members.of(manifest)
  }

  siblings(document: DocumentView): readonly Sibling[] {
    const others = this.#siblings.of(document).flatMap((path) => this.document(path) ?? [])
    if (others.length === 0) return []
    const manifest = this.manifestOf(document)
    const linked = new Set([...linkedPaths(document), ...[document, ...(manifest ? [manifest] : [])].flatMap((view) => this.linked(view).map(({ path }) => path))])
    return others.map((other) => ({ document: other, linked: linked.has(other.path) }))
  }

  claimsOf(path: string, subject: string): readonly Claim[] {
    const views = this.file(path)?.views.filter((view) => view.recognition) ?? []
    return views.flatMap((view) => this.claims(view).filter((claim) => claim.subject === subject))
  }

  diagramProblem(keyword: string, source: string): DiagramProblem | undefined {
    return this.#diagrams.problem(keyword, source)
  }

  adrs(): AdrGraph {
    return this.#adrs.get()
  }

  // For the runner.

  /** Whether anything is to be said about a document. */
  isOfModel(document: DocumentView): boolean {
    return this.#concerns.isOfModel(document)
  }

  claims(document: DocumentView): readonly Claim[] {
    return this.#claims.of(document)
  }

  claimsAbout(document: DocumentView, subject: string): readonly Claim[] {
    return this.#claims.about(document, subject)
  }

  /** Documents that front matter or `governance.documents` links with a role. */
  linked(document: DocumentView): readonly DocumentView[] {
    return linkedDocuments(document, (path) => this.document(path))
  }

  applies(document: DocumentView, predicate: string): boolean {
    if (this.configuration().applied?.predicates?.includes(predicate)) return true
    return this.#predicates.hold(document, this.manifestOf(document), predicate)
  }
}
