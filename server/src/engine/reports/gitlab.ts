import type { Severity } from '../rules/types.ts'
import type { RunReport } from './types.ts'
import { findingsOf, positionsIn } from './types.ts'

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' }

/** The code quality report of GitLab. Fingerprints are unique within a report, as GitLab asks. */
export function formatGitlab(run: RunReport): string {
  const seen = new Map<string, number>()
  const issues = findingsOf(run)
    .filter((finding) => !finding.waiver)
    .map((finding) => {
      const { start, end } = positionsIn(run, finding.path, finding.range)
      const times = seen.get(finding.fingerprint) ?? 0
      seen.set(finding.fingerprint, times + 1)
      return {
        description: finding.message,
        check_name: finding.rule,
        fingerprint: times === 0 ? finding.fingerprint : `${finding.fingerprint}-${times + 1}`,
        severity: SEVERITY[finding.severity],
        location: { path: finding.path, lines: { begin: start.line + 1, end: end.line + 1 } },
      }
    })
  return JSON.stringify(issues, null, 2) + '\n'
}
