import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  Connection,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  Hover,
  ResultProgressReporter,
  TextDocumentPositionParams,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver'
import { allRules } from '../engine/index.ts'
import type { DocumentStatus, DocumentStatusParams, DocumentsResult, FindingsParams, FindingsResult, RulesResult } from '../protocol/index.ts'
import type { ClientFacts } from './client-facts.ts'
import { codeActions } from './code-actions.ts'
import { OpenDocuments } from './documents.ts'
import { documentList } from './document-list.ts'
import { documentFindings } from './findings.ts'
import { Folders } from './folders.ts'
import type { Guard } from './guard.ts'
import { InvalidParams, uriOf } from './guard.ts'
import { hover } from './hover.ts'
import { panelAnswer } from './panels.ts'
import type { Platform } from './platform.ts'
import { documentDiagnostics, workspaceDiagnostics } from './pull.ts'
import { ruleCatalogue } from './rules.ts'
import { Session } from './session.ts'
import { Settings } from './settings.ts'
import { Updates } from './updates.ts'
import { uriKey } from './uri.ts'
import { filesChanged, watchRegistration } from './watching.ts'

/** Longest wait for a client that was asked for its settings and does not answer, in milliseconds. */
const SETTINGS_PATIENCE = 2000
const SOON = 5

/** What the server does with each message. Loaded, with the engine, once `initialize` is answered. */
export class Handlers {
  readonly #connection: Connection
  readonly #guard: Guard
  readonly #facts: ClientFacts
  readonly #documents = new OpenDocuments()
  readonly #folders: Folders
  readonly #session: Session
  readonly #updates: Updates

  constructor(connection: Connection, platform: Platform, guard: Guard, facts: ClientFacts, initializationOptions: unknown) {
    this.#connection = connection
    this.#guard = guard
    this.#facts = facts
    this.#folders = new Folders(platform, (message) => connection.console.log(message))
    for (const uri of facts.folders) this.#folders.add(uri, [])
    const settings = new Settings(connection, facts, this.#folders, initializationOptions)
    this.#session = new Session({ connection, platform, guard, facts, documents: this.#documents, folders: this.#folders, settings })
    this.#updates = new Updates(this.#session)
  }

  initialized(version: string): void {
    const facts = this.#facts
    this.#connection.console.info(`Plumbline ${version} on ${this.#session.platform.name}, ${allRules().length} rules, ${facts.pull ? 'pull' : 'push'} diagnostics`)
    const registrations = facts.watchedFilesRegistration ? watchRegistration().registrations : []
    if (facts.configurationRegistration)
      registrations.push({ id: 'plumbline-configuration', method: 'workspace/didChangeConfiguration', registerOptions: { section: 'plumbline' } })
    if (registrations.length > 0)
      this.#guard.background('client/registerCapability', async () => void (await this.#connection.sendRequest('client/registerCapability', { registrations })))
    this.#updateSettings(undefined, false)
    for (const folder of this.#folders.all()) this.#guard.background('scan', () => folder.ready.then(() => this.#updates.schedule(SOON)))
  }

  /** `refresh`: what was pulled may not hold any more; at the start nothing was, pulls wait for the first scan and the settings. */
  #updateSettings(pushed: unknown, refresh: boolean): void {
    const asked = this.#session.settings
      .update(pushed)
      .catch((error: unknown) => this.#connection.console.warn(`Settings not read: ${error instanceof Error ? error.message : String(error)}`))
    this.#session.settled = Promise.race([asked, new Promise<void>((resolve) => setTimeout(resolve, SETTINGS_PATIENCE))])
    this.#guard.background('settings', () => asked.then(() => this.#updates.schedule(SOON, refresh)))
  }

  didChangeConfiguration(settings: unknown): void {
    this.#updateSettings(settings, true)
  }

  didChangeWorkspaceFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    for (const { uri } of removed) this.#folders.remove(uri, this.#documents.all())
    for (const { uri } of added) {
      const folder = this.#folders.add(uri, this.#documents.all())
      this.#guard.background('scan', () => folder.ready.then(() => this.#updates.schedule(SOON)))
    }
    this.#updateSettings(undefined, true)
  }

  didOpen({ textDocument: { uri, languageId, version, text } }: DidOpenTextDocumentParams): void {
    if (typeof uri !== 'string' || typeof text !== 'string') throw new InvalidParams('uri and text must be strings')
    this.#folders.show(this.#documents.open(uri, languageId, version, text))
    this.#updates.schedule(SOON)
  }

  didChange({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const changed = this.#documents.change(textDocument.uri, textDocument.version, contentChanges)
    if (!changed) return this.#connection.console.warn(`textDocument/didChange: ${textDocument.uri} is not open`)
    this.#folders.show(changed.document, changed.edits)
    this.#updates.schedule()
  }

  async didClose(params: { readonly textDocument: { readonly uri: string } }): Promise<void> {
    const uri = uriOf(params)
    const key = uriKey(uri)
    this.#documents.close(uri)
    await this.#updates.closed(uri, key)
    // Opened again meanwhile: the editor counts.
    if (!this.#documents.get(key)) await this.#folders.hide(key)
    this.#updates.schedule()
  }

  async didSave(params: { readonly textDocument: { readonly uri: string } }): Promise<void> {
    const folder = this.#folders.folderOf(uriKey(uriOf(params)))
    if (!folder) return
    if (this.#facts.watchedFilesRegistration) {
      if (await folder.recheck()) this.#updates.schedule(SOON, true)
      return
    }
    // A client that watches nothing gives no other sign that the disk has changed.
    await folder.rescan()
    this.#updates.schedule(SOON, true)
  }

  async didChangeWatchedFiles({ changes }: DidChangeWatchedFilesParams): Promise<void> {
    if (await filesChanged(this.#session, changes)) this.#updates.schedule(SOON, true)
  }

  /** The editor renamed or deleted a folder. */
  async foldersMoved(): Promise<void> {
    await Promise.all(this.#folders.all().map((folder) => folder.rescan()))
    this.#updates.schedule(SOON, true)
  }

  documentDiagnostics(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    return documentDiagnostics(this.#session, this.#updates, params, token)
  }

  workspaceDiagnostics(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    progress: WorkDoneProgressReporter,
    partial?: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>,
  ): Promise<WorkspaceDiagnosticReport> {
    return workspaceDiagnostics(this.#session, this.#updates, params, token, progress, partial)
  }

  codeActions(params: CodeActionParams): CodeAction[] {
    return [...codeActions(this.#session, params)]
  }

  hover(params: TextDocumentPositionParams): Hover | null {
    return hover(this.#session, params)
  }

  async documentStatus(params: DocumentStatusParams): Promise<DocumentStatus> {
    if (typeof params?.uri !== 'string') throw new InvalidParams('uri must be a string')
    await this.#session.ready(uriKey(params.uri))
    return this.#session.status(params.uri)
  }

  findings(params: FindingsParams): Promise<FindingsResult> {
    if (typeof params?.uri !== 'string') throw new InvalidParams('uri must be a string')
    return documentFindings(this.#session, params.uri)
  }

  documentList(token: CancellationToken): Promise<DocumentsResult> {
    return documentList(this.#session, token)
  }

  /** Requests of the panels. */
  panel(method: string, params: unknown, token: CancellationToken): Promise<unknown> {
    return panelAnswer(this.#session, method, params, token)
  }

  rules(): RulesResult {
    return ruleCatalogue()
  }

  stop(): void {
    this.#updates.stop()
    this.#folders.dispose()
  }
}
