import type { Recognition, Stage, Tier } from '../documents/kinds.ts'
import type { Fix, Severity } from '../rules/types.ts'
import type { Range } from '../text/range.ts'

/** Somewhere in a document of the workspace. */
export interface Place {
  readonly path: string
  readonly range: Range
}

/** One thing that is wrong with a document, with everything a host shows about it. Offsets; hosts make positions. */
export interface Finding {
  readonly rule: string
  readonly category: string
  readonly severity: Severity
  readonly path: string
  readonly range: Range
  readonly message: string
  readonly why: string
  readonly help: string
  /** Address of the rule's page. */
  readonly docs: string
  readonly related: readonly { readonly path: string; readonly range: Range; readonly message: string }[]
  readonly fixes: readonly Fix[]
  /** Stable across edits elsewhere in the file: rule, path, and the words it stands on. */
  readonly fingerprint: string
  readonly waiver: { readonly reason: string; readonly expires?: string; readonly approver?: string } | null
}

/** All that is known about one file. */
export interface Analysis {
  readonly path: string
  readonly recognition: Recognition | undefined
  readonly tier: Tier | undefined
  readonly stage: Stage | undefined
  readonly model: string | undefined
  /** Name of the document for people; undefined for what is none of ours. */
  readonly title?: string | undefined
  /** Sorted by position, then rule. Waived ones are here too, with their waiver. */
  readonly findings: readonly Finding[]
}

/** Settings of a run that do not come from the workspace's own configuration file. */
export interface AnalysisOptions {
  /** Treat every document as of this tier. */
  readonly tier?: Tier
  /** Treat every file as of this kind. */
  readonly kind?: string
  readonly profile?: string
  /** Ignore every waiver and suppression. */
  readonly noWaivers?: boolean
}
