import type { Match, PartMatch } from '../architecture/match.ts'
import { roleTitle } from '../architecture/roles.ts'
import type { Boundary, Component, Flow, Graph } from '../architecture/types.ts'
import { durationText } from '../documents/quantities.ts'
import type { Edge, Group, Node, Parts, Shape } from './types.ts'

/** Most parts that are drawn; nobody can look at more, and layout and page stay quick. */
export const MAX_DRAWN = 400

/** Shape by role where the author drew none: what holds data, what holds messages, what decides. */
function shapeOf({ shape, role, external }: Component): Shape {
  if (shape !== 'box') return shape
  if (role === undefined) return external ? 'person' : 'box'
  if (/store|registry|warehouse|log$|cache|sink|source|corpus/.test(role)) return 'store'
  if (/stream|queue/.test(role)) return 'queue'
  if (/gate$|validator|engine/.test(role)) return 'decision'
  return role === 'client' || role === 'human-review' ? 'person' : 'box'
}

/** Nodes, edges and boundaries of a graph, with the reference architecture laid over it. */
export function systemParts(graph: Graph, match: Match | undefined, owner: string | undefined): Parts {
  const ids = new Map(graph.components.slice(0, MAX_DRAWN).map((component, i) => [component.id, `n${i}`]))
  const groups = groupsOf(graph, [...ids.keys()])
  const groupId = new Map(graph.boundaries.map((boundary, i) => [boundary.id, `g${i}`]))
  const trust = new Map(graph.boundaries.map((boundary) => [boundary.id, boundary]))
  const byId = new Map(graph.components.map((component) => [component.id, component]))
  const nodes = graph.components.slice(0, MAX_DRAWN).map((component): Node => nodeOf(component, graph, ids.get(component.id)!, groupId, owner))
  const forbidden = new Map(match?.forbidden.filter((found) => found.graph === graph || sameGraph(found.graph, graph)).map((found) => [flowKey(found.flow), found]) ?? [])
  const edges = graph.flows.slice(0, 2 * MAX_DRAWN).flatMap((flow, i): Edge[] => {
    const [from, to] = [ids.get(flow.from), ids.get(flow.to)]
    if (from === undefined || to === undefined) return []
    const found = forbidden.get(flowKey(flow))
    const state = found ? (found.deviation?.accepted ? 'deviation' : 'forbidden') : 'present'
    const reason = found ? [found.deviation?.accepted ? `deviation: ${found.deviation.reason ?? found.deviation.adr ?? 'recorded'}` : `forbidden: ${found.rule.message}`] : []
    return [edgeOf(flow, graph, `e${i}`, from, to, crosses(flow, byId, trust), state, reason)]
  })
  const ghosts = match ? ghostParts(match, graph, nodes, ids) : { nodes: [], edges: [] }
  return { nodes: [...nodes, ...ghosts.nodes], edges: [...edges, ...ghosts.edges], groups }
}

const sameGraph = (a: Graph, b: Graph): boolean => a.path === b.path && a.range.start === b.range.start

const flowKey = ({ from, to, range }: Flow): string => `${from}\n${to}\n${range.start}`

function groupsOf(graph: Graph, drawn: readonly string[]): readonly Group[] {
  const used = new Set(graph.components.filter(({ id }) => drawn.includes(id)).map(({ boundary }) => boundary))
  return graph.boundaries.flatMap((boundary, i): Group[] =>
    used.has(boundary.id) || graph.boundaries.some(({ parent }) => parent === boundary.id)
      ? [{ id: `g${i}`, label: boundary.name, trust: boundary.trust ?? null, place: { path: graph.path, range: boundary.range } }]
      : [],
  )
}

function nodeOf(component: Component, graph: Graph, id: string, groups: ReadonlyMap<string, string>, owner: string | undefined): Node {
  const details = [
    ...(component.latency === undefined ? [] : [`budget ${durationText(component.latency)}`]),
    ...(component.criticality === undefined ? [] : [`criticality ${component.criticality}`]),
    ...(component.owner === undefined && owner === undefined && graph.source === 'manifest' && !component.external ? ['no owner'] : []),
  ]
  return {
    id,
    label: component.name,
    role: component.role ?? null,
    technology: component.technology ?? null,
    owner: component.owner ?? null,
    group: component.boundary === undefined ? null : (groups.get(component.boundary) ?? null),
    shape: shapeOf(component),
    state: 'present',
    details,
    problems: [],
    asserted: [],
    place: { path: graph.path, range: component.range },
    change: null,
  }
}

