import { yamlAt, yamlEntryAt } from '../../server/src/engine/syntax/yaml.ts'
import type { YamlNode, YamlPath } from '../../server/src/engine/syntax/yaml.ts'
import type { Range } from '../../server/src/engine/text/range.ts'

/** What is done to one field: taken away, emptied, given another value, or its key misspelt. */
type Operation = 'remove' | 'empty' | { readonly set: string } | { readonly rename: string }

/** Path, operation, rule expected, and where: `key` or `value` of a path. */
export type Mutation = readonly [path: string, operation: Operation, rule: string, at: `${'key' | 'value'}:${string}`]

export const steps = (path: string): YamlPath => path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))

/** Carries out one mutation on the text of a manifest; everything else stays as it is. */
export function mutate(text: string, root: YamlNode | null, path: string, operation: Operation): string {
  const entry = yamlEntryAt(root, steps(path))
  const range = entry?.range ?? yamlAt(root, steps(path))?.range
  if (!range) throw new Error(`nothing stands at ${path}`)
  const replace = ({ start, end }: Range, words: string): string => text.slice(0, start) + words + text.slice(end)
  if (operation === 'remove') {
    if (!entry) throw new Error(`${path} is no key`)
    return removeEntry(text, entry.range)
  }
  if (operation === 'empty') return replace(entry!.value!.range, entry!.value!.kind === 'seq' ? '[]' : entry!.value!.kind === 'map' ? '{}' : '""')
  if ('set' in operation) return replace(entry?.value?.range ?? range, operation.set)
  return replace(entry!.keyRange, operation.rename)
}

function removeEntry(text: string, { start, end }: Range): string {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  if (text.slice(lineStart, start).trim() === '') {
    const next = text.indexOf('\n', end)
    return text.slice(0, lineStart) + (next === -1 ? '' : text.slice(next + 1))
  }
  const after = /^\s*,\s*/.exec(text.slice(end))
  if (after) return text.slice(0, start) + text.slice(end + after[0].length)
  const before = /,\s*$/.exec(text.slice(0, start))
  return text.slice(0, before ? before.index : start) + text.slice(end)
}

