/** Sections of the readiness page besides its list of items. */
import { html, nothing } from 'lit-html'
import type { TemplateResult } from 'lit-html'
import type { ApprovalStateDto, ReadinessDto, ReadinessItemDto, TestScoreDto } from '../../../server/src/protocol/index.ts'
import type { Send } from './parts.ts'
import { meter, placeLink, words } from './parts.ts'

/** Most points of a section of the ML Test Score: seven tests of one point. */
const MOST = 7

export function scoreSection({ score, band, sections, cheapest, note }: TestScoreDto): TemplateResult {
  const [next] = cheapest
  return html`<div class="card wide">
    <div class="row">
      <span class="value">${score}</span>
      <span class="dim">ML Test Score, of ${MOST}: ${band}</span>
    </div>
    <table class="areas">
      <tbody>
        ${sections.map(
          (section) =>
            html`<tr>
              <td>${section.name}</td>
              <td class="bar">${meter([{ share: section.sum / MOST, className: 'passed' }], `${section.name}: ${section.sum} of ${MOST}`)}</td>
              <td class="number dim">${section.sum}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${next ? html`<p><strong>Cheapest next half point:</strong> ${next.step} <span class="dim">(${next.test}, ${next.from} → ${next.to}${next.raises ? '' : '; its section is not the only weakest'})</span></p>` : nothing}
    <details>
      <summary class="dim">All ${sections.reduce((count, s) => count + s.tests.length, 0)} tests</summary>
      ${sections.map(
        (section) =>
          html`<h3>${section.name}</h3>
            <ul>
              ${section.tests.map((t) => html`<li><strong>${t.points}</strong> ${t.id} ${t.text} <span class="dim">${words(t.reason)}</span></li>`)}
            </ul>`,
      )}
      <p class="dim">${note}</p>
    </details>
  </div>`
}

/** Items below the clauses of each framework that name them. */
export function frameworksSection({ frameworks, disclaimer }: ReadinessDto, items: readonly ReadinessItemDto[], row: (item: ReadinessItemDto) => TemplateResult): TemplateResult {
  const byId = new Map(items.map((item) => [item.id, item]))
  return html`<p class="dim">${disclaimer}</p>
    ${frameworks.map((framework) => {
      const clauses = framework.clauses.map((clause) => ({ clause, own: clause.items.flatMap((id) => byId.get(id) ?? []) })).filter(({ own }) => own.length > 0)
      if (clauses.length === 0) return nothing
      return html`<section data-area=${framework.title}>
        <h2>${framework.title}</h2>
        <p class="dim">${framework.source}, as of ${framework.asOf}${framework.confirmed ? `; compared with ${framework.comparedWith}` : '; this mapping awaits confirmation'}</p>
        ${clauses.map(
          ({ clause, own }) =>
            html`<h3>
                ${clause.clause} ${clause.title}
                <span class="dim">${clause.closed} of ${clause.asked} closed${clause.appliesFrom ? `, applies from ${clause.appliesFrom}` : ''}</span>
              </h3>
              ${own.map(row)}`,
        )}
      </section>`
    })}`
}

export function approvalsSection(approvals: readonly ApprovalStateDto[], send: Send): TemplateResult {
  return html`<section>
    <h2>Approvals</h2>
    ${
      approvals.length === 0
        ? html`<p class="dim">Nobody has decided yet.</p>`
        : html`<div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>Role</th>
                  <th>Who</th>
                  <th>Decision</th>
                  <th>Date</th>
                  <th>Version</th>
                  <th>Still holds</th>
                  <th>Where</th>
                </tr>
              </thead>
              <tbody>
                ${approvals.map(
                  (a) =>
                    html`<tr>
                      <td>${a.role}</td>
                      <td>${a.approver}</td>
                      <td>
                        <span class="pill ${a.status === 'approved' ? 'passed' : a.status === 'rejected' ? 'missing' : 'conditional'}">${a.status}</span>${
                          a.conditions.length > 0
                            ? html`<ul>
                                ${a.conditions.map((c) => html`<li>${c}</li>`)}
                              </ul>`
                            : nothing
                        }
                      </td>
                      <td class="day">${a.date ?? '–'}</td>
                      <td>${a.version ?? '–'}</td>
                      <td>
                        ${a.validity === 'stale' ? html`<span class="warning">no: ${a.changed.join(', ')} changed since</span>` : a.validity === 'current' ? 'yes' : html`<span class="dim">no digest was written</span>`}
                      </td>
                      <td>${placeLink(a.place, send, `line ${a.place.range.start.line + 1}`)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}
