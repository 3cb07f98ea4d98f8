import { html, nothing, render } from 'lit-html'
import type { TemplateResult } from 'lit-html'
import type { ItemStateDto, ReadinessDto, ReadinessItemDto } from '../../../server/src/protocol/index.ts'
import type { FromReadiness, ToReadiness } from './messages.ts'
import { connectPage } from './page.ts'
import { emptyPage, matchesQuery, meter, placeLink, plural, problemRow, ruleLink, words } from './parts.ts'
import { approvalsSection, frameworksSection, scoreSection } from './readiness-sections.ts'

/** What the reader chose; kept while the page is hidden. */
interface Choice {
  readonly query: string
  readonly filter: 'all' | 'open' | ItemStateDto
  readonly group: 'area' | 'framework'
  /** Ids of items that are unfolded. */
  readonly unfolded: readonly string[]
}

const page = connectPage<ToReadiness, FromReadiness>(['shown', 'stale', 'nothing'])
const { send } = page
let choice: Choice = { query: '', filter: 'open', group: 'area', unfolded: [], ...(page.state() as Partial<Choice> | undefined) }
let value: ReadinessDto | undefined
let notice: string | undefined
let nothingToShow: string | undefined

const STATES: readonly { readonly id: ItemStateDto; readonly mark: string; readonly label: string }[] = [
  { id: 'contradicted', mark: '⚠', label: 'contradicted' },
  { id: 'missing', mark: '✖', label: 'missing' },
  { id: 'manual', mark: '☐', label: 'to be answered by a person' },
  { id: 'asserted', mark: '◐', label: 'asserted' },
  { id: 'waived', mark: '⊘', label: 'waived' },
  { id: 'passed', mark: '✔', label: 'passed' },
  { id: 'not-applicable', mark: '–', label: 'not applicable' },
]
const stateOf = (id: ItemStateDto): (typeof STATES)[number] => STATES.find((state) => state.id === id)!
const isClosed = ({ state }: ReadinessItemDto): boolean => state === 'passed' || state === 'waived' || state === 'not-applicable'

function choose(part: Partial<Choice>): void {
  choice = { ...choice, ...part }
  keep()
  draw()
}

/** With the document, by which VS Code brings the panel back. */
const keep = (): void => page.keep({ ...choice, ...(value ? { uri: value.uri } : {}) })

function shownItems({ items }: ReadinessDto): readonly ReadinessItemDto[] {
  return items.filter((item) => {
    if (item.demand === 'not-asked' && choice.filter === 'open') return false
    const fits = choice.filter === 'all' || (choice.filter === 'open' ? !isClosed(item) : item.state === choice.filter)
    return fits && matchesQuery(choice.query, item.id, item.text, item.reason, item.rules.map((r) => r.name).join(' '), item.frameworks.map((f) => f.clause).join(' '))
  })
}

function header(readiness: ReadinessDto): TemplateResult {
  const { model, version, tier, tierStated, stage, ready, progress } = readiness
  return html`<header class="bar">
    <h1>${model}${version ? html` <span class="dim">${version}</span>` : nothing}</h1>
    <span class="badge" title=${tierStated ? 'Stated in the document' : 'Nobody states the tier; the default of the workspace is used'}
      >tier ${tier}${tierStated ? '' : ' (default)'}</span
    >
    <span class="badge">${stage}</span>
    <span class="pill ${ready ? 'passed' : 'missing'}">${ready ? 'ready' : `not ready: ${plural(progress.open, 'required item')} open`}</span>
    <span class="grow"></span>
    <button @click=${() => send({ type: 'report', kind: 'html' })}>Export report</button>
    <button class="primary" @click=${() => send({ type: 'signOff' })}>Review and sign off</button>
  </header>`
}

