import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Client, FLAWED, PUSH, RULE, SOUND, TempFolder, rangeOf } from './support/client.ts'

const has =
  (count: number) =>
  (p: { readonly diagnostics: readonly { readonly code?: unknown }[] }): boolean =>
    p.diagnostics.filter((d) => d.code === RULE).length === count

test('a client that does not pull is pushed diagnostics, again after an edit, and none after closing', async () => {
  using folder = new TempFolder({ 'docs/design.md': SOUND })
  await using client = await Client.start({ folders: [folder.uri], capabilities: PUSH })
  assert.equal(client.initialized.capabilities.diagnosticProvider, undefined)
  const uri = folder.uriOf('docs/design.md')
  await client.open(uri, FLAWED, 7)
  const first = await client.push(uri)
  assert.equal(first.version, 7)
  assert.deepEqual(first.diagnostics.find((d) => d.code === RULE)!.range, rangeOf(FLAWED, 'no-such-rule'))
  let seen = client.pushed.length
  await client.change(uri, 8, { range: { start: { line: 5, character: 0 }, end: { line: 6, character: 0 } }, text: '' })
  const second = await client.push(uri, has(0), seen)
  assert.equal(second.version, 8)
  seen = client.pushed.length
  // A burst of keystrokes gives one answer, for the last of them.
  for (let i = 0; i < 10; i++) await client.change(uri, 9 + i, { text: i === 9 ? FLAWED : `${SOUND}${'x'.repeat(i)}` })
  const third = await client.push(uri, has(1), seen)
  assert.equal(third.version, 18)
  seen = client.pushed.length
  await client.close(uri)
  assert.deepEqual((await client.push(uri, () => true, seen)).diagnostics, [])
  assert.equal(await client.stop(), 0)
})

test('documents outside every folder, unsaved ones too, have findings of their own', async () => {
  using folder = new TempFolder({ 'lone.md': FLAWED })
  await using client = await Client.start({ capabilities: PUSH })
  await client.open(folder.uriOf('lone.md'), FLAWED)
  await client.push(folder.uriOf('lone.md'), has(1))
  await client.open('untitled:Untitled-1', FLAWED, 1, 'markdown')
  await client.push('untitled:Untitled-1', has(1))
  await client.change('untitled:Untitled-1', 2, { text: SOUND })
  await client.push('untitled:Untitled-1', has(0))
})
