import * as vscode from 'vscode'
import type { DocumentStatus } from '../../server/src/protocol/index.ts'
import { isOurLanguage } from './client-options.ts'
import type { ServerHandle } from './server-handle.ts'
import { statusText } from './status-text.ts'

/** The item in the status bar: findings, kind and tier of the current document; a click shows the problems. */
export class StatusBar implements vscode.Disposable {
  readonly #server: ServerHandle
  readonly #item: vscode.StatusBarItem
  readonly #disposables: vscode.Disposable[]
  #current = vscode.window.activeTextEditor?.document

  constructor(server: ServerHandle) {
    this.#server = server
    this.#item = vscode.window.createStatusBarItem('plumbline.status', vscode.StatusBarAlignment.Right, 100)
    this.#item.name = 'Plumbline'
    this.#disposables = [
      this.#item,
      server.onStateChanged(() => void this.#update()),
      server.onStatusChanged((status) => {
        const document = this.#document()
        if (document && server.isAbout(status, document.uri)) this.#show(status)
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        // The output is a text editor to VS Code; to its reader the document above it is still the current one.
        if (editor?.document.uri.scheme === 'output') return
        this.#current = editor?.document
        void this.#update()
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('plumbline')) void this.#update()
      }),
    ]
    void this.#update()
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose()
  }

  #document(): vscode.TextDocument | undefined {
    return this.#current && !this.#current.isClosed && isOurLanguage(this.#current) ? this.#current : undefined
  }

  async #update(): Promise<void> {
    const document = this.#document()
    if (!document) return this.#hide()
    if (this.#server.state === 'stopped') return this.#showStopped()
    try {
      const status = await this.#server.status(document.uri)
      // Meanwhile another editor may have become the current one.
      if (document !== this.#document()) return
      if (status) this.#show(status)
      else this.#hide()
    } catch {
      // The server went away while it was asked; its state says so.
      if (document === this.#document()) this.#hide()
    }
  }

  #show(status: DocumentStatus): void {
    const detail = vscode.workspace.getConfiguration('plumbline').get<string>('statusBar')
    const text = detail === 'off' ? undefined : statusText(status, detail === 'findings' ? 'findings' : 'full')
    this.#tellMenus(status.kind)
    if (!text) return this.#item.hide()
    this.#item.text = text.text
    this.#item.accessibilityInformation = { label: text.label }
    this.#item.tooltip = text.tooltip.join('\n')
    this.#item.command = { title: 'Show Problems', command: 'workbench.actions.view.problems' }
    this.#item.show()
  }

  #showStopped(): void {
    if (vscode.workspace.getConfiguration('plumbline').get<string>('statusBar') === 'off') return this.#item.hide()
    this.#item.text = '$(alert) Plumbline stopped'
    this.#item.accessibilityInformation = { label: 'Plumbline: the server has stopped. Restart it.' }
    this.#item.tooltip = 'The Plumbline server has stopped. Click to restart it; the output says why.'
    this.#item.command = { title: 'Restart', command: 'plumbline.restartServer' }
    this.#item.show()
  }

  #hide(): void {
    this.#tellMenus(null)
    this.#item.hide()
  }

  /** Menus and the palette offer what works for the document in front. */
  #tellMenus(kind: string | null): void {
    void vscode.commands.executeCommand('setContext', 'plumbline.documentOpen', kind !== null)
    void vscode.commands.executeCommand('setContext', 'plumbline.documentKind', kind ?? '')
  }
}
