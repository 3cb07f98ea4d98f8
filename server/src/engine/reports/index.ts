/** The formatters: pure functions from a run to text. */
import { formatGithub } from './github.ts'
import { formatGitlab } from './gitlab.ts'
import { formatJson } from './json.ts'
import { formatJunit } from './junit.ts'
import { formatMarkdown } from './markdown.ts'
import { formatSarif } from './sarif.ts'
import type { RunReport } from './types.ts'

export { formatMarkdown }
export { formatPretty } from './pretty.ts'
export type { PrettyOptions, Role } from './pretty.ts'
export { plain, textWidth, wrap } from './text-width.ts'
export { compareFindings, compareText, plural, SEVERITY_RANK, summarise } from './types.ts'
export type { PackInfo, ReportFile, RunReport, SkippedFile, Summary } from './types.ts'

/** Formats that other programs read; they need nothing but the run. */
export const MACHINE_FORMATS: Readonly<Record<string, (run: RunReport) => string>> = {
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  github: formatGithub,
  gitlab: formatGitlab,
  markdown: formatMarkdown,
}
