import { html, nothing, render } from 'lit-html'
import type { TemplateResult } from 'lit-html'
import { classMap } from 'lit-html/directives/class-map.js'
import type { GraphDto, GraphView, OutlineDto } from '../../../server/src/protocol/index.ts'
import type { FromArchitecture, ToArchitecture } from './messages.ts'
import { matching, partAt, partsOf } from './architecture-parts.ts'
import { connectPage } from './page.ts'
import { emptyPage, placeLink, plural, problemRow } from './parts.ts'
import { importSvg, partOf, pngOf, renew, sizeOf } from './picture.ts'
import { Viewport } from './viewport.ts'

const page = connectPage<ToArchitecture, FromArchitecture>(['shown', 'stale', 'nothing', 'comparing', 'cursor'])
const { send } = page

const VIEW_TITLES: Readonly<Record<GraphView, string>> = { system: 'System', lineage: 'Data lineage', release: 'Release steps', roadmap: 'Roadmap', adrs: 'Decisions' }

interface Choice {
  readonly query: string
  readonly overlay: boolean
  /** Undefined: nobody chose; shown where the picture is not whole. */
  readonly outline: boolean | undefined
  readonly selected: string | null
}

/** What outlives the page: what the reader chose, and what VS Code brings the panel back by. */
interface Kept extends Choice {
  readonly uri: string | undefined
  readonly view: GraphView | undefined
  readonly revision: string | null
  readonly at: { readonly scale: number; readonly x: number; readonly y: number } | undefined
}

const kept = page.state() as Partial<Kept> | undefined
let choice: Choice = { query: kept?.query ?? '', overlay: kept?.overlay ?? true, outline: kept?.outline, selected: kept?.selected ?? null }
let graph: GraphDto | undefined
let comparing: string | null = kept?.revision ?? null
let notice: string | undefined
let nothingToShow: string | undefined
let picture: SVGSVGElement | undefined
let size = { width: 0, height: 0 }
let drawn = ''
let viewport: Viewport | undefined

function keep(): void {
  const { scale, x, y, moved } = viewport ?? { scale: 1, x: 0, y: 0, moved: false }
  page.keep({ ...choice, uri: graph?.uri ?? kept?.uri, view: graph?.view ?? kept?.view, revision: comparing, at: moved ? { scale, x, y } : undefined } satisfies Kept)
}

const withOutline = (shown: GraphDto): boolean => choice.outline ?? shown.cut !== null

function choose(part: Partial<Choice>): void {
  choice = { ...choice, ...part }
  keep()
  draw()
}

function header(shown: GraphDto): TemplateResult {
  const problems =
    partsOf(shown)
      .flatMap((p) => p.problems)
      .filter((p) => p.waiver === null).length + shown.problems.length
  return html`<header class="bar">
    <div class="group">
      <h1>${shown.title}</h1>
      ${shown.reference ? html`<span class="badge" title="Satisfied requirements of the reference architecture">${shown.reference.title}: ${shown.reference.satisfied} of ${shown.reference.required}</span>` : nothing}
      ${problems > 0 ? html`<span class="pill missing">${plural(problems, 'finding')}</span>` : html`<span class="pill passed">no findings</span>`}
    </div>
    ${
      shown.views.length > 1
        ? html`<div class="tabs" role="group" aria-label="View">
            ${shown.views.map((view) => html`<button aria-pressed=${String(view === shown.view)} @click=${() => send({ type: 'view', view })}>${VIEW_TITLES[view]}</button>`)}
          </div>`
        : nothing
    }
    <span class="grow"></span>
    <div class="group">
      <input
        type="search"
        placeholder="Find a part"
        aria-label="Find a part"
        .value=${choice.query}
        @input=${(e: Event) => choose({ query: (e.target as HTMLInputElement).value })}
        @keydown=${findKey}
      />
      ${shown.reference ? html`<button aria-pressed=${String(choice.overlay)} title="Show what the reference architecture asks for" @click=${() => choose({ overlay: !choice.overlay })}>Reference</button>` : nothing}
      <button aria-pressed=${String(comparing !== null)} title="Mark what has changed against a git revision" @click=${() => send({ type: 'compare', on: comparing === null })}>
        ${comparing === null ? 'Compare' : `Against ${comparing}`}
      </button>
      <button aria-pressed=${String(withOutline(shown))} title="The picture as a list" @click=${() => choose({ outline: !withOutline(shown) })}>Outline</button>
      <select aria-label="Export" @change=${exportAs}>
        <option value="" selected>Export…</option>
        <option value="save svg">SVG file</option>
        <option value="png">PNG file</option>
        <option value="save mermaid">Mermaid file</option>
        <option value="copy mermaid">Copy as Mermaid</option>
        <option value="copy svg">Copy as SVG</option>
      </select>
    </div>
  </header>`
}

