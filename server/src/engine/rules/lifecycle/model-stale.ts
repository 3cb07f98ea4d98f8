import { dateOf, daysBetween } from '../../documents/dates.ts'
import { DAY, durationOf, durationText } from '../../documents/quantities.ts'
import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const manifest = (date: string): ReturnType<typeof sampleManifest> =>
  sampleManifest(`lineage: {run: {tracker: mlflow, id: 4f2a, startedAt: ${date}}}\nlifecycle: {stage: production, retraining: {trigger: scheduled, maxStaleness: 60d}}`)

export default defineRule({
  id: 'PL-LIF-006',
  name: 'model-stale',
  category: 'lifecycle',
  title: 'The model is older than allowed',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'info', 'off'],
  applies: ['trained'],
  satisfiedBy: 'A training run that is younger than the staleness the manifest allows',
  why: 'The limit was set because beyond it the model is known to be wrong too often',
  help: 'Train again, or change the limit with a reason',
  references: ['Breck et al., The ML Test Score (2017), Monitor 4'],
  examples: { good: [manifest('2199-01-01')], bad: [manifest('2024-03-01')] },
  *check({ document: { root, path }, model, today, stage }): Iterable<Report> {
    // What is not served grows old without harm.
    if (stage !== 'production' && stage !== 'staging') return
    const limit = fieldAt(root, 'spec.lifecycle.retraining.maxStaleness')
    const most = durationOf(limit?.value)
    const trained =
      dateOf(textAt(root, 'spec.lineage.run.startedAt')) ?? latest(entriesAt(root, 'spec.lifecycle.releases').flatMap(({ node }) => dateOf(textAt(node, 'date')) ?? []))
    if (!limit || most === undefined || trained === undefined) return
    const age = daysBetween(trained, today) * DAY
    if (age <= most) return
    const at = fieldAt(root, 'spec.lineage.run.startedAt')
    yield {
      range: at?.range ?? limit.range,
      message: `${model} was trained ${durationText(age)} ago, on ${trained}; the limit is ${durationText(most)}`,
      related: [{ path, range: limit.range, message: 'The limit' }],
    }
  },
})

const latest = (dates: readonly string[]): string | undefined => dates.toSorted().at(-1)
