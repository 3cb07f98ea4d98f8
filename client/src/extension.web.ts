import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { activateWith } from './activate.ts'
import { answerFileRequests } from './workspace-files.ts'

/** Entry in VS Code for the Web: the server is a worker, and the client reads files for it. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  return activateWith(context, (options) => {
    const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist/server.worker.js').toString(true), { name: 'Plumbline' })
    const client = new LanguageClient('plumbline', 'Plumbline', worker, options)
    answerFileRequests(client)
    return client
  })
}
