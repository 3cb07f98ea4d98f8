/** Mutations about which the domain names a finding that Plumbline does not give, and why it is left so. Whoever mends one takes it off the list; the test says so. */
export interface Miss {
  readonly manifest: string
  readonly id: string
  readonly rule: string
  readonly because: string
}

const FRAUD = 'card-fraud-scoring'
const FORECAST = 'demand-forecast'
const ASSISTANT = 'support-assistant'

const LAST_STEP = [FRAUD, FORECAST, ASSISTANT].flatMap((manifest): readonly Miss[] => {
  const step = `spec.release.steps.${manifest === FRAUD ? 3 : 2}.duration`
  return [
    {
      manifest,
      id: `${step}: wrong order remove → canary-steps-invalid`,
      rule: 'canary-steps-invalid',
      because: 'the step to 100 % ends the rollout; how long it lasts is asked of the steps before it',
    },
    { manifest, id: `${step}: wrong order 5m → bake-time-too-short`, rule: 'bake-time-too-short', because: 'behind the last step there is none that a guardrail could still stop' },
  ]
})

const STAGES: readonly Miss[] = [
  ...[FRAUD, FORECAST, ASSISTANT].map((manifest) => ({
    manifest,
    id: 'spec.lifecycle.stage: contradict retired → stage-inconsistent',
    rule: 'stage-inconsistent',
    because: 'whether it is still deployed stands in no field of the manifest; that others depend on it is said where they do (deprecated-dependency)',
  })),
  ...[FRAUD, FORECAST].map((manifest) => ({
    manifest,
    id: 'spec.lifecycle.milestones.firstProduction: remove remove; spec.lineage.registry.version remove → stage-inconsistent',
    rule: 'stage-inconsistent',
    because: 'what is missing contradicts nothing; the registry is asked for by lineage-incomplete and mutable-artifact-reference',
  })),
]

const ANSWERS = ['spec.architecture.flows.8.auth: remove remove', 'spec.architecture.flows.8.encrypted: contradict false'].map((id): Miss => ({
  manifest: ASSISTANT,
  id: `${id} → trust-boundary-uncontrolled`,
  rule: 'trust-boundary-uncontrolled',
  because: 'the completion comes back on the call to the provider, which is authenticated and encrypted',
}))

const removed = (manifest: string, because: string, fields: readonly string[]): readonly Miss[] =>
  fields.map((field) => ({ manifest, id: `${field}: remove`, rule: 'finding', because }))

/** Required by the table of the manifest, and silent when it is gone: another field of the same manifest answers the rule. */
const ANSWERED: readonly Miss[] = [
  ...[FRAUD, FORECAST].flatMap((manifest) => removed(manifest, 'the registry with its version says which artifact it is', ['spec.artifacts.0.uri', 'spec.artifacts.0.digest'])),
  ...removed(FORECAST, 'in tier 2 four of commit, data, environment, seed, parameters and run do', [
    'spec.training.reproducibility.seed',
    'spec.training.reproducibility.hyperparameters',
  ]),
  ...removed(FORECAST, 'lineage-incomplete says it where the lineage begins', ['spec.lineage.code.commit']),
  ...removed(FORECAST, 'freshness and defaults of features are asked of online services', ['spec.features.views']),
  ...removed(FRAUD, 'the ML-BOM is there; missing-sbom asks for one of the two', ['spec.artifacts.0.sbom']),
  ...removed(FRAUD, 'governance.documents links the threat model too', ['spec.security.threatModel']),
  ...removed(FRAUD, 'minimisation and pseudonymisation answer for each other, deletion and erasure too', [
    'spec.privacy.minimisation',
    'spec.privacy.pseudonymisation',
    'spec.privacy.deletion',
  ]),
  ...[FRAUD, FORECAST, ASSISTANT].flatMap((manifest) => removed(manifest, 'nextReview gives the date itself', ['spec.governance.reviewCadence'])),
  ...removed(ASSISTANT, 'in tier 2 three of basis, minimisation, retention, access and deletion do', [
    'spec.privacy.lawfulBasis',
    'spec.privacy.minimisation',
    'spec.privacy.deletion',
    'spec.privacy.subjectRights',
  ]),
  ...removed(ASSISTANT, 'missing-dpia asks for it in tier 1, and for special categories', ['spec.privacy.dpia']),
  ...removed(ASSISTANT, 'the service runs in one region', ['spec.privacy.residency']),
  ...removed(ASSISTANT, 'llm.evaluation.online samples live answers', ['spec.monitoring.performance']),
  ...removed(ASSISTANT, 'the SLOs cover latency and errors', ['spec.monitoring.service']),
]

/** Required by the table, but no rule of the domain is about it. */
const UNNAMED: readonly Miss[] = (
  [
    [FRAUD, ['ownership.technicalOwner', 'ownership.productOwner', 'ownership.riskOwner', 'risk.harms', 'model.framework', 'model.signature', 'features.store']],
    [FRAUD, ['model.origin', 'privacy.purpose', 'privacy.jurisdictions']],
    [FORECAST, ['model.origin', 'model.framework', 'features.store']],
    [ASSISTANT, ['model.origin', 'model.signature', 'lineage.datasets', 'privacy.purpose', 'privacy.jurisdictions', 'privacy.processors']],
  ] as const
).flatMap(([manifest, fields]) =>
  removed(
    manifest,
    'no rule of the domain asks for it',
    fields.map((field) => `spec.${field}`),
  ),
)
const DESCRIPTIONS = [FRAUD, FORECAST, ASSISTANT].flatMap((manifest) => removed(manifest, 'no rule of the domain asks for it', ['metadata.description']))

export const MISSES: readonly Miss[] = [...LAST_STEP, ...STAGES, ...ANSWERS, ...ANSWERED, ...UNNAMED, ...DESCRIPTIONS]
