import type { Range } from '../../text/range.ts'

/** What kind of picture a mermaid text draws, as far as it shows parts and what flows between them; `other` draws something else. */
export type DiagramType = 'flowchart' | 'c4' | 'architecture' | 'sequence' | 'other'

export type NodeShape = 'box' | 'round' | 'store' | 'queue' | 'decision' | 'person'

export interface DiagramNode {
  readonly id: string
  /** Words for people; the id where none are given. Markup removed. */
  readonly label: string
  /** Further words of C4: technology. */
  readonly technology: string | undefined
  readonly shape: NodeShape
  /** Id of the innermost group in which it stands. */
  readonly group: string | undefined
  /** Drawn by C4 or the author as outside of the system, or as a person. */
  readonly external: boolean
  /** Where it is written with its label, else where it is first named. */
  readonly range: Range
}

export interface DiagramEdge {
  readonly from: string
  readonly to: string
  readonly label: string | undefined
  readonly dashed: boolean
  /** Drawn without an arrow head, or with one on each end. */
  readonly both: boolean
  readonly range: Range
}

export interface DiagramGroup {
  readonly id: string
  readonly label: string
  readonly parent: string | undefined
  readonly range: Range
}

/** A mermaid text as read. Offsets count in the document that holds it. */
export interface Diagram {
  readonly type: DiagramType
  /** First word of the text: `flowchart`, `gantt`, `flowchrt`; empty where nothing stands. */
  readonly keyword: string
  readonly keywordRange: Range
  readonly nodes: readonly DiagramNode[]
  readonly edges: readonly DiagramEdge[]
  readonly groups: readonly DiagramGroup[]
  /** More parts than are read. */
  readonly truncated: boolean
}
