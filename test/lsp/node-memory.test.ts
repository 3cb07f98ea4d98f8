import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'

const MODULE = join(import.meta.dirname, '../../server/src/lsp/node-memory.ts')

/** Works as a server does: some turns in which a few megabytes are taken, of which some stay, with a pause behind each. Tells the young generation's size, in bytes, and the most of it that was taken when a turn began. */
const PROGRAM = `
const { getHeapSpaceStatistics } = await import('node:v8')
const { nodeMemory } = await import(${JSON.stringify(MODULE)})
const memory = nodeMemory()
const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
const kept = []
let taken = 0
for (let turn = 0; turn < 100; turn++) {
  if (turn > 50) taken = Math.max(taken, young().space_used_size)
  for (let i = 0; i < 30000; i++) kept[(turn * 30000 + i) % 200000] = { turn, i: [i] }
  memory.answered()
  await new Promise((resolve) => setTimeout(resolve, 12))
}
console.log(JSON.stringify({ size: young().space_size, taken }))
`

test('the young generation of a server grows to what it needs, and is empty enough for the next answer', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM])
  const { size, taken } = JSON.parse(stdout) as { readonly size: number; readonly taken: number }
  // Left alone it would grow to four times as much, and stay small where it is held from growing.
  assert.ok(size <= 17e6, `${size} bytes`)
  assert.ok(size >= 16e6, `${size} bytes`)
  assert.ok(taken < 6e6, `${taken} bytes taken`)
})