/** Of card-fraud-scoring.model.yaml, which as it stands has no finding. Each gives one core finding, at that place. */
export const MUTATIONS: readonly Mutation[] = [
  ['spec.ownership.owner', 'remove', 'missing-owner', 'key:spec.ownership'],
  ['spec.ownership.owner', 'empty', 'missing-owner', 'value:spec.ownership.owner'],
  ['spec.ownership.owner', { set: 'the team' }, 'missing-owner', 'value:spec.ownership.owner'],
  ['spec.ownership.owner', { rename: 'ownr' }, 'missing-owner', 'key:spec.ownership'],
  ['spec.risk.tier', 'remove', 'missing-risk-tier', 'key:spec.risk'],
  ['spec.risk.tier', { set: 'urgent' }, 'missing-risk-tier', 'value:spec.risk.tier'],
  ['spec.risk.rationale', 'remove', 'missing-risk-tier', 'key:spec.risk'],
  ['spec.risk.rationale', 'empty', 'missing-risk-tier', 'value:spec.risk.rationale'],
  ['spec.features.pointInTime', 'remove', 'no-point-in-time-correctness', 'key:spec.features'],
  ['spec.features.pointInTime.eventTimestamp', 'remove', 'no-point-in-time-correctness', 'key:spec.features.pointInTime'],
  ['spec.features.pointInTime.method', 'remove', 'no-point-in-time-correctness', 'key:spec.features.pointInTime'],
  ['spec.features.pointInTime.test', 'empty', 'no-point-in-time-correctness', 'value:spec.features.pointInTime.test'],
  ['spec.features.parity', 'remove', 'training-serving-skew', 'key:spec.features'],
  ['spec.features.parity', { rename: 'partiy' }, 'training-serving-skew', 'key:spec.features'],
  ['spec.features.parity.method', { set: 'manual' }, 'training-serving-skew', 'value:spec.features.parity.method'],
  ['spec.lineage.code.commit', 'remove', 'no-reproducible-training', 'key:spec.lineage.code'],
  ['spec.lineage.run.id', 'empty', 'no-reproducible-training', 'value:spec.lineage.run.id'],
  ['spec.training.reproducibility.seed', 'remove', 'no-reproducible-training', 'key:spec.training.reproducibility'],
  ['spec.training.reproducibility.hyperparameters', 'empty', 'no-reproducible-training', 'value:spec.training.reproducibility.hyperparameters'],
  ['spec.training.reproducibility.environment', 'remove', 'no-reproducible-training', 'key:spec.training.reproducibility'],
  ['spec.training.reproducibility', 'remove', 'no-reproducible-training', 'key:spec.training'],
  ['spec.artifacts.0.uri', { set: '/mnt/share/fraud/model.pkl' }, 'artifact-as-file', 'value:spec.artifacts.0.uri'],
  ['spec.artifacts.0.uri', { set: 'file:///home/m.ferrari/model.ubj' }, 'artifact-as-file', 'value:spec.artifacts.0.uri'],
  ['spec.evaluation.gate', 'remove', 'no-evaluation-gate', 'key:spec.evaluation'],
  ['spec.evaluation.gate.blocks', { set: 'false' }, 'no-evaluation-gate', 'value:spec.evaluation.gate.blocks'],
  ['spec.evaluation.gate.automated', 'remove', 'no-evaluation-gate', 'key:spec.evaluation.gate'],
  ['spec.evaluation.gate.criteria', 'empty', 'no-evaluation-gate', 'key:spec.evaluation.gate.criteria'],
  ['spec.evaluation.metrics', 'remove', 'accuracy-only-metrics', 'key:spec.evaluation'],
  ['spec.evaluation.metrics.0.name', { set: 'accuracy' }, 'accuracy-only-metrics', 'key:spec.evaluation.metrics'],
  ['spec.release.rollback', 'remove', 'missing-rollback', 'key:spec.release'],
  ['spec.release.rollback', { rename: 'rolback' }, 'missing-rollback', 'key:spec.release'],
  ['spec.release.rollback', 'empty', 'missing-rollback', 'key:spec.release.rollback'],
  ['spec.release.rollback.trigger', 'remove', 'missing-rollback', 'key:spec.release.rollback'],
  ['spec.release.rollback.trigger', { set: 'TBD' }, 'missing-rollback', 'value:spec.release.rollback.trigger'],
  ['spec.release.rollback.target', { set: '4.2.0' }, 'missing-rollback', 'value:spec.release.rollback.target'],
  ['spec.release.rollback.owner', 'empty', 'missing-rollback', 'value:spec.release.rollback.owner'],
  ['spec.release.rollback.maxTime', 'remove', 'missing-rollback', 'key:spec.release.rollback'],
  ['spec.release.strategy', { set: 'all-at-once' }, 'no-progressive-rollout', 'value:spec.release.strategy'],
  ['spec.release.strategy', 'remove', 'no-progressive-rollout', 'key:spec.release'],
  ['spec.release.steps', 'remove', 'no-progressive-rollout', 'key:spec.release'],
  ['spec.release.guardrails', 'remove', 'no-online-guardrails', 'key:spec.release'],
  ['spec.release.guardrails', 'empty', 'no-online-guardrails', 'key:spec.release.guardrails'],
  ['spec.release.guardrails.0.threshold', 'remove', 'no-online-guardrails', 'value:spec.release.guardrails.0.name'],
  ['spec.release.guardrails.1.window', 'empty', 'no-online-guardrails', 'value:spec.release.guardrails.1.window'],
  ['spec.release.deployment', 'remove', 'manual-deployment', 'key:spec.release'],
  ['spec.release.deployment.automated', { set: 'false' }, 'manual-deployment', 'value:spec.release.deployment.automated'],
  ['spec.release.deployment.pipeline', 'remove', 'manual-deployment', 'key:spec.release.deployment'],
  ['spec.monitoring.drift', 'remove', 'no-drift-monitoring', 'key:spec.monitoring'],
  ['spec.monitoring.drift', { rename: 'dirft' }, 'no-drift-monitoring', 'key:spec.monitoring'],
  ['spec.monitoring.drift', 'empty', 'no-drift-monitoring', 'key:spec.monitoring.drift'],
  ['spec.monitoring.drift.0.method', 'remove', 'no-drift-monitoring', 'value:spec.monitoring.drift.0.name'],
  ['spec.monitoring.drift.1.threshold', 'remove', 'no-drift-monitoring', 'value:spec.monitoring.drift.1.name'],
  ['spec.monitoring.drift.1.kind', { set: 'data' }, 'no-drift-monitoring', 'key:spec.monitoring.drift'],
  ['spec.monitoring.driftResponse', 'remove', 'no-drift-response', 'key:spec.monitoring'],
  ['spec.monitoring.driftResponse.responseTarget', 'remove', 'no-drift-response', 'key:spec.monitoring.driftResponse'],
  ['spec.monitoring.driftResponse.owner', { set: 'everyone' }, 'no-drift-response', 'value:spec.monitoring.driftResponse.owner'],
  ['spec.monitoring.driftResponse.decision', 'empty', 'no-drift-response', 'key:spec.monitoring.driftResponse.decision'],
  ['spec.monitoring.dataQuality', 'remove', 'no-data-quality-monitoring', 'key:spec.monitoring'],
  ['spec.monitoring.dataQuality.0.threshold', 'empty', 'no-data-quality-monitoring', 'value:spec.monitoring.dataQuality.0.threshold'],
  ['spec.monitoring.dataQuality.2.dimension', { set: 'volume' }, 'no-data-quality-monitoring', 'key:spec.monitoring.dataQuality'],
  ['spec.monitoring.performance.0.threshold', 'remove', 'vague-monitoring', 'value:spec.monitoring.performance.0.metric'],
  ['spec.monitoring.service.1.window', 'empty', 'vague-monitoring', 'value:spec.monitoring.service.1.window'],
  ['spec.slos', 'remove', 'no-slo', 'key:spec'],
  ['spec.slos.0.target', 'remove', 'no-slo', 'value:spec.slos.0.name'],
  ['spec.slos.1.window', 'empty', 'no-slo', 'value:spec.slos.1.window'],
  ['spec.governance.documents.runbooks', 'remove', 'no-runbook', 'key:spec.governance.documents'],
  ['spec.governance.documents.runbooks.1', { set: 'runbooks/model-failre.md' }, 'no-runbook', 'value:spec.governance.documents.runbooks'],
  ['spec.serving.fallback', 'remove', 'no-fallback', 'key:spec.serving'],
  ['spec.serving.fallback.0.behaviour', 'remove', 'no-fallback', 'value:spec.serving.fallback.0.trigger'],
  ['spec.serving.fallback.0.activation', 'empty', 'no-fallback', 'value:spec.serving.fallback.0.activation'],
  ['spec.security.authn', 'remove', 'no-access-control', 'key:spec.security'],
  ['spec.security.authn.method', { set: 'none' }, 'no-access-control', 'value:spec.security.authn.method'],
  ['spec.security.authz.roles', 'remove', 'no-access-control', 'key:spec.security.authz'],
  ['spec.privacy.lawfulBasis', 'remove', 'unhandled-personal-data', 'key:spec.privacy'],
  ['spec.privacy.retention', 'remove', 'unhandled-personal-data', 'key:spec.privacy'],
  ['spec.cost', 'remove', 'no-cost-estimate', 'key:spec'],
  ['spec.cost.budget', 'remove', 'no-cost-estimate', 'key:spec.cost'],
  ['spec.cost.estimate.currency', 'empty', 'no-cost-estimate', 'value:spec.cost.estimate.currency'],
  ['spec.lifecycle.retraining', 'remove', 'no-retraining-policy', 'key:spec.lifecycle'],
  ['spec.lifecycle.retraining.trigger', { set: 'never' }, 'no-retraining-policy', 'value:spec.lifecycle.retraining.trigger'],
  ['spec.lifecycle.retraining.gate', { set: 'false' }, 'no-retraining-policy', 'value:spec.lifecycle.retraining.gate'],
  ['spec.lifecycle.retirement', 'remove', 'no-retirement-plan', 'key:spec.lifecycle'],
  ['spec.lifecycle.retirement.criteria', 'remove', 'no-retirement-plan', 'key:spec.lifecycle.retirement'],
  ['spec.lifecycle.retirement.dataDisposition', 'empty', 'no-retirement-plan', 'value:spec.lifecycle.retirement.dataDisposition'],
]

/** Of support-assistant.model.yaml: the LLM rules. */
export const LLM_MUTATIONS: readonly Mutation[] = [
  ['spec.llm.evaluation', 'remove', 'no-llm-evaluation', 'key:spec.llm'],
  ['spec.llm.evaluation.sets', 'empty', 'no-llm-evaluation', 'key:spec.llm.evaluation.sets'],
  ['spec.llm.evaluation.metrics.1.threshold', 'remove', 'no-llm-evaluation', 'value:spec.llm.evaluation.metrics.1.name'],
  ['spec.llm.guardrails', 'remove', 'no-guardrails', 'key:spec.llm'],
  ['spec.llm.guardrails.0.mechanism', 'remove', 'no-guardrails', 'key:spec.llm.guardrails'],
  ['spec.llm.prompts', 'remove', 'unversioned-prompt', 'key:spec.llm'],
  ['spec.llm.prompts.0.id', 'empty', 'unversioned-prompt', 'value:spec.llm.prompts.0.id'],
  ['spec.llm.prompts.0.ref', 'remove', 'unversioned-prompt', 'value:spec.llm.prompts.0.id'],
  ['spec.llm.providers', 'remove', 'ungoverned-third-party-model', 'key:spec.llm'],
]
