import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'
import { projectNode, run } from './run.mjs'
import { filesBelow } from './stamp.mjs'

const isSuite = (path) => path.endsWith('.test.ts')

/** Areas in the order of running: what is wrong with the machine shows first, what takes long comes last. */
export function areas() {
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const last = ['build', 'vscode']
  const ordered = [...folders.filter((name) => !last.includes(name)), ...last.filter((name) => folders.includes(name))]
  const own = readdirSync(join(root, 'test'))
    .filter(isSuite)
    .map((name) => `test/${name}`)
  return [{ name: 'project', files: own }, ...ordered.map((name) => ({ name, files: filesBelow(`test/${name}`).filter(isSuite) }))].filter(({ files }) => files.length > 0)
}

/** Runs the test files of one area in one process, showing node's own report; gives what it counted. */
export async function runArea({ files }, env) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tests-'))
  const counted = join(folder, 'counts.json')
  try {
    const reporter = pathToFileURL(join(root, 'scripts/support/count-reporter.mjs')).href
    const args = [
      '--test',
      '--test-isolation=none',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${counted}`,
    ]
    const code = await run(projectNode(), [...args, ...files], { env, stdio: ['ignore', 'inherit', 'inherit'] })
    return tally(code, read(counted))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1))
  } catch {
    return undefined
  }
}

/** A run that ended without a count, or with a bad exit code and a good count, has failed all the same. */
function tally(code, counts) {
  const passed = counts?.passed ?? 0
  const failed = (counts?.failed ?? 0) + (counts?.cancelled ?? 0)
  return { passed, failed: code === 0 && counts ? failed : Math.max(failed, 1), skipped: counts?.skipped ?? 0 }
}
