import type { DocumentView } from './document.ts'

/** Predicates of the domain that a rule may name in `applies`. */
export const PREDICATES = ['online', 'batch', 'streaming', 'edge', 'trained', 'supervised', 'usesFeatures', 'temporal', 'llm', 'rag', 'agentic', 'thirdPartyModel', 'personalData', 'affectsPersons', 'multiTenant', 'euReach', 'regulated', 'gpu', 'production'] as const
export type Predicate = (typeof PREDICATES)[number]

export function holds(_document: DocumentView, _manifest: DocumentView | undefined, _predicate: string): boolean {
  return true
}