function exportAs(event: Event): void {
  const select = event.target as HTMLSelectElement
  const chosen = select.value
  select.value = ''
  if (!graph) return
  if (chosen === 'png') {
    const background = getComputedStyle(document.body).backgroundColor
    pngOf(resolved(graph.svg), background).then(
      (data) => send({ type: 'savePng', data }),
      (error: unknown) => {
        notice = `The picture could not be made: ${error instanceof Error ? error.message : String(error)}`
        draw()
      },
    )
    return
  }
  const [type, what] = chosen.split(' ')
  if ((type === 'save' || type === 'copy') && (what === 'svg' || what === 'mermaid')) send({ type, what })
}

/** A file knows nothing of the editor's theme: its colours are written out as they are now. */
function resolved(svg: string): string {
  const style = getComputedStyle(document.documentElement)
  return svg.replace(
    /var\((--[\w-]+)(?:,\s*([^()]*(?:\([^()]*\))?[^()]*))?\)/g,
    (_, name: string, fallback?: string) => style.getPropertyValue(name).trim() || fallback?.trim() || 'currentColor',
  )
}

function findKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || !graph) return
  const found = matching(graph, choice.query)
  const next = found[(found.findIndex((id) => id === choice.selected) + 1) % Math.max(1, found.length)]
  if (next !== undefined) select(next, true)
}

function select(id: string | null, reveal = false): void {
  choose({ selected: id })
  if (!reveal || id === null || !picture || !viewport) return
  const part = partOf(picture, id)
  if (!part) return
  const box = part.getBBox()
  viewport.reveal(box.x, box.y, box.width, box.height)
}

/** Goes to where a part is written. */
function follow(id: string): void {
  select(id)
  const place = graph && partsOf(graph).find((p) => p.id === id)?.place
  if (place) send({ type: 'open', place })
}

/** Goes to what a line of the outline is about. */
function followLine({ id, place }: OutlineDto): void {
  if (id !== null) {
    follow(id)
    select(id, true)
  } else if (place) send({ type: 'open', place })
}

function details(shown: GraphDto): TemplateResult | typeof nothing {
  const part = partsOf(shown).find((p) => p.id === choice.selected)
  if (!part) return nothing
  return html`<aside class="part" aria-label="Selected part">
    <div class="row">
      <h2>${part.title}</h2>
      <span class="grow"></span><button class="quiet" aria-label="Close" @click=${() => select(null)}>✕</button>
    </div>
    <dl>
      ${part.facts.map(
        ([name, text]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    ${part.place ? html`<p>${placeLink(part.place, send)}</p>` : nothing} ${part.problems.map((p) => problemRow(p, send))}
  </aside>`
}

function outline(shown: GraphDto): TemplateResult | typeof nothing {
  if (!withOutline(shown)) return nothing
  const line = (o: OutlineDto): TemplateResult =>
    html`<li>
      ${o.id === null && o.place === null ? o.text : html`<button class="link ${o.severity ?? ''}" @click=${() => followLine(o)}>${o.text}</button>`}
      ${
        o.children.length > 0
          ? html`<ul>
              ${o.children.map(line)}
            </ul>`
          : nothing
      }
    </li>`
  return html`<aside class="outline" aria-label="Outline">
    <h2>Outline</h2>
    <ul>
      ${shown.outline.map(line)}
    </ul>
  </aside>`
}

function footer({ totals, legend, source }: GraphDto): TemplateResult {
  return html`<footer class="bar">
    ${totals.map(
      (t) =>
        html`<span class=${t.within === false ? 'error' : ''} title=${t.parts.map((p) => `${p.name} ${p.value}`).join(' + ')}>
          <strong>${t.name}</strong> ${t.value}${t.limit === null ? nothing : html` of ${t.limit}`}${t.within === false ? ' – over' : ''}
          ${t.place ? placeLink(t.place, send, '↗') : nothing}
        </span>`,
    )}
    <span class="grow"></span>
    ${legend.map(({ className, text }) => html`<span class="legend ${className}"><span class="swatch" aria-hidden="true"></span>${text}</span>`)}
    <span class="dim">${source}</span>
  </footer>`
}

