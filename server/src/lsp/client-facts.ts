import type { InitializeParams } from 'vscode-languageserver'

/** What the client can do, read once from its `initialize` request. Whatever is missing or malformed counts as not supported. */
export interface ClientFacts {
  /** It asks for diagnostics; then nothing is pushed. */
  readonly pull: boolean
  readonly refresh: boolean
  readonly relatedInformation: boolean
  readonly codeDescription: boolean
  readonly configuration: boolean
  readonly configurationRegistration: boolean
  readonly watchedFilesRegistration: boolean
  readonly workspaceFolders: boolean
  readonly documentChanges: boolean
  readonly snippetEdits: boolean
  readonly markdownHover: boolean
  /** It wants `plumbline/statusChanged`: `initializationOptions: { status: true }`. */
  readonly status: boolean
  /** Workspace folders it opened. */
  readonly folders: readonly string[]
}

export function clientFacts(params: InitializeParams): ClientFacts {
  const capabilities = params.capabilities ?? {}
  const { workspace, textDocument } = capabilities
  const options = (params.initializationOptions ?? {}) as { status?: unknown }
  const folders = Array.isArray(params.workspaceFolders) ? params.workspaceFolders.map((f) => f.uri) : typeof params.rootUri === 'string' ? [params.rootUri] : []
  return {
    pull: textDocument?.diagnostic !== undefined && textDocument.diagnostic !== null,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: (textDocument?.diagnostic?.relatedInformation ?? textDocument?.publishDiagnostics?.relatedInformation) === true,
    codeDescription: (textDocument?.diagnostic?.codeDescriptionSupport ?? textDocument?.publishDiagnostics?.codeDescriptionSupport) !== false,
    configuration: workspace?.configuration === true,
    configurationRegistration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchedFilesRegistration: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    status: options.status === true,
    folders: folders.filter((uri) => typeof uri === 'string'),
  }
}
