import { html, nothing, render } from 'lit-html'
import type { TemplateResult } from 'lit-html'
import type { MetricDto, PortfolioDto, PortfolioModelDto, TrendDto } from '../../../server/src/protocol/index.ts'
import type { FromPortfolio, ToPortfolio } from './messages.ts'
import { connectPage } from './page.ts'
import { importSvg } from './picture.ts'
import { emptyPage, matchesQuery, meter, placeLink, plural, ruleLink } from './parts.ts'

const page = connectPage<ToPortfolio, FromPortfolio>(['shown', 'trend', 'stale', 'nothing'])
const { send } = page

interface Column {
  readonly id: string
  readonly title: string
  /** What it is sorted by; unknown comes last in either direction. */
  readonly key: (model: PortfolioModelDto) => string | number | null
  readonly cell: (model: PortfolioModelDto) => TemplateResult | string
  readonly numeric?: boolean
}

const dash = (text: string | null): string => text ?? '–'

const COLUMNS: readonly Column[] = [
  {
    id: 'name',
    title: 'Model',
    key: (m) => m.name,
    cell: (m) => html`${placeLink(m.place, send, m.title)}${m.hasManifest ? nothing : html` <span class="pill missing">no manifest</span>`}`,
  },
  { id: 'tier', title: 'Tier', key: (m) => m.tier, cell: (m) => (m.tier === null ? html`<span class="error">none</span>` : String(m.tier)), numeric: true },
  { id: 'stage', title: 'Stage', key: (m) => m.stage, cell: (m) => dash(m.stage) },
  { id: 'owner', title: 'Owner', key: (m) => m.owner, cell: (m) => (m.owner === null ? html`<span class="error">none</span>` : m.owner) },
  {
    id: 'reference',
    title: 'Architecture',
    key: (m) => m.reference,
    cell: (m) => html`<button class="link" @click=${() => send({ type: 'architecture', uri: m.place.uri })}>${m.reference ?? 'preview'}</button>`,
  },
  {
    id: 'readiness',
    title: 'Readiness',
    key: (m) => m.readiness.percent,
    cell: (m) => {
      const { percent, ready, open } = m.readiness
      const words = percent === null ? 'not known' : ready ? 'ready' : `${Math.round(percent)} %, ${open} open`
      return html`<button class="link" title="Open the readiness checklist" @click=${() => send({ type: 'readiness', uri: m.place.uri })}>${words}</button>
        ${percent === null ? nothing : meter([{ share: percent / 100, className: 'passed' }], words)}`
    },
  },
  { id: 'score', title: 'Test score', key: (m) => m.testScore, cell: (m) => String(m.testScore), numeric: true },
  {
    id: 'findings',
    title: 'Findings',
    key: (m) => m.findings.error * 1000 + m.findings.warning,
    cell: (m) =>
      html`<span class=${m.findings.error > 0 ? 'error' : ''}>${plural(m.findings.error, 'error')}</span>,
        ${plural(m.findings.warning, 'warning')}${m.contradictions > 0 ? html`, <span class="error">${plural(m.contradictions, 'contradiction')}</span>` : nothing}`,
  },
  {
    id: 'review',
    title: 'Reviewed',
    key: (m) => m.lastReviewed,
    cell: (m) =>
      html`${dash(m.lastReviewed)}${m.reviewOverdue ? html` <span class="pill missing">overdue</span>` : nothing}${m.staleApprovals > 0 ? html` <span class="pill waived" title="Approvals whose subject has changed">${m.staleApprovals} stale</span>` : nothing}`,
  },
  {
    id: 'waivers',
    title: 'Waivers',
    key: (m) => Math.min(...m.waivers.map((w) => w.daysLeft ?? 9999), m.waivers.length > 0 ? 9999 : 99999),
    cell: (m) =>
      m.waivers.length === 0
        ? '–'
        : html`${m.waivers.map((w) => html`<div>${placeLink(w.place, send, w.rule)} <span class=${(w.daysLeft ?? 99) < 30 ? 'warning' : 'dim'}>${w.daysLeft === null ? 'no end' : w.daysLeft < 0 ? 'expired' : `${w.daysLeft} d`}</span></div>`)}`,
  },
]

interface Choice {
  readonly query: string
  readonly tier: string
  readonly sort: string
  readonly descending: boolean
  readonly metric: string | null
}

