// Packages dist/ and what goes with it as a .vsix: offline, and the same bytes from the same commit.
//
//   node scripts/package.mjs OUT.vsix
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { root } from './support/paths.mjs'
import { quietly } from './support/run.mjs'

const [out] = process.argv.slice(2)
if (!out) {
  console.error('usage: node scripts/package.mjs OUT.vsix')
  process.exit(2)
}
const vsce = (cwd, ...args) =>
  quietly(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), ...args, '--no-dependencies'], { cwd, env: { SOURCE_DATE_EPOCH: epoch(), TZ: 'UTC' } })

const stage = mkdtempSync(join(tmpdir(), 'plumbline-package-'))
try {
  for (const file of vsce(root, 'ls').trim().split('\n')) {
    mkdirSync(dirname(join(stage, file)), { recursive: true })
    cpSync(join(root, file), join(stage, file))
  }
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(shipped(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))), null, 2)}\n`)
  vsce(stage, 'package', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', resolve(out))
} finally {
  rmSync(stage, { recursive: true, force: true })
}

/** The manifest without what only a checkout needs; and without `type`, by which VS Code would load the web entry as an ES module, which its web host cannot. */
function shipped(manifest) {
  const dropped = ['type', 'scripts', 'dependencies', 'devDependencies', 'optionalDependencies']
  return Object.fromEntries(Object.entries(manifest).filter(([key]) => !dropped.includes(key)))
}

/** Seconds of the last commit, for the times in the archive; of a fixed day where there is no repository (a source archive). */
function epoch() {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
  return process.env.SOURCE_DATE_EPOCH ?? (status === 0 && stdout.trim() !== '' ? stdout.trim() : '1767225600')
}
