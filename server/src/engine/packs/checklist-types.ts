import type { Requirement } from '../controls/types.ts'

/** A checklist of the standard: `schemas/standard/checklists/`. */
export interface Checklist {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly areas: readonly { readonly area: string; readonly items: readonly ChecklistItem[] }[]
}

export interface ChecklistItem {
  /** `PL-C-014`. */
  readonly id: string
  readonly text: string
  /** Rules whose findings answer it. */
  readonly rules: readonly string[]
  /** Those of them whose finding means that something says the opposite. */
  readonly contradicts?: readonly string[]
  /** Fields of the manifest that are evidence; `[]` stands for every item of a list. */
  readonly fields?: readonly string[]
  /** Kinds of documents whose presence is evidence. */
  readonly kinds?: readonly string[]
  /** Predicates that must all hold; else the item is not applicable. */
  readonly applies?: readonly string[]
  readonly hint: string
  /** Demand in tiers 1 to 4: R required, r recommended, - nothing. */
  readonly tiers: string
}

/** A mapping of a framework to items: `schemas/standard/frameworks/`. */
export interface Framework {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly asOf: string
  /** False while clauses or their words are from memory. */
  readonly confirmed: boolean
  /** What it was compared with on the day of `asOf`, and what was not read. */
  readonly comparedWith?: string
  readonly statement: string
  /** Predicates that must all hold for a model; else the framework is not shown. */
  readonly applies?: readonly string[]
  readonly clauses?: readonly FrameworkClause[]
  readonly score?: { readonly described: number; readonly automated: number; readonly bands: readonly { readonly above: number; readonly text: string }[] }
  readonly sections?: readonly { readonly name: string; readonly tests: readonly FrameworkTest[] }[]
}

export interface FrameworkClause {
  readonly clause: string
  readonly title: string
  readonly appliesFrom?: string
  readonly note?: string
  readonly items?: readonly string[]
  readonly rules?: readonly string[]
}

export interface FrameworkTest {
  readonly id: string
  readonly text: string
  readonly items?: readonly string[]
  readonly rules?: readonly string[]
  readonly manual?: boolean
  /** What the manifest must say beside the items for half a point. */
  readonly requires?: Requirement
  /** What it must say for the full point. */
  readonly automated?: Requirement
}

/** A key figure of the portfolio: `schemas/standard/metrics.yaml`. */
export interface Metric {
  readonly id: string
  readonly title: string
  readonly formula: string
  readonly target: string
  readonly at?: { readonly atLeast?: number; readonly atMost?: number }
  readonly unit: string
  readonly rules?: readonly string[]
  readonly categories?: readonly string[]
  readonly given?: boolean
}
