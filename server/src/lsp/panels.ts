import { draw, readinessOf, signOff, tick, VIEWS } from '../engine/index.ts'
import type { Edits } from '../engine/index.ts'
import { APPROVAL_ROLES, APPROVAL_STATUSES, GRAPH, READINESS, SIGN_OFF, TICK } from '../protocol/index.ts'
import type { EditResult, GraphDto, GraphParams, ReadinessDto, ReadinessParams, SignOffParams, TickParams } from '../protocol/index.ts'
import type { Place } from './folders.ts'
import { InvalidParams } from './guard.ts'
import { Placing } from './placed.ts'
import type { Session } from './session.ts'
import { uriKey } from './uri.ts'

/** Answers a request of a panel. Parameters come from outside: each answer checks its own. */
export function panelAnswer(session: Session, method: string, params: unknown): Promise<unknown> {
  switch (method) {
    case READINESS:
      return readiness(session, params as ReadinessParams)
    case GRAPH:
      return graph(session, params as GraphParams)
    case TICK:
      return tickItem(session, (params ?? {}) as TickParams)
    case SIGN_OFF:
      return signOffModel(session, (params ?? {}) as SignOffParams)
    default:
      throw new Error(`no answer to ${method}`)
  }
}

/** Where a panel's document lies, once everything it depends on has been read. */
async function placeOf(session: Session, params: { readonly uri?: unknown } | undefined | null): Promise<{ readonly uri: string; readonly place: Place } | undefined> {
  const uri = params?.uri
  if (typeof uri !== 'string') throw new InvalidParams('uri must be a string')
  const key = uriKey(uri)
  await session.ready(key)
  const place = session.folders.place(key)
  return place && place.workspace.text(place.path) !== undefined && session.settings.enabled(key) ? { uri, place } : undefined
}

/** `plumbline/readiness`. */
async function readiness(session: Session, params: ReadinessParams): Promise<ReadinessDto | null> {
  const found = await placeOf(session, params)
  const answered = found && readinessOf(found.place.workspace, found.place.path)
  return answered ? { uri: found.uri, ...new Placing(session, found.place).value(answered) } : null
}

/** `plumbline/graph`. */
async function graph(session: Session, params: GraphParams): Promise<GraphDto | null> {
  const found = await placeOf(session, params)
  const { view, base } = params
  if (view !== undefined && !VIEWS.includes(view)) throw new InvalidParams(`view must be one of ${VIEWS.join(', ')}`)
  if (base !== undefined && typeof base !== 'string') throw new InvalidParams('base must be a string')
  const picture = found && draw(found.place.workspace, found.place.path, { view, base })
  return picture ? { uri: found.uri, ...new Placing(session, found.place).value(picture) } : null
}

/** `plumbline/tick`. */
async function tickItem(session: Session, params: TickParams): Promise<EditResult> {
  const found = await placeOf(session, params)
  const { item, state, evidence, by, reason } = params
  if (typeof item !== 'string' || !['done', 'open', 'not-applicable'].includes(state)) throw new InvalidParams('item and state must be given')
  for (const [name, value] of Object.entries({ evidence, by, reason })) if (value !== undefined && typeof value !== 'string') throw new InvalidParams(`${name} must be a string`)
  return found ? result(session, found.place, tick(found.place.workspace, found.place.path, { item, state, evidence, by, reason })) : { refused: 'the document is not known' }
}

/** `plumbline/signOff`. */
async function signOffModel(session: Session, params: SignOffParams): Promise<EditResult> {
  const found = await placeOf(session, params)
  const { role, approver, status, conditions = [], comment } = params.approval ?? {}
  if (!APPROVAL_ROLES.includes(role) || typeof approver !== 'string' || !APPROVAL_STATUSES.includes(status)) throw new InvalidParams('approval must have role, approver and status')
  if (!Array.isArray(conditions) || conditions.some((condition) => typeof condition !== 'string')) throw new InvalidParams('conditions must be strings')
  if (comment !== undefined && typeof comment !== 'string') throw new InvalidParams('comment must be a string')
  return found
    ? result(session, found.place, signOff(found.place.workspace, found.place.path, { role, approver, status, conditions, comment }))
    : { refused: 'the document is not known' }
}

const result = (session: Session, place: Place, edits: Edits): EditResult => ('refused' in edits ? edits : { edit: new Placing(session, place).edit(edits.edits, edits.creates) })
