import { xml } from '../diagram/svg.ts'
import type { Trend, TrendPoint } from '../portfolio/types.ts'
import { plural } from '../reports/index.ts'
import { markdownWords } from './words.ts'

const LEVELS = '▁▂▃▄▅▆▇█'

/** What is said below every trend. */
export const TREND_NOTE = 'Past states are judged as of their day by the rules of today; what is not known counts as not met.'

const percent = (value: number | null): string => (value === null ? 'not known' : `${value} %`)
const nameOf = ({ revision }: TrendPoint): string => revision?.slice(0, 8) ?? 'now'
const sparkOf = (value: number | null): string => (value === null ? ' ' : LEVELS[Math.min(LEVELS.length - 1, Math.floor((value / 100) * LEVELS.length))]!)

const HEADS = ['Day', 'State', 'Required closed', 'Documented', 'Ready', 'Errors'] as const
const cellsOf = (point: TrendPoint): readonly string[] => [
  point.date,
  nameOf(point),
  percent(point.closedPercent),
  `${point.documented} of ${point.models}`,
  `${point.ready} of ${point.models}`,
  String(point.errors),
]

export const trendTitle = ({ by, points }: Trend): string =>
  by === 'month' ? 'Trend by month' : `Trend over the last ${plural(points.filter(({ revision }) => revision !== null).length, 'commit')}`

/** Lines for the terminal: a small bar beside each state. */
export function trendLines({ points }: Trend): readonly string[] {
  const rows = points.map(cellsOf)
  const widths = HEADS.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]!.length)))
  const line = (row: readonly string[], sign: string): string => `  ${sign} ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd()
  return [line(HEADS, ' '), ...rows.map((row, i) => line(row, sparkOf(points[i]!.closedPercent)))]
}

export const trendMarkdown = (trend: Trend): readonly string[] => [
  `## ${trendTitle(trend)}`,
  '',
  `| ${HEADS.join(' | ')} |`,
  `|${HEADS.map(() => '---').join('|')}|`,
  ...trend.points.map((point) => `| ${cellsOf(point).map(markdownWords).join(' | ')} |`),
  '',
  TREND_NOTE,
  '',
]

const WIDTH = 420
const HEIGHT = 190
const LEFT = 48
const RIGHT = 28
const TOP = 36
const BOTTOM = 28

/** Colours come from the editor where it shows the chart, else they are these. */
export const TREND_STYLE = `
.trend text{font-family:var(--vscode-font-family,system-ui,sans-serif);font-size:12px;fill:var(--vscode-descriptionForeground,#59636e)}
.trend .name{fill:var(--vscode-foreground,#1f2328)}
.trend .grid{stroke:var(--vscode-descriptionForeground,#59636e);stroke-opacity:.3}
.trend .line{fill:none;stroke-width:2;stroke-linejoin:round}
.trend .closed{stroke:var(--vscode-charts-blue,#0757b5)}
.trend .documented{stroke:var(--vscode-charts-purple,#8250df);stroke-dasharray:5 4}
.trend circle.closed{fill:var(--vscode-editor-background,#fff);stroke-width:2}
.trend rect.documented{fill:var(--vscode-editor-background,#fff);stroke-width:2;stroke-dasharray:none}
`.trim()

/** A small chart of two shares over time, told apart by more than colour. */
export function trendSvg(trend: Trend): string {
  const { points } = trend
  const x = (i: number): number => LEFT + (points.length < 2 ? 0 : (i * (WIDTH - LEFT - RIGHT)) / (points.length - 1))
  const y = (value: number): number => TOP + (1 - value / 100) * (HEIGHT - TOP - BOTTOM)
  const n = (value: number): string => String(Math.round(value * 10) / 10)
  const grid = [0, 50, 100].map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${n(y(value))}" y2="${n(y(value))}"/><text x="${LEFT - 6}" y="${n(y(value) + 4)}" text-anchor="end">${value} %</text>`,
  )
  const every = Math.max(1, Math.ceil(points.length / 5))
  const days = points.flatMap(({ date, revision }, i) =>
    i === points.length - 1 || (i % every === 0 && points.length - 1 - i >= every / 2)
      ? [`<text x="${n(x(i))}" y="${HEIGHT - 8}" text-anchor="middle">${revision === null ? 'now' : trend.by === 'month' ? date.slice(0, 7) : date.slice(5)}</text>`]
      : [],
  )
  const series = (className: string, of: (point: TrendPoint) => number | null, title: string): { readonly drawn: string; readonly last: number | null } => {
    let pen = 'M'
    let path = ''
    const marks: string[] = []
    for (const [i, point] of points.entries()) {
      const value = of(point)
      if (value === null) {
        pen = 'M'
        continue
      }
      path += `${pen}${n(x(i))} ${n(y(value))}`
      pen = 'L'
      const words = `<title>${xml(`${point.date} ${nameOf(point)}: ${title} ${percent(value)}`)}</title>`
      marks.push(
        className === 'closed'
          ? `<circle class="${className}" cx="${n(x(i))}" cy="${n(y(value))}" r="3.5">${words}</circle>`
          : `<rect class="${className}" x="${n(x(i) - 3)}" y="${n(y(value) - 3)}" width="6" height="6">${words}</rect>`,
      )
    }
    return { drawn: `<path class="line ${className}" d="${path}"/>${marks.join('')}`, last: points.length === 0 ? null : of(points.at(-1)!) }
  }
  const closed = series('closed', (point) => point.closedPercent, 'required items closed')
  const documented = series('documented', (point) => point.documentedPercent, 'models documented')
  const names = [
    `<text class="name" x="${LEFT}" y="16">● required closed ${xml(percent(closed.last))}</text>`,
    `<text class="name" x="${WIDTH / 2 + 20}" y="16">■ documented ${xml(percent(documented.last))}</text>`,
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" class="trend" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${xml(`${trendTitle(trend)}: the table below has its figures`)}">${grid.join('')}${days.join('')}${documented.drawn}${closed.drawn}${names.join('')}</svg>`
}

/** The chart with its own styles, for a page that takes pictures as they are. */
export const trendPicture = (trend: Trend): string => trendSvg(trend).replace('>', `><style>${TREND_STYLE.replaceAll('>', '&gt;')}</style>`)

/** Chart and figures for a report. */
export function trendHtml(trend: Trend): string {
  const rows = trend.points.map((point) => {
    const [day, ...cells] = cellsOf(point)
    return `<tr><th scope="row">${xml(day!)}</th>${cells.map((cell) => `<td>${xml(cell)}</td>`).join('')}</tr>`
  })
  return `<section aria-labelledby="trend"><h2 id="trend">${xml(trendTitle(trend))}</h2>${trendSvg(trend)}<table><thead><tr>${HEADS.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table><p class="faint">${TREND_NOTE}</p></section>`
}
