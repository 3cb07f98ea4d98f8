import type { Finding } from '../analysis/types.ts'
import type { OutlineLine, Picture } from '../diagram/types.ts'
import { PICTURE_STYLE, xml } from '../diagram/svg.ts'
import type { MetricValue, Trend } from '../portfolio/types.ts'
import type { ReadinessItem } from '../readiness/types.ts'
import { sha256 } from '../text/sha256.ts'
import { PAGE_STYLE } from './html-style.ts'
import type { ModelReport } from './model-report.ts'
import { TREND_STYLE, trendHtml } from './trend.ts'
import { STATE_WORDS, verdictOf } from './words.ts'

export interface HtmlContent {
  readonly title: string
  /** Program and version. */
  readonly tool: string
  readonly asOf: string
  readonly models: readonly ModelReport[]
  /** Findings of documents that belong to no model, by `path:line`. */
  readonly others: readonly { readonly where: string; readonly finding: Finding }[]
  /** One line above everything: how much was looked at. */
  readonly summary: string
  /** Key figures of the models together. */
  readonly metrics?: readonly MetricValue[]
  readonly trend?: Trend | undefined
}

/**
 * One file for a review meeting: no script, nothing from elsewhere, a policy that allows only its own style sheet. Readable on paper, in the dark, and
 * without eyes.
 */
