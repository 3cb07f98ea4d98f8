import type { Problem } from '../analysis/problems.ts'
import type { Analysis, Place } from '../analysis/types.ts'
import type { Match } from '../architecture/match.ts'
import type { Graph } from '../architecture/types.ts'
import type { ModelWorkspace } from '../workspace/view.ts'

export const VIEWS = ['system', 'lineage', 'release', 'roadmap', 'adrs'] as const
export type View = (typeof VIEWS)[number]

/** What diagrams ask of the workspace. */
export interface DiagramSource {
  readonly models: ModelWorkspace
  analyze(path: string): Analysis
  architecture(path: string): { readonly graphs: readonly Graph[]; readonly matches: readonly Match[] } | undefined
}

export type Change = 'added' | 'removed' | 'changed'
/** `ghost`: the reference wants it and nothing is there; `deviation`: it is left out, or goes another way, for a recorded reason. */
export type PartState = 'present' | 'ghost' | 'deviation' | 'forbidden'
export type Shape = 'box' | 'round' | 'store' | 'queue' | 'decision' | 'person'

/** A control that the manifest states of a part, with nothing that shows it. */
export interface Asserted {
  readonly control: string
  readonly place: Place
}

export interface Node {
  /** `n0`, `n1` …: safe in mermaid and in ids of HTML. */
  readonly id: string
  readonly label: string
  readonly role: string | null
  readonly technology: string | null
  readonly owner: string | null
  readonly group: string | null
  readonly shape: Shape
  readonly state: PartState
  readonly details: readonly string[]
  readonly problems: readonly Problem[]
  readonly asserted: readonly Asserted[]
  readonly place: Place | null
  readonly change: Change | null
}

export interface Edge {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string | null
  readonly classification: string | null
  readonly crossing: boolean
  readonly state: PartState
  readonly dashed: boolean
  readonly onPath: boolean
  readonly details: readonly string[]
  readonly problems: readonly Problem[]
  readonly asserted: readonly Asserted[]
  readonly place: Place | null
  readonly change: Change | null
}

export interface Group {
  readonly id: string
  readonly label: string
  readonly trust: string | null
  readonly place: Place | null
}

/** Nodes and edges of one view, before they are drawn. */
export interface Parts {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
  readonly groups: readonly Group[]
}

export interface Total {
  readonly name: string
  readonly value: string
  readonly limit: string | null
  readonly within: boolean | null
  readonly parts: readonly { readonly name: string; readonly value: string; readonly node: string | null }[]
  readonly place: Place | null
}

export interface Bar {
  readonly id: string
  readonly label: string
  readonly section: string
  /** Days from 0, or ISO dates; all bars of a view the same. */
  readonly start: string | number
  readonly end: string | number
  readonly details: readonly string[]
  readonly problems: readonly Problem[]
  readonly place: Place | null
}

export interface OutlineLine {
  readonly text: string
  readonly id: string | null
  readonly place: Place | null
  readonly severity: 'error' | 'warning' | 'info' | null
  readonly children: readonly OutlineLine[]
}

/** What does not fit into a picture that somebody can look at. */
export interface Cut {
  readonly drawn: number
  readonly of: number
  /** The first of those that are not drawn. */
  readonly rest: readonly { readonly label: string; readonly place: Place | null }[]
}

/** What a view is made of. */
export interface Content extends Parts {
  readonly title: string
  readonly source: string
  readonly bars: readonly Bar[]
  readonly totals: readonly Total[]
  readonly problems: readonly Problem[]
  readonly reference: { readonly id: string; readonly title: string; readonly satisfied: number; readonly required: number } | null
  readonly cut: Cut | null
}

/** A diagram with its texts. */
export interface Picture extends Content {
  readonly view: View
  readonly views: readonly View[]
  readonly outline: readonly OutlineLine[]
  readonly mermaid: string
  readonly svg: string
  readonly broken: { readonly message: string; readonly place: Place } | null
  readonly legend: readonly { readonly className: string; readonly text: string }[]
}
