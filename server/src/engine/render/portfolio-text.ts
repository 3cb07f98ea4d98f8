import type { MetricValue, Portfolio, PortfolioModel, Trend } from '../portfolio/types.ts'
import type { Role } from '../reports/index.ts'
import { plain, plural, textWidth } from '../reports/index.ts'
import { TREND_NOTE, trendLines, trendMarkdown, trendTitle } from './trend.ts'
import { markdownWords } from './words.ts'

interface PortfolioTextOptions {
  style(role: Role, text: string): string
  readonly trend?: Trend | undefined
}

const COLUMNS = ['Model', 'Tier', 'Stage', 'Owner', 'Reference', 'Ready', 'Score', 'Errors', 'Contradicted', 'Reviewed', 'Waivers'] as const

function cells(model: PortfolioModel): readonly string[] {
  const { name, version, tier, stage, owner, reference, readiness, testScore, findings, contradictions, lastReviewed, reviewOverdue, waivers } = model
  const ending = waivers.filter(({ daysLeft }) => daysLeft !== null && daysLeft <= 30).length
  return [
    `${name}${version === null ? '' : ` ${version}`}`,
    tier === null ? '?' : String(tier),
    stage ?? '?',
    owner ?? 'none',
    reference ?? 'none',
    readiness.percent === null ? '-' : `${readiness.percent} %`,
    String(testScore),
    String(findings.error),
    String(contradictions),
    `${lastReviewed ?? 'never'}${reviewOverdue ? ' overdue' : ''}`,
    waivers.length === 0 ? '0' : `${waivers.length}${ending > 0 ? ` (${ending} end${ending === 1 ? 's' : ''} soon)` : ''}`,
  ]
}

/** The portfolio for people at a terminal. */
export function portfolioText(portfolio: Portfolio, { style, trend }: PortfolioTextOptions): string {
  const { models, undocumented, metrics, asOf, topProblems } = portfolio
  const rows = models.map((model) => cells(model).map(plain))
  const widths = COLUMNS.map((head, i) => Math.max(textWidth(head), ...rows.map((row) => textWidth(row[i]!))))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => cell + ' '.repeat(widths[i]! - textWidth(cell)))
      .join('  ')
      .trimEnd()
  const out = [`${style('strong', plural(models.length, 'model'))}  ${style('dim', `as of ${asOf}`)}`, '', style('dim', line(COLUMNS))]
  for (const [i, row] of rows.entries()) out.push(models[i]!.readiness.ready ? style('good', line(row)) : line(row))
  if (undocumented.length > 0) out.push('', style('strong', 'Half documented'), ...undocumented.map(({ place, missing }) => `  ${style('path', plain(place.path))}  ${missing}`))
  if (trend) out.push('', style('strong', trendTitle(trend)), ...trendLines(trend), style('dim', `  ${TREND_NOTE}`))
  out.push('', style('strong', 'Key figures'))
  for (const metric of metrics) out.push(...metricLines(metric, style))
  if (topProblems.length > 0)
    out.push(
      '',
      style('strong', 'Most frequent findings'),
      ...topProblems.map(({ rule, models: count, findings }) => `  ${plain(rule)}  ${style('dim', `${plural(findings, 'finding')} in ${plural(count, 'model')}`)}`),
    )
  return `${out.join('\n')}\n`
}

function metricLines({ id, title, value, target, met, formula, note }: MetricValue, style: PortfolioTextOptions['style']): readonly string[] {
  const verdict = met === null ? '' : met ? style('good', ' met') : style('error', ' not met')
  return [`  ${id.padEnd(4)}${title}: ${value}${verdict}  ${style('dim', `target ${target}`)}`, style('dim', `      ${formula}${note === null ? '' : `; ${note}`}`)]
}

/** The portfolio as Markdown. */
export function portfolioMarkdown({ models, undocumented, metrics, asOf, topProblems }: Portfolio, trend?: Trend): string {
  const row = (texts: readonly string[]): string => `| ${texts.map(markdownWords).join(' | ')} |`
  const out = [
    '# Portfolio',
    '',
    `${plural(models.length, 'model')} as of ${asOf}.`,
    '',
    row(COLUMNS),
    `|${COLUMNS.map(() => '---').join('|')}|`,
    ...models.map((model) => row(cells(model))),
    '',
  ]
  if (undocumented.length > 0) out.push('## Half documented', '', ...undocumented.map(({ place, missing }) => `- ${markdownWords(place.path)} ${missing}`), '')
  if (trend) out.push(...trendMarkdown(trend))
  out.push('## Key figures', '', '| | Figure | Value | Target | Formula and inputs |', '|---|---|---|---|---|')
  for (const { id, title, value, target, met, formula, inputs, note } of metrics)
    out.push(
      row([
        id,
        title,
        `${value}${met === null ? '' : met ? ' (met)' : ' (not met)'}`,
        target,
        [formula, ...inputs, note].filter((text): text is string => text !== null && text !== '').join('; '),
      ]),
    )
  if (topProblems.length > 0)
    out.push(
      '',
      '## Most frequent findings',
      '',
      ...topProblems.map(({ rule, models: count, findings }) => `- ${markdownWords(rule)}: ${plural(findings, 'finding')} in ${plural(count, 'model')}`),
    )
  return `${out.join('\n')}\n`
}
