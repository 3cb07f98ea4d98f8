import { compareGraphs, lostFlows } from '../../architecture/compare.ts'
import type { Comparison } from '../../architecture/compare.ts'
import { diagramGraphs, diagramsOf } from '../../architecture/from-diagrams.ts'
import { manifestGraph } from '../../architecture/from-manifest.ts'
import type { Component, Graph } from '../../architecture/types.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { nearest } from '../../text/edit-distance.ts'
import { entriesAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext, RuleExample } from '../types.ts'

/** Roles that pictures leave out without harm: people and what stands beside every system. */
const USUALLY_NOT_DRAWN = new Set(['client', 'human-review', 'alerting', 'secrets-manager', 'ci-pipeline', 'kill-switch', 'identity-provider', 'data-source'])
const BESIDE = new Set(['monitoring', 'drift-monitor', 'rollout-controller', 'audit-log', 'metering', 'experiment-tracker', 'prompt-registry', 'eval-harness', 'fallback'])
/** Parts that two pictures must share to be of one system. */
const LEAST_SHARED = 3

const ARCHITECTURE = `architecture:
  components:
    - {id: gw, role: api-gateway, name: Gateway}
    - {id: svc, role: inference-service, name: Arrival service}
    - {id: fs, role: feature-store-online, name: Route features, technology: Redis}
    - {id: reg, role: model-registry, name: MLflow}
  flows: [{from: gw, to: svc}, {from: svc, to: fs}, {from: reg, to: svc}]`
const LINES = ['gw[API gateway] --> svc[Arrival service]', 'svc --> fs[(Redis)]', 'reg[(MLflow)] --> svc']

const both = (kind: string, lines: readonly string[], title?: string): RuleExample => {
  const document = sampleDocument(kind, `## Architecture\n\n\`\`\`mermaid\nflowchart LR\n${lines.map((line) => `  ${line}`).join('\n')}\n\`\`\``, {
    front: 'manifest: parcel-eta.model.yaml',
  })
  const manifest = sampleManifest(ARCHITECTURE)
  return { ...(title ? { title } : {}), path: document.path, text: `//- path: ${document.path}\n${document.text}//- path: parcel-eta.model.yaml\n${manifest.text}` }
}

