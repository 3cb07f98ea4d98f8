import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { styleText } from 'node:util'
import type { Role } from '../engine/index.ts'
import { UsageError } from './exit.ts'

const ROLES = { error: 'red', warning: 'yellow', info: 'cyan', path: 'underline', dim: 'dim', strong: 'bold', good: 'green' } as const

/** Colours for a stream, or none: NO_COLOR, FORCE_COLOR and whether it is a terminal decide. */
export const styleFor =
  (stream: NodeJS.WriteStream) =>
  (role: Role, text: string): string =>
    styleText(ROLES[role], text, { stream })

/**
 * Writes all of a text before it returns, so that nothing can leave half of it behind. A reader that has gone away (`| head`) is no error.
 */
export function write(fd: 1 | 2, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(fd, bytes, at)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

/** A result: to a file, or to stdout. */
export function emit(text: string, file: string | undefined): void {
  if (file === undefined) write(1, text)
  else writeAtomic(file, text)
}

/** A line for people on stderr. */
export const note = (text: string): void => write(2, `plumbline: ${text}\n`)

/** Replaces a file in one step: readers see the old text or the new one. Devices and pipes (`/dev/stdout`) are written to directly. */
export function writeAtomic(path: string, text: string): void {
  const existing = statSync(path, { throwIfNoEntry: false })
  if (existing?.isDirectory()) throw new UsageError(`cannot write ${path}: it is a folder`)
  const direct = existing !== undefined && !existing.isFile()
  const target = direct ? path : join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  try {
    const fd = openSync(target, 'w')
    try {
      const bytes = Buffer.from(text)
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
      if (!direct) fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    if (!direct) renameSync(target, path)
  } catch (error) {
    if (!direct) rmSync(target, { force: true })
    throw new UsageError(`cannot write ${path}: ${(error as Error).message}`)
  }
}

/** A line on stderr that says how far a run is; only on a terminal and only when it takes longer than half a second. */
export class Progress {
  readonly #started = performance.now()
  readonly #enabled: boolean
  #last = 0
  #shown = false

  constructor(enabled: boolean) {
    this.#enabled = enabled && process.stderr.isTTY === true
  }

  step(done: number, total: number, what: string): void {
    const now = performance.now()
    if (!this.#enabled || now - this.#started < 500 || now - this.#last < 100) return
    this.#last = now
    this.#shown = true
    write(2, `\r\u001b[K${done}/${total} ${what}`.slice(0, process.stderr.columns ?? 80))
  }

  done(): void {
    if (this.#shown) write(2, '\r\u001b[K')
    this.#shown = false
  }
}
