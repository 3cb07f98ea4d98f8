import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Folder, start } from './support.ts'

test('lsp --stdio answers initialize and ends with the protocol', async () => {
  using folder = new Folder()
  const child = start(['lsp', '--stdio'], folder.path)
  let out = ''
  child.stdout!.setEncoding('utf8').on('data', (data: string) => (out += data))
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin!.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const answered = async (id: number): Promise<void> => {
    while (!out.includes(`"id":${id},`)) await once(child.stdout!, 'data')
  }
  send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })
  await answered(1)
  assert.match(out, /^Content-Length: \d+\r\n\r\n/)
  assert.match(out, /"capabilities":\{/)
  send({ method: 'initialized', params: {} })
  send({ id: 2, method: 'shutdown' })
  await answered(2)
  send({ method: 'exit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  assert.equal(code, 0)
})
