import type { DocumentView } from '../documents/document.ts'
import { fieldText, isGiven } from '../documents/fields.ts'
import { durationOf } from '../documents/quantities.ts'
import { yamlAt, yamlEntryAt, yamlToJs } from '../syntax/yaml.ts'
import type { YamlMap, YamlNode } from '../syntax/yaml.ts'
import { rolesIn } from './roles.ts'
import type { Boundary, Component, Flow, Graph } from './types.ts'

const PLACE = ['spec', 'architecture'] as const
/** Most components and flows that are read. */
const MAX_PARTS = 4_000

/** The graph of `spec.architecture`; `undefined` where a manifest has no components. */
export function manifestGraph(document: DocumentView): Graph | undefined {
  const architecture = yamlAt(document.root, PLACE)
  if (!architecture || !isGiven(architecture, ['components']) || isGiven(architecture, ['components', 'notApplicable'])) return undefined
  const hops = hopLatencies(document.root)
  const components = maps(architecture, 'components').map((map, index) => componentOf(map, index, hops))
  return {
    path: document.path,
    source: 'manifest',
    range: yamlEntryAt(document.root, PLACE)?.range ?? architecture.range,
    components,
    flows: maps(architecture, 'flows').flatMap(flowOf),
    boundaries: maps(architecture, 'boundaries').flatMap(boundaryOf),
  }
}

function maps(node: YamlNode, key: string): readonly YamlMap[] {
  const list = yamlAt(node, [key])
  return list?.kind === 'seq' ? list.items.slice(0, MAX_PARTS).filter((item): item is YamlMap => item?.kind === 'map') : []
}

function componentOf(map: YamlMap, index: number, hops: ReadonlyMap<string, number>): Component {
  const stated = fieldText(map, ['role'])
  const technology = fieldText(map, ['technology'])
  const id = fieldText(map, ['id']) ?? fieldText(map, ['name']) ?? `component ${index + 1}`
  const name = fieldText(map, ['name']) ?? id
  const named = rolesIn(`${name} ${technology ?? ''}`)
  const label = yamlEntryAt(map, ['name']) ?? yamlEntryAt(map, ['id'])
  return {
    id,
    name,
    role: stated ?? named[0]?.role,
    roleBy: stated === undefined ? named[0]?.by : 'stated',
    roles: [...new Set([...(stated === undefined ? [] : [stated]), ...named.map(({ role }) => role)])],
    technology,
    owner: fieldText(map, ['owner']),
    boundary: fieldText(map, ['boundary']),
    criticality: fieldText(map, ['criticality']),
    latency: hops.get(id) ?? hops.get(name),
    shape: shapeOf(stated),
    external: stated === 'client' || stated === 'human-review',
    range: map.range,
    nameRange: label?.value?.range ?? map.range,
  }
}

function shapeOf(role: string | undefined): Component['shape'] {
  if (role === undefined) return 'box'
  if (role === 'client' || role === 'human-review') return 'person'
  if (/store|registry|warehouse|-log$|cache|data-source/.test(role)) return 'store'
  if (/stream$|queue/.test(role)) return 'queue'
  return /gate$|guardrail|policy|validator/.test(role) ? 'decision' : 'box'
}

/** Milliseconds by the component that a hop names, or by the hop's own name. */
function hopLatencies(root: YamlNode | null): ReadonlyMap<string, number> {
  const list = yamlAt(root, ['spec', 'serving', 'latency', 'hops'])
  const found = new Map<string, number>()
  for (const hop of list?.kind === 'seq' ? list.items.slice(0, MAX_PARTS) : []) {
    const name = fieldText(hop, ['component']) ?? fieldText(hop, ['name'])
    const budget = durationOf(yamlToJs(yamlAt(hop, ['budget'])))
    if (name !== undefined && budget !== undefined) found.set(name, (found.get(name) ?? 0) + budget)
  }
  return found
}

function flowOf(map: YamlMap): readonly Flow[] {
  const from = fieldText(map, ['from'])
  const to = fieldText(map, ['to'])
  if (from === undefined || to === undefined) return []
  const flag = (key: string): boolean | undefined => {
    const node = yamlAt(map, [key])
    return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : undefined
  }
  return [
    {
      from,
      to,
      label: fieldText(map, ['data']),
      classification: fieldText(map, ['classification']),
      protocol: fieldText(map, ['protocol']),
      auth: fieldText(map, ['auth']),
      encrypted: flag('encrypted'),
      sync: flag('sync'),
      crossesBoundary: flag('crossesBoundary'),
      latency: undefined,
      dashed: flag('sync') === false,
      both: false,
      range: map.range,
    },
  ]
}

function boundaryOf(map: YamlMap): readonly Boundary[] {
  const id = fieldText(map, ['id'])
  return id === undefined ? [] : [{ id, name: fieldText(map, ['name']) ?? id, trust: fieldText(map, ['trust']), parent: undefined, range: map.range }]
}
