import type { Claim } from '../claims/types.ts'
import type { DocumentView } from '../documents/document.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import type { Configuration } from '../packs/configuration.ts'

/** What a rule may ask of the rest of the workspace. Every question is recorded as a dependency of the findings. */
export interface WorkspaceView {
  /** The document at a workspace-relative path, if it is one of ours or any Markdown/YAML file the host gave us. */
  document(path: string): DocumentView | undefined
  /** Whether a file exists (documents and others); `undefined` where the host cannot tell. */
  exists(path: string): boolean | undefined
  /** Paths of all recognised documents of a kind, sorted. */
  ofKind(kind: DocumentKind): readonly string[]
  /** Resolves a link target relative to a document: path without anchor, and anchor; `undefined` for URLs and for paths that leave the workspace. */
  resolve(from: string, target: string): { readonly path: string; readonly anchor: string | undefined } | undefined
  /** For a path that does not exist: a document of the same name elsewhere, or one whose path differs by a letter or three. */
  similar(path: string): string | undefined
  /** The manifest that the document names (front matter `manifest:`/`model:`) or that stands in its folder. */
  manifestOf(document: DocumentView): DocumentView | undefined
  /** Paths of the manifests of a model of this name. */
  manifestsNamed(name: string): readonly string[]
  /** Whether some manifest mentions a Markdown file of this name, wherever it lies. */
  isMentioned(fileName: string): boolean
  /** Documents of the same project and model that stand beside a design, whether it links them or not. */
  siblings(document: DocumentView): readonly Sibling[]
  /** Claims of another document. */
  claimsOf(path: string, subject: string): readonly Claim[]
  /** Where mermaid stops reading a diagram; `undefined` where it reads all of it, and where the host cannot tell. A pure function of the text. */
  diagramProblem(keyword: string, source: string): DiagramProblem | undefined
  /** The ADRs of the workspace with their numbers, statuses and links (one value for all ADR rules). */
  adrs(): AdrGraph
}

/** A document of the same project. */
export interface Sibling {
  readonly document: DocumentView
  /** Whether the document beside which it stands links it, in its text or with a role, or its manifest does. */
  readonly linked: boolean
}

/** What projections of a whole model ask: beside what rules see, how documents belong together. */
export interface ModelWorkspace extends WorkspaceView {
  /** Every document in a file that is ours; several for a YAML file of several documents. */
  documentsIn(path: string): readonly DocumentView[]
  /** Documents that front matter or `governance.documents` links with a role. */
  linked(document: DocumentView): readonly DocumentView[]
  /** Paths of the documents whose manifest is this one. */
  membersOf(manifest: DocumentView): readonly string[]
  /** Everything that a document says about subjects of the standard. */
  claims(document: DocumentView): readonly Claim[]
  applies(document: DocumentView, predicate: string): boolean
  configuration(): Configuration
}

export interface DiagramProblem {
  /** Line of the source, from 0. */
  readonly line: number
  /** The characters at which it stops, where they are on that line. */
  readonly found?: string | undefined
  /** What mermaid says where it is not about one line. */
  readonly words?: string | undefined
}

/** Checks a diagram by the grammar of its keyword. */
export type DiagramCheck = (keyword: string, source: string) => DiagramProblem | undefined

export interface AdrNode {
  readonly path: string
  /** Number from the file name, or `undefined`. */
  readonly number: number | undefined
  readonly title: string
  readonly status: AdrStatus | undefined
  /** Paths of ADRs that this one says it supersedes / is superseded by / amends / is amended by, as far as they resolve. */
  readonly supersedes: readonly string[]
  readonly supersededBy: readonly string[]
  readonly amends: readonly string[]
}

export type AdrStatus = 'draft' | 'proposed' | 'accepted' | 'rejected' | 'deprecated' | 'superseded'

export interface AdrGraph {
  readonly nodes: readonly AdrNode[]
  byPath(path: string): AdrNode | undefined
}