function summary(readiness: ReadinessDto): TemplateResult {
  const { areas, progress } = readiness
  return html`<section class="overview" aria-label="Progress">
    <div class="card wide">
      <div class="row">
        <span class="value">${progress.percent === null ? '–' : `${Math.round(progress.percent)} %`}</span>
        <span class="dim">of what tier ${readiness.tier} requires is closed</span>
      </div>
      <table class="areas">
        <tbody>
          ${areas.map((area) => {
            const share = (state: ItemStateDto): number => (area.asked === 0 ? 0 : (area.counts[state] ?? 0) / area.asked)
            const words = STATES.flatMap(({ id, label }) => (area.counts[id] ? [`${area.counts[id]} ${label}`] : [])).join(', ')
            return html`<tr>
              <td><button class="link" @click=${() => jump(area.area)}>${area.area}</button></td>
              <td class="bar">
                ${meter(
                  (['passed', 'waived', 'asserted', 'missing', 'contradicted'] as const).map((state) => ({ share: share(state), className: state })),
                  `${area.area}: ${words || 'nothing asked'}`,
                )}
              </td>
              <td class="number dim">${area.percent === null ? '–' : `${Math.round(area.percent)} %`}</td>
            </tr>`
          })}
        </tbody>
      </table>
    </div>
    ${scoreSection(readiness.testScore)}
  </section>`
}

function jump(area: string): void {
  const target = [...document.querySelectorAll<HTMLElement>('section[data-area]')].find((section) => section.dataset['area'] === area)
  if (target) return target.scrollIntoView({ block: 'start' })
  // Nothing of the area is left by the filter.
  choose({ filter: 'all', query: '' })
  requestAnimationFrame(() =>
    [...document.querySelectorAll<HTMLElement>('section[data-area]')].find((section) => section.dataset['area'] === area)?.scrollIntoView({ block: 'start' }),
  )
}

function tools(readiness: ReadinessDto, shown: number): TemplateResult {
  const count = (filter: Choice['filter']): number =>
    readiness.items.filter((item) => (filter === 'all' ? true : filter === 'open' ? !isClosed(item) && item.demand !== 'not-asked' : item.state === filter)).length
  const filters: readonly { readonly id: Choice['filter']; readonly label: string }[] = [
    { id: 'open', label: 'Open' },
    { id: 'all', label: 'All' },
    ...STATES.filter(({ id }) => count(id) > 0).map(({ id, label }) => ({ id, label: label[0]!.toUpperCase() + label.slice(1) })),
  ]
  return html`<div class="tools" role="search">
    <input
      type="search"
      placeholder="Search items, rules, clauses"
      aria-label="Search items"
      .value=${choice.query}
      @input=${(e: Event) => choose({ query: (e.target as HTMLInputElement).value })}
    />
    <div class="tabs" role="group" aria-label="Filter by state">
      ${filters.map(({ id, label }) => html`<button aria-pressed=${String(choice.filter === id)} @click=${() => choose({ filter: id })}>${label} <span class="dim">${count(id)}</span></button>`)}
    </div>
    <label
      >Group by
      <select @change=${(e: Event) => choose({ group: (e.target as HTMLSelectElement).value as Choice['group'] })}>
        <option value="area" ?selected=${choice.group === 'area'}>area</option>
        <option value="framework" ?selected=${choice.group === 'framework'}>framework</option>
      </select></label
    >
    <span class="visually-hidden" role="status">${plural(shown, 'item')} shown</span>
  </div>`
}

function itemRow(item: ReadinessItemDto): TemplateResult {
  const state = stateOf(item.state)
  const unfolded = choice.unfolded.includes(item.id)
  const toggle = (event: Event): void => {
    const { open } = event.target as HTMLDetailsElement
    if (open !== choice.unfolded.includes(item.id)) choose({ unfolded: open ? [...choice.unfolded, item.id] : choice.unfolded.filter((id) => id !== item.id) })
  }
  return html`<details class="item" ?open=${unfolded} @toggle=${toggle}>
    <summary>
      <span class="mark pill ${item.state}" title=${state.label}><span aria-hidden="true">${state.mark}</span><span class="visually-hidden">${state.label}</span></span>
      <span class="text"
        >${item.text}${item.demand === 'required' ? nothing : html` <span class="dim">(${item.demand === 'recommended' ? 'recommended' : 'not asked in this tier'})</span>`}</span
      >
      <span class="dim reason">${words(item.reason)}</span>
      <code class="dim">${item.id}</code>
    </summary>
    ${unfolded ? itemBody(item) : nothing}
  </details>`
}

