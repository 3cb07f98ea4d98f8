import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { after, before, describe, test } from 'node:test'

const ROOT = join(import.meta.dirname, '../..')
const MAX_BYTES = 3 * 1024 * 1024

const node = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_TEST_CONTEXT: undefined } })
  assert.equal(status, 0, stdout + stderr)
  return stdout
}

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Paths of all files below a folder. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

/** Names of the files of a zip archive, from its central directory. */
function entriesOf(file: string): readonly string[] {
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const names: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [number, number, number]
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names.sort()
}

describe('the package', () => {
  let folder: string
  let dists: string[]
  let packages: string[]
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'plumbline-build-'))
    dists = ['a', 'b'].map((name) => {
      node('scripts/build.mjs', '--out', join(folder, name))
      return join(folder, name)
    })
    packages = ['a.vsix', 'b.vsix'].map((name) => {
      node('scripts/package.mjs', join(folder, name))
      return join(folder, name)
    })
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('the same sources give the same bundles, byte for byte', () => {
    const [a, b] = dists as [string, string]
    const files = filesOf(a)
    assert.deepEqual(filesOf(b), files)
    for (const file of files) assert.equal(sha256(join(a, file)), sha256(join(b, file)), `${file} differs`)
  })

  test('the same commit gives the same .vsix, byte for byte', () => {
    const [a, b] = packages as [string, string]
    assert.equal(sha256(a), sha256(b))
  })

  test('the .vsix is at most 3 MB', (t) => {
    const { size } = statSync(packages[0]!)
    t.diagnostic(`${(size / 1024).toFixed(0)} kB`)
    assert.ok(size <= MAX_BYTES, `${size} bytes`)
  })

  test('the .vsix holds what is needed and nothing else', () => {
    const wanted = [
      /^\[Content_Types\]\.xml$/,
      /^extension\.vsixmanifest$/,
      /^extension\/(?:package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
      /^extension\/dist\/[\w.-]+\.(?:cjs|mjs|js)$/,
      /^extension\/dist\/third-party-licenses\.txt$/,
      /^extension\/snippets\/[\w-]+\.code-snippets$/,
      /^extension\/dist\/webviews\/[\w-]+\.js$/,
      /^extension\/media\/webviews\/plumbline\.css$/,
      /^extension\/media\/(?:plumbline|panel-light|panel-dark)\.svg$/,
      /^extension\/media\/icon\.png$/,
      /^extension\/media\/pictures\/[\w-]+\.png$/,
      /^extension\/media\/walkthrough\/[\w-]+\.md$/,
    ]
    const entries = entriesOf(packages[0]!)
    assert.deepEqual(
      entries.filter((entry) => !wanted.some((pattern) => pattern.test(entry))),
      [],
    )
    for (const pattern of wanted)
      assert.ok(
        entries.some((entry) => pattern.test(entry)),
        `nothing like ${String(pattern)} in the package`,
      )
  })

  test('every file that the manifest names is in the .vsix', () => {
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8')
    const named = [...manifest.matchAll(/"\.?\/?((?:dist|media|snippets)\/[^"]+)"/g)].map(([, path]) => `extension/${path}`)
    assert.ok(named.length >= 8)
    const entries = new Set(entriesOf(packages[0]!))
    assert.deepEqual(
      named.filter((path) => !entries.has(path)),
      [],
    )
  })

  test('no bundle of the browser asks for Node, and none has a source map', () => {
    for (const file of ['engine.cjs', 'server.worker.js', 'extension.web.js']) {
      const text = readFileSync(join(dists[0]!, file), 'utf8')
      const asked = [...text.matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].map(([, name]) => name)
      assert.deepEqual(
        asked.filter((name) => name !== 'vscode'),
        [],
        file,
      )
      assert.doesNotMatch(text, /\bfrom\s*["']node:/, file)
    }
    for (const file of filesOf(dists[0]!)) assert.doesNotMatch(readFileSync(join(dists[0]!, file), 'utf8'), /sourceMappingURL=/, file)
  })

  test('the packaged command line runs on its own', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
    assert.equal(node(join(dists[0]!, 'cli.mjs'), '--version').trim(), version)
  })
})
