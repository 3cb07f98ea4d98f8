import { approvalsOf, staleParts } from '../approvals/approvals.ts'
import { partsOf } from '../approvals/parts.ts'
import type { DocumentView } from '../documents/document.ts'
import { standardChecklists, standardFrameworks } from '../packs/generated/checklists.ts'
import { boxesOf } from './boxes.ts'
import type { BoxLine } from './boxes.ts'
import { frameworkStates, referencesByItem } from './frameworks.ts'
import { answer } from './items.ts'
import { scopeOf } from './scope.ts'
import type { ModelScope, ModelSource } from './scope.ts'
import { testScore } from './test-score.ts'
import { isClosed, ITEM_STATES } from './types.ts'
import type { ApprovalState, ItemState, Progress, Readiness, ReadinessItem } from './types.ts'

/** What every view of readiness says of itself. */
const DISCLAIMER =
  'Plumbline reports which documentation evidence there is, not conformity with a law or a standard. Mappings that are not confirmed are from memory and await a comparison with their source.'

/** The checklist of the model that a document belongs to; undefined for a document of no model. */
export function readinessOf(source: ModelSource, path: string): Readiness | undefined {
  const scope = scopeOf(source, path)
  return scope && answerAll(scope)
}

/** The checklist of a model, answered item by item. */
export function answerAll(scope: ModelScope): Readiness {
  const [checklist] = standardChecklists
  const references = referencesByItem(standardFrameworks, scope)
  const boxes = boxesByItem(scope)
  const items = checklist!.areas.flatMap(({ area, items: own }) => own.map((item) => answer(item, area, scope, boxes.get(item.id), references.get(item.id) ?? [])))
  const byId = new Map(items.map((item) => [item.id, item]))
  const progress = progressOf(items)
  const [first] = scope.documents
  return {
    model: scope.name,
    version: scope.version ?? null,
    tier: scope.tier,
    tierStated: scope.tierStated,
    stage: scope.stage,
    checklist: `${checklist!.id}@${checklist!.version}`,
    documents: scope.documents.map(({ path, titleRange, recognition, title }) => ({ place: { path, range: titleRange }, kind: recognition!.kind, title })),
    ready: progress.open === 0,
    progress,
    areas: checklist!.areas.map(({ area }) => {
      const own = items.filter((item) => item.area === area)
      return { area, items: own.map(({ id }) => id), ...progressOf(own) }
    }),
    items,
    testScore: testScore(
      standardFrameworks.find(({ score }) => score)!,
      byId,
      scope,
    ),
    frameworks: frameworkStates(standardFrameworks, byId, scope),
    approvals: scope.documents.filter((view) => view === first || view.recognition?.kind === 'ml-design-doc').flatMap((view) => approvalStates(view)),
    disclaimer: DISCLAIMER,
  }
}

/** How far items are: of those that the tier asks for and that apply. */
export function progressOf(items: readonly ReadinessItem[]): Progress {
  const asked = items.filter(({ demand, state }) => demand !== 'not-asked' && state !== 'not-applicable')
  const required = asked.filter(({ demand }) => demand === 'required')
  const closed = required.filter(({ state }) => isClosed(state)).length
  return {
    asked: asked.length,
    counts: Object.fromEntries(ITEM_STATES.map((state) => [state, items.filter((item) => item.state === state && item.demand !== 'not-asked').length])) as Record<
      ItemState,
      number
    >,
    open: required.length - closed,
    percent: required.length === 0 ? null : Math.round((100 * closed) / required.length),
  }
}

/** The boxes of the model's checklist documents; the first that names an item counts. */
function boxesByItem({ documents }: ModelScope): ReadonlyMap<string, BoxLine> {
  const boxes = new Map<string, BoxLine>()
  for (const view of documents) if (view.recognition?.kind === 'readiness-checklist') for (const box of boxesOf(view)) if (!boxes.has(box.item)) boxes.set(box.item, box)
  return boxes
}

function approvalStates(view: DocumentView): readonly ApprovalState[] {
  const approvals = approvalsOf(view)
  if (approvals.length === 0) return []
  const now = partsOf(view)
  return approvals.map((approval) => {
    const changed = staleParts(approval, now)
    return {
      role: approval.role,
      approver: approval.approver,
      status: approval.status,
      date: approval.date ?? null,
      version: approval.version ?? null,
      conditions: approval.conditions,
      validity: changed === undefined ? 'unbound' : changed.length > 0 ? 'stale' : 'current',
      changed: changed ?? [],
      place: { path: view.path, range: approval.range },
    }
  })
}