/** Stated by the author, else told by the boundaries of its ends: one that is not internal, or two different ones. */
function crosses(flow: Flow, components: ReadonlyMap<string, Component>, boundaries: ReadonlyMap<string, Boundary>): boolean {
  if (flow.crossesBoundary !== undefined) return flow.crossesBoundary
  const [a, b] = [components.get(flow.from)?.boundary, components.get(flow.to)?.boundary]
  if (a === undefined || b === undefined || a === b) return false
  return boundaries.get(a)?.trust !== boundaries.get(b)?.trust
}

function edgeOf(flow: Flow, graph: Graph, id: string, from: string, to: string, crossing: boolean, state: Edge['state'], reason: readonly string[]): Edge {
  return {
    id,
    from,
    to,
    label: flow.label ?? null,
    classification: flow.classification ?? null,
    crossing,
    state,
    dashed: flow.dashed && graph.source !== 'manifest',
    onPath: flow.latency !== undefined,
    details: [
      ...(flow.protocol === undefined ? [] : [flow.protocol]),
      ...(flow.sync === undefined ? [] : [flow.sync ? 'synchronous' : 'asynchronous']),
      ...(flow.auth === undefined ? [] : [`auth ${flow.auth}`]),
      ...(flow.encrypted === false ? ['not encrypted'] : []),
      ...(crossing ? ['crosses a trust boundary'] : []),
      ...reason,
    ],
    problems: [],
    asserted: [],
    place: { path: graph.path, range: flow.range },
    change: null,
  }
}

/** Parts of the reference that are missing or left out on purpose, connected as the reference has them. */
function ghostParts(match: Match, graph: Graph, nodes: readonly Node[], ids: ReadonlyMap<string, string>): { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] } {
  const ghosts = match.required.filter(({ state }) => state === 'missing' || state === 'deviation').map((part, i): readonly [PartMatch, Node] => [part, ghostOf(part, match, i)])
  const playing = (roles: readonly string[]): string | undefined => {
    const component = graph.components.find((candidate) => candidate.roles.some((role) => roles.includes(role)))
    return component && ids.get(component.id)
  }
  const ghostly = (roles: readonly string[]): string | undefined => ghosts.find(([part]) => part.requirement.roles.some((role) => roles.includes(role)))?.[1].id
  const edges = match.flows.flatMap(({ requirement, state, deviation }, i): Edge[] => {
    const from = playing(requirement.from) ?? ghostly(requirement.from)
    const to = playing(requirement.to) ?? ghostly(requirement.to)
    const drawn = nodes.some(({ id }) => id === from) && nodes.some(({ id }) => id === to)
    if (from === undefined || to === undefined || from === to || (drawn && state !== 'missing' && state !== 'deviation')) return []
    return [
      {
        id: `ge${i}`,
        from,
        to,
        label: null,
        classification: null,
        crossing: false,
        state: state === 'deviation' ? 'deviation' : 'ghost',
        dashed: true,
        onPath: false,
        details: [state === 'deviation' ? `deviation: ${deviation?.reason ?? 'recorded'}` : `the reference has it: ${requirement.why}`],
        problems: [],
        asserted: [],
        place: null,
        change: null,
      },
    ]
  })
  return { nodes: ghosts.map(([, node]) => node), edges }
}

function ghostOf({ requirement, state, deviation }: PartMatch, { reference }: Match, index: number): Node {
  const role = requirement.roles[0] ?? null
  return {
    id: `gn${index}`,
    label: requirement.roles.map(roleTitle).join(' or '),
    role,
    technology: null,
    owner: null,
    group: null,
    shape: 'box',
    state: state === 'deviation' ? 'deviation' : 'ghost',
    details: [state === 'deviation' ? `left out: ${deviation?.reason ?? deviation?.adr ?? 'recorded'}` : `${reference.title} has it: ${requirement.purpose}`],
    problems: [],
    asserted: [],
    place: null,
    change: null,
  }
}
