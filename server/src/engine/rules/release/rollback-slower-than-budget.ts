import { durationOf, durationText, shareOf } from '../../documents/quantities.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const SLO = 'slos: [{name: availability, sli: {type: availability, good: non-5xx, total: all}, target: 0.999, window: 28d}]'

export default defineRule({
  id: 'PL-REL-008',
  name: 'rollback-slower-than-budget',
  category: 'release',
  title: 'Rollback takes longer than the error budget',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'info', 'off'],
  ignoresStage: true,
  satisfiedBy: 'Noticing and rolling back together take less than the recovery time and the error budget of the strictest availability objective',
  why: 'If one bad release spends the whole budget, the objective cannot be kept in any month with a bad release',
  help: 'Shorten the rollback or the window of the guardrail, or agree on an objective that the rollback can keep',
  references: ['Google SRE Workbook, Error Budget Policy'],
  examples: {
    good: [sampleManifest(`release: {rollback: {trigger: errors, target: 2.0.4, maxTime: 5m}}\n${SLO}`)],
    bad: [
      sampleManifest(`release: {rollback: {trigger: errors, target: 2.0.4, maxTime: 2h}}\n${SLO}`),
      sampleManifest('release: {rollback: {trigger: errors, target: 2.0.4, maxTime: 2h}}\nserving: {resilience: {rto: 15m}}', { title: 'Longer than the recovery time' }),
    ],
  },
  *check({ document: { root, path } }): Iterable<Report> {
    const field = fieldAt(root, 'spec.release.rollback.maxTime')
    const time = durationOf(field?.value)
    if (!field || time === undefined) return
    const recovery = fieldAt(root, 'spec.serving.resilience.rto')
    const objective = durationOf(recovery?.value)
    if (recovery && objective !== undefined && time > objective) {
      yield {
        range: field.range,
        message: `Rollback takes ${durationText(time)} but the recovery time objective is ${durationText(objective)}`,
        related: [{ path, range: recovery.range, message: 'serving.resilience.rto' }],
      }
      return
    }
    const budgets = entriesAt(root, 'spec.slos').flatMap((slo) => {
      if (!/^(?:availability|error-rate)$/.test(textAt(slo.node, 'sli.type') ?? '')) return []
      const target = shareOf(fieldAt(slo.node, 'target')?.value, 'ratio')
      const window = durationOf(fieldAt(slo.node, 'window')?.value)
      return target === undefined || window === undefined || target <= 0 || target >= 1 ? [] : [{ budget: (1 - target) * window, slo }]
    })
    const strictest = budgets.reduce<(typeof budgets)[number] | undefined>((a, b) => (!a || b.budget < a.budget ? b : a), undefined)
    if (!strictest) return
    const { budget, slo } = strictest
    const watch = entriesAt(root, 'spec.release.guardrails').flatMap(({ node }) => {
      const names = `${nameOf(node) ?? ''} ${textAt(node, 'metric') ?? ''}`
      const window = /error|5xx|avail|success/i.test(names) ? durationOf(fieldAt(node, 'window')?.value) : undefined
      return window === undefined ? [] : [window]
    })
    const noticing = watch.length > 0 ? Math.min(...watch) : 0
    if (time + noticing <= budget) return
    yield {
      range: field.range,
      message:
        time > budget
          ? `Rollback takes ${durationText(time)} but the budget of ${nameOf(slo.node) ?? 'the SLO'} is ${durationText(budget)}`
          : `Rollback takes ${durationText(time)} after ${durationText(noticing)} of noticing, but the budget of ${nameOf(slo.node) ?? 'the SLO'} is ${durationText(budget)}`,
      related: [{ path, range: slo.range, message: 'The strictest objective' }],
    }
  },
})
