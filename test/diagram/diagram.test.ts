import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { draw } from '../../server/src/engine/diagram/diagram.ts'
import type { DrawOptions } from '../../server/src/engine/diagram/diagram.ts'
import { outlineText } from '../../server/src/engine/diagram/outline.ts'
import type { Picture } from '../../server/src/engine/diagram/types.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { exampleWorkspace } from '../support/examples.ts'
import { worked } from '../support/worked.ts'

const HEAD =
  'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: fraud, version: 1.0.0}\nspec:\n  risk: {tier: 1}\n  ownership: {owner: team:fraud}\n  serving:\n    pattern: realtime\n    latency: {percentile: p99, target: 80ms, hops: [{name: gw, component: gw, budget: 30ms}, {name: svc, component: svc, budget: 70ms}]}\n'
const ARCHITECTURE = `  architecture:
    reference: realtime-inference
    boundaries: [{id: out, name: Internet, trust: untrusted}, {id: in, name: Cluster, trust: internal}]
    components:
      - {id: web, role: client, name: Web shop, boundary: out}
      - {id: gw, role: api-gateway, name: gw, technology: Envoy, boundary: in}
      - {id: svc, role: inference-service, name: svc, boundary: in}
      - {id: wh, role: warehouse, name: Warehouse, boundary: in}
    flows:
      - {from: web, to: gw, data: payment, classification: restricted, protocol: https}
      - {from: gw, to: svc, data: features, sync: true}
      - {from: svc, to: wh, data: history, sync: true}
`

function workspaceOf(files: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (path) => path in files })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  return workspace
}

function picture(text: string, options: DrawOptions = {}, path = 'fraud.model.yaml'): Picture {
  const found = draw(workspaceOf({ [path]: text }), path, options)
  assert.ok(found)
  return found
}

const nodeNamed = ({ nodes }: Picture, label: string): Picture['nodes'][number] => nodes.find((node) => node.label === label)!

describe('the system view', () => {
  const text = HEAD + ARCHITECTURE
  const drawn = picture(text)

  it('shows components, boundaries, roles, technologies and data classes, each with its place', () => {
    const gateway = nodeNamed(drawn, 'gw')
    assert.deepEqual([gateway.role, gateway.technology, drawn.groups.find(({ id }) => id === gateway.group)?.label], ['api-gateway', 'Envoy', 'Cluster'])
    const range = gateway.place!.range
    assert.equal(text.slice(range.start, range.end), '{id: gw, role: api-gateway, name: gw, technology: Envoy, boundary: in}')
    const [payment] = drawn.edges
    assert.deepEqual([payment?.label, payment?.classification, payment?.crossing], ['payment', 'restricted', true])
    assert.match(drawn.mermaid, /subgraph g0\["Internet #40;untrusted#41;"\]/)
    assert.match(drawn.mermaid, /n0 -->\|"payment · restricted"\| n1/)
  })

  it('lays the reference over it: what is missing is a ghost, a forbidden flow is one', () => {
    assert.equal(drawn.reference?.id, 'realtime-inference')
    assert.ok(drawn.reference.satisfied < drawn.reference.required)
    const ghosts = drawn.nodes.filter(({ state }) => state === 'ghost')
    assert.ok(
      ghosts.some(({ role }) => role === 'model-registry' || role === 'monitoring'),
      JSON.stringify(ghosts.map(({ label }) => label)),
    )
    assert.ok(ghosts.every(({ place }) => place === null))
    const forbidden = drawn.edges.find(({ state }) => state === 'forbidden')
    assert.equal(forbidden?.label, 'history')
    assert.match(drawn.mermaid, /class gn0.* ghost/)
    assert.match(drawn.svg, /class="node ghost"/)
  })

  it('paints findings on the part that they are about', () => {
    const service = nodeNamed(drawn, 'svc')
    const gateway = nodeNamed(drawn, 'gw')
    const over = [...service.problems, ...gateway.problems, ...drawn.problems].find(({ rule }) => rule === 'latency-budget-exceeded')
    assert.ok(over, 'the budget is exceeded')
    const fallback = [...drawn.nodes.flatMap(({ problems }) => problems)].find(({ rule }) => rule === 'no-fallback')
    assert.ok(fallback, 'a finding about serving is painted on what serves')
    assert.match(drawn.svg, /class="node [a-z ]*error"/)
  })

  it('sums latency along the path against the target', () => {
    const [latency] = drawn.totals
    assert.deepEqual([latency?.name, latency?.value, latency?.limit, latency?.within], ['Latency (p99)', '100 ms', '80 ms', false])
    assert.deepEqual(
      latency?.parts.map(({ node }) => node),
      [nodeNamed(drawn, 'gw').id, nodeNamed(drawn, 'svc').id],
    )
  })

  it('says all of it as text', () => {
    const outline = outlineText(drawn.outline)
    assert.match(outline, /^Internet \(untrusted\)\n {2}Web shop \(Client\)\n {4}to gw: payment, restricted, https, crosses a trust boundary$/m)
    assert.match(outline, /^missing: /m)
    assert.match(outline, /^Latency \(p99\): 100 ms of 80 ms, over$/m)
    for (const node of drawn.nodes) assert.ok(outline.includes(node.label), node.label)
  })

  it('marks what differs from an older text', () => {
    const before = text
      .replace('      - {id: wh, role: warehouse, name: Warehouse, boundary: in}\n', '      - {id: log, role: prediction-log, name: Old log, boundary: in}\n')
      .replace('technology: Envoy, ', '')
    const compared = picture(text, { base: before })
    assert.deepEqual(
      compared.nodes.filter(({ change }) => change !== null).map(({ label, change }) => [label, change]),
      [
        ['gw', 'changed'],
        ['Warehouse', 'added'],
        ['Old log', 'removed'],
      ],
    )
    assert.deepEqual(
      compared.edges.filter(({ change }) => change !== null).map(({ label, change }) => [label, change]),
      [['history', 'added']],
    )
    assert.deepEqual(
      picture(text, { base: text }).nodes.filter(({ change }) => change !== null),
      [],
    )
  })

  it('keeps drawing while the text is broken, and says where', () => {
    const broken = picture(`${text}  monitoring: {drift: [\n`)
    assert.ok(broken.broken)
    assert.ok(broken.nodes.length > 0)
  })
})

