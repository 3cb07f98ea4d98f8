import type { InitializeResult } from 'vscode-languageserver'
import type { ClientFacts } from './client-facts.ts'

const FOLDERS = { filters: [{ scheme: 'file', pattern: { glob: '**/*', matches: 'folder' as const } }] }

/** What the server offers this client. A client that pulls gets no pushed diagnostics, and the other way round. */
export const capabilities = (facts: ClientFacts, version: string): InitializeResult => ({
  serverInfo: { name: 'Plumbline', version },
  capabilities: {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
    ...(facts.pull ? { diagnosticProvider: { identifier: 'plumbline', interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: true } } : {}),
    codeActionProvider: { codeActionKinds: ['quickfix'] },
    hoverProvider: true,
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      // Editors report a renamed or deleted folder as such; file watchers need not tell of each file in it.
      fileOperations: { didRename: FOLDERS, didDelete: FOLDERS },
    },
  },
})
