import { trimmed } from '../../documents/quantities.ts'
import { entriesAt, nameOf, numberAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const GUARDRAILS = 'guardrails: [{name: errors, metric: error_ratio, threshold: "<= 0.5%", window: 15m, action: rollback}]'

export default defineRule({
  id: 'PL-REL-007',
  name: 'canary-step-without-guardrail',
  category: 'release',
  title: 'Step of a rollout without a guardrail',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Each step below 100 % names guardrails that are defined in the release',
  why: 'A step that nothing watches promotes a bad version on schedule',
  help: 'Name in `guardrails` of the step those that must hold before the next one, as defined in `release.guardrails`',
  references: ['Argo Rollouts, analysis and progressive delivery'],
  examples: {
    good: [sampleManifest(`release: {strategy: canary, steps: [{trafficPercent: 5, duration: 6h, guardrails: [errors]}, {trafficPercent: 100}], ${GUARDRAILS}}`)],
    bad: [
      sampleManifest(`release: {strategy: canary, steps: [{trafficPercent: 5, duration: 6h}, {trafficPercent: 100}], ${GUARDRAILS}}`, { title: 'Nothing watches the step' }),
      sampleManifest(`release: {strategy: canary, steps: [{trafficPercent: 5, duration: 6h, guardrails: [eror-rate]}, {trafficPercent: 100}], ${GUARDRAILS}}`, {
        title: 'The guardrail is not defined',
      }),
    ],
  },
  *check({ document }): Iterable<Report> {
    const guardrails = entriesAt(document.root, 'spec.release.guardrails')
    // Without any, `no-online-guardrails` says so once.
    if (guardrails.length === 0) return
    const known = new Set(guardrails.flatMap(({ node }) => nameOf(node) ?? []))
    for (const step of entriesAt(document.root, 'spec.release.steps')) {
      const share = numberAt(step.node, 'trafficPercent')
      const named = entriesAt(step.node, 'guardrails')
      if (share !== undefined && share < 100 && share > 0 && named.length === 0) yield { range: step.range, message: `Step ${trimmed(share)} % promotes without a guardrail` }
      for (const { value, range } of named)
        if (typeof value === 'string' && !known.has(value.trim()))
          yield { range, message: `Guardrail \`${value}\` of a step is not defined in \`release.guardrails\``, help: `Define it there, or name one of ${[...known].join(', ')}` }
    }
  },
})
