import type { Predicate } from '../documents/applicability.ts'
import type { Range } from '../text/range.ts'
import type { Component, ComponentRequirement, Flow, FlowRequirement, ForbiddenFlow, Graph, ReferenceArchitecture } from './types.ts'
import { roleOf, wordsOf } from './roles.ts'

/** A departure from the reference that its author has written down. */
export interface Deviation {
  readonly requirement: string
  readonly reason: string | undefined
  readonly adr: string | undefined
  /** It has what its tier asks for: a reason, and in tier 1 an accepted decision record. */
  readonly accepted: boolean
  readonly range: Range
}

/** What is known of a system. The functions say what shows a part without being a component. */
export interface Evidence {
  readonly graphs: readonly Graph[]
  readonly deviations: readonly Deviation[]
  applies(predicate: Predicate): boolean
  /** Value of a field of the manifest below `spec`: text, `true` for something composite, `undefined` for nothing. */
  field(path: string): string | true | undefined
  /** Whether the documents state a subject adequately. */
  stated(subject: string): boolean
  /** Whether prose names a role; weak. */
  mentioned(role: string): boolean
}

export type PartState = 'present' | 'missing' | 'deviation' | 'not-asked'

export interface PartMatch {
  readonly requirement: ComponentRequirement
  readonly state: PartState
  /** What shows it. */
  readonly by: 'component' | 'field' | 'statement' | 'prose' | undefined
  readonly components: readonly Component[]
  readonly deviation: Deviation | undefined
}

export interface FlowMatch {
  readonly requirement: FlowRequirement
  /** `not-asked`: one of its ends is not drawn. */
  readonly state: PartState
  readonly deviation: Deviation | undefined
}

export interface ForbiddenMatch {
  readonly rule: ForbiddenFlow
  readonly graph: Graph
  readonly flow: Flow
  readonly from: Component
  readonly to: Component
  readonly deviation: Deviation | undefined
}

/** A system held against a reference architecture. */
export interface Match {
  readonly reference: ReferenceArchitecture
  readonly required: readonly PartMatch[]
  readonly recommended: readonly PartMatch[]
  readonly flows: readonly FlowMatch[]
  readonly forbidden: readonly ForbiddenMatch[]
  /** Requirements that were asked, and how many of them are met or have an accepted deviation. */
  readonly asked: number
  readonly satisfied: number
  /** `satisfied / asked`; 1 where nothing was asked. */
  readonly share: number
}

/** Compares what is known of a system with a reference architecture. Linear in the graphs for a fixed reference. */
export function matchReference(reference: ReferenceArchitecture, evidence: Evidence): Match {
  const index = new GraphIndex(evidence.graphs)
  const part = (requirement: ComponentRequirement): PartMatch => partOf(requirement, index, evidence)
  const required = reference.required.map(part)
  const flows = reference.flows.map((flow) => flowMatch(flow, index, evidence))
  const forbidden = forbiddenFlows(reference, evidence)
  const states = [...required, ...flows].map(({ state }) => state).filter((state) => state !== 'not-asked')
  const broken = forbidden.filter(({ deviation }) => !deviation?.accepted).length
  const asked = states.length + broken
  const satisfied = states.filter((state) => state !== 'missing').length
  return { reference, required, recommended: reference.recommended.map(part), flows, forbidden, asked, satisfied, share: asked === 0 ? 1 : satisfied / asked }
}

class GraphIndex {
  readonly #byRole = new Map<string, Component[]>()
  readonly #next = new Map<Component, Component[]>()
  /** Whether anything flows at all. */
  readonly flows: boolean