describe('other sources and views', () => {
  it('draws the mermaid diagram of a design document', () => {
    const design = '---\nkind: ml-design-doc\ntitle: Churn\n---\n# Churn\n\n```mermaid\nflowchart LR\n  A[Client] --> B[Scoring API]\n  B --> C[(Feature store)]\n```\n'
    const drawn = picture(design, {}, 'docs/churn-design.md')
    assert.deepEqual(
      drawn.nodes.map(({ label }) => label),
      ['Client', 'Scoring API', 'Feature store'],
    )
    assert.equal(drawn.source, 'diagram in docs/churn-design.md, line 7')
    assert.equal(design.slice(drawn.nodes[1]!.place!.range.start, drawn.nodes[1]!.place!.range.end), 'B[Scoring API]')
  })

  it('draws lineage, release steps, the life of a model and decision records of the example', () => {
    const workspace = exampleWorkspace()
    const path = 'demand-forecast/demand-forecast.model.yaml'
    const lineage = draw(workspace, path, { view: 'lineage' })!
    const names = lineage.nodes.map(({ label }) => label)
    assert.ok(
      ['sales', 'sales_lags', 'Evaluation gate', 'mlflow'].every((name) => names.includes(name)),
      names.join(', '),
    )
    assert.deepEqual(
      draw(workspace, path, { view: 'release' })!.bars.map(({ start, end }) => [start, end]),
      [
        [0, 7],
        [7, 14],
        [14, 21],
      ],
    )
    assert.match(draw(workspace, path, { view: 'release' })!.mermaid, /^gantt\n/)
    assert.ok(draw(workspace, path, { view: 'roadmap' })!.bars.some(({ label, start }) => label === 'Next review' && start === '2027-05-06'))
    const adrs = draw(workspace, path, { view: 'adrs' })!
    assert.ok(adrs.nodes.length >= 3 && adrs.edges.some(({ label }) => label === 'supersedes'))
    assert.deepEqual(draw(workspace, path)!.views, ['system', 'lineage', 'release', 'roadmap', 'adrs'])
  })

  it('draws the items of a roadmap', () => {
    const roadmap =
      '---\nkind: roadmap\n---\n# ML platform\n\n## Items\n\n| Capability | Quarter | Owner | Status |\n|---|---|---|---|\n| Model registry | Q1 2027 | team:platform | planned |\n| Feature store | 2027-04-01 to 2027-09-30 | team:data | planned |\n'
    const drawn = picture(roadmap, { view: 'roadmap' }, 'docs/ml-roadmap.md')
    assert.deepEqual(
      drawn.bars.map(({ label, start, end }) => [label, start, end]),
      [
        ['Model registry', '2027-01-01', '2027-03-31'],
        ['Feature store', '2027-04-01', '2027-09-30'],
      ],
    )
  })

  it('has nothing to draw in a document of another kind', () => {
    assert.equal(draw(workspaceOf({ 'notes/cake.md': '# Cake\n' }), 'notes/cake.md'), undefined)
  })
})

