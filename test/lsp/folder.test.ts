import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Folder } from '../../server/src/lsp/folder.ts'
import type { FileText, Platform } from '../../server/src/lsp/platform.ts'

test('a slow read of a file never overwrites what a later one found', async () => {
  const waiting: ((file: FileText) => void)[] = []
  const platform: Platform = {
    name: 'test',
    today: () => '2026-11-30',
    now: () => performance.now(),
    diagramProblem: () => undefined,
    headOf: async () => undefined,
    pastOf: async () => undefined,
    openFolder: () => ({
      list: async () => ({ documents: [], skipped: [] }),
      read: () => new Promise((resolve) => waiting.push(resolve)),
      keeps: () => true,
      exists: () => undefined,
      recheck: async () => false,
    }),
  }
  const folder = new Folder('file:///w', platform, () => {})
  await folder.ready
  const first = folder.reload('a.md')
  const second = folder.reload('a.md')
  waiting[1]!({ text: 'second' })
  await second
  const third = folder.reload('a.md')
  waiting[0]!({ text: 'first' })
  await first
  waiting[2]!({ text: 'third' })
  await third
  assert.equal(folder.workspace.text('a.md'), 'third')
})
