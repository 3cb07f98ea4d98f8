/** All models of the workspace. */

import type { PlaceDto } from './places.ts'

/** Request, client to server, without parameters: `PortfolioDto`. */
export const PORTFOLIO = 'plumbline/portfolio'

/** Request, client to server, without parameters: `TrendResult`. Runs git: a client asks only for folders that are trusted. */
export const TREND = 'plumbline/trend'

export interface TrendPointDto {
  /** Commit; null: as it is now. */
  readonly revision: string | null
  readonly date: string
  readonly models: number
  readonly ready: number
  readonly documented: number
  readonly closedPercent: number | null
  readonly documentedPercent: number | null
  readonly errors: number
}

/** The past of one workspace folder's models. */
export interface TrendDto {
  readonly folder: string
  readonly title: string
  /** How past states are judged. */
  readonly note: string
  /** The oldest first. */
  readonly points: readonly TrendPointDto[]
  /** The chart; colours by CSS custom properties with defaults. */
  readonly svg: string
}

export interface TrendResult {
  /** Empty where there is no git, or no past. */
  readonly trends: readonly TrendDto[]
}

export interface PortfolioModelDto {
  readonly name: string
  readonly version: string | null
  readonly title: string
  /** Workspace folder, for several. */
  readonly folder: string
  /** The manifest, or the design doc where there is none. */
  readonly place: PlaceDto
  readonly hasManifest: boolean
  readonly owner: string | null
  readonly tier: number | null
  readonly stage: string | null
  /** Id of the reference architecture. */
  readonly reference: string | null
  readonly readiness: { readonly percent: number | null; readonly ready: boolean; readonly open: number; readonly required: number }
  readonly testScore: number
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly waived: number }
  /** Items that something contradicts. */
  readonly contradictions: number
  readonly lastReviewed: string | null
  readonly nextReview: string | null
  readonly reviewOverdue: boolean
  readonly waivers: readonly WaiverDto[]
  readonly staleApprovals: number
  readonly documents: readonly { readonly kind: string; readonly title: string; readonly place: PlaceDto }[]
}

export interface WaiverDto {
  readonly rule: string
  readonly reason: string
  readonly expires: string | null
  readonly approver: string | null
  /** Days until it ends; negative once it has ended. */
  readonly daysLeft: number | null
  readonly place: PlaceDto
}

/** A key figure. Models without its inputs are `unknown`: shown, never counted as met. */
export interface MetricDto {
  /** `M1`. */
  readonly id: string
  readonly title: string
  readonly formula: string
  readonly target: string
  /** For people: `62 %`, `3.5 d`, `not known`. */
  readonly value: string
  /** For charts; null when nothing is known. */
  readonly number: number | null
  readonly unit: string
  readonly met: boolean | null
  /** Names of models that count, and of those that meet it. */
  readonly population: readonly string[]
  readonly meeting: readonly string[]
  readonly unknown: readonly string[]
  /** Share of the population with the inputs, 0 to 100. */
  readonly coverage: number | null
  /** The inputs by model: `churn: 4 of 5 releases`. */
  readonly inputs: readonly string[]
  readonly note: string | null
}

export interface PortfolioDto {
  /** Day of the figures. */
  readonly asOf: string
  /** Sorted by tier, then name. */
  readonly models: readonly PortfolioModelDto[]
  /** Model documents without a manifest, and manifests without a design document. */
  readonly undocumented: readonly { readonly place: PlaceDto; readonly kind: string; readonly title: string; readonly missing: string }[]
  readonly metrics: readonly MetricDto[]
  /** For the charts. */
  readonly byTier: readonly { readonly tier: number | null; readonly models: number; readonly ready: number; readonly averagePercent: number | null }[]
  readonly byStage: readonly { readonly stage: string; readonly models: number }[]
  /** Rules with the most open findings. */
  readonly topProblems: readonly { readonly rule: string; readonly models: number; readonly findings: number }[]
  readonly documents: readonly { readonly kind: string; readonly count: number }[]
}
