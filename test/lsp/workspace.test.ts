import assert from 'node:assert/strict'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { findRule } from '../../server/src/engine/index.ts'
import type { DocumentStatus } from '../../server/src/protocol/index.ts'
import { Client, FLAWED, PULL, PUSH, RULE, SOUND, TempFolder } from './support/client.ts'

const manifest = (tier: number): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: churn\n  version: 1.0.0\nspec:\n  risk:\n    tier: ${tier}\n`
const DESIGN = '---\nkind: ml-design-doc\nmanifest: ../churn.model.yaml\n---\n# Churn design\n\n## Rollback\n\nTBD by the platform team.\n'
const status = (client: Client, uri: string): Promise<DocumentStatus> => client.connection.sendRequest('plumbline/documentStatus', { uri })
const needs = (rule: string): { readonly skip: string | false } => ({ skip: findRule(rule) ? false : `the rule ${rule} is not registered` })

test('status: kind, tier and model come from the manifest that a design doc names, and follow it unasked', async () => {
  using folder = new TempFolder({ 'churn.model.yaml': manifest(1), 'docs/design.md': DESIGN })
  await using client = await Client.start({ folders: [folder.uri], initializationOptions: { status: true } })
  const uri = folder.uriOf('docs/design.md')
  await client.open(uri, DESIGN)
  const first = await status(client, uri)
  assert.deepEqual(
    { kind: first.kind, by: first.by, tier: first.tier, model: first.model, enabled: first.enabled },
    { kind: 'ml-design-doc', by: 'identity', tier: 1, model: 'churn', enabled: true },
  )
  await client.open(folder.uriOf('churn.model.yaml'), manifest(1))
  await client.change(folder.uriOf('churn.model.yaml'), 2, { text: manifest(4) })
  await client.until('status of the design doc', () =>
    client.notifications.find(({ method, params }) => method === 'plumbline/statusChanged' && (params as DocumentStatus).uri === uri && (params as DocumentStatus).tier === 4),
  )
  assert.equal((await status(client, folder.uriOf('docs/none.md'))).kind, null)
})

test('a change of the manifest changes the findings of the design doc, and the client is asked to pull again', needs('placeholder-text'), async () => {
  using folder = new TempFolder({ 'churn.model.yaml': manifest(1), 'docs/design.md': DESIGN })
  await using client = await Client.start({ folders: [folder.uri] })
  const uri = folder.uriOf('docs/design.md')
  await client.open(uri, DESIGN)
  const before = (await client.pulled(uri, 'placeholder-text'))[0]!.severity
  await client.open(folder.uriOf('churn.model.yaml'), manifest(1))
  const refreshes = client.refreshes
  await client.change(folder.uriOf('churn.model.yaml'), 2, { text: manifest(4) })
  await client.until('refresh', () => client.refreshes > refreshes)
  assert.notEqual((await client.pulled(uri, 'placeholder-text'))[0]!.severity, before)
})

test('a superseding ADR changes the findings of the one it supersedes', needs('adr-supersede-not-reciprocal'), async () => {
  const old =
    '# 1. Use batch scoring\n\n## Status\n\nSuperseded by [ADR 2](0002-use-streaming.md)\n\n## Context\n\nScores once a night.\n\n## Decision\n\nWe score in batch.\n\n## Consequences\n\nScores are a day old.\n'
  const next = (links: boolean): string =>
    `# 2. Use streaming\n\n## Status\n\nAccepted${links ? '\n\nSupersedes [ADR 1](0001-use-batch.md)' : ''}\n\n## Context\n\nA day is too long.\n\n## Decision\n\nWe score the stream.\n\n## Consequences\n\nMore to run.\n`
  using folder = new TempFolder({ 'docs/adr/0001-use-batch.md': old, 'docs/adr/0002-use-streaming.md': next(false) })
  await using client = await Client.start({ folders: [folder.uri] })
  const uris = ['docs/adr/0001-use-batch.md', 'docs/adr/0002-use-streaming.md'].map((p) => folder.uriOf(p))
  const count = async (): Promise<number> => (await Promise.all(uris.map((uri) => client.pulled(uri, 'adr-supersede-not-reciprocal')))).flat().length
  assert.ok((await count()) > 0)
  await client.open(uris[1]!, next(true))
  assert.equal(await count(), 0)
})

test('files on disk: created, changed and deleted, a folder at once; an open text wins over the disk', async () => {
  using folder = new TempFolder({ 'docs/a.md': SOUND })
  await using client = await Client.start({ folders: [folder.uri] })
  const [a, b] = [folder.uriOf('docs/a.md'), folder.uriOf('docs/b.md')]
  assert.equal((await client.pulled(a, RULE)).length, 0)
  const watchers = client.registrations.find((r) => r.method === 'workspace/didChangeWatchedFiles')?.registerOptions as { watchers: { globPattern: string }[] } | undefined
  assert.ok(watchers?.watchers.some((w) => w.globPattern === '**/*.{md,markdown,yaml,yml}'))
  folder.write('docs/a.md', FLAWED)
  folder.write('docs/b.md', FLAWED)
  await client.watched({ uri: a, type: 2 }, { uri: b, type: 1 })
  await client.pulledUntil(a, RULE, (items) => items.length === 1)
  await client.pulledUntil(b, RULE, (items) => items.length === 1)
  await client.open(a, SOUND)
  await client.watched({ uri: a, type: 2 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.equal((await client.pulled(a, RULE)).length, 0)
  await client.close(a)
  await client.pulledUntil(a, RULE, (items) => items.length === 1)
  folder.remove('docs')
  await client.watched({ uri: folder.uriOf('docs'), type: 3 })
  await client.pulledUntil(a, RULE, (items) => items.length === 0)
  await client.pulledUntil(b, RULE, (items) => items.length === 0)
})

test('a client that watches nothing: saving reads the disk again', async () => {
  using folder = new TempFolder({ 'docs/a.md': FLAWED, '.plumbline.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\n' })
  await using client = await Client.start({ folders: [folder.uri], capabilities: { ...PUSH, workspace: {} } })
  const uri = folder.uriOf('docs/a.md')
  await client.open(uri, FLAWED)
  await client.push(uri, (p) => p.diagnostics.some((d) => d.code === RULE))
  folder.write('.plumbline.yaml', `apiVersion: plumbline.dev/v1\nkind: Workspace\nrules:\n  ${RULE}: off\n`)
  await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } })
  await client.push(uri, (p) => !p.diagnostics.some((d) => d.code === RULE))
})

