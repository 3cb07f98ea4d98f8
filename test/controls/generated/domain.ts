import { ARITHMETIC } from './domain-arithmetic.ts'
import { at, to } from './domain-case.ts'
import type { DomainCase, Input } from './domain-case.ts'
import { DATES, ORDER } from './domain-dates.ts'
import type { Plain } from './requirements.ts'

/** Values that contradict a rule by what they say. */
const CONTRADICTIONS: readonly DomainCase[] = [
  { rule: 'missing-owner', says: 'owner is placeholder, "the team", "everyone"', family: 'contradict', field: 'spec.ownership.owner', make: to('everyone') },
  { rule: 'missing-owner', says: 'owner is placeholder, "the team", "everyone"', family: 'contradict', field: 'spec.ownership.owner', make: to('team:tbd') },
  { rule: 'missing-risk-tier', says: 'risk.tier absent/invalid', family: 'contradict', field: 'spec.risk.tier', make: to('urgent') },
  { rule: 'missing-risk-tier', says: 'risk.tier absent/invalid', family: 'contradict', field: 'spec.risk.tier', make: to('7') },
  { rule: 'raci-accountable-not-unique', says: 'an activity with ≠ 1 accountable', family: 'contradict', field: 'spec.ownership.raci.*.accountable', make: to('[team:one, team:other]') },
  { rule: 'raci-accountable-not-unique', says: 'an activity with ≠ 1 accountable', family: 'remove', field: 'spec.ownership.raci.*.accountable', make: ({ path }) => [{ path, do: 'remove' }] },
  { rule: 'missing-approvals', says: 'roles lack `approved` for this version', family: 'contradict', field: 'spec.governance.approvals.*.status', make: ({ sibling }) => (owesApproval(sibling) ? 'requested' : undefined) },
  { rule: 'missing-approvals', says: 'roles lack `approved` for this version', family: 'contradict', field: 'spec.governance.approvals.*.status', make: ({ sibling }) => (owesApproval(sibling) ? 'rejected' : undefined) },
  { rule: ['approval-invalid', 'missing-approvals'], says: 'other version', family: 'contradict', field: 'spec.governance.approvals.*.version', make: to('0.9.0') },
  { rule: 'approval-invalid', says: 'approver = owner/author for validation|risk role', family: 'contradict', field: 'spec.governance.approvals.*.approver', make: ({ sibling, root }) => (sibling('role') === 'validation' ? String(at(root, 'spec.ownership.owner')) : undefined) },
  { rule: 'approval-invalid', says: 'conditional with open conditions at production', family: 'contradict', field: 'spec.governance.approvals.*.status', make: ({ path }) => [{ path, do: { set: 'conditional' } }, { path: path.replace(/\.status$/, ''), do: { add: ['conditions', '[load test at the peak]'] } }] },
  { rule: 'prohibited-practice', says: 'aiAct.class prohibited with stage ≠ idea/retired', family: 'contradict', field: 'spec.risk.aiAct.class', make: to('prohibited') },
  { rule: 'risk-tier-inconsistent', says: 'high-risk class with tier ≥ 3', family: 'contradict', field: 'spec.risk.tier', make: ({ path }) => [{ path, do: { set: '3' } }, { path: 'spec.risk.aiAct.class', do: { set: 'high-risk-annex-iii' } }] },
  { rule: 'risk-tier-inconsistent', says: 'automated + affectedPersons customers with tier ≥ 3', family: 'contradict', field: 'spec.risk.autonomy', make: ({ path }) => [{ path, do: { set: 'automated' } }, { path: 'spec.risk.tier', do: { set: '3' } }] },
  { rule: 'risk-tier-inconsistent', says: 'special-category/health/biometric/children data with tier 4', family: 'contradict', field: 'spec.privacy.dataCategories', make: ({ path }) => [{ path, do: { set: '[health]' } }, { path: 'spec.risk.tier', do: { set: '4' } }], at: ['spec.risk.tier'] },
  { rule: 'no-regulated-validation', says: 'validator = owner', family: 'contradict', field: 'spec.risk.modelRisk.validator', make: ({ root }) => String(at(root, 'spec.ownership.owner')) },
  { rule: 'dataset-unversioned', says: 'version `latest|current|main|prod table`', family: 'contradict', field: 'spec.lineage.datasets.*.version', make: ({ path }) => [{ path, do: { set: 'latest' } }, { path: path.replace(/version$/, 'digest'), do: 'remove' }] },
  { rule: 'dataset-unversioned', says: 'dataset without version and digest', family: 'remove', field: 'spec.lineage.datasets.*.digest', make: ({ path }) => [{ path, do: 'remove' }, { path: path.replace(/digest$/, 'version'), do: 'remove' }] },
  { rule: 'leakage-unchecked', says: 'random split on temporal/entity data', family: 'contradict', field: 'spec.training.split.strategy', make: to('random') },
  { rule: 'train-test-overlap', says: 'same uri+version', family: 'contradict', field: 'spec.lineage.datasets.1.uri', make: ({ root }) => (at(root, 'spec.lineage.datasets.1.role') === 'test' ? [{ path: 'spec.lineage.datasets.1.uri', do: { set: String(at(root, 'spec.lineage.datasets.0.uri')) } }, { path: 'spec.lineage.datasets.1.timeRange', do: 'remove' }, { path: 'spec.lineage.datasets.1.digest', do: 'remove' }] : undefined), at: ['spec.lineage.datasets'] },
  { rule: 'training-serving-skew', says: 'dual-implementation without test+threshold', family: 'contradict', field: 'spec.features.parity', make: to('{method: dual-implementation}') },
  { rule: 'artifact-as-file', says: 'artifact uri of `.pkl|.joblib|.pt` on local disk, home, shared drive', family: 'contradict', field: 'spec.artifacts.*.uri', make: to('/mnt/share/models/model.pkl') },
  { rule: 'artifact-as-file', says: 'artifact uri of `.pkl|.joblib|.pt` on local disk, home, shared drive', family: 'contradict', field: 'spec.artifacts.*.uri', make: to('file:///home/someone/model.joblib') },
  { rule: 'manual-training', says: 'trigger manual at production', family: 'contradict', field: 'spec.training.pipeline.trigger', make: to('manual') },
  { rule: 'manual-training', says: '`.ipynb` as pipeline ref', family: 'contradict', field: 'spec.training.pipeline.ref', make: to('notebooks/train.ipynb') },
  { rule: 'environment-unpinned', says: 'no digest, no lockfile', family: 'remove', field: 'spec.training.reproducibility.environment', make: to('{image: "registry/train:latest"}') },
  { rule: 'commit-not-pinned', says: 'commit not 40-hex, is branch/tag only', family: 'contradict', field: 'spec.lineage.code.commit', make: to('main') },
  { rule: 'commit-not-pinned', says: 'commit not 40-hex', family: 'contradict', field: 'spec.lineage.code.commit', make: to('9f2c1d7') },
  { rule: 'mutable-artifact-reference', says: '`latest|prod|stable|main` in artifact, image or storageUri', family: 'contradict', field: 'spec.artifacts.*.uri', make: ({ path }) => [{ path, do: { set: 's3://models/card-fraud/latest/model.ubj' } }, { path: path.replace(/uri$/, 'digest'), do: 'remove' }] },
  { rule: 'mutable-artifact-reference', says: 'MLflow stage URI `models:/x/Production`', family: 'contradict', field: 'spec.artifacts.*.uri', make: ({ path }) => [{ path, do: { set: 'models:/card-fraud/Production' } }, { path: path.replace(/uri$/, 'digest'), do: 'remove' }] },
  { rule: 'no-evaluation-gate', says: 'gate missing, not blocking', family: 'contradict', field: 'spec.evaluation.gate.blocks', make: to('false') },
  { rule: 'no-evaluation-gate', says: 'ok: automated/blocking gate', family: 'contradict', field: 'spec.evaluation.gate.automated', make: to('false') },
  { rule: 'accuracy-only-metrics', says: 'metrics ⊆ {accuracy}', family: 'contradict', field: 'spec.evaluation.metrics', make: ({ root }) => (at(root, 'spec.llm') === undefined ? '[{name: accuracy, value: 0.9, threshold: ">= 0.8", role: primary}]' : undefined) },
  { rule: 'offline-online-unlinked', says: 'ok: proxy names a metric', family: 'contradict', field: 'spec.useCase.businessMetric.*.proxy', make: to('n/a') },
  { rule: 'missing-rollback', says: 'target is current version', family: 'contradict', field: 'spec.release.rollback.target', make: ({ root }) => String(at(root, 'metadata.version')) },
  { rule: 'no-progressive-rollout', says: 'strategy all-at-once', family: 'contradict', field: 'spec.release.strategy', make: to('all-at-once') },
  { rule: 'manual-deployment', says: 'deployment.automated false', family: 'contradict', field: 'spec.release.deployment.automated', make: to('false') },
  { rule: 'canary-step-without-guardrail', says: 'unknown guardrail name', family: 'contradict', field: 'spec.release.steps.*.guardrails', make: ({ sibling }) => (Number(sibling('trafficPercent')) < 100 ? '[nobody-defined-this]' : undefined) },
  { rule: 'canary-step-without-guardrail', says: 'step < 100 % without guardrail', family: 'empty', field: 'spec.release.steps.*.guardrails', make: ({ path, sibling }) => (Number(sibling('trafficPercent')) < 100 ? [{ path, do: 'empty' }] : undefined) },
  { rule: 'no-prediction-logging', says: 'logging.predictions false', family: 'contradict', field: 'spec.monitoring.logging.predictions', make: to('false') },
  { rule: ['no-drift-monitoring', 'monitor-without-threshold'], says: 'monitor w/o threshold', family: 'remove', field: 'spec.monitoring.drift.*.threshold', make: ({ path }) => [{ path, do: 'remove' }] },
  { rule: 'no-reference-architecture', says: 'architecture.reference missing/unknown', family: 'contradict', field: 'spec.architecture.reference', make: to('house-style') },
  { rule: ['reference-architecture-violation', 'component-mismatch'], says: 'required component missing', family: 'contradict', field: 'spec.architecture.components.*', make: ({ value }) => (['client', 'inference-service'].includes(String(at(value, 'role'))) ? `{id: ${String(at(value, 'id'))}, role: warehouse, name: Box seven}` : undefined), at: ['spec.architecture', 'spec.architecture.reference'] },
  { rule: 'single-point-of-failure', says: 'replicas.min < 2', family: 'contradict', field: 'spec.serving.capacity.replicas.min', make: to('1') },
  { rule: 'single-point-of-failure', says: '1 zone t1', family: 'contradict', field: 'spec.serving.deployment.zones', make: ({ path, root }) => (at(root, 'spec.risk.tier') === 1 ? [{ path, do: { set: '1' } }, { path: 'spec.serving.deployment.regions', do: { set: '[eu-central-1]' } }] : undefined) },
  { rule: 'single-point-of-failure', says: 'scaleToZero with latency SLO', family: 'contradict', field: 'spec.serving.autoscaling.scaleToZero', make: to('true') },
  { rule: ['fail-open-unjustified', 'no-fallback'], says: 'behaviour fail-open without rationale', family: 'contradict', field: 'spec.serving.fallback.*.behaviour', make: to('fail-open') },
  { rule: 'fail-open-unjustified', says: 'guardrail onFailure fail-open', family: 'contradict', field: 'spec.llm.guardrails.*.onFailure', make: to('fail-open') },
  { rule: 'no-access-control', says: 'authn none for exposure ≠ none', family: 'contradict', field: 'spec.security.authn.method', make: to('none') },
  { rule: 'no-secrets-management', says: 'secrets.manager absent/none', family: 'contradict', field: 'spec.security.secrets.manager', make: to('none') },
  { rule: 'unsafe-artifact-format', says: 'pickle/joblib/.pt unverified', family: 'contradict', field: 'spec.artifacts.*.format', make: ({ path }) => [{ path, do: { set: 'pickle' } }, { path: path.replace(/format$/, 'signature'), do: 'remove' }] },
  { rule: 'trust-boundary-uncontrolled', says: 'flow between boundaries without auth or encryption', family: 'remove', field: 'spec.architecture.flows.*.auth', make: ({ path, root }) => (crosses(path, root) ? [{ path, do: 'remove' }] : undefined) },
  { rule: 'trust-boundary-uncontrolled', says: 'flow between boundaries without auth or encryption', family: 'contradict', field: 'spec.architecture.flows.*.encrypted', make: ({ path, root }) => (crosses(path, root) ? 'false' : undefined) },
  { rule: 'over-privileged-identity', says: '`*` action/resource', family: 'contradict', field: 'spec.security.authz.roles.*.permissions', make: to('["*"]') },
  { rule: 'over-privileged-identity', says: 'shared SA for training and serving', family: 'contradict', field: 'spec.security.identity.servingServiceAccount', make: ({ sibling }) => (sibling('trainingServiceAccount') === undefined ? undefined : String(sibling('trainingServiceAccount'))) },
  { rule: 'open-vulnerabilities', says: 'findings critical or high > 0 without waiver', family: 'contradict', field: 'spec.security.findings.critical', make: to('2') },
  { rule: 'open-vulnerabilities', says: 'findings critical or high > 0 without waiver', family: 'contradict', field: 'spec.security.findings.high', make: to('1') },
  { rule: 'residency-violation', says: 'residency set & regions outside', family: 'contradict', field: 'spec.serving.deployment.regions', make: to('[us-east-1]'), at: ['spec.privacy'] },
  { rule: 'residency-violation', says: 'provider.region outside', family: 'contradict', field: 'spec.llm.providers.*.region', make: to('us-west-2'), at: ['spec.privacy'] },
  { rule: 'privacy-classification-contradiction', says: 'dataCategories none while data say personal', family: 'contradict', field: 'spec.privacy.dataCategories', make: ({ root }) => (at(root, 'spec.lineage.datasets.0.personalData') === true ? '[none]' : undefined), at: ['spec.lineage.datasets'] },
  { rule: 'no-retraining-policy', says: '`never` without justification', family: 'contradict', field: 'spec.lifecycle.retraining', make: ({ root }) => (at(root, 'spec.training') === undefined ? undefined : '{trigger: never}') },
  { rule: 'auto-retrain-without-gate', says: 'automated retraining & gate false', family: 'contradict', field: 'spec.lifecycle.retraining.gate', make: to('false') },
  { rule: 'auto-retrain-without-gate', says: 'automated retraining & gate absent', family: 'remove', field: 'spec.lifecycle.retraining.gate', make: ({ path }) => [{ path, do: 'remove' }] },
  { rule: 'stage-inconsistent', says: 'stage experiment but releases[]', family: 'contradict', field: 'spec.lifecycle.stage', make: to('experiment') },
  { rule: 'stage-inconsistent', says: 'production without registry version/firstProduction', family: 'remove', field: 'spec.lifecycle.milestones.firstProduction', make: ({ path, root }) => (at(root, 'spec.lineage.registry') === undefined ? undefined : [{ path, do: 'remove' }, { path: 'spec.lineage.registry.version', do: 'remove' }]), at: ['spec.lifecycle'] },
  { rule: ['stage-inconsistent', 'deprecated-dependency'], says: 'retired still deployed or referenced', family: 'contradict', field: 'spec.lifecycle.stage', make: to('retired') },
  { rule: 'floating-model-alias', says: 'model id without date/version, `latest`', family: 'contradict', field: 'spec.llm.providers.*.versionPin', make: to('latest') },
  { rule: 'floating-model-alias', says: 'model id without date/version', family: 'contradict', field: 'spec.llm.providers.*.versionPin', make: to('example-llm') },
  { rule: 'judge-uncalibrated', says: 'n ≥ 50', family: 'contradict', field: 'spec.llm.evaluation.judge.agreementWithHumans.sampleSize', make: to('20') },
  { rule: 'judge-uncalibrated', says: 'judge = judged model', family: 'contradict', field: 'spec.llm.evaluation.judge.model', make: ({ root }) => String(at(root, 'spec.llm.providers.0.model')) },
  { rule: 'retrieval-access-control-missing', says: 'accessControl none & corpus not public', family: 'contradict', field: 'spec.llm.retrieval.accessControl', make: to('none') },
  { rule: 'no-ai-disclosure', says: 'disclosure.userNotice not true', family: 'contradict', field: 'spec.llm.disclosure.userNotice', make: to('false') },
  { rule: 'provider-failover-missing', says: 'third-party without fallback/exitPlan', family: 'remove', field: 'spec.llm.providers.*.exitPlan', make: ({ path }) => [{ path, do: 'remove' }, { path: path.replace(/exitPlan$/, 'fallback'), do: 'remove' }] },
  { rule: 'secret-in-document', says: 'key patterns (AKIA…, ghp_)', family: 'contradict', field: 'spec.security.secrets.manager', make: to('vault # AKIA4QX7ZB2M5NWPKD3R') },
  { rule: 'lineage-incomplete', says: 'dataset → code → run → artifact → registry has a missing link', family: 'remove', field: 'spec.lineage.registry', make: ({ path }) => [{ path, do: 'remove' }] },
  { rule: 'lineage-incomplete', says: 'dataset → code → run → artifact → registry has a missing link', family: 'remove', field: 'spec.lineage.run', make: ({ path }) => [{ path, do: 'remove' }] },
  { rule: ['slo-incomplete', 'no-slo'], says: 'SLI definition, target or window missing', family: 'remove', field: 'spec.slos.*.window', make: ({ path }) => [{ path, do: 'remove' }] },
  { rule: 'slo-incomplete', says: 'latency SLO without threshold', family: 'remove', field: 'spec.slos.*.sli.threshold', make: ({ path }) => [{ path, do: 'remove' }, { path: path.replace(/sli\.threshold$/, 'ref'), do: 'remove' }] },
  { rule: 'outdated-reference', says: 'SR 11-7 as current', family: 'contradict', field: 'spec.risk.rationale', make: to('Model risk as SR 11-7 asks for it; a wrong hour costs 250 kEUR.') },
  { rule: 'waiver-invalid', says: 'no reason/approver/compensatingControl', family: 'contradict', field: 'spec.governance', make: ({ path }) => [{ path, do: { add: ['waivers', '[{id: W1, rule: no-slo, granted: 2026-11-01, expires: 2026-12-01}]'] } }] },
  { rule: 'waiver-invalid', says: 'unknown rule', family: 'contradict', field: 'spec.governance', make: ({ path }) => [{ path, do: { add: ['waivers', '[{id: W1, rule: no-such-rule, reason: agreed by the board, approver: "user:j.lind", granted: 2026-11-01, expires: 2026-12-01, compensatingControl: manual review}]'] } }] },
]