function draw(): void {
  if (!graph) return void render(emptyPage(nothingToShow ?? 'Reading the architecture…'), page.root)
  const shown = graph
  const broken = shown.broken
  render(
    html`${header(shown)}
      ${broken ? html`<div class="notice" role="status">This is the last picture that could be drawn. ${broken.message} ${placeLink(broken.place, send)}</div>` : nothing}
      ${shown.cut ? html`<div class="notice" role="status">The picture is too large: it shows ${shown.cut.drawn.toLocaleString('en')} of ${shown.cut.of.toLocaleString('en')} parts. The outline names more of them.</div>` : nothing}
      ${notice ? html`<div class="notice" role="status">${notice}</div>` : nothing}
      <div class="stage">
        ${outline(shown)}
        <div class="canvas">
          <div
            class=${classMap({ frame: true, 'without-ghosts': !choice.overlay })}
            tabindex="0"
            role="group"
            aria-label="Diagram: ${shown.title}. Arrow keys move it, plus and minus zoom, 0 fits it; the outline lists its parts."
            @keydown=${frameKey}
            @click=${frameClick}
          ></div>
          <div class="zoom" role="group" aria-label="Zoom">
            <button aria-label="Zoom in" @click=${() => viewport?.zoom(1.25)}>+</button>
            <button aria-label="Zoom out" @click=${() => viewport?.zoom(0.8)}>−</button>
            <button aria-label="Show all" @click=${fit}>⤢</button>
          </div>
        </div>
        ${details(shown)}
      </div>
      ${footer(shown)}`,
    page.root,
  )
  place(shown)
}

/** Puts the picture into its frame, if it is another one, and marks what is selected and found. */
function place(shown: GraphDto): void {
  const frame = page.root.querySelector<HTMLElement>('.frame')!
  if (!viewport) {
    viewport = new Viewport(frame, applyViewport)
    if (kept?.at && kept.view === shown.view) viewport.place(kept.at)
    new ResizeObserver(() => {
      if (viewport?.moved) applyViewport()
      else fit()
    }).observe(frame)
  }
  if (shown.svg !== drawn || !picture) {
    const next = picture && renew(picture, drawn, shown.svg) ? picture : importSvg(shown.svg)
    if (next && next !== picture) {
      picture = next
      size = sizeOf(next)
      frame.replaceChildren(next)
      if (viewport.moved) applyViewport()
      else fit()
    }
    // A text that is no picture leaves the last one standing, and what is drawn is still that one's.
    if (next) drawn = shown.svg
  }
  if (!picture) return
  const found = new Set(matching(shown, choice.query))
  for (const part of picture.querySelectorAll<SVGGraphicsElement>('[data-id]')) {
    const id = part.dataset['id']!
    part.classList.toggle('selected', id === choice.selected)
    part.classList.toggle('found', found.has(id))
    part.classList.toggle('unfound', found.size > 0 && !found.has(id))
  }
}

function fit(): void {
  viewport?.fit(size.width, size.height)
}

/** The viewBox moves, so that no inline style is needed and lines stay sharp. */
function applyViewport(): void {
  const frame = page.root.querySelector<HTMLElement>('.frame')
  if (!picture || !viewport || !frame) return
  const { scale, x, y } = viewport
  const attributes = { width: '100%', height: '100%', viewBox: `${-x / scale} ${-y / scale} ${frame.clientWidth / scale} ${frame.clientHeight / scale}` }
  for (const [name, value] of Object.entries(attributes)) if (picture.getAttribute(name) !== value) picture.setAttribute(name, value)
  keep()
}

function frameClick(event: MouseEvent): void {
  const part = (event.target as Element).closest<SVGGraphicsElement>('[data-id]')
  if (part) follow(part.dataset['id']!)
}

function frameKey(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => viewport?.pan(60, 0),
    ArrowRight: () => viewport?.pan(-60, 0),
    ArrowUp: () => viewport?.pan(0, 60),
    ArrowDown: () => viewport?.pan(0, -60),
    '+': () => viewport?.zoom(1.25),
    '-': () => viewport?.zoom(0.8),
    '0': fit,
    Escape: () => select(null),
  }
  const step = steps[event.key]
  if (!step) return
  event.preventDefault()
  step()
}

page.begin((message) => {
  switch (message.type) {
    case 'shown': {
      notice = undefined
      nothingToShow = undefined
      const last = graph
      const { value } = message
      // While the text is broken, the last good picture of the same view stays, with what is wrong above it.
      graph =
        value.broken && last && last.view === value.view && last.uri === value.uri && value.nodes.length + value.bars.length < last.nodes.length + last.bars.length
          ? { ...last, broken: value.broken }
          : value
      if (last && last.view !== graph.view && viewport) viewport.moved = false
      keep()
      break
    }
    case 'stale':
      notice = message.message
      break
    case 'nothing':
      graph = undefined
      picture = undefined
      viewport = undefined
      drawn = ''
      nothingToShow = message.message
      break
    case 'comparing':
      comparing = message.revision
      keep()
      break
    case 'cursor': {
      const id = graph && partAt(graph, message.uri, message.line)
      if (id === undefined || id === choice.selected) return
      return select(id, true)
    }
  }
  draw()
})
draw()
