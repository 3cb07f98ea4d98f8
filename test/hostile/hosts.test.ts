import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Folder, plumbline } from '../cli/support.ts'
import { Client, PULL, TempFolder } from '../lsp/support/client.ts'
import { CONFIGURATIONS, HOSTILE, WITNESS, WITNESS_PATH, WITNESS_RULE } from './inputs.ts'

interface Json {
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly message: string }[]
}

const MEGABYTE = 1024 * 1024

/** Every hostile text in a folder of its own, so that names stay; and what only a disk can hold. */
function hostileFiles(): Record<string, string | Buffer> {
  const files: Record<string, string | Buffer> = { [WITNESS_PATH]: WITNESS }
  for (const [i, { path, text }] of Object.values(HOSTILE).entries()) files[`h${i}/${path}`] = text
  files['churn-runbook.md'] = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2])
  files['latin-runbook.md'] = Buffer.from([0x23, 0x20, 0xe9, 0x0a])
  files['huge-runbook.md'] = Buffer.alloc(50 * MEGABYTE, 'a ')
  files['huge.model.yaml'] = Buffer.alloc(50 * MEGABYTE, '# a\n')
  return files
}

/** Links that go round in circles, nowhere, and out of the workspace. */
function links(folder: string): void {
  mkdirSync(join(folder, 'links'), { recursive: true })
  symlinkSync('..', join(folder, 'links/up'))
  symlinkSync('round.md', join(folder, 'links/round.md'))
  symlinkSync('nowhere.md', join(folder, 'links/broken.md'))
  symlinkSync('/etc/passwd', join(folder, 'links/passwd.md'))
  symlinkSync('/etc', join(folder, 'links/etc'))
}

const LINKS =
  '# 2. Links\n\n## Status\n\nAccepted\n\n## Context\n\n[a](../../../../../../etc/passwd) [b](/../../etc/passwd) [c](file:///etc/passwd) [d](..%2f..%2f..%2fetc%2fpasswd) [e](../../links/passwd.md) [f](\\\\server\\share) [g](../../links/etc/passwd) [h](../../links/round.md)\n'

test('command line: all of it in one run; each is told, the others are checked', () => {
  using folder = new Folder({ ...hostileFiles(), 'docs/adr/0002-links.md': LINKS })
  links(folder.path)
  const started = performance.now()
  const { code, stdout, stderr } = plumbline(['check', '-f', 'json'], { cwd: folder.path })
  const seconds = (performance.now() - started) / 1_000
  assert.equal(code, 1, stderr.slice(0, 2_000))
  assert.ok(seconds < 60, `${seconds} s`)
  const { findings } = JSON.parse(stdout) as Json
  assert.deepEqual(
    findings.filter((f) => f.rule === 'internal-error'),
    [],
  )
  assert.ok(findings.some((f) => f.path === WITNESS_PATH && f.rule === WITNESS_RULE))
  for (const [i, [name, { path, rule, says }]] of Object.entries(HOSTILE).entries())
    if (says && !path.includes('runbook'))
      assert.ok(
        findings.some((f) => f.path === `h${i}/${path}` && f.rule === rule && says.test(f.message)),
        name,
      )
  for (const [file, reason] of [
    ['churn-runbook.md', 'is binary'],
    ['latin-runbook.md', 'is not UTF-8'],
    ['huge-runbook.md', 'is 50.0 MB'],
    ['huge.model.yaml', 'is 50.0 MB'],
  ] as const)
    assert.ok(stderr.includes(`${file} ${reason}`), `${file}: ${stderr}`)
  assert.deepEqual(
    findings.filter((f) => f.path.startsWith('links/')),
    [],
    'links are not followed',
  )
  assert.ok(!stdout.includes('root:'), 'nothing of what lies outside is shown')
})

