import { conformance, graphsOf, statedReferences } from '../../architecture/conformance.ts'
import type { ForbiddenMatch, Match, PartMatch } from '../../architecture/match.ts'
import { roleTitle } from '../../architecture/roles.ts'
import type { Range } from '../../text/range.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'
import { componentStub } from './component-stub.ts'

const COMPONENTS = `- {id: app, role: client, name: Courier app}
    - {id: gw, role: api-gateway, name: Gateway}
    - {id: svc, role: inference-service, name: Arrival service}
    - {id: reg, role: model-registry, name: MLflow}
    - {id: mon, role: monitoring, name: Prometheus}
    - {id: roll, role: rollout-controller, name: Flagger}`
const FLOWS = `[{from: app, to: gw}, {from: gw, to: svc}, {from: reg, to: svc}, {from: svc, to: mon}, {from: roll, to: svc}]`

const good = `serving:
  pattern: realtime
  fallback: [{trigger: timeout above 80 ms, behaviour: rules, target: mean of the route}]
architecture:
  reference: realtime-inference
  components:
    ${COMPONENTS}
  flows: ${FLOWS}`

const DIAGRAM = `flowchart LR
  app[Courier app] --> gw[API gateway] --> svc[Scoring service]
  svc --> redis[(Online features)]
  reg[(Model registry)] --> svc
  svc --> mon[Monitoring]
  flagger[Canary rollout] --> svc`

export default defineRule({
  id: 'PL-SRV-007',
  name: 'reference-architecture-violation',
  category: 'serving',
  title: 'Departs from its reference architecture',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Each required part and flow of the named reference architecture, or a deviation with a reason, in tier 1 with an accepted ADR; no flow that it forbids',
  why: 'What a reference architecture requires is what systems of this pattern were missing when they failed',
  help: 'Add the part, or record the deviation with its reason in spec.architecture.deviations',
  references: ['Google SRE book, production readiness review'],
  examples: {
    good: [
      sampleManifest(good),
      sampleManifest(
        good.replace(/ {2}fallback: .*\n/, '').replace('  components:', "  deviations: [{requirement: fallback, reason: a missing time is shown as 'today'}]\n  components:"),
        {
          tier: 2,
          title: 'Deviation with a reason',
        },
      ),
      sampleDocument(
        'ml-design-doc',
        `## Architecture\n\n\`\`\`mermaid\n${DIAGRAM}\n\`\`\`\n\n## Fallback\n\nWhen the model does not answer within 80 ms, the service falls back to the mean of the route.`,
        {
          front: 'reference: realtime-inference',
        },
      ),
    ],
    bad: [
      sampleManifest(good.replace(/ {2}fallback: .*\n/, '')),
      sampleManifest(good.replace(/ {4}- \{id: mon.*\n/, '').replace('{from: svc, to: mon}, ', ''), { title: 'No monitoring' }),
      sampleManifest(
        good
          .replace(COMPONENTS, `${COMPONENTS}\n    - {id: wh, role: warehouse, name: BigQuery}`)
          .replace('{from: svc, to: mon}', '{from: svc, to: mon}, {from: svc, to: wh, sync: true}'),
        { title: 'Forbidden flow' },
      ),
      sampleDocument('ml-design-doc', `## Architecture\n\n\`\`\`mermaid\n${DIAGRAM}\n\`\`\``, { front: 'reference: realtime-inference' }),
    ],
  },
  *check(context): Iterable<Report> {
    const { document, workspace } = context
    const own = statedReferences(document)
    const manifest = document.recognition!.kind === 'model-manifest'
    const other = manifest ? undefined : workspace.manifestOf(document)
    // What the manifest lists is judged there.
    const elsewhere = other !== undefined && graphsOf(other).length > 0
    for (const match of conformance(context)) {
      yield* forbidden(context, match)
      const place = own.find(({ reference }) => reference === match.reference)?.range
      if (!place || elsewhere) continue
      const graphs = manifest ? graphsOf(document) : []
      if (manifest && graphs.length === 0) yield noComponents(context, match, place)
      else if (manifest && graphs.every(({ flows }) => flows.length === 0)) yield noFlows(context, match, place)
      else yield* missing(context, match, place)
    }
  },
})

const noComponents = ({ model }: RuleContext, { reference }: Match, range: Range): Report => ({
  range,
  message: `${reference.title} has ${reference.required.length} required parts, and ${model} lists no components`,
  help: 'List components and flows in spec.architecture',
})

const noFlows = ({ model }: RuleContext, { reference }: Match, range: Range): Report => ({
  range,
  message: `${reference.title} requires ${reference.flows.length} flows, and ${model} lists none between its components`,
  help: 'List what flows between the components in spec.architecture.flows',
})

function* missing(context: RuleContext, { reference, required, flows }: Match, range: Range): Generator<Report> {
  const { document, model } = context
  for (const part of required) {
    if (part.state !== 'missing') continue
    const { roles, purpose } = part.requirement
    const edit = document.recognition!.kind === 'model-manifest' ? componentStub(document, roles[0]!) : undefined
    yield {
      range,
      message: `${reference.title} requires ${either(roles)}, not found in ${model}`,
      help: `${refused(part) ?? `Add a component that plays the role \`${roles.join('` or `')}\`, or record the deviation`}. Purpose: ${purpose}`,
      ...(edit ? { fixes: [{ title: `Add a component with the role ${roles[0]}`, safe: false, edits: [{ path: document.path, edit }] }] } : {}),
    }
  }
  for (const { requirement, state } of flows)
    if (state === 'missing')
      yield {
        range,
        message: `${reference.title} requires a flow from ${either(requirement.from)} to ${either(requirement.to)}, not found in ${model}`,
        help: `Draw the flow, or record the deviation. ${requirement.why}`,
      }
}

const refused = ({ deviation }: PartMatch): string | undefined =>
  deviation ? `The deviation '${deviation.requirement}' is not accepted: ${deviation.reason === undefined ? 'it has no reason' : 'in tier 1 it needs an accepted ADR'}` : undefined

function* forbidden({ document, tier, model }: RuleContext, { reference, forbidden: found }: Match): Generator<Report> {
  for (const { rule, graph, flow, from, to, deviation } of found) {
    if (graph.path !== document.path || deviation?.accepted) continue
    const severity = rule.severity[tier - 1]!
    if (severity !== 'off')
      yield {
        range: flow.range,
        severity,
        message: `${flowName({ from, to })} of ${model}: ${rule.message}, which ${reference.title} forbids`,
        help: `Lead the flow another way, or record the deviation. ${rule.why}`,
      }
  }
}

const flowName = ({ from, to }: Pick<ForbiddenMatch, 'from' | 'to'>): string => `${from.name} → ${to.name}`

const either = (roles: readonly string[]): string => roles.map((role) => `'${roleTitle(role)}'`).join(' or ')
