import type { Analysis, Finding } from '../analysis/types.ts'
import type { RuleMeta, Severity } from '../rules/types.ts'
import type { LineIndex } from '../text/line-index.ts'
import type { Position, Range } from '../text/range.ts'

/** One checked file and what is to be said about it. */
export interface ReportFile {
  /** Path as reported: relative to the workspace root, POSIX. */
  readonly path: string
  readonly text: string
  readonly lines: LineIndex
  readonly analysis: Analysis
  /** Findings that passed the filters of the run, waived ones included; sorted. */
  readonly findings: readonly Finding[]
}

/** A file that was not analysed, and why. */
export interface SkippedFile {
  readonly path: string
  /** In words, without the path: `is not UTF-8 (first bad byte at 17)`. */
  readonly reason: string
  /** True when the user named this very file: then the run has failed. */
  readonly named: boolean
}

export interface PackInfo {
  readonly name: string
  readonly version: string
  readonly digest: string
}

/** A whole run, as every formatter takes it. */
export interface RunReport {
  readonly version: string
  readonly packs: readonly PackInfo[]
  /** Every file checked, sorted by path. */
  readonly files: readonly ReportFile[]
  readonly skipped: readonly SkippedFile[]
  /** Findings left out because the baseline knows them. */
  readonly baselined: number
  /** Baseline entries that no longer occur in the files checked. */
  readonly staleBaseline: number
  /** Lines of a reported path, for places outside the files checked. */
  linesOf(path: string): LineIndex | undefined
  /** Metadata of a rule; `undefined` for those outside the catalogue (`internal-error`). */
  rule(name: string): RuleMeta | undefined
}

export interface Summary {
  /** Recognised documents. */
  readonly documents: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly waived: number
}

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 }

/** All findings of a run, sorted by path, position, rule. */
export const findingsOf = (run: RunReport): readonly Finding[] => run.files.flatMap((file) => file.findings)

/** Counts of a run; waived findings count only as waived. */
export function summarise(run: RunReport): Summary {
  const summary = { documents: run.files.filter((file) => file.analysis.recognition).length, errors: 0, warnings: 0, infos: 0, waived: 0 }
  for (const finding of findingsOf(run)) {
    if (finding.waiver) summary.waived++
    else if (finding.severity === 'error') summary.errors++
    else if (finding.severity === 'warning') summary.warnings++
    else summary.infos++
  }
  return summary
}

/** Order of findings in every output: path, start, end, rule, message; by code unit, so that no locale plays a part. */
export function compareFindings(a: Finding, b: Finding): number {
  return compareText(a.path, b.path) || a.range.start - b.range.start || a.range.end - b.range.end || compareText(a.rule, b.rule) || compareText(a.message, b.message)
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export interface PositionRange {
  readonly start: Position
  readonly end: Position
}

/** Zero-based positions of a range. */
export const positionsOf = (lines: LineIndex, range: Range): PositionRange => ({ start: lines.position(range.start), end: lines.position(range.end) })

/** Zero-based positions of a place that may lie in a file that was not read: then its first line. */
export const positionsIn = (run: RunReport, path: string, range: Range): PositionRange => {
  const lines = run.linesOf(path)
  return lines ? positionsOf(lines, range) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
}

/** `1 error`, `2 errors`. */
export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
