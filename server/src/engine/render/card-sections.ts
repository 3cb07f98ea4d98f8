/** A field of a document that is made from a manifest: what it is called, and where the manifest keeps it. */
export interface CardField {
  readonly label: string
  readonly path: string
  /** Predicate of the models that have it; others leave it out unless they state it. */
  readonly applies?: string
}

export interface CardSection {
  readonly title: string
  readonly fields: readonly CardField[]
}

export interface CardTemplate {
  readonly kind: 'model-card' | 'system-card' | 'annex-iv'
  /** Kind in the front matter of what is made; the skeleton of Annex IV is a system card. */
  readonly document: 'model-card' | 'system-card'
  readonly title: (model: string) => string
  readonly note: string
  readonly sections: readonly CardSection[]
}

const f = (label: string, path: string, applies?: string): CardField => (applies === undefined ? { label, path } : { label, path, applies })

const STATEMENT = 'Fields are marked: *verified* by a file of the workspace, *stated* in the manifest, or **missing**.'

/** Sections after Mitchell et al. 2019. */
const modelCard: CardTemplate = {
  kind: 'model-card',
  document: 'model-card',
  title: (model) => `Model card: ${model}`,
  note: STATEMENT,
  sections: [
    {
      title: 'Model details',
      fields: [
        f('Description', 'metadata.description'),
        f('Version', 'metadata.version'),
        f('Type', 'spec.model.type'),
        f('Origin', 'spec.model.origin'),
        f('Algorithm', 'spec.model.algorithm', 'trained'),
        f('Framework', 'spec.model.framework', 'trained'),
        f('Registry', 'spec.lineage.registry', 'trained'),
        f('Providers', 'spec.llm.providers', 'llm'),
        f('Prompts', 'spec.llm.prompts', 'llm'),
      ],
    },
    { title: 'Contact', fields: [f('Owner', 'spec.ownership.owner'), f('On-call', 'spec.ownership.onCall')] },
    {
      title: 'Intended use',
      fields: [f('Problem', 'spec.useCase.problem'), f('Intended use', 'spec.useCase.intendedUse'), f('Out of scope', 'spec.useCase.outOfScope'), f('Users', 'spec.useCase.users')],
    },
    { title: 'Factors', fields: [f('Slices', 'spec.evaluation.slices'), f('Affected persons', 'spec.risk.affectedPersons')] },
    {
      title: 'Metrics',
      fields: [
        f('Metrics and thresholds', 'spec.evaluation.metrics'),
        f('Metrics of the language model', 'spec.llm.evaluation.metrics', 'llm'),
        f('Business metric', 'spec.useCase.businessMetric'),
      ],
    },
    { title: 'Training data', fields: [f('Datasets', 'spec.lineage.datasets'), f('Labels', 'spec.lineage.labels', 'supervised')] },
    {
      title: 'Quantitative analyses',
      fields: [f('Baseline', 'spec.evaluation.baseline'), f('Champion', 'spec.evaluation.champion'), f('Robustness', 'spec.evaluation.robustness')],
    },
    {
      title: 'Ethical considerations',
      fields: [
        f('Harms', 'spec.risk.harms'),
        f('Fairness', 'spec.evaluation.fairness'),
        f('Personal data', 'spec.privacy.dataCategories'),
        f('Human oversight', 'spec.risk.humanOversight'),
      ],
    },
    { title: 'Caveats and recommendations', fields: [f('Limitations', 'spec.model.limitations'), f('Explainability', 'spec.model.explainability')] },
    { title: 'Monitoring', fields: [f('Drift', 'spec.monitoring.drift'), f('Live quality', 'spec.monitoring.performance')] },
  ],
}

