import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type {
  ClientCapabilities,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  Position,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  RegistrationParams,
} from 'vscode-languageserver-protocol'
import { StreamMessageReader, StreamMessageWriter, createProtocolConnection } from 'vscode-languageserver-protocol/node'

export const ROOT = join(import.meta.dirname, '../../..')
export const SERVER = join(ROOT, 'server/src/lsp/main.ts')

/** What a client like VS Code announces, as far as it concerns the server. */
export const PULL: ClientCapabilities = {
  textDocument: { diagnostic: { relatedInformation: true, codeDescriptionSupport: true }, hover: { contentFormat: ['markdown'] } },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true },
  },
}

/** What an editor announces that waits for diagnostics to be pushed. */
export const PUSH: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true } },
  workspace: { didChangeWatchedFiles: { dynamicRegistration: true }, workspaceFolders: true },
}

export interface StartOptions {
  readonly folders?: readonly string[]
  readonly capabilities?: ClientCapabilities
  readonly settings?: unknown
  readonly initializationOptions?: unknown
  readonly processId?: number | null
  readonly args?: readonly string[]
}

/** A language client over the server's real stdin and stdout. */
export class Client {
  readonly process: ChildProcessWithoutNullStreams
  readonly connection: ProtocolConnection
  readonly pushed: PublishDiagnosticsParams[] = []
  readonly notifications: { readonly method: string; readonly params: unknown }[] = []
  readonly registrations: RegistrationParams['registrations'] = []
  readonly exited: Promise<number | null>
  settings: unknown
  refreshes = 0
  stderr = ''
  initialized!: InitializeResult
  readonly #waiting = new Set<() => void>()

  constructor(args: readonly string[] = ['--stdio'], settings: unknown = null) {
    this.settings = settings
    this.process = spawn(process.execPath, [SERVER, ...args], { cwd: ROOT })
    this.process.stderr.on('data', (data: Buffer) => (this.stderr += data.toString()))
    this.exited = new Promise((resolve) => this.process.on('exit', resolve))
    this.process.stdin.on('error', () => undefined)
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout), new StreamMessageWriter(this.process.stdin))
    this.connection.onError(() => undefined)
    this.connection.onUnhandledNotification(() => undefined)
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.pushed.push(params)
      this.#wake()
    })
    for (const method of ['plumbline/statusChanged', 'window/logMessage', '$/logTrace']) {
      this.connection.onNotification(method, (params: unknown) => {
        this.notifications.push({ method, params })
        this.#wake()
      })
    }
    this.connection.onRequest('workspace/configuration', ({ items }: { readonly items: readonly unknown[] }) => items.map(() => this.settings))
    this.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => void this.registrations.push(...registrations))
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++
      this.#wake()
      return null
    })
    this.connection.listen()
  }

  static async start({ folders = [], capabilities = PULL, settings = null, initializationOptions, processId = process.pid, args }: StartOptions = {}): Promise<Client> {
    const client = new Client(args, settings)
    client.initialized = await client.connection.sendRequest('initialize', {
      processId,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: folders.length > 0 ? folders.map((uri) => ({ uri, name: uri })) : null,
    })
    await client.connection.sendNotification('initialized', {})
    return client
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look()
  }

  /** Waits until `look` gives something; what was seen meanwhile is in the failure. */
  until<T>(what: string, look: () => T | undefined | false, milliseconds = 8000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(attempt)
        reject(
          new Error(
            `${what}: not within ${milliseconds} ms; pushed ${JSON.stringify(this.pushed.slice(-3))}; log ${JSON.stringify(this.notifications.slice(-8))}; stderr ${this.stderr}`,
          ),
        )
      }, milliseconds)
      const attempt = (): void => {
        const value = look()
        if (value === undefined || value === false) return
        clearTimeout(timer)
        this.#waiting.delete(attempt)
        resolve(value)
      }
      this.#waiting.add(attempt)
      attempt()
    })
  }

  open(uri: string, text: string, version = 1, languageId = uri.endsWith('.md') ? 'markdown' : 'yaml'): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } })
  }

  change(uri: string, version: number, ...contentChanges: readonly { readonly range?: Range; readonly text: string }[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId })
  }

  /** Pulled diagnostics of one rule. */
  async pulled(uri: string, code: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri)
    assert.equal(report.kind, 'full')
    return report.kind === 'full' ? report.items.filter((d) => d.code === code) : []
  }

  /** Pulls until the diagnostics of a rule are as wanted: for what happens after a notification without an answer. */
  async pulledUntil(uri: string, code: string, wanted: (items: readonly Diagnostic[]) => boolean, milliseconds = 5000): Promise<readonly Diagnostic[]> {
    const end = Date.now() + milliseconds
    for (;;) {
      const items = await this.pulled(uri, code)
      if (wanted(items)) return items
      if (Date.now() > end) throw new Error(`diagnostics of ${uri} are still ${JSON.stringify(items)}`)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }

  /** Next pushed diagnostics of a document, of those after `from`, that satisfy `wanted`. */
  push(uri: string, wanted: (params: PublishDiagnosticsParams) => boolean = () => true, from = 0): Promise<PublishDiagnosticsParams> {
    return this.until(`diagnostics of ${uri}`, () => this.pushed.slice(from).find((p) => p.uri === uri && wanted(p)))
  }

  watched(...changes: readonly { readonly uri: string; readonly type: 1 | 2 | 3 }[]): Promise<void> {
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes })
  }

  /** `shutdown` and `exit`; gives the exit code. */
  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode
    await this.connection.sendRequest('shutdown')
    await this.connection.sendNotification('exit')
    const code = await this.exited
    this.connection.dispose()
    return code
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGKILL')
      await this.exited
    }
    this.connection.dispose()
  }
}

/** A folder on disk, gone at the end of the test. */
export class TempFolder {
  readonly path: string
  readonly uri: string

  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}, name = 'plumbline-lsp-') {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), name)))
    this.uri = pathToFileURL(this.path).href
    for (const [path, text] of Object.entries(files)) this.write(path, text)
  }

  write(path: string, text: string | Uint8Array): void {
    const file = join(this.path, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  remove(path: string): void {
    rmSync(join(this.path, path), { recursive: true })
  }

  uriOf(path: string): string {
    return pathToFileURL(join(this.path, path)).href
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** Rule of the finding that `FLAWED` has: a suppression of a rule that does not exist. */
export const RULE = 'suppression-invalid'
/** A design doc with one finding of `RULE`, at the words `no-such-rule`. */
export const FLAWED = '---\nkind: ml-design-doc\n---\n# Churn design\n\n<!-- plumbline-disable-next-line no-such-rule -- agreed with the owner -->\nThe model predicts churn.\n'
/** The same without it. */
export const SOUND = FLAWED.replace(/<!--.*-->\n/, '')

/** Where words stand in a text. */
export function rangeOf(text: string, words: string): Range {
  const at = text.indexOf(words)
  assert.notEqual(at, -1, `'${words}' stands in the text`)
  const position = (offset: number): Position => {
    const before = text.slice(0, offset).split('\n')
    return { line: before.length - 1, character: before.at(-1)!.length }
  }
  return { start: position(at), end: position(at + words.length) }
}
