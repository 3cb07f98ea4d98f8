/** Mutations about which the domain names a finding that Plumbline does not give, and why it is left so. Whoever mends one takes it off the list; the test says so. */
export const MISSES: readonly { readonly manifest: string; readonly id: string; readonly rule: string; readonly because: string }[] = [
  ...['card-fraud-scoring', 'support-assistant'].flatMap((manifest) => {
    const last = manifest === 'card-fraud-scoring' ? 3 : 2
    return [
      {
        manifest,
        id: `spec.release.steps.${last}.duration: wrong order remove → canary-steps-invalid`,
        rule: 'canary-steps-invalid',
        because: 'the step to 100 % ends the rollout; how long it lasts is asked of the steps before it',
      },
      {
        manifest,
        id: `spec.release.steps.${last}.duration: wrong order 5m → bake-time-too-short`,
        rule: 'bake-time-too-short',
        because: 'behind the last step there is none that a guardrail could still stop',
      },
      {
        manifest,
        id: 'spec.lifecycle.stage: contradict retired → stage-inconsistent',
        rule: 'stage-inconsistent',
        because: 'whether it is still deployed stands in no field of the manifest; that others depend on it is said where they do (deprecated-dependency)',
      },
    ]
  }),
  {
    manifest: 'card-fraud-scoring',
    id: 'spec.lifecycle.milestones.firstProduction: remove remove; spec.lineage.registry.version remove → stage-inconsistent',
    rule: 'stage-inconsistent',
    because: 'what is missing contradicts nothing; the registry is asked for by lineage-incomplete and mutable-artifact-reference',
  },
  ...['spec.architecture.flows.8.auth: remove remove', 'spec.architecture.flows.8.encrypted: contradict false'].map((id) => ({
    manifest: 'support-assistant',
    id: `${id} → trust-boundary-uncontrolled`,
    rule: 'trust-boundary-uncontrolled',
    because: 'the completion comes back on the call to the provider, which is authenticated and encrypted',
  })),
]
