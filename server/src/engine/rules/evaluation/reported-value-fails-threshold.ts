import { measureOf, trimmed } from '../../documents/quantities.ts'
import { direction, keeps, resolved, thresholdOf } from '../../documents/thresholds.ts'
import type { Threshold } from '../../documents/thresholds.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, nameOf, numberAt, textAt } from '../reading.ts'
import type { Field } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'
import { foldMetric } from './metric-names.ts'

const BINDING = new Set(['staging', 'production', 'deprecated'])
const CARD = `---
kind: model-card
riskTier: 1
---
# Model card: parcel arrival times

## Metrics

`

export default defineRule({
  id: 'PL-EVL-007',
  name: 'reported-value-fails-threshold',
  category: 'evaluation',
  title: 'Reported value misses its own threshold',
  kinds: ['model-manifest', 'model-card'],
  severity: ['error', 'error', 'warning', 'warning'],
  satisfiedBy: 'Reported values that keep their thresholds, slices within the allowed gap, and a version that is not worse than the champion beyond its confidence interval',
  why: 'A threshold that is missed on paper and released all the same is no threshold',
  help: 'Hold the version back, correct the value, or waive the threshold with a reason and an end date',
  references: ['Breck et al., The ML Test Score (2017), Infra 4'],
  examples: {
    good: [
      sampleManifest('evaluation: {metrics: [{name: mae_minutes, value: 11.2, threshold: "<= 12", direction: lower, role: primary}]}\nlifecycle: {stage: production}'),
      { path: 'MODEL_CARD.md', text: `${CARD}| Metric | Value | Threshold |\n|---|---|---|\n| Share late | 3.1 % | <= 4 % |\n` },
    ],
    bad: [
      sampleManifest('evaluation: {metrics: [{name: mae_minutes, value: 13.4, threshold: "<= 12", direction: lower, role: primary}]}\nlifecycle: {stage: production}'),
      sampleManifest(
        'evaluation: {metrics: [{name: mae_minutes, value: 11.2, threshold: "<= 12", direction: lower, role: primary}, {name: mae_minutes, value: 14.9, role: secondary, slice: "region: islands"}], slices: [{attribute: region, metric: mae_minutes, threshold: "<= 16", maxGap: 2}]}\nlifecycle: {stage: production}',
        { title: 'A slice falls behind' },
      ),
      sampleManifest(
        'evaluation: {metrics: [{name: mae_minutes, value: 11.2, threshold: "<= 12", direction: lower, role: primary, confidenceInterval: {low: 11.0, high: 11.4, level: 0.95}}], champion: {version: 2.0.4, metrics: {mae_minutes: 10.5}}}\nlifecycle: {stage: production}',
        { title: 'Worse than the champion' },
      ),
      { path: 'MODEL_CARD.md', text: `${CARD}| Metric | Value | Threshold |\n|---|---|---|\n| Share late | 5.2 % | <= 4 % |\n` },
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inCard(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root, path }, stage }: RuleContext): Iterable<Report> {
  const approved = entriesAt(root, 'spec.governance.approvals').some(({ node }) => textAt(node, 'status') === 'approved')
  if (!BINDING.has(stage) && !approved) return
  const metrics = entriesAt(root, 'spec.evaluation.metrics')
  const references = new Map(['champion', 'baseline'].map((name) => [name, fieldAt(root, `spec.evaluation.${name}.metrics`)?.node]))
  const valueOf = (node: YamlNode | undefined, metric: string): number | undefined => {
    const entry = node?.kind === 'map' ? node.entries.find((e) => e.key === metric) : undefined
    return entry?.value?.kind === 'scalar' && typeof entry.value.value === 'number' ? entry.value.value : undefined
  }
  const calibration = fieldAt(root, 'spec.evaluation.calibration')
  for (const metric of [...metrics, ...entriesAt(root, 'spec.llm.evaluation.metrics'), ...(calibration ? [calibration] : [])]) {
    const name = nameOf(metric.node) ?? 'The metric'
    const value = fieldAt(metric.node, 'value')
    const threshold = thresholdOf(fieldAt(metric.node, 'threshold')?.value)
    if (!value || !threshold) continue
    const limit = resolved(threshold, threshold.relativeTo === undefined ? undefined : valueOf(references.get(threshold.relativeTo), name))
    const measured = measureOf(value.value)
    if (limit && measured && keeps(limit, measured) === false)
      yield { range: value.range, message: `${name} = ${textAt(metric.node, 'value') ?? 'what is reported'} violates ${textAt(metric.node, 'threshold') ?? 'its threshold'}` }
  }
  yield* gaps(root, path, metrics)
  for (const { node } of metrics) {
    if (textAt(node, 'role') !== 'primary' || fieldAt(node, 'slice')) continue
    const name = textAt(node, 'name')
    const champion = name === undefined ? undefined : valueOf(references.get('champion'), name)
    const good = textAt(node, 'direction')
    const edge = numberAt(node, good === 'lower' ? 'confidenceInterval.low' : 'confidenceInterval.high')
    const value = fieldAt(node, 'value')
    if (champion === undefined || edge === undefined || typeof value?.value !== 'number') continue
    if ((good === 'lower' && edge > champion) || (good === 'higher' && edge < champion))
      yield {
        range: value.range,
        message: `${name} = ${trimmed(value.value)} is worse than the champion (${trimmed(champion)}) beyond its confidence interval`,
        related: [{ path, range: references.get('champion')!.range, message: 'The champion' }],
      }
  }
}

/** Metrics of a slice against the threshold and the largest gap that `slices` allows. */
function* gaps(root: RuleContext['document']['root'], path: string, metrics: readonly Field[]): Iterable<Report> {
  for (const rule of entriesAt(root, 'spec.evaluation.slices')) {
    const attribute = textAt(rule.node, 'attribute')?.toLowerCase()
    const metric = textAt(rule.node, 'metric')
    const most = numberAt(rule.node, 'maxGap')
    const threshold = thresholdOf(fieldAt(rule.node, 'threshold')?.value)
    const whole = metrics.find(({ node }) => textAt(node, 'name') === metric && !fieldAt(node, 'slice'))
    for (const { node } of metrics) {
      const slice = fieldAt(node, 'slice')
      const value = fieldAt(node, 'value')
      if (!slice || typeof value?.value !== 'number' || textAt(node, 'name') !== metric || attribute === undefined) continue
      const words = JSON.stringify(slice.value).toLowerCase()
      if (!words.includes(attribute)) continue
      const shown = textAt(node, 'slice') ?? attribute
      const related = [{ path, range: rule.range, message: 'What the slice must keep' }]
      const measured = measureOf(value.value)!
      const overall = numberAt(whole?.node, 'value')
      if (threshold && !fieldAt(node, 'threshold') && keeps(threshold, measured) === false)
        yield { range: value.range, message: `${metric} of ${shown} = ${trimmed(value.value)} violates ${textAt(rule.node, 'threshold') ?? 'its threshold'}`, related }
      else if (most !== undefined && overall !== undefined && Math.abs(value.value - overall) > most + 1e-9)
        yield { range: value.range, message: `${metric} of ${shown} = ${trimmed(value.value)} differs from ${trimmed(overall)} overall by more than ${trimmed(most)}`, related }
    }
  }
}

const VALUE = /^(?:value|result|results|score|achieved|measured|actual|reported|test|holdout|current)\b/i
const LIMIT = /\b(?:threshold|limit|target|required|acceptance)\b/i
const LOWEST = /\bmin(?:imum)?\b/i
const HIGHEST = /\bmax(?:imum)?\b/i

/** Tables of a model card with a column of values and one of limits; and those whose limit stands in the manifest. */
function* inCard({ document, workspace }: RuleContext): Iterable<Report> {
  const limits = new Map<string, Threshold>()
  const manifest = workspace.manifestOf(document)
  for (const { node } of entriesAt(manifest?.root, 'spec.evaluation.metrics')) {
    const name = textAt(node, 'name')
    const threshold = thresholdOf(fieldAt(node, 'threshold')?.value)
    if (name !== undefined && threshold && direction(threshold) && !fieldAt(node, 'slice')) limits.set(foldMetric(name), threshold)
  }
  for (const block of document.markdown!.blocks) {
    if (block.kind !== 'table' || block.quoted) continue
    const valueColumn = block.header.findIndex((cell, i) => i > 0 && VALUE.test(cell.text))
    const limitColumn = block.header.findIndex((cell, i) => i > 0 && i !== valueColumn && (LIMIT.test(cell.text) || LOWEST.test(cell.text) || HIGHEST.test(cell.text)))
    if (valueColumn < 0) continue
    const head = block.header[limitColumn]?.text ?? ''
    for (const row of block.rows) {
      const name = row.cells[0]?.text ?? ''
      const cell = row.cells[valueColumn]
      const measured = measureOf(cell?.text)
      if (!cell || !measured) continue
      const written = row.cells[limitColumn]?.text ?? ''
      const sign = /[<>≤≥]/.test(written) ? '' : LOWEST.test(head) ? '>= ' : HIGHEST.test(head) ? '<= ' : undefined
      const own = limitColumn >= 0 && sign !== undefined ? thresholdOf(`${sign}${written}`) : undefined
      const threshold = own ?? (limitColumn < 0 ? limits.get(foldMetric(name)) : undefined)
      if (!threshold || keeps(threshold, measured) !== false) continue
      yield {
        range: cell.range,
        message: own
          ? `${name} = ${cell.text} violates ${sign}${written}`
          : `${name} = ${cell.text} violates the threshold of the manifest (${threshold.op} ${trimmed(threshold.value.value)})`,
      }
    }
  }
}
