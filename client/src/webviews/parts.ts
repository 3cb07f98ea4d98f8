/** Pieces that several pages show: places, findings, meters. */
import { html, nothing, svg } from 'lit-html'
import type { TemplateResult } from 'lit-html'
import { codeSpans } from '../../../server/src/engine/text/code-spans.ts'
import type { FixDto, PlaceDto, ProblemDto } from '../../../server/src/protocol/index.ts'
import type { PageRequest } from './messages.ts'

export type Send = (message: PageRequest) => void

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** The words of a message, with what stands between backticks as code. */
export const words = (message: string): (TemplateResult | string)[] => codeSpans(message).map(({ text, code }) => (code ? html`<code>${text}</code>` : text))

/** `docs/design.md:34`, as a button that leads there. */
export const placeLink = (place: PlaceDto, send: Send, label?: string): TemplateResult =>
  html`<button class="link" title="Open ${place.path}, line ${place.range.start.line + 1}" @click=${() => send({ type: 'open', place })}>
    ${label ?? `${place.path}:${place.range.start.line + 1}`}
  </button>`

export const ruleLink = (rule: string, send: Send): TemplateResult =>
  html`<button class="link" title="Explain ${rule}" @click=${() => send({ type: 'explain', rule })}>${rule}</button>`

const MARKS = { error: '✖', warning: '▲', info: 'ℹ' } as const

/** One finding: what is wrong, where, what to do, and the buttons that do it. */
export function problemRow(problem: ProblemDto, send: Send): TemplateResult {
  const { rule, severity, message, help, place, waiver, fixes } = problem
  return html`<div class="problem">
    <span class=${severity} aria-hidden="true">${MARKS[severity]}</span>
    <div>
      <div><span class="visually-hidden">${severity}: </span>${words(message)} <span class="dim">· ${ruleLink(rule, send)} · ${placeLink(place, send)}</span></div>
      ${waiver ? html`<div class="dim">Waived: ${waiver.reason}${waiver.approver ? `, by ${waiver.approver}` : ''}${waiver.expires ? `, until ${waiver.expires}` : ''}</div>` : nothing}
      ${waiver ? nothing : html`<div class="dim">${words(help)}</div>`} ${waiver ? nothing : fixButtons(fixes, rule, place, send)}
    </div>
  </div>`
}

const fixButtons = (fixes: readonly FixDto[], rule: string, place: PlaceDto, send: Send): TemplateResult | typeof nothing =>
  fixes.length === 0
    ? nothing
    : html`<div class="buttons">
        ${fixes.map(({ title }) => html`<button title="Writes into the document; you can undo it" @click=${() => send({ type: 'fix', rule, place, title })}>${title}</button>`)}
      </div>`

/** A bar of shares; parts are drawn one behind the other, the rest stays empty. Widths are attributes: the page allows no inline style. */
export function meter(parts: readonly { readonly share: number; readonly className: string }[], label: string): TemplateResult {
  let at = 0
  const bars = parts.map(({ share, className }) => {
    const x = at
    at += share
    return svg`<rect class="fill ${className}" x=${x * 100} y="0" width=${Math.max(0, share) * 100} height="10"></rect>`
  })
  return html`<div class="meter" role="img" aria-label=${label} title=${label}><svg viewBox="0 0 100 10" preserveAspectRatio="none">${bars}</svg></div>`
}

/** Words of a query, each of which must occur. */
export function matchesQuery(query: string, ...texts: readonly (string | null)[]): boolean {
  const all = texts.join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

/** What stands in place of a page without a value. */
export const emptyPage = (message: string): TemplateResult => html`<div class="empty">${message}</div>`
