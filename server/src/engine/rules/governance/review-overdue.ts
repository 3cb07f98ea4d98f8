import { dateOf, isoDate } from '../../documents/dates.ts'
import { fieldText, looseEntry } from '../../documents/fields.ts'
import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import { DAY, durationOf } from '../../documents/quantities.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const runbook = (front: string): string => `---\nkind: runbook\n${front}\n---\n# Forecast is late\n\nSteps.\n`

export default defineRule({
  id: 'PL-GOV-010',
  name: 'review-overdue',
  category: 'governance',
  title: 'Review overdue',
  kinds: DOCUMENT_KINDS,
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'A date of the next review that lies ahead, or a last review not longer ago than the cadence',
  why: 'A document that nobody has read since last year describes the system of last year',
  help: 'Review it, correct what is no longer true, then set `lastReviewed` and the next date',
  references: ['NIST AI RMF 1.0, GOVERN 1.5', 'ISO/IEC 42001, 9.3'],
  examples: {
    good: [{ path: 'runbooks/late-forecast.md', text: runbook('lastReviewed: 2026-11-01\nreviewCadence: 6mo') }],
    bad: [
      { path: 'runbooks/late-forecast.md', text: runbook('lastReviewed: 2025-01-10\nreviewCadence: 6mo') },
      { path: 'docs/forecast-design.md', text: '---\nkind: ml-design-doc\nreviewBy: 2025-06-01\n---\n# Forecast\n\nForecasts demand.\n' },
      {
        path: 'forecast.model.yaml',
        text: 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: forecast, version: 1.0.0}\nspec:\n  governance: {reviewCadence: 6mo, lastReviewed: 2025-01-10}\n',
      },
    ],
  },
  *check({ document, today, stage }): Iterable<Report> {
    if (stage === 'retired' || /^(?:superseded|rejected|retired|deprecated)/i.test(fieldText(document.root, ['status']) ?? '')) return
    const manifest = document.recognition!.kind === 'model-manifest'
    const field = (...names: readonly string[]): YamlNode | null | undefined =>
      manifest ? names.map((name) => yamlAt(document.root, ['spec', 'governance', name])).find(Boolean) : looseEntry(document.root, names)?.value
    const next = field('nextReview', 'reviewBy')
    const last = field('lastReviewed')
    const stated = next?.kind === 'scalar' ? dateOf(next.value) : undefined
    const before = last?.kind === 'scalar' ? dateOf(last.value) : undefined
    const cadence = field('reviewCadence')
    const due = stated ?? (before !== undefined && cadence?.kind === 'scalar' ? later(before, cadence.value) : undefined)
    if (due === undefined || due >= today) return
    const place = stated === undefined ? last! : next!
    yield { range: place.range, message: `Review of ${document.title} was due ${due}` }
  },
})

/** The date so much later; months and years by the calendar. Days past the end of a month fall on its last day. */
function later(from: string, cadence: unknown): string | undefined {
  const parts = typeof cadence === 'string' ? /^P?(\d{1,3})\s?(mo|months?|M|y|years?|Y)$/.exec(cadence.trim()) : null
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  if (parts) {
    const months = month - 1 + Number(parts[1]) * (/^y/i.test(parts[2]!) ? 12 : 1)
    const [y, m] = [year + Math.floor(months / 12), (months % 12) + 1]
    return [day, 30, 29, 28].map((d) => isoDate(y, m, Math.min(d, day))).find((iso) => iso !== undefined)
  }
  const span = durationOf(cadence)
  return span === undefined || span < DAY ? undefined : new Date(Date.UTC(year, month - 1, day) + span).toISOString().slice(0, 10)
}
