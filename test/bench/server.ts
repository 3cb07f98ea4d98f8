import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { ClientCapabilities, DocumentDiagnosticReport, ProtocolConnection, PublishDiagnosticsParams, Range } from 'vscode-languageserver-protocol'
import { AbstractMessageWriter, StreamMessageReader, createProtocolConnection } from 'vscode-languageserver-protocol/node'
import type { Message, MessageWriter } from 'vscode-languageserver-protocol/node'

export const ROOT = join(import.meta.dirname, '../..')
const SERVER = join(ROOT, 'dist/server.mjs')

const PULL: ClientCapabilities = { textDocument: { diagnostic: { relatedInformation: true } }, workspace: { diagnostics: { refreshSupport: true } } }
const PUSH: ClientCapabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } } }

/** Messages of one turn leave in one write: what the server needs for a change and the pull behind it holds no wait for this client's second message. */
class Together extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable
  #waiting: Buffer[] = []

  constructor(stream: Writable) {
    super()
    this.#stream = stream
    stream.on('error', (error) => this.fireError(error))
  }

  write(message: Message): Promise<void> {
    const body = Buffer.from(JSON.stringify(message))
    if (this.#waiting.push(Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body) === 2) setImmediate(() => this.#stream.write(Buffer.concat(this.#waiting.splice(0))))
    return Promise.resolve()
  }

  end(): void {
    this.#stream.end()
  }
}

/** The built server over its real streams. With `clock` it tells how long it worked on each message. */
export class Server {
  readonly process: ChildProcess
  readonly connection: ProtocolConnection
  readonly #published: ((params: PublishDiagnosticsParams) => void)[] = []
  #worked = 0

  constructor(clock: boolean) {
    const preload = clock ? ['--import', join(import.meta.dirname, 'clock.ts')] : []
    this.process = spawn(process.execPath, [...preload, SERVER, '--stdio'], { cwd: ROOT, stdio: ['pipe', 'pipe', 'ignore', ...(clock ? (['ipc'] as const) : [])] })
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout!), new Together(this.process.stdin!))
    this.connection.onUnhandledNotification(() => undefined)
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => this.#published.splice(0).forEach((take) => take(params)))
    for (const method of ['client/registerCapability', 'workspace/diagnostic/refresh']) this.connection.onRequest(method, () => null)
    this.process.on('message', (message: { readonly ms?: number }) => {
      if (message.ms !== undefined) this.#worked = message.ms
    })
    this.connection.listen()
  }

  static async start(folder: string | null, { pull = true, clock = false }: { readonly pull?: boolean; readonly clock?: boolean } = {}): Promise<Server> {
    const server = new Server(clock)
    await server.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: pull ? PULL : PUSH,
      workspaceFolders: folder === null ? null : [{ uri: folder, name: 'bench' }],
    })
    await server.connection.sendNotification('initialized', {})
    return server
  }

  open(uri: string, text: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } })
  }

  pull(uri: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })
  }

  /** Diagnostics of every document, and how many documents have some. */
  async pullAll(): Promise<number> {
    const report = await this.connection.sendRequest<{ readonly items: readonly unknown[] }>('workspace/diagnostic', { previousResultIds: [] })
    return report.items.length
  }

  published(): Promise<PublishDiagnosticsParams> {
    return new Promise((resolve) => this.#published.push(resolve))
  }

  change(uri: string, version: number, range: Range, text: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] })
  }

  /** Sets the server's clock back. */
  async begin(): Promise<void> {
    const ready = this.#message((m) => m['ready'] === true)
    this.process.send!('begin')
    await ready
  }

  /** Milliseconds from the first bytes of the message to the last bytes of the answer. */
  async worked(): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, 2))
    return this.#worked
  }

  /** Megabytes: resident set as the system sees it, and used heap where the clock runs. */
  async memory(): Promise<{ readonly resident: number; readonly heap: number }> {
    const answer = this.#message((m) => m['rss'] !== undefined)
    this.process.send!('memory')
    const { heapUsed } = await answer
    return { resident: residentOf(this.process.pid!), heap: Number(heapUsed) / 1e6 }
  }

  resident(): number {
    return residentOf(this.process.pid!)
  }

  #message(wanted: (message: Readonly<Record<string, unknown>>) => boolean): Promise<Readonly<Record<string, unknown>>> {
    return new Promise((resolve) => {
      const look = (message: unknown): void => {
        if (!wanted(message as Readonly<Record<string, unknown>>)) return
        this.process.off('message', look)
        resolve(message as Readonly<Record<string, unknown>>)
      }
      this.process.on('message', look)
    })
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process.on('exit', resolve))
    await this.connection.sendRequest('shutdown')
    await this.connection.sendNotification('exit')
    await gone
    this.connection.dispose()
  }
}

/** Megabytes of a process in memory; NaN where the system does not tell. */
function residentOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
  } catch {
    return Number.NaN
  }
}
