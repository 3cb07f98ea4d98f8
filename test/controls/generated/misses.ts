/** Mutations about which the domain names a finding that Plumbline does not give, and why it is left so. Whoever mends one takes it off the list; the test says so. */
export interface Miss {
  readonly manifest: string
  readonly id: string
  readonly rule: string
  readonly because: string
}

const FRAUD = 'card-fraud-scoring'
const ASSISTANT = 'support-assistant'

const LAST_STEP = [FRAUD, ASSISTANT].flatMap((manifest): readonly Miss[] => {
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
  ...[FRAUD, ASSISTANT].map((manifest) => ({
    manifest,
    id: 'spec.lifecycle.stage: contradict retired → stage-inconsistent',
    rule: 'stage-inconsistent',
    because: 'whether it is still deployed stands in no field of the manifest; that others depend on it is said where they do (deprecated-dependency)',
  })),
  {
    manifest: FRAUD,
    id: 'spec.lifecycle.milestones.firstProduction: remove remove; spec.lineage.registry.version remove → stage-inconsistent',
    rule: 'stage-inconsistent',
    because: 'what is missing contradicts nothing; the registry is asked for by lineage-incomplete and mutable-artifact-reference',
  },
]

const ANSWERS = ['spec.architecture.flows.8.auth: remove remove', 'spec.architecture.flows.8.encrypted: contradict false'].map(
  (id): Miss => ({
    manifest: ASSISTANT,
    id: `${id} → trust-boundary-uncontrolled`,
    rule: 'trust-boundary-uncontrolled',
    because: 'the completion comes back on the call to the provider, which is authenticated and encrypted',
  }),
)

const removed = (manifest: string, because: string, fields: readonly string[]): readonly Miss[] =>
  fields.map((field) => ({ manifest, id: `${field}: remove`, rule: 'finding', because }))

/** Required by the table of the manifest, and silent when it is gone: another field of the same manifest answers the rule. */
const ANSWERED: readonly Miss[] = [
  ...removed(FRAUD, 'the registry with its version says which artifact it is', ['spec.artifacts.0.uri', 'spec.artifacts.0.digest']),
  ...removed(FRAUD, 'the ML-BOM is there; missing-sbom asks for one of the two', ['spec.artifacts.0.sbom']),
  ...removed(FRAUD, 'governance.documents links the threat model too', ['spec.security.threatModel']),
  ...removed(FRAUD, 'minimisation and pseudonymisation answer for each other, deletion and erasure too', ['spec.privacy.minimisation', 'spec.privacy.pseudonymisation', 'spec.privacy.deletion']),
  ...[FRAUD, ASSISTANT].flatMap((manifest) => removed(manifest, 'nextReview gives the date itself', ['spec.governance.reviewCadence'])),
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
const UNNAMED: readonly Miss[] = [
  ...[FRAUD, ASSISTANT].flatMap((manifest) =>
    removed(manifest, 'no rule of the domain asks for it', ['metadata.description', 'spec.model.origin', 'spec.model.signature', 'spec.privacy.purpose', 'spec.privacy.jurisdictions']),
  ),
  ...removed(FRAUD, 'no rule of the domain asks for it', [
    'spec.ownership.technicalOwner',
    'spec.ownership.productOwner',
    'spec.ownership.riskOwner',
    'spec.risk.harms',
    'spec.model.framework',
    'spec.features.store',
  ]),
  ...removed(ASSISTANT, 'no rule of the domain asks for it', ['spec.lineage.datasets', 'spec.privacy.processors']),
]

export const MISSES: readonly Miss[] = [...LAST_STEP, ...STAGES, ...ANSWERS, ...ANSWERED, ...UNNAMED]