/** Roles whose approval the domain asks for by default: in tier 2 that of the architecture only, which every example has. */
const owesApproval = (sibling: Input['sibling']): boolean => sibling('role') === 'architecture'

/** Whether a flow leads from one boundary into another. */
function crosses(path: string, root: Plain): boolean {
  const flow = path.replace(/\.[^.]+$/, '')
  const components = at(root, 'spec.architecture.components') as readonly { readonly id: string; readonly boundary?: string }[]
  const boundaryOf = (id: Plain | undefined): string | undefined => components.find((component) => component.id === id)?.boundary
  const [from, into] = [boundaryOf(at(root, `${flow}.from`)), boundaryOf(at(root, `${flow}.to`))]
  // A call within one process has no wire.
  return from !== into && at(root, `${flow}.protocol`) !== 'inproc'
}

/** Links whose target is not there: every Ref of the schema (generate.ts adds them), and those that have a rule of their own. */
const LINKS: readonly DomainCase[] = [
  ...['performance', 'drift', 'dataQuality', 'service'].map((list): DomainCase => ({ rule: 'alert-without-runbook', says: 'monitor.runbook missing or broken', family: 'dead link', field: `spec.monitoring.${list}.*.runbook`, make: to('runbooks/nowhere.md') })),
  { rule: 'no-data-contract', says: 'contract Ref resolves', family: 'dead link', field: 'spec.lineage.datasets.0.contract', make: ({ root }) => (at(root, 'spec.lineage.datasets.0.role') === 'train' ? 'contracts/nowhere.odcs.yaml' : undefined) },
  { rule: 'missing-model-card', says: 'documents.modelCard missing/unresolved', family: 'dead link', field: 'spec.governance.documents.modelCard', make: to('NOWHERE.md') },
  { rule: 'evidence-missing', says: 'evidence path missing', family: 'dead link', field: 'spec.governance.evidence.*.path', make: to('deploy/nowhere.yaml') },
]

export const DOMAIN: readonly DomainCase[] = [...CONTRADICTIONS, ...LINKS, ...DATES, ...ORDER, ...ARITHMETIC]
