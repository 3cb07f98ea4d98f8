import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol'
import { Client, FLAWED, RULE, SOUND, TempFolder, rangeOf } from './support/client.ts'

test('a pulled diagnostic has range, severity, code, page, source and data; unchanged is said by result id; nothing is pushed', async () => {
  using folder = new TempFolder({ 'docs/churn design (ü).md': FLAWED })
  await using client = await Client.start({ folders: [folder.uri] })
  assert.equal(client.initialized.capabilities.textDocumentSync && (client.initialized.capabilities.textDocumentSync as { change: number }).change, 2)
  const uri = folder.uriOf('docs/churn design (ü).md')
  await client.open(uri, FLAWED)
  const report = await client.pull(uri)
  assert.equal(report.kind, 'full')
  const [diagnostic] = report.items.filter((d) => d.code === RULE)
  assert.ok(diagnostic)
  assert.deepEqual(diagnostic.range, rangeOf(FLAWED, 'no-such-rule'))
  assert.equal(diagnostic.severity, 2)
  assert.equal(diagnostic.source, 'plumbline')
  assert.match(diagnostic.codeDescription!.href, /^https:\/\//)
  assert.match(String(diagnostic.message), /^[^\n]{10,}\n→ \S/)
  assert.equal((diagnostic.data as { rule: string }).rule, RULE)
  assert.ok((diagnostic.data as { fingerprint: string }).fingerprint)
  assert.equal(diagnostic.tags, undefined)
  assert.deepEqual(await client.pull(uri, report.resultId), { kind: 'unchanged', resultId: report.resultId })
  // Another spelling of the same URI is the same document.
  assert.deepEqual(await client.pull(uri.replaceAll('%20', ' ').replace('%C3%BC', 'ü').replace('(', '%28'), report.resultId), { kind: 'unchanged', resultId: report.resultId })
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.deepEqual(client.pushed, [])
  assert.equal(await client.stop(), 0)
})

test('incremental edits, several in one notification, lead to the findings of the whole text', async () => {
  using folder = new TempFolder()
  await using client = await Client.start({ folders: [folder.uri] })
  const uri = folder.uriOf('docs/design.md')
  await client.open(uri, SOUND)
  assert.deepEqual(await client.pulled(uri, RULE), [])
  const at = { line: 5, character: 0 }
  await client.change(uri, 2, { range: { start: at, end: at }, text: '<!-- plumbline-disable-next-line no-such -- agreed with the owner -->\n' })
  assert.deepEqual((await client.pulled(uri, RULE))[0]!.range, { start: { line: 5, character: 33 }, end: { line: 5, character: 40 } })
  // One notification: two lines above, a longer name, and a change at the end, each relative to the text before it.
  await client.change(
    uri,
    3,
    { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }, text: 'ä 𝒳\n\n' },
    { range: { start: { line: 7, character: 40 }, end: { line: 7, character: 40 } }, text: '-rule' },
    { range: { start: { line: 8, character: 0 }, end: { line: 8, character: 3 } }, text: 'Our' },
  )
  const [moved] = await client.pulled(uri, RULE)
  assert.deepEqual(moved!.range, { start: { line: 7, character: 33 }, end: { line: 7, character: 45 } })
  assert.match(String(moved!.message), /no-such-rule/)
  // Positions beyond the text are cut to it, reversed ranges are turned round, a change without range replaces all.
  await client.change(uri, 4, { range: { start: { line: 999, character: 9 }, end: { line: 7, character: 0 } }, text: '' })
  assert.deepEqual(await client.pulled(uri, RULE), [])
  await client.change(uri, 5, { text: FLAWED })
  assert.deepEqual((await client.pulled(uri, RULE))[0]!.range, rangeOf(FLAWED, 'no-such-rule'))
})

test('workspace diagnostics: all folders, partial results, progress, unchanged, deleted', async () => {
  const files = Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`docs/design-${String(i).padStart(3, '0')}.md`, FLAWED]))
  using one = new TempFolder({ ...files, 'node_modules/x/design.md': FLAWED, '.gitignore': 'build/\n', 'build/design.md': FLAWED })
  using two = new TempFolder({ 'design.md': FLAWED, 'notes.md': '# Notes\n\nNothing of ours.\n' })
  await using client = await Client.start({ folders: [one.uri, two.uri] })
  const parts: WorkspaceDiagnosticReport[] = []
  const work: { readonly kind: string; readonly percentage?: number }[] = []
  client.connection.onNotification('$/progress', ({ token, value }: { readonly token: string; readonly value: never }) => void (token === 'part' ? parts : work).push(value))
  const last: WorkspaceDiagnosticReport = await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'part', workDoneToken: 'work' })
  const items = [...parts, last].flatMap((p) => p.items)
  assert.deepEqual(items.map((i) => i.uri).sort(), [...Object.keys(files).map((p) => one.uriOf(p)), two.uriOf('design.md')].sort())
  assert.ok(parts.length >= 2, 'several partial results')
  assert.deepEqual([work[0]?.kind, work.at(-1)?.kind], ['begin', 'end'])
  const previousResultIds = items.map((i) => ({ uri: i.uri, value: i.resultId! }))
  const { refreshes } = client
  two.remove('design.md')
  await client.watched({ uri: two.uriOf('design.md'), type: 3 })
  // Watched files are read in the background; the next report after that has the deletion.
  await client.until('refresh', () => client.refreshes > refreshes)
  const again: WorkspaceDiagnosticReport = await client.connection.sendRequest('workspace/diagnostic', { previousResultIds })
  assert.equal(again.items.filter((i) => i.kind === 'unchanged').length, 230)
  assert.deepEqual(
    again.items.filter((i) => i.kind === 'full'),
    [{ kind: 'full', uri: two.uriOf('design.md'), version: null, items: [] }],
  )
})

test('a cancelled request is answered as cancelled, at once', async () => {
  const files = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`docs/design-${i}.md`, FLAWED + 'The features are computed per customer and day.\n\n'.repeat(200)]))
  using folder = new TempFolder(files)
  await using client = await Client.start({ folders: [folder.uri] })
  const { CancellationTokenSource } = await import('vscode-languageserver-protocol')
  const source = new CancellationTokenSource()
  const answer = client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] }, source.token)
  setTimeout(() => source.cancel(), 50)
  await assert.rejects(answer, { code: -32800 })
  const uri = folder.uriOf('docs/design-1.md')
  assert.equal((await client.pulled(uri, RULE)).length, 1)
})
