import type { Severity } from '../rules/types.ts'
import type { RunReport } from './types.ts'
import { findingsOf, positionsIn } from './types.ts'

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Workflow commands of GitHub Actions: one annotation a finding. */
export function formatGithub(run: RunReport): string {
  return findingsOf(run)
    .filter((finding) => !finding.waiver)
    .map((finding) => {
      const { start, end } = positionsIn(run, finding.path, finding.range)
      const place = [
        `file=${property(finding.path)}`,
        `line=${start.line + 1}`,
        `endLine=${end.line + 1}`,
        ...(start.line === end.line ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`] : []),
      ]
      return `::${COMMAND[finding.severity]} ${place.join(',')},title=${property(finding.rule)}::${data(`${finding.message}\n${finding.help}`.trim())}\n`
    })
    .join('')
}

const data = (value: string): string => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (value: string): string => data(value).replaceAll(':', '%3A').replaceAll(',', '%2C')
