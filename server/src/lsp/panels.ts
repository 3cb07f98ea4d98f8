import type { CancellationToken } from 'vscode-languageserver'
import {
  documentCounts,
  draw,
  GIVEN_VALUES,
  givenValues,
  modelsIn,
  readinessOf,
  render,
  RENDER_KINDS,
  signOff,
  sorted,
  summary,
  tick,
  undocumentedIn,
  VIEWS,
} from '../engine/index.ts'
import type { Edits, GivenValue } from '../engine/index.ts'
import { APPROVAL_ROLES, APPROVAL_STATUSES, GRAPH, PORTFOLIO, READINESS, RENDER, SIGN_OFF, TICK, TREND } from '../protocol/index.ts'
import type { EditResult, GraphDto, GraphParams, PortfolioDto, ReadinessDto, ReadinessParams, RenderParams, RenderResult, SignOffParams, TickParams } from '../protocol/index.ts'
import type { Place } from './folders.ts'
import { InvalidParams } from './guard.ts'
import { pause } from './pause.ts'
import { Placing } from './placed.ts'
import type { Session } from './session.ts'
import { trend } from './trend.ts'
import { uriKey } from './uri.ts'
import { VERSION } from './version.ts'

/** Answers a request of a panel. Parameters come from outside: each answer checks its own. */
export function panelAnswer(session: Session, method: string, params: unknown, token: CancellationToken): Promise<unknown> {
  switch (method) {
    case READINESS:
      return readiness(session, params as ReadinessParams)
    case GRAPH:
      return graph(session, params as GraphParams)
    case PORTFOLIO:
      return portfolio(session)
    case TREND:
      return trend(session, token)
    case RENDER:
      return renderModel(session, (params ?? {}) as RenderParams)
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

/** `plumbline/portfolio`: the models of all folders, and the key figures over all of them. */
async function portfolio(session: Session): Promise<PortfolioDto> {
  await session.settled
  const models = []
  const undocumented = []
  const inputs = []
  const given = new Map<string, GivenValue>()
  const counts = new Map<string, number>()
  for (const folder of session.folders.all()) {
    await folder.ready
    const placing = new Placing(session, { workspace: folder.workspace, path: '', folder, uriOf: (path) => folder.uriOf(path), skipped: undefined })
    const own = modelsIn(folder.workspace)
    inputs.push(...own)
    models.push(...sorted(own).map((model) => ({ ...placing.value(model), folder: folder.uri })))
    undocumented.push(...undocumentedIn(folder.workspace).map((document) => placing.value(document)))
    for (const { kind, count } of documentCounts(folder.workspace)) counts.set(kind, (counts.get(kind) ?? 0) + count)
    for (const [id, value] of givenValues(folder.workspace.text(GIVEN_VALUES))) if (!given.has(id)) given.set(id, value)
    await pause()
  }
  models.sort((a, b) => (a.tier ?? 9) - (b.tier ?? 9) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return { ...summary(inputs, session.platform.today(), given), models, undocumented, documents: [...counts].map(([kind, count]) => ({ kind, count })) }
}

/** `plumbline/render`. */
async function renderModel(session: Session, params: RenderParams): Promise<RenderResult> {
  const found = await placeOf(session, params)
  if (!RENDER_KINDS.includes(params.kind)) throw new InvalidParams(`kind must be one of ${RENDER_KINDS.join(', ')}`)
  return found ? render(found.place.workspace, found.place.path, params.kind, `plumbline ${VERSION}`) : { text: null, refused: 'the document is not known', fileName: '' }
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