test('configuration applies at once: the file, unsaved too, and the setting', async () => {
  const configuration = `apiVersion: plumbline.dev/v1\nkind: Workspace\nexclude:\n  - docs/**\n`
  using folder = new TempFolder({ 'docs/a.md': FLAWED })
  await using client = await Client.start({ folders: [folder.uri] })
  const uri = folder.uriOf('docs/a.md')
  assert.equal((await client.pulled(uri, RULE)).length, 1)
  folder.write('.plumbline.yaml', configuration)
  await client.watched({ uri: folder.uriOf('.plumbline.yaml'), type: 1 })
  await client.pulledUntil(uri, RULE, (items) => items.length === 0)
  await client.open(folder.uriOf('.plumbline.yaml'), configuration)
  await client.change(folder.uriOf('.plumbline.yaml'), 2, { text: configuration.replace('docs/**', 'other/**') })
  assert.equal((await client.pulled(uri, RULE)).length, 1)
  const refreshes = client.refreshes
  client.settings = { enable: false, trace: { server: 'off' } }
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.until('refresh', () => client.refreshes > refreshes)
  assert.equal((await client.pulled(uri, RULE)).length, 0)
  assert.equal((await status(client, uri)).enabled, false)
  client.settings = { enable: true }
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  await client.pulledUntil(uri, RULE, (items) => items.length === 1)
})

test('settings that a client sends along apply as well', async () => {
  using folder = new TempFolder({ 'docs/a.md': FLAWED })
  await using client = await Client.start({ folders: [folder.uri], capabilities: PUSH })
  const uri = folder.uriOf('docs/a.md')
  await client.open(uri, FLAWED)
  await client.push(uri, (p) => p.diagnostics.length > 0)
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { plumbline: { enable: false } } })
  await client.push(uri, (p) => p.diagnostics.length === 0)
})

test('several roots: each has its configuration; folders come and go', async () => {
  using one = new TempFolder({ 'a.md': FLAWED, '.plumbline.yaml': `apiVersion: plumbline.dev/v1\nkind: Workspace\nexclude:\n  - '**'\n` })
  using two = new TempFolder({ 'a.md': FLAWED })
  using three = new TempFolder({ 'a.md': FLAWED })
  await using client = await Client.start({ folders: [one.uri, two.uri], capabilities: PULL })
  assert.equal((await client.pulled(one.uriOf('a.md'), RULE)).length, 0)
  assert.equal((await client.pulled(two.uriOf('a.md'), RULE)).length, 1)
  assert.equal((await client.pulled(three.uriOf('a.md'), RULE)).length, 0)
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: three.uri, name: 'three' }], removed: [{ uri: two.uri, name: 'two' }] },
  })
  assert.equal((await client.pulled(three.uriOf('a.md'), RULE)).length, 1)
  assert.equal((await client.pulled(two.uriOf('a.md'), RULE)).length, 0)
})

test('nothing outside the folder is read; loops of links end; a large file and a binary one are passed over', async () => {
  using outside = new TempFolder({ 'secret.md': FLAWED })
  using folder = new TempFolder({ 'docs/a.md': FLAWED, 'docs/large.md': FLAWED + 'x'.repeat(6 * 1024 * 1024), 'docs/binary.md': new Uint8Array([35, 32, 0, 255, 10]) })
  symlinkSync(join(folder.path, 'docs'), join(folder.path, 'docs/loop'))
  symlinkSync(outside.path, join(folder.path, 'away'))
  symlinkSync(join(outside.path, 'secret.md'), join(folder.path, 'docs/link.md'))
  await using client = await Client.start({ folders: [folder.uri] })
  const report: { items: { uri: string }[] } = await client.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] })
  assert.deepEqual(
    report.items.map((i) => i.uri),
    [folder.uriOf('docs/a.md')],
  )
  await client.watched(
    { uri: folder.uriOf('away/secret.md'), type: 1 },
    { uri: folder.uriOf('docs/link.md'), type: 1 },
    { uri: `${folder.uri}/../${outside.path.split('/').at(-1)}/secret.md`, type: 1 },
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.deepEqual(await client.pulled(folder.uriOf('away/secret.md'), RULE), [])
  assert.deepEqual(await client.pulled(folder.uriOf('docs/link.md'), RULE), [])
  assert.match((await status(client, folder.uriOf('docs/large.md'))).skipped ?? '', /5 MB/)
  assert.match((await status(client, folder.uriOf('docs/binary.md'))).skipped ?? '', /binary/)
})
