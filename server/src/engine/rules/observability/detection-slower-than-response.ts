import { DAY, durationOf, durationText } from '../../documents/quantities.ts'
import { periodOf } from '../../documents/schedules.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** Drift must be answered within this time in tier 1 (domain, PL-OBS-016). */
const TIER_1_LIMIT = 7 * DAY

export default defineRule({
  id: 'PL-OBS-016',
  name: 'detection-slower-than-response',
  category: 'observability',
  title: 'Drift is noticed too late',
  kinds: ['model-manifest', 'runbook'],
  severity: ['warning', 'warning', 'info', 'off'],
  ignoresStage: true,
  satisfiedBy: 'Window and schedule of each drift monitor fit into the detection target; detection and response together into 7 days in tier 1',
  why: 'A monitor that looks once a month cannot start a response that is promised within a day',
  help: 'Shorten window or schedule of the monitor, or correct the target',
  references: ['NIST AI RMF 1.0, MANAGE 4.1'],
  examples: {
    good: [
      sampleManifest(
        'monitoring: {drift: [{name: inputs, kind: data, method: psi, window: 24h, schedule: hourly, threshold: "> 0.2"}], driftResponse: {detectionTarget: 2d, responseTarget: 3d, owner: team:routing}}',
      ),
      `//- path: parcel-eta.model.yaml\n${sampleManifest('monitoring: {driftResponse: {responseTarget: 3d, owner: team:routing}}').text}//- path: runbooks/drift.md\n${sampleDocument('runbook', '## Mitigation\n\nRoll back.', { front: 'runbookType: drift-response\nmanifest: parcel-eta.model.yaml\ntargetTime: 2d' }).text}`,
    ].map((example) => (typeof example === 'string' ? { path: 'runbooks/drift.md', text: example } : example)),
    bad: [
      sampleManifest(
        'monitoring: {drift: [{name: inputs, kind: data, method: psi, window: 7d, schedule: weekly, threshold: "> 0.2"}], driftResponse: {detectionTarget: 2d, responseTarget: 3d, owner: team:routing}}',
      ),
      sampleManifest('monitoring: {driftResponse: {detectionTarget: 5d, responseTarget: 5d, owner: team:routing}}', { title: 'Longer than 7 days together' }),
      {
        title: 'A runbook that takes longer than the manifest promises',
        path: 'runbooks/drift.md',
        text: `//- path: parcel-eta.model.yaml\n${sampleManifest('monitoring: {driftResponse: {responseTarget: 3d, owner: team:routing}}').text}//- path: runbooks/drift.md\n${sampleDocument('runbook', '## Mitigation\n\nRoll back.', { front: 'runbookType: drift-response\nmanifest: ../parcel-eta.model.yaml\ntargetTime: 10d' }).text}`,
      },
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inRunbook(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root, path }, tier }: RuleContext): Iterable<Report> {
  const targetField = fieldAt(root, 'spec.monitoring.driftResponse.detectionTarget')
  const target = durationOf(targetField?.value)
  if (targetField && target !== undefined) {
    for (const { node, range } of entriesAt(root, 'spec.monitoring.drift')) {
      const window = durationOf(fieldAt(node, 'window')?.value)
      const period = periodOf(fieldAt(node, 'schedule')?.value) ?? 0
      if (window === undefined || window + period <= target) continue
      yield {
        range: fieldAt(node, 'window')?.range ?? range,
        message: `${nameOf(node) ?? 'The drift monitor'} detects after ${durationText(window + period)}, but the target is ${durationText(target)}`,
        related: [{ path, range: targetField.range, message: 'The detection target' }],
      }
    }
  }
  const responseField = fieldAt(root, 'spec.monitoring.driftResponse.responseTarget')
  const response = durationOf(responseField?.value)
  if (tier === 1 && responseField && response !== undefined && response + (target ?? 0) > TIER_1_LIMIT)
    yield {
      range: responseField.range,
      message: `Drift is answered after ${durationText(response + (target ?? 0))}; tier 1 allows ${durationText(TIER_1_LIMIT)}`,
      help: 'Shorten detection or response, or lower the tier with a reason',
    }
}

function* inRunbook({ document, workspace }: RuleContext): Iterable<Report> {
  if (textAt(document.root, 'runbookType') !== 'drift-response') return
  const own = fieldAt(document.root, 'targetTime')
  const time = durationOf(own?.value)
  const manifest = workspace.manifestOf(document)
  const promised = fieldAt(manifest?.root, 'spec.monitoring.driftResponse.responseTarget')
  const limit = durationOf(promised?.value)
  if (own && time !== undefined && manifest && promised && limit !== undefined && time > limit)
    yield {
      range: own.range,
      message: `The runbook takes ${durationText(time)}, but the response target is ${durationText(limit)}`,
      help: 'Shorten the procedure, or correct the target in the manifest',
      related: [{ path: manifest.path, range: promised.range, message: 'The response target' }],
    }
}
