import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { ensureDependencies } from '../support/dependencies.mjs'
import { root } from '../support/paths.mjs'
import { ensurePackage } from '../support/products.mjs'
import { projectNode, run, shortened } from '../support/run.mjs'
import { say, sayLoudly } from '../support/say.mjs'
import { areas, runArea } from '../support/suites.mjs'
import { ensurePrograms, find } from '../support/system-packages.mjs'

/** Areas that run side by side at most: some start a browser and VS Code, or threads of their own. */
const MOST_LANES = 4
/** Failures that are told again at the end. */
const MOST_FAILURES = 20

/** `npm test [-- AREA…]`: installs and builds what is missing, runs every suite, and closes with one line of figures. */
export async function task(wanted) {
  ensureDependencies()
  await ensurePackage()
  const chosen = areas().filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  const unknown = wanted.filter((name) => !areas().some((area) => area.name === name))
  if (unknown.length > 0) {
    process.stderr.write(
      `plumbline: there is no test area ${unknown.join(', ')}; there are ${areas()
        .map(({ name }) => name)
        .join(', ')}\n`,
    )
    return 2
  }

  const unable = await prepare(chosen.map(({ name }) => name))
  // Many suites start the program from its sources: what Node has made of them is kept.
  const env = { PLUMBLINE_TESTS: '1', NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'), ...(find('chromium') ? { CHROMIUM: find('chromium') } : {}) }
  const total = { passed: 0, failed: 0, skipped: 0 }
  const failedAreas = []
  const failures = []
  const waiting = chosen.filter(({ name }) => unable[name] === undefined)
  const lanes = Math.min(waiting.length, availableParallelism(), MOST_LANES)
  const lane = async () => {
    for (let area = waiting.shift(); area; area = waiting.shift()) {
      const counts = await runArea(area, env, lanes > 1)
      for (const key of Object.keys(total)) total[key] += counts[key]
      if (counts.failed > 0) failedAreas.push(area.name)
      failures.push(...counts.failures.map((failure) => ({ ...failure, area: area.name })))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))

  for (const [name, reason] of Object.entries(unable)) sayLoudly([`The suites in test/${name} DID NOT RUN: ${reason.split('\n')[0]}`, HOW[name] ?? ''])
  // Where everything has to be there, a suite that could not run is one that failed.
  const missing = process.env.CI ? Object.keys(unable).length : 0
  // Told once more at the end: where areas run side by side, a failure stands thousands of lines above.
  for (const { area, name, file, line, error } of failures.slice(0, MOST_FAILURES))
    process.stdout.write(`\n✖ ${area}: ${name} (${file ? relative(root, file) : ''}:${line})\n${shortened(error).replaceAll(/^/gm, '    ')}\n`)
  if (failures.length > MOST_FAILURES) process.stdout.write(`\n… and ${failures.length - MOST_FAILURES} more\n`)
  if (failedAreas.length > 0) process.stdout.write(`\nfailed: ${failedAreas.join(', ')}\n`)
  if (total.skipped > 0) process.stdout.write(`\n${total.skipped} skipped\n`)
  process.stdout.write(`\n${total.passed} passed, ${total.failed + missing} failed\n`)
  return total.failed + missing > 0 ? 1 : 0
}

const HOW = {
  vscode: 'They need Chromium: run `npm test` as root on Debian, install it yourself, or name one in CHROMIUM=/path/to/chromium.',
  neovim: 'They need Neovim: run `npm test` as root on Debian, or install it yourself.',
}

/** Brings what the areas need beyond npm packages; gives why an area cannot run, by area. */
async function prepare(names) {
  const unable = {}
  const needs = { vscode: names.includes('vscode'), neovim: names.includes('lsp') }
  const lacking = ensurePrograms([...(needs.vscode ? ['chromium'] : []), ...(needs.neovim ? ['neovim'] : [])])
  // The Neovim suite is one of several in its area and skips itself; here it is only told.
  if (lacking.neovim !== undefined) unable.neovim = lacking.neovim
  if (!needs.vscode) return unable
  if (process.platform !== 'linux') unable.vscode = 'the VS Code host runs on Linux only; `npm run test:desktop` runs them in a desktop VS Code'
  else if (lacking.chromium !== undefined) unable.vscode = lacking.chromium
  else {
    if (!existsSync(join(root, '.vscode-test/host/ready'))) say('installing VS Code for the tests (about 30 s) …')
    if ((await run(projectNode(), ['test/vscode/host/install.ts'])) !== 0) unable.vscode = 'VS Code could not be installed'
  }
  return unable
}
