import * as vscode from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { clientOptions } from './client-options.ts'
import { registerCommands } from './commands/index.ts'
import { createPanels, restorePanels } from './panels/index.ts'
import { ServerHandle } from './server-handle.ts'
import { StatusBar } from './status-bar.ts'
import { DocumentsView } from './views/documents-view.ts'

/**
 * Starts the server and everything that shows what it says; the same on every host. `createClient` knows how the server runs there
 * and is called anew for each start.
 */
export async function activateWith(context: vscode.ExtensionContext, createClient: (options: LanguageClientOptions) => BaseLanguageClient): Promise<void> {
  const output = vscode.window.createOutputChannel('Plumbline', { log: true })
  const server = new ServerHandle(() => createClient(clientOptions(output)), output)
  const statusBar = new StatusBar(server)
  const documents = new DocumentsView(server)
  const panels = createPanels({ extension: context, server, output })
  context.subscriptions.push(output, server, statusBar, documents, ...registerCommands({ server, output, panels, documents }), ...restorePanels(panels))
  await vscode.commands.executeCommand('setContext', 'plumbline.active', true)
  // A server that does not start is told in the status bar and in the output; the commands that mend it must be there meanwhile.
  void server.start()
}