export function htmlReport({ title, tool, asOf, models, others, summary, metrics = [], trend }: HtmlContent): string {
  const style = `${PAGE_STYLE}\n${PICTURE_STYLE}${trend ? `\n${TREND_STYLE}` : ''}`
  const body = [
    `<header><h1>${xml(title)}</h1><p>${xml(summary)}</p><p class="faint">${xml(tool)}, ${xml(asOf)}</p></header>`,
    ...(models.length > 1 ? [overview(models)] : []),
    '<main>',
    ...(metrics.length > 0 ? [metricTable(metrics)] : []),
    ...(trend ? [trendHtml(trend)] : []),
    ...models.map(modelSection),
    ...(others.length > 0 ? [`<section aria-labelledby="others"><h2 id="others">Other documents</h2>${findingTable(others)}</section>`] : []),
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

const idOf = (report: ModelReport, models: readonly ModelReport[]): string => `m${models.indexOf(report)}`

function overview(models: readonly ModelReport[]): string {
  const rows = models.map((report) => {
    const { model, tier, tierStated, stage, progress, ready, testScore } = report.readiness
    return `<tr><th scope="row"><a href="#${idOf(report, models)}">${xml(model)}</a></th><td>${tierStated ? tier : `${tier} (assumed)`}</td><td>${stage}</td><td>${ready ? 'ready' : `${progress.open} open`}</td><td>${meter(progress.percent)}</td><td>${testScore.score}</td><td>${counts(report.findings)}</td></tr>`
  })
  return `<nav aria-label="Models"><table><thead><tr><th scope="col">Model</th><th scope="col">Tier</th><th scope="col">Stage</th><th scope="col">Readiness</th><th scope="col">Closed</th><th scope="col">ML Test Score</th><th scope="col">Findings</th></tr></thead><tbody>${rows.join('')}</tbody></table></nav>`
}

const meter = (percent: number | null): string => (percent === null ? 'nothing required' : `<meter min="0" max="100" value="${percent}" aria-hidden="true"></meter> ${percent} %`)

function counts(findings: readonly Finding[]): string {
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length
  return `${count('error')} errors, ${count('warning')} warnings, ${count('info')} hints`
}

function modelSection(report: ModelReport, index: number): string {
  const { readiness, pictures, findings, where } = report
  const { model, version, tier, tierStated, stage, ready, progress } = readiness
  const id = `m${index}`
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${xml(model)}${version === null ? '' : ` <span class="faint">${xml(version)}</span>`}</h2>
<p class="verdict ${ready ? 'good' : 'bad'}">${xml(verdictOf(readiness))}</p>
<dl class="facts"><dt>Tier</dt><dd>${tier}${tierStated ? '' : ' (assumed)'}</dd><dt>Stage</dt><dd>${stage}</dd><dt>Closed</dt><dd>${meter(progress.percent)}</dd><dt>ML Test Score</dt><dd>${readiness.testScore.score}, ${xml(readiness.testScore.band)}</dd><dt>Findings</dt><dd>${counts(findings)}</dd><dt>Documents</dt><dd>${readiness.documents.map(({ place, kind }) => `${xml(place.path)} <span class="faint">${kind}</span>`).join('<br>')}</dd></dl>
${pictures.map(pictureFigure).join('\n')}
<h3>Checklist</h3>
${readiness.areas
  .map(({ area, items, percent }) =>
    areaTable(
      area,
      percent,
      readiness.items.filter((item) => items.includes(item.id) && item.demand !== 'not-asked'),
      where,
    ),
  )
  .join('\n')}
${scoreTables(report)}
${approvalTable(report)}
${findings.length > 0 ? `<h3>Findings</h3>${findingTable(findings.map((finding) => ({ where: where(finding), finding })))}` : ''}
</section>`
}

function pictureFigure({ title, svg, outline, totals, reference, source, legend }: Picture): string {
  const own = svg.replace(/<style>[\s\S]*?<\/style>/, '')
  const sums = totals.map(
    ({ name, value, limit, within }) =>
      `<li class="${within === false ? 'bad' : ''}">${xml(`${name}: ${value}${limit === null ? '' : ` of ${limit}${within === null ? '' : within ? ', within' : ', over'}`}`)}</li>`,
  )
  return `<figure><figcaption><strong>${xml(title)}</strong>, from ${xml(source)}${reference ? `; reference ${xml(reference.title)}: ${reference.satisfied} of ${reference.required} requirements met` : ''}</figcaption>
<div class="picture" tabindex="0" role="group" aria-label="${xml(title)}">${own}</div>
${sums.length > 0 ? `<ul>${sums.join('')}</ul>` : ''}
${legend.length > 0 ? `<p class="faint">${legend.map(({ className, text }) => xml(`${className}: ${text}`)).join('; ')}</p>` : ''}
<details><summary>As text</summary>${outlineList(outline)}</details></figure>`
}

const outlineList = (lines: readonly OutlineLine[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map(({ text, children }) => `<li>${xml(text)}${outlineList(children)}</li>`).join('')}</ul>`

function areaTable(area: string, percent: number | null, items: readonly ReadinessItem[], where: ModelReport['where']): string {
  if (items.length === 0) return ''
  const rows = items.map((item) => {
    const { sign, word } = STATE_WORDS[item.state]
    const evidence = item.evidence.slice(0, 2).map((piece) => `<div><code>${xml(where(piece.place))}</code> ${xml(piece.quote)}</div>`)
    const references = item.frameworks.slice(0, 6).map(({ framework, clause }) => xml(`${framework} ${clause}`))
    return `<tr class="${item.state}"><td class="state"><span aria-hidden="true">${sign}</span> ${word}</td><th scope="row">${xml(item.text)} <span class="faint">${item.id}${item.demand === 'recommended' ? ', recommended' : ''}</span></th><td>${xml(item.reason)}${evidence.join('')}</td><td class="faint">${item.rules.map(({ name }) => xml(name)).join('<br>')}</td><td class="faint">${references.join('<br>')}</td></tr>`
  })
  return `<table><caption>${xml(area)} ${percent === null ? '' : `<span class="faint">${percent} % of the required items closed</span>`}</caption><thead><tr><th scope="col">State</th><th scope="col">Item</th><th scope="col">Why, and evidence</th><th scope="col">Rules</th><th scope="col">Frameworks</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function scoreTables({ readiness }: ModelReport): string {
  const { testScore, frameworks } = readiness
  const tests = testScore.sections.flatMap(({ name, tests: own }) =>
    own.map(({ id, text, points, reason }) => `<tr><td>${xml(name)}</td><th scope="row">${xml(`${id} ${text}`)}</th><td>${points}</td><td>${xml(reason)}</td></tr>`),
  )
  const next = testScore.cheapest.map(({ test, text, step, from, to }) => `<li>${xml(`${test} ${text}: ${from} → ${to}, ${step}`)}</li>`)
  const mappings = frameworks.map(({ title, source, asOf, confirmed, comparedWith, clauses }) => {
    const rows = clauses.map(
      (clause) =>
        `<tr><th scope="row">${xml(clause.clause)}</th><td>${xml(clause.title)}</td><td>${clause.appliesFrom ?? ''}</td><td>${clause.asked === 0 ? 'nothing asked' : `${clause.closed} of ${clause.asked}`}</td><td class="faint">${clause.items.join(', ')}</td></tr>`,
    )
    return `<details><summary>${xml(title)}</summary><p class="faint">${xml(`${source}; mapping as of ${asOf}${confirmed ? `, compared with ${comparedWith}` : ', not yet confirmed against the source'}`)}</p><table><thead><tr><th scope="col">Clause</th><th scope="col">About</th><th scope="col">Applies from</th><th scope="col">Evidence</th><th scope="col">Items</th></tr></thead><tbody>${rows.join('')}</tbody></table></details>`
  })
  return `<h3>ML Test Score ${testScore.score}</h3><p class="faint">${xml(testScore.note)}</p>${next.length > 0 ? `<p>The cheapest next half points:</p><ul>${next.join('')}</ul>` : ''}<details><summary>All tests</summary><table><thead><tr><th scope="col">Section</th><th scope="col">Test</th><th scope="col">Points</th><th scope="col">Why</th></tr></thead><tbody>${tests.join('')}</tbody></table></details>
<h3>Frameworks</h3>${mappings.join('')}`
}

function approvalTable({ readiness, where }: ModelReport): string {
  if (readiness.approvals.length === 0) return ''
  const rows = readiness.approvals.map(({ role, approver, status, date, validity, changed, conditions, place }) => {
    const holds = validity === 'stale' ? `stale: ${changed.join(', ')} changed` : validity === 'current' ? 'yes' : 'not bound to a text'
    return `<tr class="${validity === 'stale' ? 'missing' : ''}"><th scope="row">${xml(role)}</th><td>${xml(approver)}</td><td>${xml([status, ...conditions].join('; '))}</td><td>${date ?? ''}</td><td>${xml(holds)}</td><td><code>${xml(where(place))}</code></td></tr>`
  })
  return `<h3>Sign-offs</h3><table><thead><tr><th scope="col">Role</th><th scope="col">By</th><th scope="col">Decision</th><th scope="col">Day</th><th scope="col">Holds</th><th scope="col">Where</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function findingTable(findings: readonly { readonly where: string; readonly finding: Finding }[]): string {
  const rows = findings.map(
    ({ where, finding }) =>
      `<tr class="${finding.severity}"><td class="state">${finding.severity}</td><td><code>${xml(where)}</code></td><th scope="row">${xml(finding.message)} <span class="faint">${xml(finding.rule)}</span></th><td>${xml(finding.why)}</td><td>${xml(finding.help)}</td></tr>`,
  )
  return `<table><thead><tr><th scope="col">Severity</th><th scope="col">Where</th><th scope="col">What</th><th scope="col">Why it matters</th><th scope="col">Next step</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function metricTable(metrics: readonly MetricValue[]): string {
  const rows = metrics.map(({ id, title, value, target, met, formula, inputs, note }) => {
    const verdict = met === null ? '' : `<span class="${met ? 'good' : 'bad'}">${met ? 'met' : 'not met'}</span>`
    return `<tr><td class="faint">${id}</td><th scope="row">${xml(title)}</th><td>${xml(value)} ${verdict}</td><td>${xml(target)}</td><td class="faint">${xml([formula, ...inputs.slice(0, 20), note].filter(Boolean).join('; '))}</td></tr>`
  })
  return `<section aria-labelledby="figures"><h2 id="figures">Key figures</h2><table><thead><tr><th scope="col">Id</th><th scope="col">Figure</th><th scope="col">Value</th><th scope="col">Target</th><th scope="col">Formula and inputs</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
}
