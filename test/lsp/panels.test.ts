import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { EditResult, GraphDto, PortfolioDto, ReadinessDto, RenderResult, TrendResult } from '../../server/src/protocol/index.ts'
import { Client, TempFolder } from './support/client.ts'

const MANIFEST = 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec:\n  ownership: {owner: team:churn}\n  risk: {tier: 2}\n'

test('readiness, ticks and sign-offs: plain values with addresses and lines; wrong parameters are refused', async () => {
  using folder = new TempFolder({ 'churn.model.yaml': MANIFEST, 'notes/cake.md': '# Cake\n' })
  await using client = await Client.start({ folders: [folder.uri] })
  const { connection } = client
  const uri = folder.uriOf('churn.model.yaml')
  const readiness = await connection.sendRequest<ReadinessDto | null>('plumbline/readiness', { uri })
  assert.equal(readiness?.model, 'churn')
  assert.equal(readiness.items.length, 60)
  const owner = readiness.items.find(({ id }) => id === 'PL-C-001')!
  assert.deepEqual(owner.evidence[0]?.place, { uri, path: 'churn.model.yaml', range: { start: { line: 4, character: 14 }, end: { line: 4, character: 31 } } })
  const fix = readiness.items.flatMap(({ fixes }) => fixes)[0]!
  assert.ok(fix.edit.documentChanges.length > 0)
  assert.equal(await connection.sendRequest('plumbline/readiness', { uri: folder.uriOf('notes/cake.md') }), null)

  const ticked = await connection.sendRequest<EditResult>('plumbline/tick', { uri, item: 'PL-C-053', state: 'done', by: 'j.lind' })
  assert.ok('edit' in ticked)
  assert.deepEqual(ticked.edit.documentChanges[0], { kind: 'create', uri: folder.uriOf('churn-readiness.md'), options: { ignoreIfExists: true } })
  const refused = await connection.sendRequest<EditResult>('plumbline/tick', { uri, item: 'PL-C-037', state: 'done' })
  assert.match('refused' in refused ? refused.refused : '', /PL-C-037 is missing/)

  const signed = await connection.sendRequest<EditResult>('plumbline/signOff', { uri, approval: { role: 'architecture', approver: 'user:j.lind', status: 'approved' } })
  assert.ok('edit' in signed)
  const [change] = signed.edit.documentChanges
  assert.ok(change && 'edits' in change)
  assert.match(change.edits[0]!.newText, /governance:\n {4}approvals:\n {6}- role: architecture/)

  for (const [method, params] of [
    ['plumbline/readiness', {}],
    ['plumbline/tick', { uri, item: 1 }],
    ['plumbline/tick', { uri, item: 'PL-C-001', state: 'done', by: 7 }],
    ['plumbline/signOff', { uri, approval: { role: 'king', approver: 'x', status: 'approved' } }],
    ['plumbline/signOff', { uri, approval: null }],
  ] as const)
    await assert.rejects(connection.sendRequest(method, params), { code: -32602 }, `${method} ${JSON.stringify(params)}`)
})

test('graph, portfolio and rendering; a keystroke changes the picture', async () => {
  const drawn = `${MANIFEST}  architecture:\n    components:\n      - {id: a, name: Gateway, role: api-gateway}\n      - {id: b, name: Scorer, role: inference-service}\n    flows: [{from: a, to: b, data: payments}]\n`
  using folder = new TempFolder({ 'churn.model.yaml': drawn, 'notes/cake.md': '# Cake\n' })
  await using client = await Client.start({ folders: [folder.uri] })
  const { connection } = client
  const uri = folder.uriOf('churn.model.yaml')
  const graph = await connection.sendRequest<GraphDto | null>('plumbline/graph', { uri })
  assert.deepEqual(
    graph?.nodes.map(({ label, place }) => [label, place?.range.start.line]),
    [
      ['Gateway', 8],
      ['Scorer', 9],
    ],
  )
  assert.deepEqual(graph.views, ['system'])
  assert.equal(await connection.sendRequest('plumbline/graph', { uri: folder.uriOf('notes/cake.md') }), null)
  const before = drawn.replace('      - {id: b, name: Scorer, role: inference-service}\n', '')
  const compared = await connection.sendRequest<GraphDto>('plumbline/graph', { uri, view: 'system', base: before })
  assert.deepEqual(
    compared.nodes.map(({ change }) => change),
    [null, 'added'],
  )

  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text: drawn } })
  await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: drawn.replace('Scorer', 'Ranker') }] })
  assert.equal((await connection.sendRequest<GraphDto>('plumbline/graph', { uri })).nodes[1]?.label, 'Ranker')

  const portfolio = await connection.sendRequest<PortfolioDto>('plumbline/portfolio', {})
  assert.deepEqual(
    portfolio.models.map(({ name, tier, folder: own, place }) => [name, tier, own, place.uri]),
    [['churn', 2, folder.uri, uri]],
  )
  assert.equal(portfolio.metrics.length, 20)

  const card = await connection.sendRequest<RenderResult>('plumbline/render', { uri, kind: 'model-card' })
  assert.match(card.text ?? '', /^---\nkind: model-card/)
  assert.equal(card.fileName, 'churn-model-card.md')
  assert.match((await connection.sendRequest<RenderResult>('plumbline/render', { uri: folder.uriOf('notes/cake.md'), kind: 'html' })).refused ?? '', /no document of a model/)
  await assert.rejects(connection.sendRequest('plumbline/render', { uri, kind: 'pdf' }), { code: -32602 })
  await assert.rejects(connection.sendRequest('plumbline/graph', { uri, view: 'universe' }), { code: -32602 })
})

test('the trend: past states from git, then now; nothing without git', async () => {
  using folder = new TempFolder({ 'churn.model.yaml': 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec: {}\n' })
  await using client = await Client.start({ folders: [folder.uri] })
  const { connection } = client
  const ask = (): Promise<TrendResult> => connection.sendRequest<TrendResult>('plumbline/trend', {})
  assert.deepEqual(await ask(), { trends: [] })
  const git = (...args: string[]): void => void execFileSync('git', ['-C', fileURLToPath(folder.uri), '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args])
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'one')
  const [trend] = (await ask()).trends
  assert.deepEqual(
    trend?.points.map(({ revision, models }) => [revision === null, models]),
    [
      [false, 1],
      [true, 1],
    ],
  )
  assert.match(trend.svg, /^<svg [^>]*><style>/)
  assert.deepEqual((await ask()).trends[0]?.points, trend.points, 'the same when asked again')
})
