import type { Framework } from '../packs/checklist-types.ts'
import type { ModelScope } from './scope.ts'
import { isClosed } from './types.ts'
import type { FrameworkReference, FrameworkState, ReadinessItem } from './types.ts'

/** Whether a mapping concerns a model. */
const concerns = ({ applies = [] }: Framework, { source, documents }: ModelScope): boolean =>
  applies.every((predicate) => documents.some((view) => source.models.applies(view, predicate)))

/** The clauses and tests that an item gives evidence for, by item. */
export function referencesByItem(frameworks: readonly Framework[], scope: ModelScope): ReadonlyMap<string, readonly FrameworkReference[]> {
  const byItem = new Map<string, FrameworkReference[]>()
  for (const framework of frameworks) {
    if (!concerns(framework, scope)) continue
    const clauses = (framework.clauses ?? []).map(({ clause, title, items = [] }) => ({ clause, title, items }))
    const tests = (framework.sections ?? []).flatMap(({ tests: own }) => own.map(({ id, text, items = [] }) => ({ clause: id, title: text, items })))
    for (const { clause, title, items } of [...clauses, ...tests])
      for (const item of items) byItem.set(item, [...(byItem.get(item) ?? []), { framework: framework.id, clause, title }])
  }
  return byItem
}

/** How far the items of each clause are closed. Tests with points are told by the score instead. */
export function frameworkStates(frameworks: readonly Framework[], items: ReadonlyMap<string, ReadinessItem>, scope: ModelScope): readonly FrameworkState[] {
  return frameworks
    .filter((framework) => framework.clauses && concerns(framework, scope))
    .map(({ id, title, source, asOf, confirmed, comparedWith = null, clauses = [] }) => ({
      id,
      title,
      source,
      asOf,
      confirmed,
      comparedWith,
      clauses: clauses.map((clause) => {
        const own = (clause.items ?? []).flatMap((item) => items.get(item) ?? [])
        const asked = own.filter(({ state, demand }) => state !== 'not-applicable' && demand !== 'not-asked')
        return {
          clause: clause.clause,
          title: clause.note ? `${clause.title} (${clause.note})` : clause.title,
          appliesFrom: clause.appliesFrom ?? null,
          items: clause.items ?? [],
          closed: asked.filter(({ state }) => isClosed(state)).length,
          asked: asked.length,
        }
      }),
    }))
}
