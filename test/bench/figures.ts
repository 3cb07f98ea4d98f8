export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** One line of the table. */
export interface Figure {
  readonly metric: string
  readonly median: string
  readonly p95: string
  readonly target: string
  /** Ratio to what it is compared with in the same run. */
  readonly ratio: string
  readonly met: boolean | undefined
}

const HEAD: Figure = { metric: 'metric', median: 'median', p95: 'p95', target: 'target', ratio: 'ratio', met: undefined }

export const figure = (metric: string, parts: Partial<Figure>): Figure => ({ median: '', p95: '', target: '', ratio: '', met: undefined, ...parts, metric })
export const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`

/** The figures as a table; `ok`/`no` where there is a target. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures].map((f) => [f.metric, f.median, f.p95, f.target, f.ratio, f.met === undefined ? '' : f.met ? 'ok' : 'NO'])
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
