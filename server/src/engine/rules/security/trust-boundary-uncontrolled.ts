import { graphsOf } from '../../architecture/conformance.ts'
import { tableFlows } from '../../architecture/from-tables.ts'
import type { Component, Flow, Graph } from '../../architecture/types.ts'
import { isGiven } from '../../documents/fields.ts'
import { entriesAt, isWritten } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const ARCHITECTURE = `architecture:
  boundaries: [{id: shop, name: Shop, trust: dmz}, {id: ml, name: ML platform, trust: internal}]
  components: [{id: web, role: client, name: Web shop, boundary: shop}, {id: svc, role: inference-service, name: Arrival service, boundary: ml}]
  flows: [{from: web, to: svc, data: address, auth: mtls, encrypted: true}]`

/** Says that nobody proves who they are. `none-local` says that nothing leaves the process. */
const NO_AUTH = /^(?:none|no|n|false|-|–|—|anonymous|unauthenticated|open|public|missing|not yet|tbd|todo|\?)$/i
const NOT_ENCRYPTED = /^(?:none|no|n|false|-|–|—|http|plain|plaintext|plain text|cleartext|clear text|unencrypted|missing|not yet|tbd|todo|\?)$/i

export default defineRule({
  id: 'PL-SEC-009',
  name: 'trust-boundary-uncontrolled',
  category: 'security',
  title: 'Flow across a trust boundary without protection',
  kinds: ['model-manifest', 'ml-design-doc', 'threat-model'],
  severity: ['error', 'error', 'warning', 'info'],
  satisfiedBy: 'Authentication and encryption for each flow between boundaries; a data processing agreement where personal data goes to a third party',
  why: 'An attacker enters where data crosses from one zone of trust into another',
  help: 'Say how the caller proves who it is (auth) and that the flow is encrypted, or move both ends into one boundary',
  references: ['STRIDE', 'OWASP ML05', 'ISO/IEC 27001, A.8.20'],
  examples: {
    good: [
      sampleManifest(ARCHITECTURE),
      sampleDocument(
        'ml-design-doc',
        '## Data flows\n\n| From | To | Data | Authentication | Encryption |\n|---|---|---|---|---|\n| Web shop | Arrival service | address | mTLS | TLS 1.3 |',
      ),
      sampleDocument('threat-model', '## Data flows\n\n| Source | Destination | Authentication | Encrypted |\n|---|---|---|---|\n| Web shop | Arrival service | OIDC | yes |'),
    ],
    bad: [
      sampleManifest(ARCHITECTURE.replace('auth: mtls, ', '')),
      sampleManifest(ARCHITECTURE.replace('encrypted: true', 'encrypted: false'), { title: 'Not encrypted' }),
      sampleDocument(
        'ml-design-doc',
        '## Data flows\n\n| From | To | Data | Authentication | Encryption |\n|---|---|---|---|---|\n| Web shop | Arrival service | address | none | TLS 1.3 |',
      ),
      sampleDocument('threat-model', '## Data flows\n\n| Source | Destination | Authentication | Encrypted |\n|---|---|---|---|\n| Web shop | Arrival service | OIDC | no |'),
    ],
  },
  *check(context): Iterable<Report> {
    const { document } = context
    if (document.recognition!.kind === 'model-manifest') for (const graph of graphsOf(document)) yield* inManifest(context, graph)
    else
      for (const { from, to, auth, encryption } of tableFlows(document))
        for (const [cell, pattern, what] of [
          [auth, NO_AUTH, 'authentication'],
          [encryption, NOT_ENCRYPTED, 'encryption'],
        ] as const)
          if (cell && cell.range.end > cell.range.start && pattern.test(cell.text)) yield { range: cell.range, message: `The flow ${from} → ${to} has no ${what}` }
  },
})

function* inManifest(context: RuleContext, graph: Graph): Generator<Report> {
  const byId = new Map(graph.components.map((component) => [component.id, component]))
  const crossing = graph.flows.flatMap((flow) => {
    const [from, to] = [byId.get(flow.from), byId.get(flow.to)]
    return from && to && crosses(flow, from, to) ? [{ flow, from, to }] : []
  })
  // Who was called over a protected connection answers on it; a client asks.
  const answers = new Set(crossing.flatMap(({ flow, from, to }) => (isAuthenticated(flow) && flow.encrypted === true ? [`${to.id} ${from.boundary ?? ''}`] : [])))
  for (const { flow, from, to } of crossing) {
    const lacks = [...(isAuthenticated(flow) ? [] : ['authentication']), ...(flow.encrypted === true ? [] : ['encryption'])]
    if (lacks.length > 0 && (from.role === 'client' || !answers.has(`${from.id} ${to.boundary ?? ''}`))) {
      const name = boundaryName(graph, to.boundary ?? from.boundary)
      yield { range: flow.range, message: `The flow ${from.name} → ${to.name} crosses the boundary${name} without ${lacks.join(' and ')}` }
    }
    if (thirdParty(graph, to) && context.applies('personalData') && !/^(?:public|none|aggregated?|anonym)/i.test(flow.classification ?? '') && !hasAgreement(context))
      yield {
        range: flow.range,
        message: `The flow ${from.name} → ${to.name} brings personal data to a third party without a data processing agreement`,
        help: 'Link the agreement in llm.providers[].dpa, list the processor in privacy.processors, or classify the flow as free of personal data',
      }
  }
}

const crosses = (flow: Flow, from: Component, to: Component): boolean => flow.crossesBoundary ?? from.boundary !== to.boundary

const isAuthenticated = ({ auth }: Flow): boolean => auth !== undefined && !NO_AUTH.test(auth.trim())

const boundaryName = ({ boundaries }: Graph, id: string | undefined): string => (id === undefined ? '' : ` '${boundaries.find((b) => b.id === id)?.name ?? id}'`)

const thirdParty = ({ boundaries }: Graph, { boundary }: Component): boolean =>
  boundary !== undefined && boundaries.some(({ id, trust }) => id === boundary && trust === 'third-party')

const hasAgreement = ({ document: { root } }: RuleContext): boolean =>
  isGiven(root, ['spec', 'privacy', 'processors']) || entriesAt(root, 'spec.llm.providers').some(({ node }) => isWritten(node, 'dpa'))
