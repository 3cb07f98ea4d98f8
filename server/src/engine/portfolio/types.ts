import type { Place } from '../analysis/types.ts'
import type { DocumentKind, Stage, Tier } from '../documents/kinds.ts'
import type { Severity } from '../rules/types.ts'

export interface OpenWaiver {
  readonly rule: string
  readonly reason: string
  readonly expires: string | null
  readonly approver: string | null
  readonly daysLeft: number | null
  readonly place: Place
}

/** One model of a workspace. */
export interface PortfolioModel {
  readonly name: string
  readonly version: string | null
  readonly title: string
  readonly place: Place
  readonly hasManifest: boolean
  readonly owner: string | null
  readonly tier: Tier | null
  readonly stage: Stage | null
  readonly reference: string | null
  readonly readiness: { readonly percent: number | null; readonly ready: boolean; readonly open: number; readonly required: number }
  readonly testScore: number
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly waived: number }
  readonly contradictions: number
  readonly lastReviewed: string | null
  readonly nextReview: string | null
  readonly reviewOverdue: boolean
  readonly waivers: readonly OpenWaiver[]
  readonly staleApprovals: number
  readonly documents: readonly { readonly kind: DocumentKind; readonly title: string; readonly place: Place }[]
}

/** What the key figures read of a model: its fields as plain values, and its open findings. */
export interface ModelInputs {
  readonly model: PortfolioModel
  readonly spec: Readonly<Record<string, unknown>>
  readonly findings: readonly { readonly rule: string; readonly category: string; readonly severity: Severity }[]
  /** Whether a rule looked at the model at all. */
  ran(rule: string): boolean
}

export interface MetricValue {
  readonly id: string
  readonly title: string
  readonly formula: string
  readonly target: string
  readonly value: string
  readonly number: number | null
  readonly unit: string
  readonly met: boolean | null
  readonly population: readonly string[]
  readonly meeting: readonly string[]
  readonly unknown: readonly string[]
  readonly coverage: number | null
  readonly inputs: readonly string[]
  readonly note: string | null
}

export interface Undocumented {
  readonly place: Place
  readonly kind: DocumentKind
  readonly title: string
  readonly missing: string
}

/** A value that no document tells, from `portfolio.yaml`. */
export interface GivenValue {
  readonly value: number
  readonly date: string | undefined
  readonly source: string | undefined
}

/** The portfolio at one time of its past, or now. */
export interface TrendPoint {
  /** Commit; null: as it is now. */
  readonly revision: string | null
  readonly date: string
  readonly models: number
  readonly ready: number
  /** Models with manifest, owner, tier and design document. */
  readonly documented: number
  /** Required items that are closed, on average; null where nothing is required. */
  readonly closedPercent: number | null
  readonly documentedPercent: number | null
  readonly errors: number
}

/** How the portfolio came to be what it is: past states, judged as of their day by the rules of today. */
export interface Trend {
  readonly by: 'month' | 'commit'
  /** The oldest first; the last one is of now. */
  readonly points: readonly TrendPoint[]
}

/** All models of one or several workspace folders, and what follows from them. */
export interface Portfolio {
  readonly asOf: string
  readonly models: readonly PortfolioModel[]
  readonly undocumented: readonly Undocumented[]
  readonly metrics: readonly MetricValue[]
  readonly byTier: readonly { readonly tier: Tier | null; readonly models: number; readonly ready: number; readonly averagePercent: number | null }[]
  readonly byStage: readonly { readonly stage: string; readonly models: number }[]
  readonly topProblems: readonly { readonly rule: string; readonly models: number; readonly findings: number }[]
  readonly documents: readonly { readonly kind: string; readonly count: number }[]
}
