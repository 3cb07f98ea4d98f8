import * as vscode from 'vscode'
import { State } from 'vscode-languageclient'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { DOCUMENT_STATUS, DOCUMENTS, RULES, STATUS_CHANGED, WORKSPACE_CHANGED } from '../../server/src/protocol/index.ts'
import type { DocumentsResult, DocumentStatus, RulesResult } from '../../server/src/protocol/index.ts'

export type ServerState = 'starting' | 'running' | 'stopped'

/** The language server as the rest of the extension sees it: its state, what it says of documents, and starting it anew. */
export class ServerHandle implements vscode.Disposable {
  readonly #create: () => BaseLanguageClient
  readonly #output: vscode.LogOutputChannel
  readonly #stateChanged = new vscode.EventEmitter<ServerState>()
  readonly #statusChanged = new vscode.EventEmitter<DocumentStatus>()
  readonly #workspaceChanged = new vscode.EventEmitter<void>()
  #client: BaseLanguageClient | undefined
  #work: Promise<void> = Promise.resolve()
  #state: ServerState = 'starting'

  readonly onStateChanged = this.#stateChanged.event
  /** The server looked at an open document again. */
  readonly onStatusChanged = this.#statusChanged.event
  /** Findings or documents have changed. */
  readonly onWorkspaceChanged = this.#workspaceChanged.event

  constructor(create: () => BaseLanguageClient, output: vscode.LogOutputChannel) {
    this.#create = create
    this.#output = output
  }

  get state(): ServerState {
    return this.#state
  }

  /** Starts the server, or ends the one that runs and starts another. One start at a time; never rejects: a failure is a state. */
  start(): Promise<void> {
    this.#work = this.#work.then(async () => {
      await this.#stop()
      this.#changeTo('starting')
      try {
        const client = this.#create()
        this.#client = client
        client.onDidChangeState(({ newState }) => {
          if (this.#client === client) this.#changeTo(newState === State.Running ? 'running' : newState === State.Stopped ? 'stopped' : 'starting')
        })
        client.onNotification(STATUS_CHANGED, (status: DocumentStatus) => this.#statusChanged.fire(status))
        client.onNotification(WORKSPACE_CHANGED, () => this.#workspaceChanged.fire())
        await client.start()
      } catch (error) {
        this.#output.error(`The server did not start: ${error instanceof Error ? error.message : String(error)}`)
        this.#changeTo('stopped')
      }
    })
    return this.#work
  }

  /** What the server knows of an open document; undefined while it does not run. */
  async status(uri: vscode.Uri): Promise<DocumentStatus | undefined> {
    const client = this.#client
    if (!client || this.#state !== 'running') return undefined
    return client.sendRequest<DocumentStatus>(DOCUMENT_STATUS, { uri: client.code2ProtocolConverter.asUri(uri) })
  }

  /** The catalogue of rules. Rejects while the server does not run. */
  async rules(): Promise<RulesResult> {
    return this.#running().sendRequest<RulesResult>(RULES)
  }

  /** Every recognised document of the workspace. Rejects while the server does not run. */
  async documents(): Promise<DocumentsResult> {
    return this.request<DocumentsResult>(DOCUMENTS, {})
  }

  /** A request of the protocol with its parameters. Rejects while the server does not run, and with the server's own errors. */
  async request<R>(method: string, params: object, token?: vscode.CancellationToken): Promise<R> {
    const client = this.#running()
    return token ? client.sendRequest<R>(method, params, token) : client.sendRequest<R>(method, params)
  }

  #running(): BaseLanguageClient {
    if (!this.#client || this.#state !== 'running') throw new Error('The Plumbline server is not running')
    return this.#client
  }

  /** Whether a status is about a document. */
  isAbout(status: DocumentStatus, uri: vscode.Uri): boolean {
    return this.#client?.protocol2CodeConverter.asUri(status.uri).toString() === uri.toString()
  }

  dispose(): Promise<void> {
    return this.#work
      .then(() => this.#stop())
      .finally(() => {
        this.#stateChanged.dispose()
        this.#statusChanged.dispose()
        this.#workspaceChanged.dispose()
      })
  }

  async #stop(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    if (!client) return
    try {
      await client.dispose()
    } catch (error) {
      // It had stopped by itself, or did not answer in time; a new one can start either way.
      this.#output.warn(`The server did not stop as asked: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #changeTo(state: ServerState): void {
    if (this.#state === state) return
    this.#state = state
    void vscode.commands.executeCommand('setContext', 'plumbline.running', state === 'running')
    this.#stateChanged.fire(state)
  }
}
