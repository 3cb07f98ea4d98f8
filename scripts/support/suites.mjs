import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './paths.mjs'
import { projectNode, run } from './run.mjs'
import { filesBelow } from './stamp.mjs'

const isSuite = (path) => path.endsWith('.test.ts')

/** What takes long: begun first, so that nothing long is left over when all else is done. */
const LONG = ['vscode', 'controls', 'laws', 'cli', 'hostile']

/** Areas in the order of running. */
export function areas() {
  const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const ordered = [...LONG.filter((name) => folders.includes(name)), ...folders.filter((name) => !LONG.includes(name))]
  const own = readdirSync(join(root, 'test'))
    .filter(isSuite)
    .map((name) => `test/${name}`)
  return [{ name: 'project', files: own }, ...ordered.map((name) => ({ name, files: filesBelow(`test/${name}`).filter(isSuite) }))].filter(({ files }) => files.length > 0)
}

/** Runs the test files of one area in one process; gives what it counted and what failed. Node's own report is shown at once, or as a whole where other areas run beside. */
export async function runArea({ name, files }, env, beside) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-tests-'))
  const summary = join(folder, 'summary.json')
  const report = join(folder, 'report.txt')
  const output = beside ? openSync(report, 'a') : 'inherit'
  if (!beside) process.stdout.write(heading(name))
  try {
    const reporter = pathToFileURL(join(root, 'scripts/support/summary-reporter.mjs')).href
    const args = [
      '--test',
      '--test-isolation=none',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      `--test-reporter=${reporter}`,
      `--test-reporter-destination=${summary}`,
    ]
    const code = await run(projectNode(), [...args, ...files], { env, stdio: ['ignore', output, output] })
    if (beside) process.stdout.write(heading(name) + readFileSync(report, 'utf8'))
    return tally(code, read(summary))
  } finally {
    if (beside) closeSync(output)
    rmSync(folder, { recursive: true, force: true })
  }
}

const heading = (name) => `\n=== ${name}\n`

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1))
  } catch {
    return undefined
  }
}

/** A run that ended without a count, or with a bad exit code and a good count, has failed all the same. */
function tally(code, { counts, failures = [] } = {}) {
  const passed = counts?.passed ?? 0
  const failed = (counts?.failed ?? 0) + (counts?.cancelled ?? 0)
  return { passed, failed: code === 0 && counts ? failed : Math.max(failed, 1), skipped: counts?.skipped ?? 0, failures }
}
