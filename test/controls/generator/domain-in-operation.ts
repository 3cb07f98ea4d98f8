import { and, at, given, ofFamily, removed, to, where } from './domain-case.ts'
import type { DomainCase, Input } from './domain-case.ts'
import type { Plain } from './requirements.ts'

const against = ofFamily('contradict')
const without = ofFamily('remove')
const emptied = ofFamily('empty')

const online = ({ root }: Input): boolean => at(root, 'spec.serving.pattern') !== 'batch'

/** Another part in the place of one that the reference architecture of an online service requires. */
const instead: DomainCase['make'] = where(
  (input) => online(input) && ['client', 'inference-service'].includes(String(at(input.value, 'role'))),
  ({ value }) => `{id: ${String(at(value, 'id'))}, role: warehouse, name: Box seven}`,
)

/** Whether a flow leads from one boundary into another. */
function crosses(path: string, root: Plain): boolean {
  const flow = path.replace(/\.[^.]+$/, '')
  const components = at(root, 'spec.architecture.components') as readonly { readonly id: string; readonly boundary?: string }[]
  const boundaryOf = (id: Plain | undefined): string | undefined => components.find((component) => component.id === id)?.boundary
  const [from, into] = [boundaryOf(at(root, `${flow}.from`)), boundaryOf(at(root, `${flow}.to`))]
  // A call within one process has no wire.
  return from !== into && at(root, `${flow}.protocol`) !== 'inproc'
}