  constructor(graphs: readonly Graph[]) {
    this.flows = graphs.some((graph) => graph.flows.length > 0)
    for (const graph of graphs) {
      const byId = new Map(graph.components.map((component) => [component.id, component]))
      for (const component of graph.components) for (const role of component.roles) pushTo(this.#byRole, role, component)
      for (const { from, to } of graph.flows) {
        const [a, b] = [byId.get(from), byId.get(to)]
        if (a && b) pushTo(this.#next, a, b)
      }
    }
  }

  playing(roles: readonly string[]): readonly Component[] {
    return [...new Set(roles.flatMap((role) => this.#byRole.get(role) ?? []))]
  }

  /** Whether something leads from one of the first to one of the second, through whatever lies between. */
  leads(from: readonly Component[], to: readonly Component[]): boolean {
    const goals = new Set(to)
    const seen = new Set(from)
    const open = [...from]
    for (let here = open.pop(); here; here = open.pop())
      for (const next of this.#next.get(here) ?? []) {
        if (goals.has(next)) return true
        if (!seen.has(next)) {
          seen.add(next)
          open.push(next)
        }
      }
    return false
  }
}

function pushTo<K>(map: Map<K, Component[]>, key: K, value: Component): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function partOf(requirement: ComponentRequirement, index: GraphIndex, evidence: Evidence): PartMatch {
  const base = { requirement, by: undefined, components: [], deviation: undefined }
  if (requirement.when && !evidence.applies(requirement.when)) return { ...base, state: 'not-asked' }
  const components = index.playing(requirement.roles)
  if (components.length > 0) return { ...base, state: 'present', by: 'component', components }
  if (requirement.fields?.some((path) => evidence.field(path) !== undefined)) return { ...base, state: 'present', by: 'field' }
  if (requirement.subjects?.some((subject) => evidence.stated(subject))) return { ...base, state: 'present', by: 'statement' }
  if (requirement.roles.some((role) => evidence.mentioned(role))) return { ...base, state: 'present', by: 'prose' }
  const deviation = evidence.deviations.find((d) => names(d.requirement, requirement.roles))
  return { ...base, state: deviation?.accepted ? 'deviation' : 'missing', deviation }
}

/** A flow is asked for where both of its ends are drawn. Who pulls and who pushes is drawn in either direction. */
function flowMatch(requirement: FlowRequirement, index: GraphIndex, { deviations }: Evidence): FlowMatch {
  const from = index.playing(requirement.from)
  const to = index.playing(requirement.to)
  if (!index.flows || from.length === 0 || to.length === 0) return { requirement, state: 'not-asked', deviation: undefined }
  // One component may play both.
  if (from.some((component) => to.includes(component)) || index.leads(from, to) || index.leads(to, from)) return { requirement, state: 'present', deviation: undefined }
  const deviation = deviations.find((d) => names(d.requirement, requirement.from) && names(d.requirement, requirement.to))
  return { requirement, state: deviation?.accepted ? 'deviation' : 'missing', deviation }
}

/** Only roles that are stated or told by words count: a product may play several. */
function forbiddenFlows(reference: ReferenceArchitecture, evidence: Evidence): readonly ForbiddenMatch[] {
  const rules = reference.forbidden.filter(({ field }) => !field || evidence.field(field.path) === field.equals)
  if (rules.length === 0) return []
  const plays = ({ role, roleBy }: Component, roles: readonly string[]): boolean => roleBy !== 'technology' && role !== undefined && roles.includes(role)
  return evidence.graphs.flatMap((graph) => {
    const byId = new Map(graph.components.map((component) => [component.id, component]))
    return graph.flows.flatMap((flow): readonly ForbiddenMatch[] => {
      const [from, to] = [byId.get(flow.from), byId.get(flow.to)]
      if (!from || !to) return []
      return rules
        .filter((rule) => (!rule.sync || flow.sync === true) && plays(from, rule.from) && plays(to, rule.to))
        .map((rule) => ({
          rule,
          graph,
          flow,
          from,
          to,
          deviation: evidence.deviations.find(
            (d) => (names(d.requirement, [from.role!]) || d.requirement.includes(from.id)) && (names(d.requirement, [to.role!]) || d.requirement.includes(to.id)),
          ),
        }))
    })
  })
}

/** Whether a text names one of several roles by id, title or usual word. */
function names(text: string, roles: readonly string[]): boolean {
  const words = ` ${wordsOf(text).join(' ')} `
  return roles.some((id) => {
    const role = roleOf(id)
    return [id, ...(role ? [role.title, ...role.words] : [])].some((name) => words.includes(` ${wordsOf(name).join(' ')} `))
  })
}
