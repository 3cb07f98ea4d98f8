import type { Connection, InitializeParams } from 'vscode-languageserver'
import { allRules } from '../engine/index.ts'
import { DOCUMENT_STATUS, FINDINGS } from '../protocol/index.ts'
import type { DocumentStatusParams, FindingsParams } from '../protocol/index.ts'
import { capabilities } from './capabilities.ts'
import { clientFacts } from './client-facts.ts'
import { codeActions } from './code-actions.ts'
import { OpenDocuments } from './documents.ts'
import { documentFindings } from './findings.ts'
import { Folders } from './folders.ts'
import { Guard, InvalidParams, uriOf } from './guard.ts'
import { hover } from './hover.ts'
import type { Platform } from './platform.ts'
import { documentDiagnostics, workspaceDiagnostics } from './pull.ts'
import { Session } from './session.ts'
import { Settings } from './settings.ts'
import { Updates } from './updates.ts'
import { uriKey } from './uri.ts'
import { filesChanged, watchRegistration } from './watching.ts'

/** Longest wait for a client that was asked for its settings and does not answer, in milliseconds. */
const SETTINGS_PATIENCE = 2000
const SOON = 5

/**
 * Wires the language server to a connection and starts listening. Host-independent: the same in Node and in a web worker.
 * Gives the guard, through which the host can report what escaped every handler.
 */
export function createServer(connection: Connection, platform: Platform, version: string): { readonly shutDown: () => boolean } {
  const guard = new Guard(connection, () => platform.now())
  const documents = new OpenDocuments()
  const folders = new Folders(platform, (message) => connection.console.log(message))
  let session: Session
  let updates: Updates
  let down = false

  const read = <T>(name: string, handler: (params: T) => void | Promise<void>) => guard.notification<[T]>(name, handler)
  const watchesFiles = (): boolean => session.facts.watchedFilesRegistration

  connection.onInitialize((params: InitializeParams) => {
    const facts = clientFacts(params)
    for (const uri of facts.folders) folders.add(uri, [])
    session = new Session({ connection, platform, guard, facts, documents, folders, settings: new Settings(connection, facts, folders, params.initializationOptions) })
    updates = new Updates(session)
    guard.start()
    return capabilities(facts, version)
  })

  connection.onInitialized(
    read('initialized', () => {
      const { facts } = session
      connection.console.info(`Plumbline ${version} on ${platform.name}, ${allRules().length} rules, ${facts.pull ? 'pull' : 'push'} diagnostics`)
      const registrations = facts.watchedFilesRegistration ? watchRegistration().registrations : []
      if (facts.configurationRegistration) registrations.push({ id: 'plumbline-configuration', method: 'workspace/didChangeConfiguration', registerOptions: { section: 'plumbline' } })
      if (registrations.length > 0) guard.background('client/registerCapability', async () => void (await connection.sendRequest('client/registerCapability', { registrations })))
      if (facts.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(read('workspace/didChangeWorkspaceFolders', changeFolders))
      updateSettings(undefined, false)
      for (const folder of folders.all()) guard.background('scan', () => folder.ready.then(() => updates.schedule(SOON)))
    }),
  )

  /** `refresh`: what was pulled may not hold any more; at the start nothing was, pulls wait for the first scan and the settings. */
  function updateSettings(pushed: unknown, refresh: boolean): void {
    const asked = session.settings.update(pushed).catch((error: unknown) => connection.console.warn(`Settings not read: ${error instanceof Error ? error.message : String(error)}`))
    session.settled = Promise.race([asked, new Promise<void>((resolve) => setTimeout(resolve, SETTINGS_PATIENCE))])
    guard.background('settings', () => asked.then(() => updates.schedule(SOON, refresh)))
  }

  function changeFolders({ added, removed }: { readonly added: readonly { readonly uri: string }[]; readonly removed: readonly { readonly uri: string }[] }): void {
    for (const { uri } of removed) folders.remove(uri, documents.all())
    for (const { uri } of added) {
      const folder = folders.add(uri, documents.all())
      guard.background('scan', () => folder.ready.then(() => updates.schedule(SOON)))
    }
    updateSettings(undefined, true)
  }

  connection.onDidOpenTextDocument(
    read('textDocument/didOpen', ({ textDocument: { uri, languageId, version: number, text } }) => {
      if (typeof uri !== 'string' || typeof text !== 'string') throw new InvalidParams('uri and text must be strings')
      folders.show(documents.open(uri, languageId, number, text))
      updates.schedule(SOON)
    }),
  )
  connection.onDidChangeTextDocument(
    read('textDocument/didChange', ({ textDocument, contentChanges }) => {
      const changed = documents.change(textDocument.uri, textDocument.version, contentChanges)
      if (!changed) return connection.console.warn(`textDocument/didChange: ${textDocument.uri} is not open`)
      folders.show(changed.document, changed.edits)
      updates.schedule()
    }),
  )
  connection.onDidCloseTextDocument(
    read('textDocument/didClose', async (params) => {
      const uri = uriOf(params)
      const key = uriKey(uri)
      documents.close(uri)
      await updates.closed(uri, key)
      await folders.hide(key)
      updates.schedule()
    }),
  )
  connection.onDidSaveTextDocument(
    read('textDocument/didSave', async (params) => {
      const folder = folders.folderOf(uriKey(uriOf(params)))
      // A client that watches nothing gives no other sign that the disk has changed.
      if (!folder) return
      if (watchesFiles()) {
        if (await folder.recheck()) updates.schedule(SOON, true)
      } else {
        await folder.rescan()
        updates.schedule(SOON, true)
      }
    }),
  )

  connection.onDidChangeWatchedFiles(
    read('workspace/didChangeWatchedFiles', async ({ changes }) => {
      if (await filesChanged(session, changes)) updates.schedule(SOON, true)
    }),
  )
  const rescanAll = async (): Promise<void> => {
    await Promise.all(folders.all().map((folder) => folder.rescan()))
    updates.schedule(SOON, true)
  }
  connection.onNotification('workspace/didRenameFiles', guard.notification('workspace/didRenameFiles', rescanAll))
  connection.onNotification('workspace/didDeleteFiles', guard.notification('workspace/didDeleteFiles', rescanAll))
  connection.onDidChangeConfiguration(read('workspace/didChangeConfiguration', (params) => updateSettings(params?.settings, true)))

  connection.languages.diagnostics.on(guard.request('textDocument/diagnostic', (params, token) => documentDiagnostics(session, updates, params, token)))
  connection.languages.diagnostics.onWorkspace(guard.request('workspace/diagnostic', (params, token, progress, partial) => workspaceDiagnostics(session, updates, params, token, progress, partial)))
  connection.onCodeAction(guard.request('textDocument/codeAction', (params) => codeActions(session, params).slice()))
  connection.onHover(guard.request('textDocument/hover', (params) => hover(session, params)))
  connection.onRequest(
    DOCUMENT_STATUS,
    guard.request('plumbline/documentStatus', async (params: DocumentStatusParams) => {
      if (typeof params?.uri !== 'string') throw new InvalidParams('uri must be a string')
      await session.ready(uriKey(params.uri))
      return session.status(params.uri)
    }),
  )
  connection.onRequest(
    FINDINGS,
    guard.request('plumbline/findings', async (params: FindingsParams) => {
      if (typeof params?.uri !== 'string') throw new InvalidParams('uri must be a string')
      return documentFindings(session, params.uri)
    }),
  )

  connection.onShutdown(() => {
    down = true
    guard.stop()
    updates?.stop()
    folders.dispose()
  })

  connection.listen()
  return { shutDown: () => down }
}

