import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { LineIndex, Workspace, allRules, compareFindings } from '../../server/src/engine/index.ts'
import type { FindingsResult } from '../../server/src/protocol/index.ts'
import { nodeDiagramCheck } from '../../server/src/mermaid/node.ts'
import { Client, FLAWED, ROOT, SOUND, TempFolder } from '../lsp/support/client.ts'

const BROWSER = process.env['PLUMBLINE_CHROMIUM'] ?? '/usr/bin/chromium'
const hasBrowser = existsSync(BROWSER)
if (!hasBrowser)
  console.error(`NOT RUN: the worker's half of the parity test needs Chromium at ${BROWSER} (apt-get install -y --no-install-recommends chromium; or PLUMBLINE_CHROMIUM)`)

/** Every example of every rule, each in a folder of its own, and what hosts are apt to read differently. */
function fixtures(): Record<string, string> {
  const files: Record<string, string> = {
    '.plumbline.yaml': 'apiVersion: plumbline.dev/v1\nkind: Workspace\nexclude:\n  - excluded/**\nnonsense: 1\n',
    '.gitignore': 'ignored/\n',
    'flawed.md': FLAWED,
    'sound.md': SOUND,
    'crlf.md': FLAWED.replaceAll('\n', '\r\n'),
    'bom.md': `\uFEFF${FLAWED}`,
    'ü/𝒳 (1) 100%.md': FLAWED.replace('The model', '𝒳 The model'),
    'diagrams.md': `${SOUND}\n\n\`\`\`mermaid\n%% comment\nflowchart LR\n  a[Scores --> b\n\`\`\`\n\n\`\`\`mermaid\nsequenceDiagram\n  A->>B: hi\n\n  B->C\n\`\`\`\n\n\`\`\`mermaid\narchitecture-beta\n  service db(database[DB]\n\`\`\`\n`,
    'ignored/a.md': FLAWED,
    'excluded/a.md': FLAWED,
    'node_modules/a/b.md': FLAWED,
    'many.yaml':
      'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata:\n  name: a\n# plumbline-disable-next-line no-such -- why\n---\napiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: [\n',
  }
  for (const rule of allRules()) {
    for (const [list, examples] of Object.entries(rule.examples)) {
      for (const [i, { path, text }] of examples.entries()) {
        const base = `${rule.name}/${list}-${i}`
        const parts = text.split(/^\/\/- path: (.+)\n/m)
        if (parts[0] !== '') files[`${base}/${path}`] = parts[0]!
        for (let k = 1; k < parts.length; k += 2) files[`${base}/${parts[k]!.trim()}`] = parts[k + 1]!
      }
    }
  }
  return files
}

/** Milliseconds that the comparison may take: findings speak of today, and the hosts are asked one after the other. */
const TAKES = 150_000
const DAY = 86_400_000

/** Findings of two days differ: shortly before midnight, the comparison waits for it. */
async function onOneDay(): Promise<void> {
  const left = DAY - (Date.now() % DAY)
  if (left < TAKES) await setTimeout(left + 1000)
}