/** Values of release, operation, security, privacy and lifecycle that contradict a rule. */
export const IN_OPERATION: readonly DomainCase[] = [
  against('missing-rollback', 'target is current version', 'spec.release.rollback.target', ({ root }) => String(at(root, 'metadata.version'))),
  against('no-progressive-rollout', 'strategy all-at-once', 'spec.release.strategy', to('all-at-once')),
  against('manual-deployment', 'deployment.automated false', 'spec.release.deployment.automated', to('false')),
  against('canary-step-without-guardrail', 'unknown guardrail name', 'spec.release.steps.*.guardrails', ({ sibling }) =>
    Number(sibling('trafficPercent')) < 100 ? '[nobody-defined-this]' : undefined,
  ),
  emptied('canary-step-without-guardrail', 'step < 100 % without guardrail', 'spec.release.steps.*.guardrails', ({ path, sibling }) =>
    Number(sibling('trafficPercent')) < 100 ? [{ path, do: 'empty' }] : undefined,
  ),
  against('no-prediction-logging', 'logging.predictions false', 'spec.monitoring.logging.predictions', to('false')),
  without(['no-drift-monitoring', 'monitor-without-threshold'], 'monitor w/o threshold', 'spec.monitoring.drift.*.threshold', removed),
  against('no-reference-architecture', 'architecture.reference missing/unknown', 'spec.architecture.reference', to('house-style')),
  against(['reference-architecture-violation', 'component-mismatch'], 'required component missing', 'spec.architecture.components.*', instead, [
    'spec.architecture',
    'spec.architecture.reference',
  ]),
  against('single-point-of-failure', 'replicas.min < 2', 'spec.serving.capacity.replicas.min', where(online, '1')),
  against('single-point-of-failure', '1 zone t1', 'spec.serving.deployment.zones', ({ path, root }) =>
    at(root, 'spec.risk.tier') === 1
      ? [
          { path, do: { set: '1' } },
          { path: 'spec.serving.deployment.regions', do: { set: '[eu-central-1]' } },
        ]
      : undefined,
  ),
  against('single-point-of-failure', 'scaleToZero with latency SLO', 'spec.serving.autoscaling.scaleToZero', to('true')),
  against(['fail-open-unjustified', 'no-fallback'], 'behaviour fail-open without rationale', 'spec.serving.fallback.*.behaviour', to('fail-open')),
  against('fail-open-unjustified', 'guardrail onFailure fail-open', 'spec.llm.guardrails.*.onFailure', to('fail-open')),
  against('no-access-control', 'authn none for exposure ≠ none', 'spec.security.authn.method', to('none')),
  against('no-secrets-management', 'secrets.manager absent/none', 'spec.security.secrets.manager', to('none')),
  against('unsafe-artifact-format', 'pickle/joblib/.pt unverified', 'spec.artifacts.*.format', and('pickle', ['.signature', 'remove'])),
  without('trust-boundary-uncontrolled', 'flow between boundaries without auth or encryption', 'spec.architecture.flows.*.auth', ({ path, root }) =>
    crosses(path, root) ? [{ path, do: 'remove' }] : undefined,
  ),
  against('trust-boundary-uncontrolled', 'flow between boundaries without auth or encryption', 'spec.architecture.flows.*.encrypted', ({ path, root }) =>
    crosses(path, root) ? 'false' : undefined,
  ),
  against('over-privileged-identity', '`*` action/resource', 'spec.security.authz.roles.*.permissions', to('["*"]')),
  against('over-privileged-identity', 'shared SA for training and serving', 'spec.security.identity.servingServiceAccount', ({ sibling }) =>
    sibling('trainingServiceAccount') === undefined ? undefined : String(sibling('trainingServiceAccount')),
  ),
  against('open-vulnerabilities', 'findings critical or high > 0 without waiver', 'spec.security.findings.critical', to('2')),
  against('open-vulnerabilities', 'findings critical or high > 0 without waiver', 'spec.security.findings.high', to('1')),
  against('residency-violation', 'residency set & regions outside', 'spec.serving.deployment.regions', where(given('spec.privacy.residency'), '[us-east-1]'), ['spec.privacy']),
  against('residency-violation', 'provider.region outside', 'spec.llm.providers.*.region', to('us-west-2'), ['spec.privacy']),
  against(
    'privacy-classification-contradiction',
    'dataCategories none while data say personal',
    'spec.privacy.dataCategories',
    ({ root }) => (at(root, 'spec.lineage.datasets.0.personalData') === true ? '[none]' : undefined),
    ['spec.lineage.datasets'],
  ),
  against('no-retraining-policy', '`never` without justification', 'spec.lifecycle.retraining', ({ root }) =>
    at(root, 'spec.training') === undefined ? undefined : '{trigger: never}',
  ),
  against('auto-retrain-without-gate', 'automated retraining & gate false', 'spec.lifecycle.retraining.gate', to('false')),
  without('auto-retrain-without-gate', 'automated retraining & gate absent', 'spec.lifecycle.retraining.gate', removed),
  against('stage-inconsistent', 'stage experiment but releases[]', 'spec.lifecycle.stage', to('experiment')),
  without(
    'stage-inconsistent',
    'production without registry version/firstProduction',
    'spec.lifecycle.milestones.firstProduction',
    ({ path, root }) =>
      at(root, 'spec.lineage.registry') === undefined
        ? undefined
        : [
            { path, do: 'remove' },
            { path: 'spec.lineage.registry.version', do: 'remove' },
          ],
    ['spec.lifecycle'],
  ),
  against(['stage-inconsistent', 'deprecated-dependency'], 'retired still deployed or referenced', 'spec.lifecycle.stage', to('retired')),
  against('floating-model-alias', 'model id without date/version, `latest`', 'spec.llm.providers.*.versionPin', to('latest')),
  against('floating-model-alias', 'model id without date/version', 'spec.llm.providers.*.versionPin', to('example-llm')),
  against('judge-uncalibrated', 'n ≥ 50', 'spec.llm.evaluation.judge.agreementWithHumans.sampleSize', to('20')),
  against('judge-uncalibrated', 'judge = judged model', 'spec.llm.evaluation.judge.model', ({ root }) => String(at(root, 'spec.llm.providers.0.model'))),
  against('retrieval-access-control-missing', 'accessControl none & corpus not public', 'spec.llm.retrieval.accessControl', to('none')),
  against('no-ai-disclosure', 'disclosure.userNotice not true', 'spec.llm.disclosure.userNotice', to('false')),
  without('provider-failover-missing', 'third-party without fallback/exitPlan', 'spec.llm.providers.*.exitPlan', ({ path }) => [
    { path, do: 'remove' },
    { path: path.replace(/exitPlan$/, 'fallback'), do: 'remove' },
  ]),
  against('secret-in-document', 'key patterns (AKIA…, ghp_)', 'spec.security.secrets.manager', to('vault # AKIA4QX7ZB2M5NWPKD3R')),
  without('lineage-incomplete', 'dataset → code → run → artifact → registry has a missing link', 'spec.lineage.registry', removed),
  without('lineage-incomplete', 'dataset → code → run → artifact → registry has a missing link', 'spec.lineage.run', removed),
  without(['slo-incomplete', 'no-slo'], 'SLI definition, target or window missing', 'spec.slos.*.window', removed),
  without('slo-incomplete', 'latency SLO without threshold', 'spec.slos.*.sli.threshold', ({ path }) => [
    { path, do: 'remove' },
    { path: path.replace(/sli\.threshold$/, 'ref'), do: 'remove' },
  ]),
  against('outdated-reference', 'SR 11-7 as current', 'spec.risk.rationale', to('Model risk as SR 11-7 asks for it; a wrong hour costs 250 kEUR.')),
  against('waiver-invalid', 'no reason/approver/compensatingControl', 'spec.governance', ({ path }) => [
    { path, do: { add: ['waivers', '[{id: W1, rule: no-slo, granted: 2026-11-01, expires: 2026-12-01}]'] } },
  ]),
  against('waiver-invalid', 'unknown rule', 'spec.governance', ({ path }) => [
    {
      path,
      do: {
        add: [
          'waivers',
          '[{id: W1, rule: no-such-rule, reason: agreed by the board, approver: "user:j.lind", granted: 2026-11-01, expires: 2026-12-01, compensatingControl: manual review}]',
        ],
      },
    },
  ]),
]
