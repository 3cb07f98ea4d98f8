// Packages dist/ and what goes with it as a .vsix: offline, and the same bytes from the same commit.
//
//   node scripts/package.mjs OUT.vsix
import { spawnSync } from 'node:child_process'
import { root } from './support/paths.mjs'
import { quietly } from './support/run.mjs'

const [out] = process.argv.slice(2)
if (!out) {
  console.error('usage: node scripts/package.mjs OUT.vsix')
  process.exit(2)
}
// The times in the archive are those of the last commit; without a repository (a source archive) those of a fixed day.
const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' })
const epoch = process.env.SOURCE_DATE_EPOCH ?? (status === 0 && stdout.trim() !== '' ? stdout.trim() : '1767225600')
process.stdout.write(quietly(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', out], { env: { SOURCE_DATE_EPOCH: epoch, TZ: 'UTC' } }))
