import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HOST, VSCODE } from './paths.ts'

/** Carries VS Code 1.139.1. */
const CODE_SERVER = '4.139.1'
const READY = join(HOST, 'ready')

/** Fetches the host, once. No install script runs: the native add-ons that stay unbuilt only log a warning. */
export function install(): void {
  if (existsSync(READY) && readFileSync(READY, 'utf8') === CODE_SERVER) return
  // A half-finished one is of no use.
  rmSync(HOST, { recursive: true, force: true })
  mkdirSync(HOST, { recursive: true })
  writeFileSync(join(HOST, 'package.json'), '{"private":true}')
  const npm = (cwd: string, ...args: readonly string[]): void => {
    execFileSync('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  npm(HOST, 'install', `code-server@${CODE_SERVER}`)
  npm(VSCODE, 'install', '--omit=dev')
  writeFileSync(READY, CODE_SERVER)
}

if (import.meta.main) install()