test('command line: a link that leaves the workspace is told the same, whether its target exists or not', () => {
  using folder = new Folder({ 'docs/adr/0002-a.md': LINKS, 'docs/adr/0003-b.md': LINKS.replaceAll('passwd', 'no-such-file-here') })
  links(folder.path)
  const { findings } = JSON.parse(plumbline(['check', '-f', 'json'], { cwd: folder.path }).stdout) as Json
  const broken = (path: string): readonly string[] =>
    findings
      .filter((f) => f.path === path && f.rule === 'broken-link' && /etc\//.test(f.message) && !/links/.test(f.message))
      .map((f) => f.message.replaceAll('passwd', 'no-such-file-here'))
  assert.deepEqual(broken('docs/adr/0002-a.md'), broken('docs/adr/0003-b.md'))
})

for (const [name, { text, rule, says }] of Object.entries(CONFIGURATIONS)) {
  test(`command line: a configuration ${name}`, () => {
    using folder = new Folder({ '.plumbline.yaml': text, [WITNESS_PATH]: WITNESS })
    const { code, stdout, stderr } = plumbline(['check', '-f', 'json'], { cwd: folder.path })
    assert.ok(code === 0 || code === 1, stderr)
    const { findings } = JSON.parse(stdout) as Json
    assert.ok(findings.some((f) => f.path === WITNESS_PATH && f.rule === WITNESS_RULE))
    if (says)
      assert.ok(
        findings.some((f) => f.path === '.plumbline.yaml' && (rule === undefined || f.rule === rule) && says.test(f.message)),
        stdout.slice(0, 1_000),
      )
  })
}

test('language server: a folder full of it, then opened one by one; the other document keeps its finding', { timeout: 240_000 }, async () => {
  using folder = new TempFolder(hostileFiles())
  links(folder.path)
  await using client = await Client.start({ folders: [folder.uri], capabilities: PULL })
  const witness = folder.uriOf(WITNESS_PATH)
  assert.equal((await client.pulled(witness, WITNESS_RULE)).length, 1)
  for (const [i, [name, { path, text, rule, says }]] of Object.entries(HOSTILE).entries()) {
    const uri = folder.uriOf(`h${i}/${path}`)
    await client.open(uri, text)
    const report = await client.pull(uri)
    assert.equal(report.kind, 'full', name)
    const items = report.kind === 'full' ? report.items : []
    assert.deepEqual(
      items.filter((d) => d.code === 'internal-error'),
      [],
      name,
    )
    if (says)
      assert.ok(
        items.some((d) => d.code === rule && says.test(typeof d.message === 'string' ? d.message : '')),
        `${name}: ${JSON.stringify(items.slice(0, 5))}`,
      )
    await client.close(uri)
  }
  assert.equal((await client.pulled(witness, WITNESS_RULE)).length, 1)
  assert.equal(await client.stop(), 0)
  assert.equal(client.stderr, '')
})

test('language server: configurations that are wrong, one after the other, while a document is open', { timeout: 120_000 }, async () => {
  using folder = new TempFolder({ [WITNESS_PATH]: WITNESS })
  await using client = await Client.start({ folders: [folder.uri], capabilities: PULL })
  const witness = folder.uriOf(WITNESS_PATH)
  const configuration = folder.uriOf('.plumbline.yaml')
  await client.open(witness, WITNESS)
  await client.open(configuration, '')
  let version = 1
  for (const [name, { text, rule, says }] of Object.entries(CONFIGURATIONS)) {
    await client.change(configuration, ++version, { text })
    const report = await client.pull(configuration)
    const items = report.kind === 'full' ? report.items : []
    if (says)
      assert.ok(
        items.some((d) => (rule === undefined || d.code === rule) && says.test(d.message as string)),
        `${name}: ${JSON.stringify(items.slice(0, 3))}`,
      )
    assert.equal((await client.pulled(witness, WITNESS_RULE)).length, 1, name)
  }
  assert.equal(await client.stop(), 0)
})
