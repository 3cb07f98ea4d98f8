import { dateOf } from '../../documents/dates.ts'
import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

export default defineRule({
  id: 'PL-LIF-003',
  name: 'stage-inconsistent',
  category: 'lifecycle',
  title: 'The stage contradicts what else is stated',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'A stage that fits releases, first production date and retirement date',
  why: 'What a model owes depends on its stage; an experiment that is live owes nothing on paper',
  help: 'Correct the stage, or the fact that contradicts it',
  references: ['Role blueprint S5: governance framework'],
  examples: {
    good: [sampleManifest('lifecycle: {stage: production, releases: [{version: 2.0.0, date: 2026-05-02, outcome: success}]}')],
    bad: [
      sampleManifest('lifecycle: {stage: experiment, releases: [{version: 2.0.0, date: 2026-05-02, outcome: success}]}'),
      sampleManifest('lifecycle: {stage: idea, milestones: {firstProduction: 2025-01-10}}', { title: 'It is in production already' }),
      sampleManifest('lifecycle: {stage: production, retirement: {criteria: [contract ends], date: 2024-06-30, owner: team:routing}}', { title: 'It should be retired' }),
    ],
  },
  *check({ document: { root, path }, today }): Iterable<Report> {
    const stage = fieldAt(root, 'spec.lifecycle.stage')
    if (!stage || typeof stage.value !== 'string') return
    const early = ['idea', 'experiment', 'development'].includes(stage.value)
    const release = entriesAt(root, 'spec.lifecycle.releases').find(({ node }) => (dateOf(textAt(node, 'date')) ?? '9999') <= today)
    if (early && release) {
      yield {
        range: stage.range,
        message: `The stage is ${stage.value}, but ${textAt(release.node, 'version') ?? 'a version'} was released on ${textAt(release.node, 'date')}`,
        related: [{ path, range: release.range, message: 'The release' }],
      }
      return
    }
    const first = fieldAt(root, 'spec.lifecycle.milestones.firstProduction')
    const date = dateOf(textAt(root, 'spec.lifecycle.milestones.firstProduction'))
    if (early && first && date !== undefined && date <= today) {
      yield {
        range: stage.range,
        message: `The stage is ${stage.value}, but the model is in production since ${date}`,
        related: [{ path, range: first.range, message: 'First day in production' }],
      }
      return
    }
    const retired = fieldAt(root, 'spec.lifecycle.retirement.date')
    const end = dateOf(textAt(root, 'spec.lifecycle.retirement.date'))
    if (['production', 'staging'].includes(stage.value) && retired && end !== undefined && end < today)
      yield {
        range: stage.range,
        message: `The stage is ${stage.value}, but the model was to be retired on ${end}`,
        related: [{ path, range: retired.range, message: 'Day of retirement' }],
      }
  },
})