describe('hostile and large graphs', () => {
  const evil = `<script>alert(1)</script>"]; click n0 "javascript:alert(1)" %%{init: {"securityLevel": "loose"}}%% & 'x'`
  const text = `${HEAD}  architecture:\n    components:\n      - {id: a, name: ${JSON.stringify(evil)}, technology: "<img src=x onerror=alert(1)>"}\n      - {id: b, name: "b\\u0000\\u202e"}\n    flows: [{from: a, to: b, data: ${JSON.stringify(evil)}}]\n`

  it('never let words of the document become markup or directives', () => {
    const drawn = picture(text)
    assert.doesNotMatch(drawn.svg, /<script|<img|onerror=[^&]*"|<a |javascript:alert\(1\)"/)
    assert.doesNotMatch(drawn.mermaid, /<|%%\{|^\s*click/m)
    assert.equal(drawn.mermaid.split('\n').length, picture(text.replaceAll(JSON.stringify(evil), 'x')).mermaid.split('\n').length)
    // eslint-disable-next-line no-control-regex -- the point of the test
    assert.doesNotMatch(drawn.svg, /[\u0000-\u0008]/)
  })

  it('stay quick and bounded with 3,000 components in a cycle', () => {
    const many = Array.from({ length: 3000 }, (_, i) => `      - {id: c${i}, name: Part ${i}}`).join('\n')
    const flows = Array.from({ length: 3000 }, (_, i) => `      - {from: c${i}, to: c${(i + 1) % 3000}}`).join('\n')
    const workspace = workspaceOf({ 'fraud.model.yaml': `${HEAD}  architecture:\n    components:\n${many}\n    flows:\n${flows}\n` })
    workspace.analyze('fraud.model.yaml')
    const began = worked()
    const drawn = draw(workspace, 'fraud.model.yaml')!
    assert.ok(worked() - began < 3000)
    assert.equal(drawn.nodes.length, 400)
    assert.ok(drawn.svg.length < 2_000_000)
  })
})

describe('controls that are stated and not shown', () => {
  const manifest = (block: string, more = ''): string => `${HEAD}    fallback: [{trigger: timeout, behaviour: rules${block}}]\n${ARCHITECTURE}${more}`
  const asserted = (text: string, files: Readonly<Record<string, string>> = {}): Record<string, readonly string[]> => {
    const drawn = draw(workspaceOf({ 'fraud.model.yaml': text, ...files }), 'fraud.model.yaml')!
    return Object.fromEntries([...drawn.nodes, ...drawn.edges].flatMap((part) => (part.asserted.length > 0 ? [[part.id, part.asserted.map(({ control }) => control)]] : [])))
  }

  it('are marked in the picture, in the legend and in the outline', () => {
    const drawn = picture(manifest(''))
    const service = nodeNamed(drawn, 'svc')
    assert.deepEqual(
      service.asserted.map(({ control }) => control),
      ['fallback'],
    )
    assert.match(drawn.svg, new RegExp(`class="node [a-z ]*asserted[^>]*data-id="${service.id}"`))
    assert.ok(drawn.legend.some(({ className }) => className === 'asserted'))
    assert.match(outlineText(drawn.outline), /^ {4}stated without evidence: fallback$/m)
  })

  it('are no more once a date, a file that exists, or an evidence file shows them', () => {
    assert.deepEqual(asserted(manifest(', tested: 2026-10-01')), {})
    const evidence = '  governance: {evidence: [{path: tests/fallback.md, supports: [/spec/serving/fallback/0]}]}\n'
    assert.deepEqual(asserted(manifest('', evidence), { 'tests/fallback.md': 'x' }), {})
    assert.deepEqual(Object.values(asserted(manifest('', evidence))), [['fallback']], 'a file that is not there shows nothing')
  })

  it('are marked on flows that cross a boundary', () => {
    const text = manifest(', tested: 2026-10-01').replace('protocol: https}', 'protocol: https, auth: mtls, encrypted: true}')
    assert.deepEqual(asserted(text), { e0: ['auth mtls', 'encryption'] })
    const proven = `${text}  governance: {evidence: [{path: mesh.yaml, supports: [/spec/architecture/flows/0]}]}\n`
    assert.deepEqual(asserted(proven, { 'mesh.yaml': 'x' }), {})
  })
})