const systemCard: CardTemplate = {
  kind: 'system-card',
  document: 'system-card',
  title: (model) => `System card: ${model}`,
  note: STATEMENT,
  sections: [
    {
      title: 'General description and intended purpose',
      fields: [
        f('Description', 'metadata.description'),
        f('Problem', 'spec.useCase.problem'),
        f('Intended use', 'spec.useCase.intendedUse'),
        f('Out of scope', 'spec.useCase.outOfScope'),
        f('Decision', 'spec.useCase.decision'),
      ],
    },
    {
      title: 'Provider, version and interactions',
      fields: [f('Owner', 'spec.ownership.owner'), f('Version', 'metadata.version'), f('System', 'metadata.system'), f('EU AI Act', 'spec.risk.aiAct')],
    },
    {
      title: 'Architecture and design choices',
      fields: [
        f('Reference architecture', 'spec.architecture.reference'),
        f('Components', 'spec.architecture.components'),
        f('Deviations', 'spec.architecture.deviations'),
        f('Decision records', 'spec.governance.documents.adrs'),
      ],
    },
    { title: 'Data governance', fields: [f('Datasets', 'spec.lineage.datasets'), f('Quality checks', 'spec.monitoring.dataQuality'), f('Personal data', 'spec.privacy')] },
    { title: 'Human oversight', fields: [f('Autonomy', 'spec.risk.autonomy'), f('Oversight', 'spec.risk.humanOversight'), f('Kill switch', 'spec.serving.killSwitch')] },
    {
      title: 'Validation and testing',
      fields: [
        f('Metrics', 'spec.evaluation.metrics'),
        f('Gate', 'spec.evaluation.gate'),
        f('Robustness', 'spec.evaluation.robustness'),
        f('Fairness', 'spec.evaluation.fairness'),
      ],
    },
    {
      title: 'Cybersecurity',
      fields: [
        f('Authentication', 'spec.security.authn'),
        f('Authorisation', 'spec.security.authz'),
        f('Threat model', 'spec.security.threatModel'),
        f('Scans', 'spec.security.scanning'),
      ],
    },
    {
      title: 'Capabilities and limitations',
      fields: [f('Limitations', 'spec.model.limitations'), f('Failure modes', 'spec.architecture.failureModes'), f('Fallback', 'spec.serving.fallback')],
    },
    { title: 'Risk management', fields: [f('Tier', 'spec.risk.tier'), f('Rationale', 'spec.risk.rationale'), f('Harms', 'spec.risk.harms')] },
    {
      title: 'Post-market monitoring',
      fields: [
        f('Drift', 'spec.monitoring.drift'),
        f('Live quality', 'spec.monitoring.performance'),
        f('Drift response', 'spec.monitoring.driftResponse'),
        f('Runbooks', 'spec.governance.documents.runbooks'),
      ],
    },
    { title: 'Transparency', fields: [f('Disclosure', 'spec.llm.disclosure', 'llm'), f('Model card', 'spec.governance.documents.modelCard')] },
    { title: 'Lifecycle', fields: [f('Stage', 'spec.lifecycle.stage'), f('Retraining', 'spec.lifecycle.retraining'), f('Retirement', 'spec.lifecycle.retirement')] },
  ],
}

/** Points of Annex IV, numbered as in the consolidated text of 2026-07-27. */
const annexIv: CardTemplate = {
  kind: 'annex-iv',
  document: 'system-card',
  title: (model) => `Technical documentation (Annex IV skeleton): ${model}`,
  note: `${STATEMENT} A skeleton after Annex IV of Regulation (EU) 2024/1689, with the points of the consolidated text of 2026-07-27. Plumbline reports documentation evidence, not conformity.`,
  sections: [
    {
      title: '1. General description',
      fields: [
        f('Intended purpose', 'spec.useCase.intendedUse'),
        f('Provider and version', 'metadata.version'),
        f('Interaction with other systems', 'spec.architecture.flows'),
        f('Forms of distribution', 'spec.serving.api'),
        f('Hardware', 'spec.serving.deployment'),
        f('Users and instructions', 'spec.useCase.users'),
      ],
    },
    {
      title: '2. Elements and development process',
      fields: [
        f('(a) Methods and third-party tools', 'spec.model'),
        f('(b) Design choices and rationale', 'spec.governance.documents.adrs'),
        f('(c) Architecture and compute', 'spec.architecture.components'),
        f('(c) Training compute', 'spec.training.compute', 'trained'),
        f('(d) Data requirements', 'spec.lineage.datasets'),
        f('(d) Labelling', 'spec.lineage.labels', 'supervised'),
        f('(e) Human oversight', 'spec.risk.humanOversight'),
        f('(f) Pre-determined changes', 'spec.lifecycle.retraining'),
        f('(g) Validation and testing', 'spec.evaluation'),
        f('(h) Cybersecurity', 'spec.security'),
      ],
    },
    {
      title: '3. Monitoring, functioning and control',
      fields: [
        f('Limitations', 'spec.model.limitations'),
        f('Foreseeable risks', 'spec.risk.harms'),
        f('Input specification', 'spec.model.signature'),
        f('Monitoring', 'spec.monitoring'),
      ],
    },
    { title: '4. Appropriateness of the metrics', fields: [f('Metrics', 'spec.evaluation.metrics'), f('Business metric', 'spec.useCase.businessMetric')] },
    {
      title: '5. Risk management system',
      fields: [f('Tier and rationale', 'spec.risk.rationale'), f('Failure modes', 'spec.architecture.failureModes'), f('Threat model', 'spec.security.threatModel')],
    },
    { title: '6. Changes through the lifecycle', fields: [f('Releases', 'spec.lifecycle.releases'), f('Rollout', 'spec.release')] },
    { title: '7. Standards applied', fields: [f('Controls', 'spec.governance.controls')] },
    { title: '8. Declaration of conformity', fields: [f('Declaration', 'spec.governance.documents.declaration')] },
    {
      title: '9. Post-market monitoring',
      fields: [f('Live quality', 'spec.monitoring.performance'), f('Drift response', 'spec.monitoring.driftResponse'), f('Runbooks', 'spec.governance.documents.runbooks')],
    },
  ],
}

export const CARD_TEMPLATES: readonly CardTemplate[] = [modelCard, systemCard, annexIv]
