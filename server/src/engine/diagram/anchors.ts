import { problemOf, worstFirst } from '../analysis/problems.ts'
import type { Problem } from '../analysis/problems.ts'
import type { Finding, Place } from '../analysis/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import { contains } from '../text/range.ts'
import type { Edge, Node, Parts } from './types.ts'

/**
 * Which roles a block of the manifest speaks of, the likeliest first: a finding there is painted on the first that is drawn. Deeper paths count before shallower ones.
 */
const FIELD_ROLES: readonly (readonly [string, readonly string[]])[] = [
  ['spec.serving.fallback', ['fallback']],
  ['spec.serving.killSwitch', ['kill-switch']],
  ['spec.serving.tenancy', ['tenant-router', 'api-gateway']],
  ['spec.serving.api', ['api-gateway', 'inference-service']],
  ['spec.serving.batch', ['batch-job', 'orchestrator']],
  ['spec.serving.stream', ['stream-processor', 'event-stream']],
  ['spec.serving', ['inference-service', 'model-server', 'batch-job', 'stream-processor', 'agent-orchestrator', 'device-runtime']],
  ['spec.release.deployment', ['ci-pipeline', 'rollout-controller']],
  ['spec.release', ['rollout-controller', 'ci-pipeline']],
  ['spec.monitoring.dataQuality', ['data-validator', 'monitoring']],
  ['spec.monitoring.drift', ['drift-monitor', 'monitoring']],
  ['spec.monitoring.driftResponse', ['drift-monitor', 'alerting', 'monitoring']],
  ['spec.monitoring.logging', ['prediction-log', 'monitoring']],
  ['spec.monitoring', ['monitoring', 'drift-monitor', 'alerting']],
  ['spec.lineage.registry', ['model-registry']],
  ['spec.lineage.labels', ['labeling', 'label-join']],
  ['spec.lineage.datasets', ['data-source', 'warehouse']],
  ['spec.artifacts', ['artifact-store', 'model-registry']],
  ['spec.features', ['feature-store-online', 'feature-store-offline', 'feature-pipeline']],
  ['spec.training', ['training-pipeline', 'orchestrator']],
  ['spec.evaluation', ['evaluation-gate']],
  ['spec.security.secrets', ['secrets-manager']],
  ['spec.security.auditLog', ['audit-log']],
  ['spec.security.authn', ['api-gateway', 'identity-provider']],
  ['spec.security.authz', ['policy-engine', 'api-gateway', 'identity-provider']],
  ['spec.llm.guardrails', ['guardrail-input', 'guardrail-output']],
  ['spec.llm.providers', ['llm-provider', 'llm-gateway']],
  ['spec.llm.prompts', ['prompt-registry']],
  ['spec.llm.retrieval', ['retriever', 'vector-store']],
  ['spec.llm.tools', ['tool-gateway', 'tool']],
  ['spec.llm.agent', ['agent-orchestrator', 'memory-store']],
  ['spec.llm.evaluation', ['eval-harness']],
]

/** A stretch of a document that a part of the picture stands for. */
interface Anchor {
  readonly place: Place
  readonly id: string
}

/** Paints findings on the parts that they are about; the others are of the picture as a whole. */
export function paint(parts: Parts, findings: readonly Finding[], manifest: DocumentView | undefined): Parts & { readonly problems: readonly Problem[] } {
  const anchors: readonly Anchor[] = [
    ...[...parts.nodes, ...parts.edges].flatMap(({ id, place }) => (place ? [{ place, id }] : [])),
    ...hopAnchors(parts, manifest),
    ...roleAnchors(parts, manifest),
  ].toSorted((a, b) => a.place.range.end - a.place.range.start - (b.place.range.end - b.place.range.start))
  const byId = new Map<string, Problem[]>()
  const rest: Problem[] = []
  for (const finding of findings) {
    const places = [{ path: finding.path, range: finding.range }, ...finding.related]
    const ids = new Set(places.flatMap((place) => anchors.find((anchor) => anchor.place.path === place.path && contains(anchor.place.range, place.range))?.id ?? []))
    const problem = problemOf(finding)
    if (ids.size === 0) rest.push(problem)
    for (const id of ids) byId.set(id, [...(byId.get(id) ?? []), problem])
  }
  const painted = <T extends Node | Edge>(part: T): T => {
    const own = byId.get(part.id)
    return own ? { ...part, problems: worstFirst([...part.problems, ...own]) } : part
  }
  return { nodes: parts.nodes.map(painted), edges: parts.edges.map(painted), groups: parts.groups, problems: worstFirst(rest) }
}

/** Hops of the latency budget stand for the component that they name. */
function hopAnchors({ nodes }: Parts, manifest: DocumentView | undefined): readonly Anchor[] {
  const hops = manifest && yamlAt(manifest.root, ['spec', 'serving', 'latency', 'hops'])
  if (hops?.kind !== 'seq') return []
  return hops.items.flatMap((hop) => {
    const names = ['component', 'name'].flatMap((key) => {
      const value = yamlAt(hop, [key])
      return value?.kind === 'scalar' ? [String(value.value)] : []
    })
    const node = nodes.find((candidate) => names.includes(candidate.label))
    return hop && node ? [{ place: { path: manifest!.path, range: hop.range }, id: node.id }] : []
  })
}

/** The part that a block of the manifest speaks of, else the one that the block above it does. */
export function roleNode(parts: Parts, field: string): Node | undefined {
  const blocks = FIELD_ROLES.filter(([own]) => field === own || field.startsWith(`${own}.`)).toSorted(([a], [b]) => b.length - a.length)
  return blocks.map(([, roles]) => playing(parts, roles)).find(Boolean)
}

const playing = ({ nodes }: Parts, roles: readonly string[]): Node | undefined =>
  roles.map((role) => nodes.find((candidate) => candidate.role === role && candidate.state !== 'ghost')).find(Boolean)

function roleAnchors(parts: Parts, manifest: DocumentView | undefined): readonly Anchor[] {
  if (!manifest) return []
  return FIELD_ROLES.flatMap(([field, roles]) => {
    const entry = yamlEntryAt(manifest.root, field.split('.'))
    const node = playing(parts, roles)
    return entry && node ? [{ place: { path: manifest.path, range: entry.range }, id: node.id }] : []
  })
}
