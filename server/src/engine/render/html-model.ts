import type { OutlineLine, Picture } from '../diagram/types.ts'
import { xml } from '../diagram/svg.ts'
import { isClosed } from '../readiness/types.ts'
import type { ReadinessItem } from '../readiness/types.ts'
import { plural } from '../reports/index.ts'
import { htmlText } from './html-text.ts'
import type { FoundIn } from './html-findings.ts'
import { countsOf } from './html-findings.ts'
import { meter } from './html-summary.ts'
import type { ModelReport } from './model-report.ts'
import { STATE_WORDS, verdictOf } from './words.ts'

/** Everything about one model; its findings stand with its documents, to which this leads. */
export function modelSection(report: ModelReport, index: number, documents: readonly FoundIn[]): string {
  const { readiness, pictures, where } = report
  const { model, version, tier, tierStated, stage, ready, progress } = readiness
  const id = `m${index}`
  const own = readiness.documents.map(({ place, kind }) => ({ path: where(place).replace(/:\d+$/, ''), kind }))
  const links = own.map(({ path, kind }) => {
    const found = documents.find((document) => document.path === path)
    return `<li>${found ? `<a href="#${found.id}">${xml(path)}</a>` : xml(path)} <span class="faint">${kind}${found ? `, ${countsOf(found)}` : ''}</span></li>`
  })
  const [first, ...others] = pictures
  return `<section class="model" aria-labelledby="${id}">
<h2 id="${id}">${xml(model)}${version === null ? '' : ` <span class="faint">${xml(version)}</span>`}</h2>
<p class="verdict ${ready ? 'good' : 'bad'}">${xml(verdictOf(readiness))}</p>
<dl class="facts"><dt>Tier</dt><dd>${tier}${tierStated ? '' : ' (assumed)'}</dd><dt>Stage</dt><dd>${stage}</dd><dt>Closed</dt><dd>${meter(progress.percent)}</dd><dt>ML Test Score</dt><dd>${readiness.testScore.score}, ${xml(readiness.testScore.band)}</dd></dl>
<details${own.length < 4 ? ' open' : ''}><summary>${plural(own.length, 'document')}</summary><ul>${links.join('')}</ul></details>
${first ? pictureFigure(first) : ''}
${others.map((picture) => `<details><summary>${xml(picture.title)}</summary>${pictureFigure(picture)}</details>`).join('\n')}
<h3>Checklist</h3>
${readiness.areas
  .map(({ area, items, percent }) =>
    areaPart(
      area,
      percent,
      readiness.items.filter((item) => items.includes(item.id) && item.demand !== 'not-asked'),
      where,
    ),
  )
  .join('\n')}
${scoreTables(report)}
${approvalTable(report)}
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
${legend.length > 0 ? `<ul class="legend" aria-label="Legend">${legend.map(legendItem).join('')}</ul>` : ''}
<details><summary>As text</summary>${outlineList(outline)}</details></figure>`
}

/** Classes of flows; all others are of parts. */
const OF_FLOWS: readonly string[] = ['crossing', 'forbidden']

/** How something is drawn, and in words what that means. The words of the legend may begin with the sign that is drawn. */
function legendItem({ className, text }: Picture['legend'][number]): string {
  const drawn = OF_FLOWS.includes(className)
    ? `<g class="edge ${className}"><path class="line" d="M2 9h24"/></g>`
    : `<g class="node ${className}"><rect x="3" y="3" width="22" height="12" rx="3"/></g>`
  return `<li><svg width="28" height="18" viewBox="0 0 28 18" aria-hidden="true">${drawn}</svg> ${xml(text)}</li>`
}

const outlineList = (lines: readonly OutlineLine[]): string =>
  lines.length === 0 ? '' : `<ul>${lines.map(({ text, children }) => `<li>${xml(text)}${outlineList(children)}</li>`).join('')}</ul>`

/** What is open in an area, and folded below it what is not. */
function areaPart(area: string, percent: number | null, items: readonly ReadinessItem[], where: ModelReport['where']): string {
  if (items.length === 0) return ''
  const open = items.filter(({ state }) => !isClosed(state))
  const closed = items.filter(({ state }) => isClosed(state))
  const table = (caption: string, own: readonly ReadinessItem[]): string => (own.length === 0 ? '' : itemTable(caption, own, where))
  const share = percent === null ? '' : ` <span class="faint">${percent} % of the required items closed</span>`
  const folded =
    closed.length === 0
      ? ''
      : `<details><summary>${open.length === 0 ? `${xml(area)}: all ${closed.length} closed` : `${xml(area)}: ${closed.length} closed`}</summary>${table('', closed)}</details>`
  return `${table(`${xml(area)}: ${open.length} open${share}`, open)}${folded}`
}

function itemTable(caption: string, items: readonly ReadinessItem[], where: ModelReport['where']): string {
  const rows = items.map((item) => {
    const { sign, word } = STATE_WORDS[item.state]
    const evidence = item.evidence.slice(0, 2).map((piece) => `<div><code>${xml(where(piece.place))}</code> ${xml(piece.quote)}</div>`)
    const references = item.frameworks.slice(0, 6).map(({ framework, clause }) => xml(`${framework} ${clause}`))
    const rules = item.rules.map(({ name }) => xml(name)).join(', ')
    return `<tr class="${item.state}"><td class="state"><span aria-hidden="true">${sign}</span> ${word}</td><th scope="row">${xml(item.text)} <span class="faint">${item.id}${item.demand === 'recommended' ? ', recommended' : ''}</span></th><td>${htmlText(item.reason)}${evidence.join('')}${rules === '' ? '' : `<div class="faint">${rules}</div>`}</td><td class="faint">${references.join('<br>')}</td></tr>`
  })
  return `<table>${caption === '' ? '' : `<caption>${caption}</caption>`}<thead><tr><th scope="col">State</th><th scope="col">Item</th><th scope="col">Why, evidence and rules</th><th scope="col">Frameworks</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function scoreTables({ readiness }: ModelReport): string {
  const { testScore, frameworks } = readiness
  const tests = testScore.sections.flatMap(({ name, tests: own }) =>
    own.map(({ id, text, points, reason }) => `<tr><td>${xml(name)}</td><th scope="row">${xml(`${id} ${text}`)}</th><td>${points}</td><td>${htmlText(reason)}</td></tr>`),
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
