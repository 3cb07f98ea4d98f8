import { durationOf, durationText, trimmed } from '../../documents/quantities.ts'
import { entriesAt, fieldAt, nameOf, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const GUARDRAILS = 'guardrails: [{name: late-share, metric: late_ratio, threshold: "<= 4%", window: 24h, action: rollback}]'

export default defineRule({
  id: 'PL-REL-011',
  name: 'bake-time-too-short',
  category: 'release',
  title: 'Step shorter than its guardrail needs',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'info', 'off'],
  ignoresStage: true,
  satisfiedBy: 'Each step lasts at least as long as the longest window of its guardrails, and the rollout as long as their ground truth takes',
  why: 'A guardrail whose window has not passed has seen nothing when the next step begins',
  help: 'Lengthen the step, or guard it by a metric with a shorter window',
  references: ['Argo Rollouts, analysis interval and count'],
  examples: {
    good: [sampleManifest(`release: {strategy: canary, steps: [{trafficPercent: 5, duration: 2d, guardrails: [late-share]}, {trafficPercent: 100}], ${GUARDRAILS}}`)],
    bad: [
      sampleManifest(`release: {strategy: canary, steps: [{trafficPercent: 5, duration: 2h, guardrails: [late-share]}, {trafficPercent: 100}], ${GUARDRAILS}}`),
      sampleManifest(
        `release: {strategy: canary, steps: [{trafficPercent: 5, duration: 2d, guardrails: [late-share]}, {trafficPercent: 100}], ${GUARDRAILS}}\nmonitoring: {performance: [{metric: late_ratio, groundTruth: scans at the door, delay: 14d, threshold: "<= 4%", window: 30d}]}`,
        { title: 'The truth arrives after the rollout' },
      ),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    const guardrails = new Map(entriesAt(root, 'spec.release.guardrails').flatMap((g) => (nameOf(g.node) ? [[nameOf(g.node)!, g] as const] : [])))
    const steps = entriesAt(root, 'spec.release.steps')
    let total = 0
    for (const step of steps) {
      const field = fieldAt(step.node, 'duration')
      const duration = durationOf(field?.value)
      const share = numberAt(step.node, 'trafficPercent')
      total += duration ?? 0
      // At full traffic the step is the service itself.
      if (!field || duration === undefined || share === 100) continue
      const longest = entriesAt(step.node, 'guardrails')
        .flatMap(({ value }) => {
          const guardrail = typeof value === 'string' ? guardrails.get(value.trim()) : undefined
          const window = durationOf(guardrail && fieldAt(guardrail.node, 'window')?.value)
          return guardrail && window !== undefined ? [{ guardrail, window }] : []
        })
        .reduce<{ guardrail: (typeof steps)[number]; window: number } | undefined>((a, b) => (!a || b.window > a.window ? b : a), undefined)
      if (longest && duration < longest.window)
        yield {
          range: field.range,
          message: `Step ${share === undefined ? '' : `${trimmed(share)} % `}lasts ${durationText(duration)} but ${nameOf(longest.guardrail.node)} needs ${durationText(longest.window)}`,
          related: [{ path, range: longest.guardrail.range, message: 'The guardrail' }],
        }
    }
    if (total === 0) return
    for (const guardrail of guardrails.values()) {
      const metric = textAt(guardrail.node, 'metric')
      const truth = entriesAt(root, 'spec.monitoring.performance').find((p) => metric !== undefined && textAt(p.node, 'metric') === metric)
      const delay = durationOf(truth && fieldAt(truth.node, 'delay')?.value)
      if (delay !== undefined && delay > total)
        yield {
          range: guardrail.range,
          message: `The rollout lasts ${durationText(total)} but the truth of ${nameOf(guardrail.node)} arrives after ${durationText(delay)}`,
          help: 'Guard the rollout by a proxy that is known sooner, and watch this metric afterwards',
          related: [{ path, range: truth!.range, message: 'Where the delay stands' }],
        }
    }
  },
})
