import type { Mutation } from './mutations.ts'

/** Of card-fraud-scoring.model.yaml: rules of governance, data, features and training beyond the core. */
export const GOVERNANCE_DATA_MUTATIONS: readonly Mutation[] = [
  ['spec.ownership.onCall', 'remove', 'missing-on-call', 'key:spec.ownership'],
  ['spec.ownership.onCall.rotation', 'empty', 'missing-on-call', 'value:spec.ownership.onCall.rotation'],
  ['spec.ownership.onCall.escalation', 'remove', 'missing-on-call', 'key:spec.ownership.onCall'],
  ['spec.ownership.raci', 'remove', 'missing-raci', 'key:spec.ownership'],
  ['spec.ownership.raci.4.accountable', 'remove', 'missing-raci', 'key:spec.ownership.raci'],
  ['spec.risk.aiAct', 'remove', 'missing-ai-act-class', 'key:spec.risk'],
  ['spec.risk.aiAct.class', 'empty', 'missing-ai-act-class', 'value:spec.risk.aiAct.class'],
  ['spec.risk.aiAct.role', 'remove', 'missing-ai-act-class', 'key:spec.risk.aiAct'],
  ['spec.risk.aiAct.class', { set: 'prohibited' }, 'prohibited-practice', 'value:spec.risk.aiAct.class'],
  ['spec.useCase.intendedUse.0', { set: 'Social scoring of card holders' }, 'prohibited-practice', 'value:spec.useCase.intendedUse'],
  ['spec.risk.humanOversight', 'remove', 'no-human-oversight', 'key:spec.risk'],
  ['spec.risk.humanOversight.interventionPoint', 'remove', 'no-human-oversight', 'key:spec.risk.humanOversight'],
  ['spec.risk.humanOversight.overrideTime', 'remove', 'no-human-oversight', 'key:spec.risk.humanOversight'],
  ['spec.useCase.intendedUse', 'remove', 'missing-intended-use', 'key:spec.useCase'],
  ['spec.useCase.outOfScope', 'empty', 'missing-intended-use', 'key:spec.useCase.outOfScope'],
  ['spec.useCase.businessMetric', 'remove', 'no-business-metric', 'key:spec.useCase'],
  ['spec.useCase.businessMetric.0.target', 'remove', 'no-business-metric', 'value:spec.useCase.businessMetric.0.name'],
  ['spec.useCase.businessMetric.0.baseline', 'empty', 'no-business-metric', 'value:spec.useCase.businessMetric.0.baseline'],
  ['spec.governance.documents.modelCard', { set: 'MODEL_CRAD.md' }, 'missing-model-card', 'value:spec.governance.documents.modelCard'],
  ['spec.risk.modelRisk.lastValidation', 'remove', 'no-regulated-validation', 'key:spec.risk.modelRisk'],
  ['spec.risk.modelRisk.validator', 'empty', 'no-regulated-validation', 'value:spec.risk.modelRisk.validator'],
  ['spec.risk.modelRisk.validator', { set: 'team:payments-ml' }, 'no-regulated-validation', 'value:spec.risk.modelRisk.validator'],
]
