import { fieldAt, isWritten, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { monitorsOf } from './monitors.ts'

/** Monitors that may name a runbook. */
const LISTS = ['drift', 'performance', 'service', 'dataQuality', 'fairness', 'llmSafety', 'skew']

export default defineRule({
  id: 'PL-OBS-009',
  name: 'alert-without-runbook',
  category: 'observability',
  title: 'Alert without an instruction',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'A runbook that exists for each monitor with an alert',
  why: 'Who is woken by it looks for the instruction first',
  help: 'Link the runbook in `runbook` of the monitor',
  references: ['kube-prometheus, runbook_url', 'Google SRE, Emergency Response'],
  examples: {
    good: [
      {
        path: 'parcel-eta.model.yaml',
        text: `//- path: parcel-eta.model.yaml\n${sampleManifest('monitoring: {service: [{signal: errors, threshold: "< 0.5%", window: 15m, alert: "https://alerts.example.com/parcel", runbook: runbooks/failure.md}]}').text}//- path: runbooks/failure.md\n---\nkind: runbook\n---\n# The scorer fails\n`,
      },
    ],
    bad: [
      sampleManifest('monitoring: {service: [{signal: errors, threshold: "< 0.5%", window: 15m, alert: "https://alerts.example.com/parcel"}]}'),
      sampleManifest('monitoring: {service: [{signal: errors, threshold: "< 0.5%", window: 15m, alert: "https://alerts.example.com/parcel", runbook: runbooks/nowhere.md}]}', {
        title: 'The runbook does not exist',
      }),
    ],
  },
  *check({ document: { root, path }, workspace }): Iterable<Report> {
    for (const { node, list, name, range } of monitorsOf(root, LISTS)) {
      if (!isWritten(node, 'runbook')) {
        if (!isWritten(node, 'alert')) continue
        // The playbook of the drift response is the instruction of drift alerts.
        if (list === 'drift' && isWritten(root, 'spec.monitoring.driftResponse.playbook')) continue
        yield { range: fieldAt(node, 'alert')?.range ?? range, message: `Alert ${name} links no runbook` }
        continue
      }
      const target = textAt(node, 'runbook')
      if (target === undefined) continue
      const places = [workspace.resolve(path, target), workspace.resolve('', target)].flatMap((r) => (r ? [r.path] : []))
      if (places.length > 0 && places.every((p) => workspace.exists(p) === false))
        yield { range: fieldAt(node, 'runbook')!.range, message: `The runbook of alert ${name} does not exist: ${target}` }
    }
  },
})
