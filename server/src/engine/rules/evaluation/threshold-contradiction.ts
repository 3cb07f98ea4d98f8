import { comparable, measureOf, trimmed } from '../../documents/quantities.ts'
import { alertLevelsOf, direction, exclude, thresholdOf } from '../../documents/thresholds.ts'
import type { Threshold } from '../../documents/thresholds.ts'
import type { Range } from '../../text/range.ts'
import { entriesAt, fieldAt, nameOf, numberAt, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'
import { foldMetric } from './metric-names.ts'

/** Metrics that are shares: no value lies outside 0 to 1, or 0 to 100 as percent. */
const BOUNDED = /(?:auc|auroc|recall|precision|f1|accuracy|sensitivity|specificity|ndcg|groundedness|faithfulness|coverage)/
const LIMIT = /\b(?:threshold|limit|target|acceptance|required|minimum|maximum|min|max)\b/i

export default defineRule({
  id: 'PL-EVL-008',
  name: 'threshold-contradiction',
  category: 'evaluation',
  title: 'Thresholds contradict each other',
  kinds: ['model-manifest', 'ml-design-doc', 'model-card'],
  severity: ['error', 'error', 'warning', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'One limit for a metric in gate, monitor and documents; a warning before the alert; limits that the metric can reach',
  why: 'Of two limits the one that is in the code counts, and nobody knows which one that is',
  help: 'Decide which limit holds, and write it at both places',
  references: ['Breck et al., The ML Test Score (2017), Monitor 7'],
  examples: {
    good: [
      sampleManifest(
        'evaluation: {metrics: [{name: recall, threshold: ">= 0.7", role: primary}]}\nmonitoring: {performance: [{metric: recall, threshold: {warn: "< 0.68", alert: "< 0.65"}, window: 7d}]}',
      ),
      withManifest('ml-design-doc', '## Evaluation\n\n| Metric | Threshold |\n|---|---|\n| Recall | 0.7 |', 'manifest: parcel-eta.model.yaml'),
    ],
    bad: [
      sampleManifest(
        'evaluation: {metrics: [{name: recall, threshold: ">= 0.7", role: primary}]}\nmonitoring: {performance: [{metric: recall, threshold: ">= 0.8", window: 7d}]}',
        {
          title: 'What passes the gate alarms at once',
        },
      ),
      sampleManifest('monitoring: {drift: [{name: inputs, method: psi, window: 1d, threshold: {warn: "> 0.2", alert: "> 0.1"}}]}', { title: 'The warning comes after the alert' }),
      sampleManifest('evaluation: {metrics: [{name: roc-auc, value: 0.91, threshold: ">= 90", role: primary}]}', { title: 'A limit that the metric cannot reach' }),
      withManifest('ml-design-doc', '## Evaluation\n\n| Metric | Threshold |\n|---|---|\n| Recall | 0.85 |'),
      withManifest('model-card', '## Metrics\n\n| Metric | Threshold |\n|---|---|\n| Recall | 0.85 |'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inTables(context)
    else yield* inManifest(context)
  },
})

function withManifest(kind: string, body: string, front = 'manifest: ../parcel-eta.model.yaml'): { path: string; text: string } {
  const manifest = sampleManifest('evaluation: {metrics: [{name: recall, threshold: ">= 0.7", role: primary}]}')
  const document = sampleDocument(kind, body, { front })
  return { path: document.path, text: `//- path: ${manifest.path}\n${manifest.text}//- path: ${document.path}\n${document.text}` }
}

interface Limit {
  readonly metric: string
  readonly where: string
  readonly threshold: Threshold
  readonly words: string
  readonly range: Range
}

function* inManifest({ document: { root, path } }: RuleContext): Iterable<Report> {
  const limits = (list: string, key: string): readonly Limit[] =>
    entriesAt(root, list).flatMap(({ node }) => {
      const metric = textAt(node, key)
      const field = fieldAt(node, 'threshold')
      const threshold = thresholdOf(field?.value)
      if (metric === undefined || !field || !threshold || threshold.relativeTo !== undefined || fieldAt(node, 'slice')) return []
      return [{ metric, where: list.slice('spec.'.length), threshold, words: textAt(node, 'threshold') ?? '', range: field.range }]
    })
  const gate = [...limits('spec.evaluation.metrics', 'name'), ...limits('spec.llm.evaluation.metrics', 'name')]
  const contradiction = (a: Limit, b: Limit): Report => ({
    range: b.range,
    message: `${b.metric}: ${a.words} in ${a.where} contradicts ${b.words} in ${b.where}`,
    related: [{ path, range: a.range, message: a.where }],
  })
  for (const [i, b] of gate.entries()) {
    const datasetOf = (limit: Limit): string | undefined =>
      textAt(entriesAt(root, `spec.${limit.where}`).find((e) => fieldAt(e.node, 'threshold')?.range.start === limit.range.start)?.node, 'dataset')
    const a = gate.slice(0, i).find((other) => foldMetric(other.metric) === foldMetric(b.metric))
    if (!a || (datasetOf(a) !== undefined && datasetOf(b) !== undefined && datasetOf(a) !== datasetOf(b))) continue
    if (
      exclude(a.threshold, b.threshold) === true ||
      (direction(a.threshold) === direction(b.threshold) && comparable(a.threshold.value, b.threshold.value) && a.threshold.value.value !== b.threshold.value.value)
    )
      yield contradiction(a, b)
  }
  // Live limits: whatever passes the gate must not alarm at once. A limit of the other direction says when to alarm.
  for (const live of [...limits('spec.monitoring.performance', 'metric'), ...limits('spec.release.guardrails', 'metric')]) {
    const a = gate.find((other) => foldMetric(other.metric) === foldMetric(live.metric))
    if (!a || !comparable(a.threshold.value, live.threshold.value)) continue
    const good = direction(a.threshold)
    const edge = live.threshold.value.value - a.threshold.value.value
    if (good !== undefined && direction(live.threshold) !== undefined && (good === 'up' ? edge > 1e-12 : edge < -1e-12)) yield contradiction(a, live)
  }
  for (const kind of ['drift', 'performance', 'dataQuality', 'service', 'cost', 'fairness', 'llmSafety']) {
    for (const { node } of entriesAt(root, `spec.monitoring.${kind}`)) {
      const field = fieldAt(node, 'threshold')
      const { warn, alert } = alertLevelsOf(field?.value)
      if (!field || !warn || !alert || !comparable(warn.value, alert.value) || warn.relativeTo !== alert.relativeTo || warn.relativeTo !== undefined) continue
      const up = direction(warn)
      if (up === undefined || up !== direction(alert)) continue
      const warnAt = warn.value.value
      const alertAt = alert.value.value
      const kinds = textAt(node, 'kind') ?? kind
      // Of drift and errors larger is worse, whichever way the limit is written; of the rest the sign tells.
      const late = up === 'up' ? warnAt > alertAt : warnAt < alertAt
      if (late && warn.op === alert.op && isAlarm(node, up))
        yield {
          range: field.range,
          message: `${nameOf(node) ?? kinds}: the warning at ${textAt(field.node, 'warn')} comes after the alert at ${textAt(field.node, 'alert')}`,
          help: 'Swap the two, so that somebody is warned before the alert',
        }
    }
  }
  for (const { metric, threshold, range } of gate) {
    const { dimension, value } = threshold.value
    if (!BOUNDED.test(foldMetric(metric)) || dimension !== 'number' || threshold.value.of !== undefined) continue
    const own = entriesAt(root, 'spec.evaluation.metrics').find(({ node }) => textAt(node, 'name') === metric)
    const measured = numberAt(own?.node, 'value')
    if (value < 0 || value > 100 || (value > 1 && measured !== undefined && measured <= 1))
      yield {
        range,
        message: `${metric}: a threshold of ${trimmed(value)} is outside the range of the metric`,
        help: 'Write the limit in the unit of the value, such as 0.9 for 90 %',
      }
  }
}

/** Whether a limit says when to alarm; `>= 0.9` of a performance monitor says what is good. */
function isAlarm(node: Parameters<typeof textAt>[0], up: 'up' | 'down'): boolean {
  if (textAt(node, 'method') !== undefined || textAt(node, 'kind') !== undefined) return up === 'up'
  const metric = foldMetric(textAt(node, 'metric') ?? textAt(node, 'name') ?? '')
  return BOUNDED.test(metric) ? up === 'down' : false
}

/** Tables of a document against the thresholds of its manifest. */
function* inTables({ document, workspace }: RuleContext): Iterable<Report> {
  const manifest = workspace.manifestOf(document)
  if (!manifest) return
  const metrics = entriesAt(manifest.root, 'spec.evaluation.metrics').filter(({ node }) => !fieldAt(node, 'slice'))
  for (const block of document.markdown!.blocks) {
    if (block.kind !== 'table' || block.quoted) continue
    const column = block.header.findIndex((cell, i) => i > 0 && LIMIT.test(cell.text))
    for (const row of column < 0 ? [] : block.rows) {
      const name = foldMetric(row.cells[0]?.text ?? '')
      const own = metrics.find(({ node }) => name !== '' && foldMetric(textAt(node, 'name') ?? '') === name)
      const field = own && fieldAt(own.node, 'threshold')
      const threshold = thresholdOf(field?.value)
      const cell = row.cells[column]
      const written = thresholdOf(cell?.text)
      const limit = written?.value ?? measureOf(cell?.text)
      if (!field || !threshold || !cell || !limit || threshold.relativeTo !== undefined || threshold.op === 'between' || /\bto\b|–|±/.test(cell.text)) continue
      if (!comparable(limit, threshold.value) || Math.abs(limit.value - threshold.value.value) <= Math.abs(limit.value) * 1e-6) continue
      yield {
        range: cell.range,
        message: `${row.cells[0]!.text}: ${cell.text} here contradicts ${textAt(own.node, 'threshold') ?? 'the threshold'} in the manifest`,
        related: [{ path: manifest.path, range: field.range, message: 'The threshold of the manifest' }],
      }
    }
  }
}
