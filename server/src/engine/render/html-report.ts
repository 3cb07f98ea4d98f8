import { PICTURE_STYLE, xml } from '../diagram/svg.ts'
import type { MetricValue, Trend } from '../portfolio/types.ts'
import { sha256 } from '../text/sha256.ts'
import type { Found, FoundIn } from './html-findings.ts'
import { byDocument, countsOf, findingsSection, totalOf } from './html-findings.ts'
import { modelSection } from './html-model.ts'
import { PAGE_STYLE } from './html-style.ts'
import { summarySection } from './html-summary.ts'
import type { ModelReport } from './model-report.ts'
import { TREND_STYLE, trendHtml } from './trend.ts'

export interface HtmlContent {
  readonly title: string
  /** Program and version. */
  readonly tool: string
  readonly asOf: string
  readonly models: readonly ModelReport[]
  /** Findings of documents that belong to no model, by `path:line`. */
  readonly others: readonly Found[]
  /** One line above everything: how much was looked at. */
  readonly summary: string
  /** Key figures of the models together. */
  readonly metrics?: readonly MetricValue[]
  readonly trend?: Trend | undefined
}

/**
 * One file for a review meeting, the summary first, what is closed folded away: no script, nothing from elsewhere, a policy that allows only its own style sheet. Readable on paper, in the dark, and
 * without eyes.
 */
export function htmlReport({ title, tool, asOf, models, others, summary, metrics = [], trend }: HtmlContent): string {
  const style = `${PAGE_STYLE}\n${PICTURE_STYLE}${trend ? `\n${TREND_STYLE}` : ''}`
  const documents = byDocument([...models.flatMap(({ findings, where }) => findings.map((finding) => ({ where: where(finding), finding }))), ...others])
  const body = [
    `<header><h1>${xml(title)}</h1><p>${xml(summary)}</p><p class="faint">${xml(tool)}, ${xml(asOf)}</p></header>`,
    contents(models, documents, metrics.length > 0, trend !== undefined),
    '<main>',
    summarySection(models, documents),
    ...(metrics.length > 0 ? [metricTable(metrics)] : []),
    ...(trend ? [trendHtml(trend)] : []),
    findingsSection(documents),
    ...models.map((report, i) => modelSection(report, i, documents)),
    '</main>',
    `<footer><p>${xml(models[0]?.readiness.disclaimer ?? 'Plumbline reports which documentation evidence there is.')}</p></footer>`,
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${base64(sha256(style))}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${xml(title)}</title>
<style>${style}</style>
</head>
<body>
${body.join('\n')}
</body>
</html>
`
}

const base64 = (hex: string): string => btoa((hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(''))

/** Where everything is. */
function contents(models: readonly ModelReport[], documents: readonly FoundIn[], figures: boolean, trend: boolean): string {
  const entry = (id: string, words: string, note = ''): string => `<li><a href="#${id}">${xml(words)}</a>${note === '' ? '' : ` <span class="faint">${note}</span>`}</li>`
  const entries = [
    entry('summary', 'Summary'),
    ...(figures ? [entry('figures', 'Key figures')] : []),
    ...(trend ? [entry('trend', 'Trend')] : []),
    ...(documents.length > 0 ? [entry('findings', 'Findings by document', countsOf(totalOf(documents)))] : []),
    ...models.map(({ readiness: { model, ready, progress } }, i) => entry(`m${i}`, model, ready ? 'ready' : `${progress.open} open`)),
  ]
  return `<nav aria-label="Contents"><ol>${entries.join('')}</ol></nav>`
}

function metricTable(metrics: readonly MetricValue[]): string {
  const rows = metrics.map(({ id, title, value, target, met, formula, inputs, note }) => {
    const verdict = met === null ? '' : `<span class="${met ? 'good' : 'bad'}">${met ? 'met' : 'not met'}</span>`
    return `<tr><td class="faint">${id}</td><th scope="row">${xml(title)}</th><td>${xml(value)} ${verdict}</td><td>${xml(target)}</td><td class="faint">${xml([formula, ...inputs.slice(0, 20), note].filter(Boolean).join('; '))}</td></tr>`
  })
  return `<section aria-labelledby="figures"><h2 id="figures">Key figures</h2><table><thead><tr><th scope="col">Id</th><th scope="col">Figure</th><th scope="col">Value</th><th scope="col">Target</th><th scope="col">Formula and inputs</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
}
