/** Diagrams of one document: nodes and edges, painted with findings; as mermaid, as text, as SVG. */

import type { PlaceDto, ProblemDto } from './places.ts'

/** Request, client to server: `GraphParams` → `GraphDto | null` (null: nothing to draw in this document). */
export const GRAPH = 'plumbline/graph'

/** `system` components and flows; `lineage` data to serving; `release` steps; `roadmap` items; `adrs` decisions of the workspace. */
export const GRAPH_VIEWS = ['system', 'lineage', 'release', 'roadmap', 'adrs'] as const
export type GraphView = (typeof GRAPH_VIEWS)[number]

export interface GraphParams {
  readonly uri: string
  /** Default `system`. */
  readonly view?: GraphView
  /** Another text of the same document (an older revision): what differs is marked with `change`. */
  readonly base?: string
}

export type ChangeDto = 'added' | 'removed' | 'changed'

/** `present` is drawn; `ghost`: the reference architecture wants it and nothing is there; `deviation`: left out with a recorded reason; `forbidden`: a flow that must not be. */
export type PartStateDto = 'present' | 'ghost' | 'deviation' | 'forbidden'

/** A control that is stated of a part, with no file, link or date that shows it. */
export interface AssertedDto {
  readonly control: string
  readonly place: PlaceDto
}

export interface GraphNodeDto {
  /** Unique in the graph; safe in mermaid and in HTML ids. */
  readonly id: string
  readonly label: string
  /** Role of the vocabulary: `feature-store-online`; what kind of thing in the other views: `dataset`, `adr`. */
  readonly role: string | null
  readonly technology: string | null
  readonly owner: string | null
  /** Id of the group it lies in. */
  readonly group: string | null
  readonly shape: 'box' | 'round' | 'store' | 'queue' | 'decision' | 'person'
  readonly state: PartStateDto
  /** Further words below the label: `tier 2`, `3d`, `accepted`. */
  readonly details: readonly string[]
  readonly problems: readonly ProblemDto[]
  readonly asserted: readonly AssertedDto[]
  /** Where it is written; null for ghosts. */
  readonly place: PlaceDto | null
  readonly change: ChangeDto | null
}

export interface GraphEdgeDto {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string | null
  /** Data classification, such as `restricted`. */
  readonly classification: string | null
  /** Leads from one trust boundary into another. */
  readonly crossing: boolean
  readonly state: PartStateDto
  readonly dashed: boolean
  /** Part of the path whose latency is summed. */
  readonly onPath: boolean
  readonly details: readonly string[]
  readonly problems: readonly ProblemDto[]
  readonly asserted: readonly AssertedDto[]
  readonly place: PlaceDto | null
  readonly change: ChangeDto | null
}

export interface GraphGroupDto {
  readonly id: string
  readonly label: string
  /** Trust of a boundary: `untrusted`, `internal`, `restricted`; null for other groups. */
  readonly trust: string | null
  readonly place: PlaceDto | null
}

/** A sum along the path: latency of the hops against the target, cost of the parts against the budget. */
export interface GraphTotalDto {
  readonly name: string
  /** `98 ms`, `1,080 EUR per month`. */
  readonly value: string
  readonly limit: string | null
  readonly within: boolean | null
  readonly parts: readonly { readonly name: string; readonly value: string; readonly node: string | null }[]
  readonly place: PlaceDto | null
}

/** The diagram as text: for screen readers, the keyboard, the terminal. */
export interface OutlineDto {
  readonly text: string
  /** Id of the node or edge that the line is about. */
  readonly id: string | null
  readonly place: PlaceDto | null
  readonly severity: 'error' | 'warning' | 'info' | null
  readonly children: readonly OutlineDto[]
}

export interface TimeBarDto {
  readonly id: string
  readonly label: string
  readonly section: string
  /** Release steps count days from 0, roadmap items have ISO dates. */
  readonly start: string | number
  readonly end: string | number
  readonly details: readonly string[]
  readonly problems: readonly ProblemDto[]
  readonly place: PlaceDto | null
}

export interface GraphDto {
  readonly uri: string
  readonly view: GraphView
  /** Views in which this document has something to draw. */
  readonly views: readonly GraphView[]
  readonly title: string
  /** Where the picture comes from, in words: `spec.architecture`, `mermaid diagram, line 40`. */
  readonly source: string
  /** Name of the reference architecture compared with; null when none is named. */
  readonly reference: { readonly id: string; readonly title: string; readonly satisfied: number; readonly required: number } | null
  /** How much of it the picture shows, where that is not all; the outline names more. */
  readonly cut: { readonly drawn: number; readonly of: number } | null
  readonly nodes: readonly GraphNodeDto[]
  readonly edges: readonly GraphEdgeDto[]
  readonly groups: readonly GraphGroupDto[]
  /** Of `release` and `roadmap`. */
  readonly bars: readonly TimeBarDto[]
  readonly totals: readonly GraphTotalDto[]
  /** Findings about the picture as a whole. */
  readonly problems: readonly ProblemDto[]
  readonly outline: readonly OutlineDto[]
  /** Mermaid text; ids of nodes are those above. All words of the document in it are escaped. */
  readonly mermaid: string
  /** Self-contained SVG of a simple layered layout; colours by CSS custom properties with defaults. Elements have `data-id`. */
  readonly svg: string
  /** Why the picture may be incomplete: the text cannot be read at this place. Keep the last good one. */
  readonly broken: { readonly message: string; readonly place: PlaceDto } | null
  readonly legend: readonly { readonly className: string; readonly text: string }[]
}