function itemBody(item: ReadinessItemDto): TemplateResult {
  return html`<div class="details">
    <p>${words(item.reason)}</p>
    ${
      item.evidence.length > 0
        ? html`<h3>Evidence</h3>
            <ul>
              ${item.evidence.map((e) => html`<li>${placeLink(e.place, send)} <span class="dim">${e.standing}</span> <q>${e.quote}</q></li>`)}
            </ul>`
        : nothing
    }
    ${
      item.problems.length > 0
        ? html`<h3>Findings</h3>
            ${item.problems.map((problem) => problemRow(problem, send))}`
        : nothing
    }
    ${boxTools(item)}
    <p class="dim">
      Answered by
      ${item.rules.length === 0 ? 'a person' : item.rules.map((rule, i) => html`${i > 0 ? ', ' : ''}${rule.state === 'unknown' ? rule.name : ruleLink(rule.name, send)}${rule.state === 'silent' ? ' (not asked here)' : ''}`)}${
        item.hint ? ` · evidence: ${item.hint}` : ''
      }
      ${item.frameworks.length > 0 ? html`<br />${item.frameworks.map((f) => html`<span class="badge" title=${f.title}>${frameworkName(f.framework)} ${f.clause}</span> `)}` : nothing}
    </p>
  </div>`
}

const frameworkName = (id: string): string => value?.frameworks.find((f) => f.id === id)?.title ?? id

function boxTools(item: ReadinessItemDto): TemplateResult | typeof nothing {
  const { box } = item
  if (!item.tickable && !box) return nothing
  const tick = (state: 'done' | 'open' | 'not-applicable') => (): void => send({ type: 'tick', item: item.id, state })
  return html`<div class="buttons">
    ${box ? html`<span class="dim">Box: ${box.state}${box.by ? `, ${box.by}` : ''}${box.on ? `, ${box.on}` : ''} ${placeLink(box.place, send)}</span>` : nothing}
    ${item.tickable && box?.state !== 'done' ? html`<button @click=${tick('done')}>Tick: done</button>` : nothing}
    ${item.tickable && box && box.state !== 'open' ? html`<button @click=${tick('open')}>Open again</button>` : nothing}
    ${item.tickable && box?.state !== 'not-applicable' ? html`<button @click=${tick('not-applicable')}>Not applicable…</button>` : nothing}
  </div>`
}

function list(readiness: ReadinessDto, items: readonly ReadinessItemDto[]): TemplateResult {
  if (items.length === 0)
    return html`<p class="dim">
      ${choice.filter === 'open' && choice.query === '' ? 'Nothing is open: every item that this tier asks for is closed.' : 'No item fits the filter.'}
    </p>`
  if (choice.group === 'framework') return frameworksSection(readiness, items, itemRow)
  return html`${readiness.areas.map(({ area }) => {
    const own = items.filter((item) => item.area === area)
    return own.length === 0
      ? nothing
      : html`<section data-area=${area}>
          <h2>${area} <span class="dim">${own.length}</span></h2>
          ${own.map(itemRow)}
        </section>`
  })}`
}

function draw(): void {
  if (!value) return void render(emptyPage(nothingToShow ?? 'Reading the documents…'), page.root)
  const items = shownItems(value)
  render(
    html`${header(value)} ${notice ? html`<div class="notice" role="status">${notice}</div>` : nothing}
      <div class="body readiness">
        ${summary(value)} ${tools(value, items.length)} ${list(value, items)} ${approvalsSection(value.approvals, send)}
        <section>
          <h2>Read for this</h2>
          <p>${value.documents.map((d, i) => html`${i > 0 ? ' · ' : ''}${placeLink(d.place, send, d.place.path)} <span class="dim">${d.kind}</span>`)}</p>
          <p class="dim">${value.disclaimer}</p>
        </section>
      </div>`,
    page.root,
  )
}

page.begin((message) => {
  if (message.type === 'shown') {
    value = message.value
    keep()
    notice = undefined
    nothingToShow = undefined
  } else if (message.type === 'stale') notice = message.message
  else {
    value = undefined
    nothingToShow = message.message
  }
  draw()
})
draw()
