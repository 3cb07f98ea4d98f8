import type { Finding } from '../analysis/types.ts'
import type { Severity } from '../rules/types.ts'
import { frameOf } from './frame.ts'
import { plain, textWidth, wrap } from './text-width.ts'
import type { ReportFile, RunReport } from './types.ts'
import { plural, positionsIn, summarise } from './types.ts'

/** What a piece of text is; the host decides how that looks (colour, or nothing). */
export type Role = 'error' | 'warning' | 'info' | 'path' | 'dim' | 'strong' | 'good'

export interface PrettyOptions {
  /** Columns to fill at most. */
  readonly width: number
  /** Findings only, no summary. */
  readonly quiet: boolean
  /** Colours a text. */
  style(role: Role, text: string): string
  /** How a reported path is shown to this reader: relative to where they stand. */
  show(path: string): string
}

/** The report for people: findings by file, each with its source line, why (once a rule) and the next step. */
export function formatPretty(run: RunReport, options: PrettyOptions): string {
  const out: string[] = []
  const explained = new Set<string>()
  for (const file of run.files) {
    const shown = file.findings.filter((finding) => !finding.waiver)
    if (shown.length === 0) continue
    out.push(header(file, options), '')
    for (const finding of shown) {
      out.push(...findingLines(run, file, finding, explained, options), '')
    }
  }
  if (!options.quiet) out.push(...summaryLines(run, explained, options))
  else if (out.at(-1) === '') out.pop()
  return out.length === 0 ? '' : out.join('\n') + '\n'
}

function header({ path, analysis }: ReportFile, { style, show }: PrettyOptions): string {
  const facts = [analysis.recognition?.kind, analysis.tier && `tier ${analysis.tier}`, analysis.stage, analysis.model].filter((fact): fact is string => Boolean(fact))
  return style('path', plain(show(path))) + (facts.length > 0 ? '  ' + style('dim', plain(facts.join(' · '))) : '')
}

const MARK: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'info' }

function findingLines(run: RunReport, file: ReportFile, finding: Finding, explained: Set<string>, options: PrettyOptions): string[] {
  const { style, show, width } = options
  const frame = frameOf(file.lines, finding.range, Math.max(20, width - 10))
  const { start } = positionsIn(run, finding.path, finding.range)
  const place = `${start.line + 1}:${start.character + 1}`
  const indent = '  '
  const lead = `${indent}${place}  ${MARK[finding.severity]}  `
  const message = wrap(finding.message, Math.max(30, width - textWidth(lead)))
  const out = [`${indent}${style('dim', place)}  ${style(finding.severity, MARK[finding.severity])}  ${style('strong', message[0] ?? '')}`]
  for (const more of message.slice(1)) out.push(' '.repeat(textWidth(lead)) + style('strong', more))
  const rule = plain(finding.rule)
  const lastWidth = message.length > 1 ? textWidth(lead) + textWidth(message.at(-1)!) : textWidth(lead) + textWidth(message[0] ?? '')
  if (lastWidth + 2 + rule.length <= width) out[out.length - 1] += '  ' + style('dim', rule)
  else out.push(' '.repeat(textWidth(lead)) + style('dim', rule))

  const number = String(frame.line)
  const gutter = Math.max(6, number.length + 2)
  out.push(`${style('dim', `${number.padStart(gutter)} │`)} ${frame.source}`.trimEnd())
  out.push(
    `${style('dim', `${' '.repeat(gutter)} │`)} ${caretLine(frame.carets, finding.severity, style)}${frame.until === undefined ? '' : style('dim', ` … to line ${frame.until}`)}`,
  )
  const label = (name: string, text: string): void => {
    const blank = ' '.repeat(gutter + 2)
    wrap(text, Math.max(30, width - gutter - 8)).forEach((line, i) => out.push(`${blank}${i === 0 ? style('dim', name.padEnd(5)) : '     '} ${line}`))
  }
  if (finding.why !== '' && !explained.has(finding.rule)) label('why', finding.why)
  explained.add(finding.rule)
  if (finding.help !== '') label('help', finding.help)
  for (const related of finding.related) {
    const at = positionsIn(run, related.path, related.range).start
    label('see', `${show(related.path)}:${at.line + 1}:${at.character + 1}  ${related.message}`)
  }
  return out
}

/** Colours only the carets, not the blanks before them. */
function caretLine(carets: string, severity: Severity, style: PrettyOptions['style']): string {
  const at = carets.indexOf('^')
  return carets.slice(0, at) + style(severity, carets.slice(at))
}

function summaryLines(run: RunReport, explained: ReadonlySet<string>, { style }: PrettyOptions): string[] {
  const { documents, errors, warnings, infos, waived } = summarise(run)
  const aside = [waived > 0 && `${waived} waived`, run.baselined > 0 && `${run.baselined} in the baseline`].filter(Boolean).join(', ')
  const suffix = aside === '' ? '' : style('dim', ` (${aside})`)
  const out: string[] = []
  if (documents === 0 && errors + warnings + infos === 0) {
    if (run.files.length > 0) out.push(`checked ${plural(run.files.length, 'file')}, ${run.files.length === 1 ? 'it is not' : 'none is'} an ML document${suffix}`)
  } else if (errors + warnings + infos === 0) out.push(`${style('good', '✓')} ${plural(documents, 'document')} checked, no findings${suffix}`)
  else {
    const counts = [
      errors > 0 && style('error', plural(errors, 'error')),
      warnings > 0 && style('warning', plural(warnings, 'warning')),
      infos > 0 && style('info', plural(infos, 'info')),
    ]
    const affected = run.files.filter((file) => file.findings.some((finding) => !finding.waiver)).length
    out.push(
      `${style(errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'info', '✖')} ${counts.filter(Boolean).join(', ')} in ${affected} of ${plural(documents, 'document')}${suffix}`,
    )
    const first = [...explained][0]
    if (first !== undefined) out.push(style('dim', `  more about a rule: plumbline explain ${plain(first)}`))
  }
  if (run.staleBaseline > 0)
    out.push(
      style('dim', `  the baseline knows ${plural(run.staleBaseline, 'finding')} that no longer occur${run.staleBaseline === 1 ? 's' : ''}: --write-baseline brings it up to date`),
    )
  return out
}
