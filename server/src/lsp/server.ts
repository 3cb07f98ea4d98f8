import type { CancellationToken, Connection, DidChangeWorkspaceFoldersParams, InitializeParams } from 'vscode-languageserver'
import { DOCUMENT_STATUS, DOCUMENTS, FINDINGS, GRAPH, PORTFOLIO, READINESS, RENDER, RULES, SIGN_OFF, TICK, TREND } from '../protocol/index.ts'
import type { DocumentStatusParams, FindingsParams, RulesResult } from '../protocol/index.ts'
import { capabilities } from './capabilities.ts'
import { clientFacts } from './client-facts.ts'
import { Guard } from './guard.ts'
import type { Handlers } from './handlers.ts'
import type { Platform } from './platform.ts'

/** Milliseconds until the answer to `initialize` is surely on its way. */
const BEHIND_THE_ANSWER = 5

/**
 * Wires the language server to a connection and starts listening. Host-independent: the same in Node and in a web worker. The
 * engine and the platform are loaded after `initialize` is answered, which editors wait for; every later message waits for them,
 * in order. `shutDown` tells the host whether the client said goodbye.
 */
export function createServer(connection: Connection, platform: () => Promise<Platform>, version: string): { readonly shutDown: () => boolean } {
  const guard = new Guard(connection, () => performance.now())
  let loading: Promise<Handlers> | undefined
  let down = false

  /** The handlers; only called by what the guard lets through, hence after `initialize`. */
  const loaded = (): Promise<Handlers> => loading!
  const on = <T>(name: string, handler: (handlers: Handlers, params: T) => void | Promise<void>): ((params: T) => Promise<void>) =>
    guard.notification<[T]>(name, async (params) => handler(await loaded(), params))

  connection.onInitialize((params: InitializeParams) => {
    const facts = clientFacts(params)
    const load = async (): Promise<Handlers> => {
      await new Promise((resolve) => setTimeout(resolve, BEHIND_THE_ANSWER))
      const [{ Handlers }, machine] = await Promise.all([import('./handlers.ts'), platform()])
      return new Handlers(connection, machine, guard, facts, params.initializationOptions)
    }
    loading = load()
    guard.start()
    guard.background('load', async () => void (await loading))
    return capabilities(facts, version)
  })
  const initialized = on('initialized', (handlers) => handlers.initialized(version))
  connection.onInitialized((params) => {
    // The library sets a handler of its own for this one while it answers `initialize`; ours comes after it.
    connection.onNotification(
      'workspace/didChangeWorkspaceFolders',
      on('workspace/didChangeWorkspaceFolders', (handlers, { event }: DidChangeWorkspaceFoldersParams) => handlers.didChangeWorkspaceFolders(event)),
    )
    return initialized(params)
  })
  connection.onDidOpenTextDocument(on('textDocument/didOpen', (handlers, params) => handlers.didOpen(params)))
  connection.onDidChangeTextDocument(on('textDocument/didChange', (handlers, params) => handlers.didChange(params)))
  connection.onDidCloseTextDocument(on('textDocument/didClose', (handlers, params) => handlers.didClose(params)))
  connection.onDidSaveTextDocument(on('textDocument/didSave', (handlers, params) => handlers.didSave(params)))
  connection.onDidChangeWatchedFiles(on('workspace/didChangeWatchedFiles', (handlers, params) => handlers.didChangeWatchedFiles(params)))
  connection.onDidChangeConfiguration(on('workspace/didChangeConfiguration', (handlers, params) => handlers.didChangeConfiguration(params?.settings)))
  for (const method of ['workspace/didRenameFiles', 'workspace/didDeleteFiles'])
    connection.onNotification(
      method,
      on(method, (handlers) => handlers.foldersMoved()),
    )

  connection.languages.diagnostics.on(guard.request('textDocument/diagnostic', async (params, token) => (await loaded()).documentDiagnostics(params, token)))
  connection.languages.diagnostics.onWorkspace(
    guard.request('workspace/diagnostic', async (params, token, progress, partial) => (await loaded()).workspaceDiagnostics(params, token, progress, partial)),
  )
  connection.onCodeAction(guard.request('textDocument/codeAction', async (params) => (await loaded()).codeActions(params)))
  connection.onHover(guard.request('textDocument/hover', async (params) => (await loaded()).hover(params)))
  connection.onRequest(
    DOCUMENT_STATUS,
    guard.request(DOCUMENT_STATUS, async (params: DocumentStatusParams) => (await loaded()).documentStatus(params)),
  )
  connection.onRequest(
    DOCUMENTS,
    guard.request(DOCUMENTS, async (_params: object, token: CancellationToken) => (await loaded()).documentList(token)),
  )
  connection.onRequest(
    FINDINGS,
    guard.request(FINDINGS, async (params: FindingsParams) => (await loaded()).findings(params)),
  )
  connection.onRequest<RulesResult, never>(
    RULES,
    guard.request(RULES, async () => (await loaded()).rules()),
  )

  for (const method of [READINESS, TICK, SIGN_OFF, GRAPH, PORTFOLIO, TREND, RENDER])
    connection.onRequest(
      method,
      guard.request(method, async (params: unknown, token: CancellationToken) => (await loaded()).panel(method, params, token)),
    )

  connection.onShutdown(() => {
    down = true
    guard.stop()
    void loading?.then(
      (handlers) => handlers.stop(),
      () => undefined,
    )
  })
  connection.listen()
  return { shutDown: () => down }
}
