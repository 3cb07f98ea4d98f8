import type { ModelReport } from './model-report.ts'
import { readinessMarkdown, scoreLine } from './readiness-text.ts'
import { code, markdownWords, verdictOf } from './words.ts'

const FINDINGS = 60

/** The report of a model for a review: verdict, picture, checklist, findings, in Markdown that renders on the usual forges. */
export function markdownReport(report: ModelReport): string {
  const { readiness, pictures, findings, where } = report
  const { model, version, tier, stage, approvals, testScore } = readiness
  const out = [
    `# ${markdownWords(model)}${version === null ? '' : ` ${markdownWords(version)}`}: production readiness`,
    '',
    `**${verdictOf(readiness)}.** Stage ${stage}, tier ${tier}, ${readiness.checklist}. ${scoreLine(readiness)}.`,
    '',
  ]
  for (const { title, mermaid, totals, reference, source } of pictures) {
    out.push(
      `## ${markdownWords(title)}`,
      '',
      '```mermaid',
      mermaid.trimEnd(),
      '```',
      '',
      `From ${markdownWords(source)}.${reference ? ` Reference architecture ${markdownWords(reference.title)}: ${reference.satisfied} of ${reference.required} requirements met.` : ''}`,
    )
    for (const { name, value, limit, within } of totals)
      out.push(
        '',
        `${markdownWords(name)}: ${markdownWords(value)}${limit === null ? '' : ` of ${markdownWords(limit)}${within === null ? '' : within ? ', within' : ', **over**'}`}`,
      )
    out.push('')
  }
  out.push('## Checklist', '', readinessMarkdown(report, markdownWords, 3))
  if (testScore.cheapest.length > 0)
    out.push(
      '## Next half points of the ML Test Score',
      '',
      ...testScore.cheapest.map(({ test, text, step, from, to }) => `- ${test} ${markdownWords(text)}: ${from} → ${to}, ${markdownWords(step)}`),
      '',
    )
  if (approvals.length > 0)
    out.push(
      '## Sign-offs',
      '',
      '| Role | By | Decision | Day | Holds |',
      '|---|---|---|---|---|',
      ...approvals.map(
        ({ role, approver, status, date, validity, changed }) =>
          `| ${markdownWords(role)} | ${markdownWords(approver)} | ${markdownWords(status)} | ${date ?? ''} | ${validity === 'stale' ? `stale: ${markdownWords(changed.join(', '))} changed` : validity === 'current' ? 'yes' : 'not bound to a text'} |`,
      ),
      '',
    )
  if (findings.length > 0) {
    out.push('## Findings', '', '| Severity | Where | Rule | What | Next step |', '|---|---|---|---|---|')
    for (const finding of findings.slice(0, FINDINGS))
      out.push(`| ${finding.severity} | ${markdownWords(where(finding))} | ${code(finding.rule)} | ${markdownWords(finding.message)} | ${markdownWords(finding.help)} |`)
    if (findings.length > FINDINGS) out.push('', `${findings.length - FINDINGS} more: ${code('plumbline check')} lists them.`)
    out.push('')
  }
  out.push(`${readiness.disclaimer}`, '')
  return out.join('\n')
}