let choice: Choice = { query: '', tier: '', sort: 'tier', descending: false, metric: null, ...(page.state() as Partial<Choice> | undefined) }
let value: PortfolioDto | undefined
let trends: readonly { readonly trend: TrendDto; readonly chart: SVGSVGElement | undefined }[] = []
let notice: string | undefined
let nothingToShow: string | undefined

function choose(part: Partial<Choice>): void {
  choice = { ...choice, ...part }
  page.keep(choice)
  draw()
}

function sorted({ models }: PortfolioDto): readonly PortfolioModelDto[] {
  const column = COLUMNS.find(({ id }) => id === choice.sort) ?? COLUMNS[0]!
  const shown = models.filter(
    (m) =>
      (choice.tier === '' || String(m.tier) === choice.tier) &&
      matchesQuery(choice.query, m.name, m.title, m.owner, m.stage, m.reference, m.documents.map((d) => d.title).join(' ')),
  )
  return shown.toSorted((a, b) => {
    const [x, y] = [column.key(a), column.key(b)]
    if (x === y) return a.name < b.name ? -1 : 1
    if (x === null) return 1
    if (y === null) return -1
    return (x < y ? -1 : 1) * (choice.descending ? -1 : 1)
  })
}

function table(portfolio: PortfolioDto): TemplateResult {
  const models = sorted(portfolio)
  return html`<section>
    <div class="tools" role="search">
      <input
        type="search"
        placeholder="Search models, owners, stages"
        aria-label="Search models"
        .value=${choice.query}
        @input=${(e: Event) => choose({ query: (e.target as HTMLInputElement).value })}
      />
      <div class="tabs" role="group" aria-label="Filter by tier">
        ${['', '1', '2', '3', '4'].map((tier) => html`<button aria-pressed=${String(choice.tier === tier)} @click=${() => choose({ tier })}>${tier === '' ? 'All tiers' : `Tier ${tier}`}</button>`)}
      </div>
    </div>
    ${
      models.length === 0
        ? html`<p class="dim">No model fits.</p>`
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  ${COLUMNS.map(({ id, title, numeric }) => {
                    const active = choice.sort === id
                    return html`<th class=${numeric ? 'number' : ''} aria-sort=${active ? (choice.descending ? 'descending' : 'ascending') : 'none'}>
                      <button class="quiet" @click=${() => choose({ sort: id, descending: active && !choice.descending })}>
                        ${title}${active ? (choice.descending ? ' ↓' : ' ↑') : ''}
                      </button>
                    </th>`
                  })}
                </tr>
              </thead>
              <tbody>
                ${models.map(
                  (model) =>
                    html`<tr>
                      ${COLUMNS.map(({ cell, numeric }) => html`<td class=${numeric ? 'number' : ''}>${cell(model)}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

function metricCard(metric: MetricDto): TemplateResult {
  const open = choice.metric === metric.id
  const className = metric.met === null ? 'dim' : metric.met ? 'good' : 'error'
  return html`<button class="card metric" aria-expanded=${String(open)} @click=${() => choose({ metric: open ? null : metric.id })}>
    <span class="dim">${metric.id} ${metric.title}</span>
    <span class="value ${metric.number === null ? 'dim' : ''}">${metric.value}</span>
    <span class=${className}>${metric.met === null ? 'target' : metric.met ? '✔ target' : '✖ target'} ${metric.target}</span>
    ${metric.coverage === null ? nothing : html`<span class="dim">known of ${Math.round(metric.coverage)} % of the models</span>`}
  </button>`
}

function metrics({ metrics: all }: PortfolioDto): TemplateResult {
  const chosen = all.find(({ id }) => id === choice.metric)
  return html`<section>
    <h2>Key figures</h2>
    <p class="dim">What is not known is never counted as met. Choose one for its formula and inputs.</p>
    <div class="cards">${all.map(metricCard)}</div>
    ${
      chosen
        ? html`<div class="card wide" role="region" aria-label=${chosen.title}>
            <h3>${chosen.id} ${chosen.title}: ${chosen.value}</h3>
            <p><strong>Formula</strong> ${chosen.formula}</p>
            <p>
              <strong>Inputs</strong> ${
                chosen.inputs.length === 0
                  ? 'none'
                  : html`<ul>
                      ${chosen.inputs.map((input) => html`<li>${input}</li>`)}
                    </ul>`
              }
            </p>
            ${chosen.unknown.length > 0 ? html`<p><strong>Not known of</strong> ${chosen.unknown.join(', ')}</p>` : nothing}
            ${chosen.note ? html`<p class="dim">${chosen.note}</p>` : nothing}
          </div>`
        : nothing
    }
  </section>`
}

function trendCard({ title, note, points, folder }: TrendDto, chart: SVGSVGElement | undefined): TemplateResult {
  const several = trends.length > 1 ? `, ${decodeURIComponent(folder.slice(folder.lastIndexOf('/') + 1))}` : ''
  return html`<div class="card wide">
    <h2>${title}${several}</h2>
    ${chart ?? nothing}
    <details>
      <summary>Figures</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Day</th>
              <th>State</th>
              <th class="number">Required closed</th>
              <th class="number">Documented</th>
              <th class="number">Ready</th>
              <th class="number">Errors</th>
            </tr>
          </thead>
          <tbody>
            ${points.map(
              (p) =>
                html`<tr>
                  <td>${p.date}</td>
                  <td>${p.revision?.slice(0, 8) ?? 'now'}</td>
                  <td class="number">${p.closedPercent === null ? 'not known' : `${p.closedPercent} %`}</td>
                  <td class="number">${p.documented} of ${p.models}</td>
                  <td class="number">${p.ready} of ${p.models}</td>
                  <td class="number">${p.errors}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
    <p class="dim">${note}</p>
  </div>`
}

function charts({ byTier, byStage, topProblems, models }: PortfolioDto): TemplateResult {
  const most = Math.max(1, ...topProblems.map((p) => p.findings))
  return html`<section class="charts">
    <div class="card wide">
      <h2>Readiness by tier</h2>
      <table class="areas">
        <tbody>
          ${byTier.map(
            (t) =>
              html`<tr>
                <td>${t.tier === null ? 'no tier' : `Tier ${t.tier}`}</td>
                <td class="bar">
                  ${meter([{ share: (t.averagePercent ?? 0) / 100, className: 'passed' }], `${t.averagePercent === null ? 'not known' : `${Math.round(t.averagePercent)} % closed on average`}`)}
                </td>
                <td class="dim">${t.averagePercent === null ? '–' : `${Math.round(t.averagePercent)} %`}, ${t.ready} of ${plural(t.models, 'model')} ready</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="dim">Stages: ${byStage.map((s) => `${s.stage} ${s.models}`).join(' · ')}</p>
    </div>
    <div class="card wide">
      <h2>What is missing most</h2>
      ${
        topProblems.length === 0
          ? html`<p class="dim">No finding in ${plural(models.length, 'model')}.</p>`
          : html`<table class="areas">
              <tbody>
                ${topProblems.slice(0, 8).map(
                  (p) =>
                    html`<tr>
                      <td>${ruleLink(p.rule, send)}</td>
                      <td class="bar">${meter([{ share: p.findings / most, className: 'missing' }], `${plural(p.findings, 'finding')} in ${plural(p.models, 'model')}`)}</td>
                      <td class="number dim">${p.findings}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
    </div>
    ${trends.map(({ trend, chart }) => trendCard(trend, chart))}
  </section>`
}

function undocumented({ undocumented: all }: PortfolioDto): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing
  return html`<section>
    <h2>Undocumented</h2>
    <table>
      <tbody>
        ${all.map(
          (u) =>
            html`<tr>
              <td>${placeLink(u.place, send, u.title)}</td>
              <td class="dim">${u.kind}</td>
              <td>${u.missing}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

function draw(): void {
  if (!value) return void render(emptyPage(nothingToShow ?? 'Reading the workspace…'), page.root)
  const { models, asOf } = value
  const ready = models.filter((m) => m.readiness.ready).length
  render(
    html`<header class="bar">
        <h1>Portfolio</h1>
        <span class="badge">${plural(models.length, 'model')}</span>
        <span class="pill ${ready === models.length ? 'passed' : 'waived'}">${ready} ready</span>
        <span class="grow"></span>
        <span class="dim">as of ${asOf}</span>
      </header>
      ${notice ? html`<div class="notice" role="status">${notice}</div>` : nothing}
      <div class="body">
        ${models.length === 0 ? html`<p class="dim">No model was found in this workspace.</p>` : html`${charts(value)} ${table(value)} ${metrics(value)}`} ${undocumented(value)}
      </div>`,
    page.root,
  )
}

page.begin((message) => {
  if (message.type === 'shown') {
    value = message.value
    notice = undefined
    nothingToShow = undefined
  } else if (message.type === 'trend') trends = message.value.trends.map((trend) => ({ trend, chart: importSvg(trend.svg) }))
  else if (message.type === 'stale') notice = message.message
  else {
    value = undefined
    nothingToShow = message.message
  }
  draw()
})
draw()