export default defineRule({
  id: 'PL-TRC-002',
  name: 'component-mismatch',
  category: 'traceability',
  title: 'Diagram and manifest show different components',
  kinds: ['model-manifest', 'ml-design-doc', 'threat-model'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'The same components and flows in spec.architecture and in the diagrams of the documents; names may differ where the role is the same',
  why: 'Who operates, reviews or attacks the system works from one of the two, and a component that only the other has is neither protected nor monitored',
  help: 'Add the component where it is missing, or remove it where it no longer exists',
  references: ['ISO/IEC/IEEE 42010, correspondences'],
  examples: {
    good: [sampleManifest(ARCHITECTURE), both('ml-design-doc', LINES), both('threat-model', LINES)],
    bad: [
      sampleManifest(ARCHITECTURE.replace('{from: svc, to: fs}', '{from: svc, to: features}'), { title: 'Flow to a component that is not listed' }),
      both('ml-design-doc', LINES.slice(0, 1).concat(LINES.slice(2)), 'Missing in the diagram'),
      both('ml-design-doc', [...LINES, 'svc --> q[[Kafka]]'], 'Missing in the manifest'),
      both('threat-model', [...LINES, 'svc --> q[[Kafka]]']),
    ],
  },
  *check(context): Iterable<Report> {
    const { document, workspace } = context
    if (document.recognition!.kind === 'model-manifest') {
      yield* unknownNames(context)
      return
    }
    const manifest = workspace.manifestOf(document)
    const stated = manifest && manifestGraph(manifest)
    if (!stated) return
    const drawn = diagramGraphs(document).map((graph) => ({ graph, comparison: compareGraphs(stated, graph) }))
    const best = drawn.reduce<(typeof drawn)[number] | undefined>((a, b) => (!a || shared(b.comparison) > shared(a.comparison) ? b : a), undefined)
    if (!best || shared(best.comparison) < Math.min(LEAST_SHARED, stated.components.length)) return
    yield* differences(context, stated, best.graph, best.comparison, new Set(drawn.flatMap(({ comparison }) => comparison.pairs.map(([component]) => component))))
  },
})

/** Components of the manifest that are in a picture. */
const shared = ({ pairs }: Comparison): number => new Set(pairs.map(([component]) => component)).size

function* differences({ document }: RuleContext, stated: Graph, graph: Graph, comparison: Comparison, drawnAnywhere: ReadonlySet<Component>): Generator<Report> {
  const place = diagramsOf(document).find(({ fence }) => fence.range.start === graph.range.start)?.diagram.keywordRange ?? graph.range
  for (const component of comparison.onlyFirst) {
    const role = component.role ?? ''
    if (drawnAnywhere.has(component) || USUALLY_NOT_DRAWN.has(role)) continue
    yield {
      range: place,
      message: `The component '${component.name}' is in ${stated.path} but not in this diagram`,
      help: 'Draw it, or remove it from spec.architecture',
      related: [{ path: stated.path, range: component.range, message: `'${component.name}'` }],
      ...(BESIDE.has(role) ? { severity: 'info' as const } : {}),
    }
  }
  const ends = new Set(graph.flows.flatMap(({ from, to }) => [from, to]))
  for (const component of comparison.onlySecond) {
    if (component.external || component.shape === 'person' || component.shape === 'decision' || USUALLY_NOT_DRAWN.has(component.role ?? '') || !ends.has(component.id)) continue
    yield {
      range: component.range,
      message: `The component '${component.name}' is in this diagram but not in ${stated.path}`,
      help: 'List it in spec.architecture.components, or remove it from the diagram',
    }
  }
  for (const flow of lostFlows(stated, graph, comparison)) {
    const name = (id: string): string => stated.components.find((component) => component.id === id)?.name ?? id
    yield {
      range: place,
      message: `The flow ${name(flow.from)} → ${name(flow.to)} is in ${stated.path}, and nothing connects the two in this diagram`,
      help: 'Draw the flow, or remove it from spec.architecture.flows',
      related: [{ path: stated.path, range: flow.range, message: 'the flow' }],
    }
  }
}

/** Ids that flows, failure modes and components name, and that nobody has. */
function* unknownNames({ document: { root } }: RuleContext): Generator<Report> {
  const ids = (path: string): readonly string[] => entriesAt(root, path).flatMap(({ node }) => (['id', 'name'] as const).flatMap((key) => scalar(node, key)?.text ?? []))
  const components = ids('spec.architecture.components')
  const boundaries = ids('spec.architecture.boundaries')
  for (const [list, keys, known, what] of [
    ['flows', ['from', 'to'], components, 'component'],
    ['failureModes', ['component'], components, 'component'],
    ['components', ['boundary'], boundaries, 'boundary'],
  ] as const) {
    if (known.length === 0) continue
    for (const { node } of entriesAt(root, `spec.architecture.${list}`))
      for (const key of keys) {
        const value = scalar(node, key)
        if (!value || known.includes(value.text)) continue
        const near = nearest(value.text, known)
        yield {
          range: value.range,
          message: `\`${value.text}\` in architecture.${list} is no ${what} of this manifest`,
          help: near ? `Did you mean \`${near}\`?` : `List it in spec.architecture.${what === 'component' ? 'components' : 'boundaries'}`,
        }
      }
  }
}

function scalar(node: Parameters<typeof yamlAt>[0], key: string): { readonly text: string; readonly range: Range } | undefined {
  const found = yamlAt(node, [key])
  const text = found?.kind === 'scalar' && found.value !== null ? String(found.value).trim() : ''
  return found && text !== '' ? { text, range: found.range } : undefined
}
