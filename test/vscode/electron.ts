// Runs the suites of the extension host in a desktop VS Code, which @vscode/test-electron downloads: `npm run test:desktop`.
// Needs a machine that reaches VS Code's download servers and has a display (xvfb-run on Linux without one).
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron'
import { bundleSuites } from './host/bundle.ts'
import { RUNNER, VSIX, WORKSPACE } from './host/paths.ts'
import type { Outcome } from './suites/harness.ts'

const home = mkdtempSync(join(tmpdir(), 'plumbline-desktop-'))
try {
  const workspace = join(home, 'workspace')
  cpSync(WORKSPACE, workspace, { recursive: true })
  const executable = await downloadAndUnzipVSCode(process.env['VSCODE_VERSION'] ?? 'stable')
  const dirs = [`--extensions-dir=${join(home, 'extensions')}`, `--user-data-dir=${join(home, 'data')}`]
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true })
  const installed = spawnSync(cli!, [...args, ...dirs, '--install-extension', VSIX], { stdio: 'inherit', shell: process.platform === 'win32' })
  if (installed.status !== 0) throw new Error(`${VSIX} could not be installed`)
  let failure: unknown
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: RUNNER,
      extensionTestsPath: await bundleSuites(),
      extensionTestsEnv: { PLUMBLINE_TEST_OUTPUT: home },
      launchArgs: [workspace, ...dirs, '--disable-workspace-trust'],
    })
  } catch (error) {
    failure = error
  }
  const outcomes = JSON.parse(readFileSync(join(home, 'outcomes.json'), 'utf8')) as Outcome[]
  const failed = outcomes.filter(({ error }) => error !== null)
  for (const { name, error } of failed) console.error(`FAILED ${name}\n${error}`)
  console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`)
  if (failure !== undefined && failed.length === 0) throw failure
  process.exitCode = failed.length > 0 ? 1 : 0
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
