import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

/** Wall time of a program from start to end, in milliseconds. Its output is thrown away; its exit code is its own business. */
export function wallTime(command: string, args: readonly string[], cwd: string, environment: Readonly<Record<string, string>> = {}): Promise<number> {
  const began = performance.now()
  const child = spawn(command, args, { cwd, stdio: 'ignore', env: { ...process.env, ...environment } })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(performance.now() - began))
  })
}

const frame = (message: unknown): string => {
  const body = JSON.stringify(message)
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Milliseconds from the start of a server process to its answer to `initialize`. */
export async function startTime(command: string, args: readonly string[], cwd: string): Promise<number> {
  const began = performance.now()
  const child: ChildProcess = spawn(command, args, { cwd, stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin!.write(frame({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } }))
  const took = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.stdout!.on('data', (data: Buffer) => {
      if (data.includes('"capabilities"')) resolve(performance.now() - began)
    })
  })
  const gone = new Promise((resolve) => child.on('exit', resolve))
  child.stdin!.write(frame({ jsonrpc: '2.0', id: 2, method: 'shutdown' }) + frame({ jsonrpc: '2.0', method: 'exit' }))
  await gone
  return took
}
