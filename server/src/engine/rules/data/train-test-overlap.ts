import { dateOf, daysBetween } from '../../documents/dates.ts'
import { DAY, durationOf, durationText } from '../../documents/quantities.ts'
import type { Range } from '../../text/range.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** A dataset with its period, as dates. */
interface Period {
  readonly name: string
  readonly role: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly range: Range
  readonly digest: string | undefined
  /** Place and version. */
  readonly content: string | undefined
}

const datasets = (train: string, test: string): string => `lineage:\n  datasets:\n    - {name: scans, role: train, ${train}}\n    - {name: scans-late, role: test, ${test}}`

export default defineRule({
  id: 'PL-DAT-010',
  name: 'train-test-overlap',
  category: 'data',
  title: 'Training and test data overlap',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'info'],
  ignoresStage: true,
  satisfiedBy: 'Periods of training and test data that do not overlap, and labels that were complete when the run began',
  why: 'What the model has seen in training it recalls in the test; labels that are not yet known look like negatives',
  help: 'End the training data before the test data begins, and leave out what is younger than the labels take',
  references: ['Kapoor and Narayanan, Leakage and the reproducibility crisis in machine-learning-based science (2023)'],
  examples: {
    good: [
      sampleManifest(
        `${datasets('timeRange: {from: 2025-01-01, to: 2026-06-30}', 'timeRange: {from: 2026-07-01, to: 2026-08-31}')}\n  labels: {source: outcome, delay: 14d}\n  run: {id: r-71, startedAt: 2026-09-20}`,
      ),
      sampleManifest(
        `training: {split: {strategy: group, by: depot}}\n${datasets('timeRange: {from: 2025-01-01, to: 2026-06-30}', 'timeRange: {from: 2025-01-01, to: 2026-06-30}')}`,
        {
          title: 'Split by depot',
        },
      ),
    ],
    bad: [
      sampleManifest(datasets('timeRange: {from: 2025-01-01, to: 2026-07-31}', 'timeRange: {from: 2026-07-01, to: 2026-08-31}')),
      sampleManifest(datasets("uri: 's3://lake/scans', version: '7'", "uri: 's3://lake/scans', version: '7'"), { title: 'The same data twice' }),
      sampleManifest(
        `${datasets('timeRange: {from: 2025-01-01, to: 2026-06-30}', 'timeRange: {from: 2026-07-01, to: 2026-08-31}')}\n  labels: {source: outcome, delay: 45d}\n  run: {id: r-71, startedAt: 2026-09-20}`,
        { title: 'Labels that were not complete' },
      ),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    const strategy = textAt(root, 'spec.training.split.strategy')
    const periods = entriesAt(root, 'spec.lineage.datasets').map(({ node, range }): Period => {
      const [from, to] = [fieldAt(node, 'timeRange.from'), fieldAt(node, 'timeRange.to')]
      const digest = textAt(node, 'digest')
      const [uri, version] = [textAt(node, 'uri'), textAt(node, 'version')]
      return {
        name: nameOf(node) ?? 'this dataset',
        role: textAt(node, 'role'),
        from: dateOf(from?.value),
        to: dateOf(to?.value),
        range: from?.range ?? fieldAt(node, 'name')?.range ?? range,
        digest,
        content: uri !== undefined && version !== undefined ? `${uri} ${version}` : undefined,
      }
    })
    const training = periods.filter(({ role }) => role === 'train')
    // With groups or at random one period serves both sides, and one table may hold them.
    const byTime = strategy === undefined || strategy === 'time'
    for (const test of byTime ? periods.filter(({ role }) => role === 'test' || role === 'validation') : []) {
      const overlapping = training.find((train) => train.from && train.to && test.from && test.to && train.to > test.from && test.to > train.from)
      const same = training.find((train) => sameData(train, test) && !(train.to && test.from && train.to <= test.from))
      if (overlapping)
        yield {
          range: test.range,
          message: `${capital(test.role!)} period ${test.from} to ${test.to} overlaps the training period ${overlapping.from} to ${overlapping.to}`,
          related: [{ path, range: overlapping.range, message: `Training data '${overlapping.name}'` }],
        }
      else if (same)
        yield {
          range: test.range,
          message: `'${test.name}' is the data that '${same.name}' trains on, in the same version`,
          related: [{ path, range: same.range, message: `Training data '${same.name}'` }],
        }
    }
    const delay = durationOf(fieldAt(root, 'spec.lineage.labels.delay')?.value)
    const started = dateOf(fieldAt(root, 'spec.lineage.run.startedAt')?.value)
    if (delay === undefined || started === undefined) return
    for (const data of periods) {
      if (!['train', 'validation', 'test'].includes(data.role ?? '') || data.to === undefined) continue
      const age = daysBetween(data.to, started)
      // One that begins before its data ends has dates out of order.
      if (age < 0 || age * DAY >= delay) continue
      yield {
        range: data.range,
        message: `Labels of '${data.name}' take ${durationText(delay)}, but its data ends ${age} day${age === 1 ? '' : 's'} before the run began`,
        help: 'Leave out what is younger than the labels take, or say that unknown labels were left out',
      }
    }
  },
})

/** Digests decide where both sides have one; else place and version do. */
const sameData = (a: Period, b: Period): boolean => (a.digest !== undefined && b.digest !== undefined ? a.digest === b.digest : a.content !== undefined && a.content === b.content)

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)
