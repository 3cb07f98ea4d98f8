import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { referenceArchitectures, referenceOf, roleOf, Workspace } from '../../server/src/engine/index.ts'

const workspaceOf = (files: Readonly<Record<string, string>>): Workspace => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (path) => path in files })
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  return workspace
}

const manifest = (architecture: string, more = ''): string =>
  `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec:\n  risk: {tier: 2}\n${more}  architecture:\n${architecture}`

const EXAMPLES = join(import.meta.dirname, '../../../shared/design/example-manifests')

for (const name of readdirSync(EXAMPLES))
  test(`${name} has everything that its reference architecture asks for`, () => {
    const view = workspaceOf({ [name]: readFileSync(join(EXAMPLES, name), 'utf8') }).architecture(name)!
    assert.equal(view.graphs.length, 1)
    assert.equal(view.matches.length, 1)
    const { matches } = view
    assert.deepEqual(
      matches[0]!.required.filter((part) => part.state === 'missing').map((part) => part.requirement.roles),
      [],
    )
    assert.deepEqual(
      matches[0]!.flows.filter((flow) => flow.state === 'missing').map((flow) => flow.requirement.why),
      [],
    )
    assert.equal(matches[0]!.share, 1)
  })

test('each reference architecture matches its own diagram', () => {
  for (const reference of referenceArchitectures()) {
    const source = readFileSync(join(import.meta.dirname, `../../schemas/standard/architectures/${reference.id}.yaml`), 'utf8')
    const diagram = source
      .slice(source.indexOf('diagram: |') + 10)
      .replace(/^ {2}/gm, '')
      .trim()
    const text = `---\nkind: ml-design-doc\nreference: ${reference.id}\n---\n# Design\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n`
    const [match] = workspaceOf({ 'docs/x-design.md': text }).architecture('docs/x-design.md')!.matches
    assert.equal(match!.reference, reference)
    assert.deepEqual(match!.forbidden, [], reference.id)
    assert.deepEqual(
      match!.flows.filter((flow) => flow.state === 'missing').map(({ requirement }) => `${requirement.from} → ${requirement.to}`),
      [],
      reference.id,
    )
    // A picture leaves out what is usually not drawn; most of it is there.
    const asked = match!.required.filter((part) => part.state !== 'not-asked')
    const drawn = asked.filter((part) => part.by === 'component')
    assert.ok(drawn.length / asked.length >= 0.6, `${reference.id}: ${asked.filter((p) => p.by !== 'component').map((p) => p.requirement.roles)} are not recognised in its diagram`)
  }
})

test('every role that an architecture names is in the vocabulary', () => {
  for (const { id, required, recommended, flows, forbidden } of referenceArchitectures()) {
    const roles = [...required, ...recommended].flatMap((part) => part.roles).concat([...flows, ...forbidden].flatMap(({ from, to }) => [...from, ...to]))
    for (const role of roles) assert.ok(roleOf(role), `${id}: ${role}`)
  }
  assert.equal(referenceOf('Batch Scoring@2')?.id, 'batch-scoring')
  assert.equal(referenceArchitectures().length, 9)
})

test('missing parts, alternatives, fields and accepted deviations', () => {
  const text = manifest(
    [
      '    reference: batch-scoring',
      '    deviations: [{requirement: data-validator, reason: the source checks its rows, adr: docs/adr/0003-checks.md}]',
      '    components:',
      '      - {id: wh, role: warehouse, name: Sales}',
      '      - {id: job, role: batch-job, name: Nightly job}',
      '    flows: [{from: wh, to: job}]',
    ].join('\n'),
    '  serving: {pattern: batch, batch: {schedule: 0 2 * * *}}\n',
  )
  const { matches, graphs } = workspaceOf({ 'churn.model.yaml': text }).architecture('churn.model.yaml')!
  const states = Object.fromEntries(matches[0]!.required.map((part) => [part.requirement.roles.join('|'), part.by ?? part.state]))
  assert.deepEqual(states, {
    'data-source|warehouse|feature-store-offline': 'component',
    'data-validator': 'deviation',
    orchestrator: 'field',
    'batch-job': 'component',
    'model-registry|artifact-store': 'missing',
    'output-sink|warehouse': 'component',
    monitoring: 'missing',
  })
  const component = graphs[0]!.components[1]!
  assert.equal(text.slice(component.range.start, component.range.end), '{id: job, role: batch-job, name: Nightly job}')
  assert.equal(text.slice(component.nameRange.start, component.nameRange.end), 'Nightly job')
})

test('flows that must not be, by stated roles', () => {
  const text = manifest(
    [
      '    reference: realtime-inference',
      '    components: [{id: s, role: inference-service, name: Scorer}, {id: w, role: warehouse, name: BigQuery}, {id: m, role: monitoring, name: Grafana}]',
      '    flows: [{from: s, to: w, data: features, sync: true}, {from: s, to: w, data: log, sync: false}]',
    ].join('\n'),
    '',
  )
  const [match] = workspaceOf({ 'churn.model.yaml': text }).architecture('churn.model.yaml')!.matches
  assert.deepEqual(
    match!.forbidden.map(({ from, to, flow }) => [from.id, to.id, flow.label]),
    [['s', 'w', 'features']],
  )
  assert.deepEqual(
    match!.flows.filter((flow) => flow.state === 'missing').map(({ requirement }) => requirement.to),
    [['monitoring']],
  )
})
