import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CODE_SERVER, VSIX, WORKSPACE } from './paths.ts'

/** A running VS Code with the packaged extension installed and a workspace of its own. */
export interface Host extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly authority: string
  /** A fresh copy of test/vscode/workspace, or of the folder given. */
  readonly workspace: string
  /** Folder for what tests want to hand over; `PLUMBLINE_TEST_OUTPUT` in the extension host. */
  readonly output: string
  /** Changes VS Code's user settings while it runs. */
  configure(settings: Readonly<Record<string, unknown>>): void
}

export interface HostOptions {
  /** Installed; the packaged extension by default. */
  readonly vsix?: string
  readonly workspace?: string
  /** VS Code's user settings, on top of those that keep it quiet. */
  readonly settings?: Readonly<Record<string, unknown>>
}

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'editor.suggest.showWords': false,
}

const PATIENCE_MS = 30_000

/** Starts VS Code on loopback: the workbench and the extension host are VS Code's own, served by code-server. */
export async function startHost({ vsix = VSIX, workspace = WORKSPACE, settings = {} }: HostOptions = {}): Promise<Host> {
  const home = mkdtempSync(join(tmpdir(), 'plumbline-vscode-'))
  const own = join(home, 'workspace')
  const output = join(home, 'output')
  mkdirSync(output)
  mkdirSync(join(home, 'data/User'), { recursive: true })
  cpSync(workspace, own, { recursive: true })
  const configure = (own: Readonly<Record<string, unknown>>): void => writeFileSync(join(home, 'data/User/settings.json'), JSON.stringify({ ...QUIET, ...settings, ...own }))
  configure({})

  const entry = join(CODE_SERVER, 'out/node/entry.js')
  const dirs = ['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')]
  const env = { ...process.env, HOME: home, VSCODE_LOG_LEVEL: 'warn', PLUMBLINE_TEST_OUTPUT: output, NODE_TEST_CONTEXT: undefined }
  const installed = spawnSync(process.execPath, [entry, ...dirs, '--install-extension', vsix], { env, encoding: 'utf8' })
  if (installed.status !== 0) throw new Error(`${vsix} could not be installed:\n${installed.stdout}${installed.stderr}`)

  const port = await freePort()
  const server = spawn(
    process.execPath,
    [entry, ...dirs, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let log = ''
  server.stdout.on('data', (data: Buffer) => (log += data.toString()))
  server.stderr.on('data', (data: Buffer) => (log += data.toString()))
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    server.kill()
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5000).unref())])
    server.kill('SIGKILL')
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  const authority = `127.0.0.1:${port}`
  const begin = performance.now()
  for (;;) {
    const up = await fetch(`http://${authority}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) break
    if (server.exitCode !== null || performance.now() - begin > PATIENCE_MS) {
      await stop()
      throw new Error(`VS Code did not start:\n${log}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { authority, workspace: own, output, configure, [Symbol.asyncDispose]: stop }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

/** A file that the tests in the extension host left in the host's output folder; undefined where there is none. */
export function outputOf(host: Host, name: string): string | undefined {
  try {
    return readFileSync(join(host.output, name), 'utf8')
  } catch {
    return undefined
  }
}
