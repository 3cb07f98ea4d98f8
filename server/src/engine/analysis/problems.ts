import type { Fix, Severity } from '../rules/types.ts'
import type { Finding, Place } from './types.ts'

/** A finding as projections show it: what is wrong, where, and what mends it. */
export interface Problem {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly help: string
  readonly place: Place
  readonly waiver: { readonly reason: string; readonly expires: string | null; readonly approver: string | null } | null
  readonly fixes: readonly Fix[]
}

export const problemOf = ({ rule, severity, message, help, path, range, waiver, fixes }: Finding): Problem => ({
  rule,
  severity,
  message,
  help,
  place: { path, range },
  waiver: waiver && { reason: waiver.reason, expires: waiver.expires ?? null, approver: waiver.approver ?? null },
  fixes,
})

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Open before waived, severe before mild; stable. */
export const worstFirst = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => Number(a.waiver !== null) - Number(b.waiver !== null) || RANK[a.severity] - RANK[b.severity])
