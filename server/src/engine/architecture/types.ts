import type { Predicate } from '../documents/applicability.ts'
import type { NodeShape } from '../syntax/mermaid/index.ts'
import type { Range } from '../text/range.ts'

/** Role of the vocabulary (`schemas/standard/roles.yaml`), as compiled. */
export interface Role {
  readonly id: string
  readonly title: string
  /** What plays it does, in a sentence. */
  readonly text: string
  readonly words: readonly string[]
  readonly technologies: readonly string[]
}

/** A part of an ML system as a manifest or a diagram has it. */
export interface Component {
  /** Unique in its graph. */
  readonly id: string
  readonly name: string
  /** The stated role, else the one that its name tells, else the one that its technology tells. */
  readonly role: string | undefined
  /** How the role is known; `technology` is a guess. */
  readonly roleBy: 'stated' | 'words' | 'technology' | undefined
  /** Every role that it may play, the likeliest first. */
  readonly roles: readonly string[]
  readonly technology: string | undefined
  readonly owner: string | undefined
  /** Id of the boundary or group in which it lies. */
  readonly boundary: string | undefined
  readonly criticality: string | undefined
  /** Milliseconds of its hop in the latency budget. */
  readonly latency: number | undefined
  readonly shape: NodeShape
  /** A person or a system of somebody else. */
  readonly external: boolean
  readonly range: Range
  /** Where its name or id stands. */
  readonly nameRange: Range
}

export interface Flow {
  readonly from: string
  readonly to: string
  readonly label: string | undefined
  readonly classification: string | undefined
  readonly protocol: string | undefined
  readonly auth: string | undefined
  readonly encrypted: boolean | undefined
  readonly sync: boolean | undefined
  /** Stated by the author; else it follows from the boundaries of its ends. */
  readonly crossesBoundary: boolean | undefined
  /** Milliseconds that its label states. */
  readonly latency: number | undefined
  readonly dashed: boolean
  /** Drawn without direction, or with both. */
  readonly both: boolean
  readonly range: Range
}

export interface Boundary {
  readonly id: string
  readonly name: string
  /** `untrusted`, `dmz`, `internal`, `restricted`, `third-party`, `tenant`, `device`; groups of diagrams state none. */
  readonly trust: string | undefined
  readonly parent: string | undefined
  readonly range: Range
}

/** Components and flows from one source. Offsets count in the document at `path`. */
export interface Graph {
  readonly path: string
  readonly source: 'manifest' | 'mermaid' | 'table'
  /** The fields or the fence. */
  readonly range: Range
  readonly components: readonly Component[]
  readonly flows: readonly Flow[]
  readonly boundaries: readonly Boundary[]
}

/** Severity in tiers 1–4. */
export type SeverityByTier = readonly [
  'error' | 'warning' | 'info' | 'off',
  'error' | 'warning' | 'info' | 'off',
  'error' | 'warning' | 'info' | 'off',
  'error' | 'warning' | 'info' | 'off',
]

/** A component that a reference architecture asks for. */
export interface ComponentRequirement {
  /** Roles of which one must be there. */
  readonly roles: readonly string[]
  readonly purpose: string
  /** Only where this predicate holds. */
  readonly when?: Predicate
  /** Fields of the manifest (dotted, below `spec`) that show it as well as a component does. */
  readonly fields?: readonly string[]
  /** Subjects of claims that show it as well, where they are made adequately. */
  readonly subjects?: readonly string[]
}

export interface FlowRequirement {
  /** Roles at its ends, `a|b` taken apart. */
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly why: string
}

export interface ForbiddenFlow extends FlowRequirement {
  readonly message: string
  readonly severity: SeverityByTier
  /** Only flows that are known to be synchronous. */
  readonly sync?: boolean
  /** Only where this field of the manifest (below `spec`) has this value. */
  readonly field?: { readonly path: string; readonly equals: string }
}

export interface FailureMode {
  readonly id: string
  readonly title: string
  readonly terms: readonly string[]
  readonly mitigationTerms: readonly string[]
  readonly mitigation: string
}

/** A reference architecture of the standard, as compiled; `extends` is resolved. */
export interface ReferenceArchitecture {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly extends: readonly string[]
  /** How people name it in prose. */
  readonly names: readonly string[]
  /** Values of `serving.pattern` that mean it. */
  readonly patterns: readonly string[]
  readonly required: readonly ComponentRequirement[]
  readonly recommended: readonly ComponentRequirement[]
  readonly flows: readonly FlowRequirement[]
  readonly forbidden: readonly ForbiddenFlow[]
  readonly failureModes: readonly FailureMode[]
}
