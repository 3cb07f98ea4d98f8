import type { Mutation } from './mutations.ts'

/** Of card-fraud-scoring.model.yaml: rules on components, flows and the reference architecture. */
export const ARCHITECTURE_MUTATIONS: readonly Mutation[] = [
  ['spec.architecture.reference', 'remove', 'no-reference-architecture', 'key:spec.architecture'],
  ['spec.architecture.reference', { set: 'realtime-inferense' }, 'no-reference-architecture', 'value:spec.architecture.reference'],
  ['spec.architecture.components', 'empty', 'reference-architecture-violation', 'value:spec.architecture.reference'],
  ['spec.architecture.components.0.role', { set: 'tool' }, 'reference-architecture-violation', 'value:spec.architecture.reference'],
  ['spec.architecture.flows.5', { set: '{from: roll, to: auth}' }, 'reference-architecture-violation', 'value:spec.architecture.reference'],
  ['spec.architecture.flows.3.from', { set: 'registry' }, 'component-mismatch', 'value:spec.architecture.flows.3.from'],
  ['spec.architecture.flows.1.to', { set: 'scv' }, 'component-mismatch', 'value:spec.architecture.flows.1.to'],
  ['spec.architecture.components.2.boundary', { set: 'platform' }, 'component-mismatch', 'value:spec.architecture.components.2.boundary'],
  ['spec.architecture.failureModes.0.component', { set: 'feast' }, 'component-mismatch', 'value:spec.architecture.failureModes.0.component'],
  ['spec.architecture.flows.0.auth', 'remove', 'trust-boundary-uncontrolled', 'value:spec.architecture.flows.0'],
  ['spec.architecture.flows.0.auth', { set: 'none' }, 'trust-boundary-uncontrolled', 'value:spec.architecture.flows.0'],
  ['spec.architecture.flows.0.encrypted', { set: 'false' }, 'trust-boundary-uncontrolled', 'value:spec.architecture.flows.0'],
  ['spec.architecture.flows.0.encrypted', 'remove', 'trust-boundary-uncontrolled', 'value:spec.architecture.flows.0'],
]
