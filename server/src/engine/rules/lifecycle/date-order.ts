import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { fieldText } from '../../documents/fields.ts'
import { dateFields } from './date-fields.ts'
import type { DateField } from './date-fields.ts'
import type { DocumentView } from '../../documents/document.ts'

/** Pairs of which the first may not lie after the second; in lists they are compared within one entry. */
const MANIFEST: readonly (readonly [string, string])[] = [
  ['metadata.created', 'metadata.updated'],
  ['spec.governance.waivers.*.granted', 'spec.governance.waivers.*.expires'],
  ['spec.governance.lastReviewed', 'spec.governance.nextReview'],
  ['spec.risk.modelRisk.lastValidation', 'spec.risk.modelRisk.nextValidation'],
  ['spec.lineage.datasets.*.timeRange.from', 'spec.lineage.datasets.*.timeRange.to'],
  ['spec.lifecycle.milestones.approved', 'spec.lifecycle.milestones.firstProduction'],
  ['spec.lifecycle.milestones.firstProduction', 'spec.lifecycle.retirement.date'],
  ['spec.lifecycle.incidents.*.detected', 'spec.lifecycle.incidents.*.mitigated'],
  ['spec.lifecycle.incidents.*.mitigated', 'spec.lifecycle.incidents.*.resolved'],
]
const FRONT_MATTER: readonly (readonly [string, string])[] = [
  ['created', 'lastReviewed'],
  ['created', 'updated'],
  ['created', 'reviewBy'],
  ['lastReviewed', 'reviewBy'],
  ['date', 'reviewBy'],
]

export default defineRule({
  id: 'PL-LIF-005',
  name: 'date-order',
  category: 'lifecycle',
  title: 'Dates out of order',
  kinds: ['model-manifest', 'adr', 'ml-design-doc', 'model-card', 'system-card', 'runbook', 'threat-model', 'readiness-checklist', 'roadmap'],
  severity: ['error', 'error', 'warning', 'warning'],
  satisfiedBy: 'Dates in the order in which things happen: requested, decided, released, retired; training data before the run, test data after the training data',
  why: 'Dates that cannot be true make an audit trail worthless, and a test set from before the end of the training data measures memory',
  help: 'Correct the date that is wrong',
  references: ['ISO/IEC 42001, A.6.2.6'],
  examples: {
    good: [{ path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\ncreated: 2026-01-10\nlastReviewed: 2026-05-01\n---\n# Churn design\n' }],
    bad: [
      sampleManifest(
        'lifecycle: {releases: [{version: 2.1.0, date: 2026-05-01}]}\ngovernance: {approvals: [{role: architecture, version: 2.1.0, status: approved, decided: 2026-05-09}]}',
        {
          title: 'Released before the approval',
        },
      ),
      { path: 'docs/churn-design.md', text: '---\nkind: ml-design-doc\ncreated: 2026-05-10\nlastReviewed: 2026-05-01\n---\n# Churn design\n' },
    ],
  },
  *check({ document }): Iterable<Report> {
    const manifest = document.recognition!.kind === 'model-manifest'
    for (const [early, late] of manifest ? MANIFEST : FRONT_MATTER) {
      const before = dateFields(document.root, early)
      for (const second of dateFields(document.root, late)) {
        const first = before.length === 1 && !early.includes('*') ? before[0] : before.find((f) => f.parent === second.parent)
        if (first && first.iso > second.iso) yield report(document, second, first)
      }
    }
    if (manifest) {
      yield* training(document)
      yield* release(document)
    }
  },
})

const report = ({ path }: DocumentView, late: DateField, early: DateField): Report => ({
  range: late.range,
  message: `\`${late.path}\` (${late.iso}) is before \`${early.path}\` (${early.iso})`,
  related: [{ path, range: early.range, message: early.path }],
})

/** Training data ends before the run begins, and test data does not lie before it. */
function* training(document: DocumentView): Generator<Report> {
  const ends = dateFields(document.root, 'spec.lineage.datasets.*.timeRange.to').filter((d) => roleOf(document, d) === 'train')
  const latest = ends.reduce<DateField | undefined>((a, b) => (!a || b.iso > a.iso ? b : a), undefined)
  if (!latest) return
  const run = dateFields(document.root, 'spec.lineage.run.startedAt')[0]
  if (run && run.iso < latest.iso) yield report(document, run, latest)
  // A test period that reaches into the training data is the business of train-test-overlap; here it lies wholly before.
  const first = dateFields(document.root, 'spec.lineage.datasets.*.timeRange.from').filter((d) => roleOf(document, d) === 'train')
  for (const end of dateFields(document.root, 'spec.lineage.datasets.*.timeRange.to'))
    if (roleOf(document, end) === 'test' && first.length > 0 && first.every(({ iso }) => end.iso <= iso)) yield report(document, end, first[0]!)
}

/** A version is released after its run, and after the last of its approvals. */
function* release(document: DocumentView): Generator<Report> {
  const version = fieldText(document.root, ['metadata', 'version'])
  const ofVersion = (list: readonly string[], { path }: DateField): boolean => {
    const index = /\[(\d+)\]/.exec(path)?.[1]
    return version !== undefined && index !== undefined && fieldText(document.root, [...list, Number(index), 'version']) === version
  }
  const released = dateFields(document.root, 'spec.lifecycle.releases.*.date').find((date) => ofVersion(['spec', 'lifecycle', 'releases'], date))
  if (!released) return
  const run = dateFields(document.root, 'spec.lineage.run.startedAt')[0]
  const decided = dateFields(document.root, 'spec.governance.approvals.*.decided').filter((date) => ofVersion(['spec', 'governance', 'approvals'], date))
  const last = decided.reduce<DateField | undefined>((a, b) => (!a || b.iso > a.iso ? b : a), undefined)
  for (const first of [run, last]) if (first && first.iso > released.iso) yield report(document, released, first)
}

const roleOf = (document: DocumentView, field: DateField): string | undefined => {
  const index = /datasets\[(\d+)\]/.exec(field.path)?.[1]
  return index === undefined ? undefined : fieldText(document.root, ['spec', 'lineage', 'datasets', Number(index), 'role'])
}
