import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { activateWith } from './activate.ts'

/** Entry in the desktop and on remote machines: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  return activateWith(context, (options) => {
    const module = context.asAbsolutePath('dist/server.mjs')
    // Read when the client is made: a changed path takes effect with a restart of the window or the server.
    const runtime = vscode.workspace.getConfiguration('plumbline').get<string>('serverNodePath')?.trim() || undefined
    return new LanguageClient('plumbline', 'Plumbline', { module, runtime, transport: TransportKind.ipc }, options)
  })
}
