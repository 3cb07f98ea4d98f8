import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ENTRY = fileURLToPath(new URL('../../server/src/cli/main.ts', import.meta.url))

export interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd: string
  readonly stdin?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
}

const environment = (extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const { FORCE_COLOR: _colour, SOURCE_DATE_EPOCH: _date, NODE_TEST_CONTEXT: _test, ...rest } = process.env
  return { ...rest, NO_COLOR: '1', ...extra }
}

/** Runs the real CLI. */
export function plumbline(args: readonly string[], { cwd, stdin = '', env }: RunOptions): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], { cwd, input: stdin, env: environment(env), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return { code: status, stdout, stderr }
}

/** Starts the real CLI and leaves it running. */
export const start = (args: readonly string[], cwd: string): ChildProcess => spawn(process.execPath, [ENTRY, ...args], { cwd, env: environment() })

/** A folder of its own with these files, marked as a workspace; goes away with `using`. */
export class Folder {
  readonly path: string

  constructor(files: Readonly<Record<string, string | Buffer>> = {}, marked = true) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-cli-')))
    if (marked) mkdirSync(join(this.path, '.git'))
    for (const [path, content] of Object.entries(files)) this.write(path, content)
  }

  write(path: string, content: string | Buffer): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true })
    writeFileSync(join(this.path, path), content)
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** An ADR with one sure finding: a suppression without rule and reason, on line 3. */
export const FLAWED = '# 1. Use a feature store\n\n<!-- plumbline-disable-next-line -->\n\n## Status\n\nAccepted\n\n## Context\n\nTraining and serving compute features apart.\n'
export const FLAW = 'suppression-invalid'
/** Markdown that is no document of ours. */
export const OTHER = '# Shopping\n\n- milk\n'
