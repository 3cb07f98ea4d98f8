import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReadinessDto, EditResult } from '../../server/src/protocol/index.ts'
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
