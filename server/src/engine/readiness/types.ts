import type { Standing } from '../claims/types.ts'
import type { DocumentKind, Stage, Tier } from '../documents/kinds.ts'
import type { Fix } from '../rules/types.ts'
import type { Problem } from '../analysis/problems.ts'
import type { Place } from '../analysis/types.ts'

/** `passed`, `waived` and `not-applicable` close an item; `asserted`: somebody says so, which is not enough or not shown; `manual`: no rule can tell. */
export type ItemState = 'passed' | 'asserted' | 'missing' | 'contradicted' | 'waived' | 'not-applicable' | 'manual'

export const ITEM_STATES: readonly ItemState[] = ['passed', 'asserted', 'missing', 'contradicted', 'waived', 'not-applicable', 'manual']

/** Whether nothing more is owed for an item in this state. */
export const isClosed = (state: ItemState): boolean => state === 'passed' || state === 'waived' || state === 'not-applicable'

/** What an answer rests on. */
export interface Evidence {
  readonly place: Place
  /** The words, white space folded. */
  readonly quote: string
  readonly source: 'field' | 'prose' | 'diagram' | 'evidence' | 'checklist'
  readonly standing: Standing | 'ticked'
}

export interface ItemRule {
  readonly name: string
  /** `clean`: ran and found nothing; `silent`: asks nothing of these documents; `unknown`: no such rule yet. */
  readonly state: 'clean' | 'open' | 'waived' | 'silent' | 'unknown'
}

/** The box of an item in a readiness checklist. */
export interface Box {
  readonly state: 'done' | 'open' | 'not-applicable' | 'waived'
  readonly by: string | null
  readonly on: string | null
  readonly place: Place
}

export interface FrameworkReference {
  readonly framework: string
  readonly clause: string
  readonly title: string
}

export interface ReadinessItem {
  readonly id: string
  readonly area: string
  readonly text: string
  readonly hint: string
  readonly demand: 'required' | 'recommended' | 'not-asked'
  readonly state: ItemState
  /** Why, in a sentence without full stop. */
  readonly reason: string
  readonly evidence: readonly Evidence[]
  readonly rules: readonly ItemRule[]
  readonly problems: readonly Problem[]
  readonly frameworks: readonly FrameworkReference[]
  readonly fixes: readonly Fix[]
  readonly box: Box | null
  /** Whether a person can answer it: nothing computed stands against that. */
  readonly tickable: boolean
}

export interface Progress {
  /** Items that the tier asks for and that apply. */
  readonly asked: number
  readonly counts: Readonly<Record<ItemState, number>>
  /** Required items that are not closed. */
  readonly open: number
  /** Closed share of the required items that apply, 0 to 100. */
  readonly percent: number | null
}

export interface Area extends Progress {
  readonly area: string
  readonly items: readonly string[]
}

export interface TestResult {
  readonly id: string
  readonly text: string
  readonly points: 0 | 0.5 | 1
  readonly reason: string
  readonly items: readonly string[]
}

/** What would raise the score with the least work. */
export interface CheapestStep {
  readonly test: string
  readonly text: string
  readonly from: number
  readonly to: number
  readonly step: string
  readonly raises: boolean
}

export interface TestScore {
  readonly score: number
  readonly band: string
  readonly sections: readonly { readonly name: string; readonly sum: number; readonly tests: readonly TestResult[] }[]
  readonly cheapest: readonly CheapestStep[]
  readonly note: string
}

export interface FrameworkState {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly asOf: string
  readonly confirmed: boolean
  readonly comparedWith: string | null
  readonly clauses: readonly {
    readonly clause: string
    readonly title: string
    readonly appliesFrom: string | null
    readonly items: readonly string[]
    readonly closed: number
    readonly asked: number
  }[]
}

export interface ApprovalState {
  readonly role: string
  readonly approver: string
  readonly status: string
  readonly date: string | null
  readonly version: string | null
  readonly conditions: readonly string[]
  /** `unbound`: it has no digest, so nobody can tell. */
  readonly validity: 'current' | 'stale' | 'unbound'
  /** Parts that changed since, by name. */
  readonly changed: readonly string[]
  readonly place: Place
}

/** The readiness checklist of one model, answered. A projection of findings, claims and fields; it decides nothing. */
export interface Readiness {
  readonly model: string
  readonly version: string | null
  readonly tier: Tier
  readonly tierStated: boolean
  readonly stage: Stage
  readonly checklist: string
  readonly documents: readonly { readonly place: Place; readonly kind: DocumentKind; readonly title: string }[]
  readonly ready: boolean
  readonly progress: Progress
  readonly areas: readonly Area[]
  readonly items: readonly ReadinessItem[]
  readonly testScore: TestScore
  readonly frameworks: readonly FrameworkState[]
  readonly approvals: readonly ApprovalState[]
  readonly disclaimer: string
}
