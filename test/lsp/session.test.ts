import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import type { CodeAction, Hover, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol'
import packageJson from '../../package.json' with { type: 'json' }
import { findRule } from '../../server/src/engine/index.ts'
import { VERSION } from '../../server/src/lsp/version.ts'
import { Client, FLAWED, ROOT, RULE, TempFolder, rangeOf } from './support/client.ts'

test('before initialize and after shutdown requests are refused; exit codes are those of the protocol', async () => {
  await using early = new Client()
  await assert.rejects(early.connection.sendRequest('textDocument/hover', {}), { code: -32002 })
  await using client = await Client.start()
  assert.equal(client.initialized.serverInfo?.version, packageJson.version)
  assert.equal(VERSION, packageJson.version)
  await client.connection.sendRequest('shutdown')
  await assert.rejects(client.connection.sendRequest('plumbline/documentStatus', { uri: 'file:///a.md' }), { code: -32600 })
  await client.connection.sendNotification('exit')
  assert.equal(await client.exited, 0)
  await using hasty = await Client.start()
  await hasty.connection.sendNotification('exit')
  assert.equal(await hasty.exited, 1)
})

test('the end of stdin ends the server', async () => {
  await using client = await Client.start()
  client.process.stdin.end()
  assert.equal(await client.exited, 1)
})

test('the server ends when its parent is gone', async () => {
  const parent = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  await using client = await Client.start({ processId: parent.pid! })
  parent.kill('SIGKILL')
  assert.equal(await client.exited, 1)
})

test('malformed parameters, unknown requests and garbage are answered or logged, and the server goes on', async () => {
  using folder = new TempFolder({ 'a.md': FLAWED })
  await using client = await Client.start({ folders: [folder.uri] })
  const { connection } = client
  await assert.rejects(connection.sendRequest('textDocument/diagnostic', {}), { code: -32602 })
  await assert.rejects(connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: 7 } }), { code: -32602 })
  await assert.rejects(connection.sendRequest('textDocument/hover', { textDocument: { uri: folder.uriOf('a.md') } }), { code: -32602 })
  await assert.rejects(connection.sendRequest('textDocument/codeAction', { textDocument: { uri: folder.uriOf('a.md') } }), { code: -32602 })
  await assert.rejects(connection.sendRequest('plumbline/documentStatus', {}), { code: -32602 })
  await assert.rejects(connection.sendRequest('workspace/diagnostic', { previousResultIds: [null] }))
  await assert.rejects(connection.sendRequest('plumbline/unknown', {}), { code: -32601 })
  for (const [method, params] of [
    ['textDocument/didOpen', {}],
    ['textDocument/didOpen', { textDocument: { uri: 'file:///x.md', languageId: 'markdown', version: 1 } }],
    ['textDocument/didChange', { textDocument: { uri: 'file:///never-opened.md', version: 2 }, contentChanges: [] }],
    ['textDocument/didChange', { textDocument: null }],
    ['textDocument/didClose', {}],
    ['workspace/didChangeWatchedFiles', { changes: [{}, { uri: '%%%', type: 9 }] }],
    ['workspace/didChangeWorkspaceFolders', { event: null }],
    ['workspace/didChangeConfiguration', { settings: 'none' }],
  ] as const) {
    await connection.sendNotification(method, params)
  }
  client.process.stdin.write('Content-Length: 9\r\n\r\nnot json!')
  assert.equal((await client.pulled(folder.uriOf('a.md'), RULE)).length, 1)
  assert.ok(
    client.notifications.some(({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1),
    'errors are logged',
  )
  assert.equal(await client.stop(), 0)
})

test('hover over a finding says why and what satisfies it; beside it nothing', async () => {
  using folder = new TempFolder({ 'a.md': FLAWED })
  await using client = await Client.start({ folders: [folder.uri] })
  const uri = folder.uriOf('a.md')
  await client.open(uri, FLAWED)
  const range = rangeOf(FLAWED, 'no-such-rule')
  const hover: Hover | null = await client.connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position: { line: range.start.line, character: range.start.character + 3 },
  })
  assert.deepEqual(hover?.range, range)
  assert.match((hover!.contents as { value: string }).value, /\*\*Satisfied by:\*\*/)
  assert.equal(await client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 6, character: 1 } }), null)
})

const PLACEHOLDER = 'placeholder-text'

test(
  'a suppression with a reason is offered, applies, and is not offered for what cannot be waived',
  { skip: findRule(PLACEHOLDER) ? false : `the rule ${PLACEHOLDER} is not registered` },
  async () => {
    const text = `${FLAWED}\n## Rollback\n\nThe alias is set back.\nThe rest is TBD.\n`
    using folder = new TempFolder({ 'a.md': text })
    await using client = await Client.start({ folders: [folder.uri] })
    const uri = folder.uriOf('a.md')
    await client.open(uri, text, 3)
    const ask = (words: string, only?: string[]): Promise<CodeAction[]> =>
      client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: rangeOf(text, words), context: { diagnostics: [], only } })
    const action = (await ask('TBD')).find((a) => a.diagnostics?.[0]?.code === PLACEHOLDER && a.title.startsWith('Suppress'))
    assert.ok(action)
    const [change] = action.edit!.documentChanges as TextDocumentEdit[]
    assert.deepEqual(change!.textDocument, { uri, version: 3 })
    const [edit] = change!.edits as TextEdit[]
    // Before the paragraph, since no comment can stand in the middle of it.
    assert.deepEqual(edit, {
      range: { start: { line: 10, character: 0 }, end: { line: 10, character: 0 } },
      newText: `<!-- plumbline-disable-next-line ${PLACEHOLDER} -- reason -->\n`,
    })
    assert.equal((await client.pulled(uri, PLACEHOLDER)).length, 1)
    await client.change(uri, 4, { range: edit!.range, text: edit!.newText })
    assert.equal((await client.pulled(uri, PLACEHOLDER)).length, 0)
    assert.deepEqual(
      (await ask('no-such-rule')).filter((a) => a.title.includes(RULE)),
      [],
    )
    assert.deepEqual(await ask('TBD', ['refactor']), [])
  },
)

test('node-ipc, as the VS Code client may start it', async () => {
  const child = spawn(process.execPath, ['server/src/lsp/main.ts', '--node-ipc'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  const answer = new Promise<{ readonly id: number }>((resolve) =>
    child.on('message', (message: { readonly id?: number }) => message.id === 1 && resolve(message as { id: number })),
  )
  child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } })
  assert.ok((await answer) && true)
  const exited = new Promise((resolve) => child.on('exit', resolve))
  child.disconnect()
  assert.equal(await exited, 1)
})
