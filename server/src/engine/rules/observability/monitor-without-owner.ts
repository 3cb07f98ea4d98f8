import { fieldAt, isWritten } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'
import { monitorsOf } from './monitors.ts'

const LISTS = ['drift', 'dataQuality', 'performance', 'service', 'cost', 'fairness', 'llmSafety', 'skew']

export default defineRule({
  id: 'PL-OBS-008',
  name: 'monitor-without-owner',
  category: 'observability',
  title: 'Nobody answers the alert',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy: 'An owner for each monitor, or an on-call rotation of the model that its alerts reach',
  why: 'An alert that belongs to nobody rings in a channel that nobody reads',
  help: 'Give `ownership.onCall` a rotation, or each monitor an `owner`',
  references: ['Google SRE, Being On-Call'],
  examples: {
    good: [sampleManifest('monitoring: {performance: [{metric: late_ratio, threshold: "<= 4%", window: 7d, owner: team:routing}]}')],
    bad: [sampleManifest('monitoring: {performance: [{metric: late_ratio, threshold: "<= 4%", window: 7d}]}')],
  },
  *check({ document: { root } }): Iterable<Report> {
    const onCall = ['rotation', 'channel', 'escalation'].some((key) => fieldAt(root, `spec.ownership.onCall.${key}`))
    if (onCall || isWritten(root, 'spec.ownership.onCall.rotation')) return
    // One finding: the mending is one rotation.
    const open = monitorsOf(root, LISTS).filter(({ node }) => !isWritten(node, 'owner'))
    const first = open[0]
    if (first) yield { range: first.range, message: `Name who answers ${first.name}${open.length > 1 ? ` and ${open.length - 1} more monitor${open.length > 2 ? 's' : ''}` : ''}` }
  },
})