test('the command line, the engine, the server and the worker give the same bytes', { timeout: 500_000 }, async (t) => {
  await onOneDay()
  const files = fixtures()
  using folder = new TempFolder(files)
  const cli = spawnSync(process.execPath, [join(ROOT, 'server/src/cli/main.ts'), 'check', '--format', 'json', '--fail-on', 'never', folder.path], {
    cwd: folder.path,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  assert.ok(cli.status === 0 || cli.stdout.startsWith('{'), cli.stderr)
  const expected = JSON.stringify((JSON.parse(cli.stdout) as FindingsResult).findings)
  assert.equal(expected.split('Mermaid cannot read').length - 1, 3)
  assert.ok(expected.includes('flawed.md') && expected.includes('bom.md') && !expected.includes('ignored/') && !expected.includes('excluded/'))

  await t.test('engine', () => {
    const paths = Object.keys(files)
    const workspace = new Workspace({
      diagramProblem: nodeDiagramCheck(),
      today: () => new Date().toISOString().slice(0, 10),
      exists: (path) => paths.some((p) => p === path || p.startsWith(`${path}/`)),
    })
    for (const [path, text] of Object.entries(files))
      if (/\.(?:md|ya?ml)$/.test(path) && !/^ignored|^node_modules/.test(path) && !text.includes('\0')) workspace.set(path, text.replace(/^\uFEFF/, ''))
    const findings = workspace
      .paths()
      .flatMap((path) => workspace.analyze(path).findings)
      .sort(compareFindings)
      .map((f) => [f.path, f.rule, new LineIndex(workspace.text(f.path)!).position(f.range.start), f.fingerprint])
    assert.deepEqual(
      findings,
      (JSON.parse(expected) as FindingsResult['findings']).map((f) => [f.path, f.rule, f.range.start, f.fingerprint]),
    )
  })

  await t.test('server', async () => {
    await using client = await Client.start({ folders: [folder.uri] })
    const { findings }: FindingsResult = await client.connection.sendRequest('plumbline/findings', { uri: folder.uri })
    assert.equal(JSON.stringify(findings), expected)
  })

  await t.test('worker in Chromium', { skip: hasBrowser || process.env['CI'] ? false : `no Chromium at ${BROWSER}` }, async () => {
    assert.ok(hasBrowser, `CI=true and there is no Chromium at ${BROWSER}`)
    const bundle = await build({
      entryPoints: [join(ROOT, 'server/src/lsp/worker.ts')],
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
    })
    const grammars = await build({
      entryPoints: [join(ROOT, 'server/src/mermaid/check.ts')],
      bundle: true,
      format: 'iife',
      globalName: 'plumblineMermaid',
      platform: 'browser',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
    })
    const code = `self.plumblineMermaidScript='/mermaid.js';${bundle.outputFiles[0]!.text}`
    const http = createServer((request, response) => {
      response.setHeader('content-security-policy', "default-src 'none'; script-src 'self'; worker-src 'self'")
      if (request.url === '/worker.js') response.setHeader('content-type', 'text/javascript').end(code)
      else if (request.url === '/mermaid.js') response.setHeader('content-type', 'text/javascript').end(grammars.outputFiles[0]!.text)
      else response.setHeader('content-type', 'text/html').end('<!doctype html><title>parity</title>')
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`)
      const actual = await page.evaluate(inPage, files)
      assert.equal(actual, expected)
    } finally {
      await browser.close()
      http.close()
    }
  })
})

/** Runs in the page: a client of the worker that serves `files` as the virtual workspace `memfs://x/w`. */
async function inPage(files: Record<string, string>): Promise<string> {
  const folder = 'memfs://x/w'
  const worker = new Worker('/worker.js')
  const answers = new Map<number, (message: { readonly result?: unknown; readonly error?: unknown }) => void>()
  let next = 1
  const failed = new Promise<never>((_, reject) => worker.addEventListener('error', (e) => reject(new Error(e.message))))
  worker.addEventListener('message', ({ data }) => {
    if (data.method === undefined) return answers.get(data.id)?.(data)
    if (data.id === undefined) return
    let result: unknown = null
    if (data.method === 'plumbline/fs/list') result = { files: Object.keys(files), complete: true }
    else if (data.method === 'plumbline/fs/readFile') result = { text: files[decodeURIComponent((data.params.uri as string).slice(folder.length + 1))] ?? null }
    else if (data.method === 'workspace/configuration') result = (data.params.items as unknown[]).map(() => null)
    worker.postMessage({ jsonrpc: '2.0', id: data.id, result })
  })
  const request = (method: string, params: unknown): Promise<{ readonly result?: unknown; readonly error?: unknown }> => {
    const id = next++
    worker.postMessage({ jsonrpc: '2.0', id, method, params })
    return new Promise((resolve) => answers.set(id, resolve))
  }
  const run = async (): Promise<string> => {
    await request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
      workspaceFolders: [{ uri: folder, name: 'w' }],
    })
    worker.postMessage({ jsonrpc: '2.0', method: 'initialized', params: {} })
    const answer = await request('plumbline/findings', { uri: folder })
    return answer.error ? JSON.stringify(answer.error) : JSON.stringify((answer.result as { findings: unknown }).findings)
  }
  return Promise.race([run(), failed])
}
