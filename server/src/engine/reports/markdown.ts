import type { RunReport } from './types.ts'
import { plural, positionsIn, summarise } from './types.ts'

/** A summary for a pull request comment or a job summary: one table a document. */
export function formatMarkdown(run: RunReport): string {
  const { documents, errors, warnings, infos, waived } = summarise(run)
  const out = ['# Plumbline', '', `${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'info')}, ${waived} waived.`, '']
  for (const file of run.files) {
    const open = file.findings.filter((finding) => !finding.waiver)
    if (open.length === 0) continue
    out.push(`## ${escape(file.path)}`, '', '| Line | Severity | Rule | What | Next step |', '|---:|---|---|---|---|')
    for (const finding of open) {
      const { start } = positionsIn(run, finding.path, finding.range)
      out.push(`| ${start.line + 1} | ${finding.severity} | \`${finding.rule}\` | ${escape(finding.message)} | ${escape(finding.help)} |`)
    }
    out.push('')
  }
  return out.join('\n')
}

/** Other people's text in a table cell: one line, nothing of it is markup. */
const escape = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').replace(/[\\`*_{}[\]<>|#!~@]/g, '\\$&')
