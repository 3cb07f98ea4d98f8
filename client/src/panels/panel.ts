import * as vscode from 'vscode'
import { pageOf } from './webview-html.ts'

/** What kinds of panels differ in. */
export interface PanelKind<FromPage> {
  /** `plumbline.readiness`: also what VS Code restores it by. */
  readonly viewType: string
  /** Name of the module below dist/webviews. */
  readonly script: string
  /** Whether a message of the page is one; others are left alone. */
  readonly accepts: (message: unknown) => message is FromPage
}

/**
 * One webview panel: its page, its messages, its life. `ToPage` and `FromPage` are the messages of its kind; they are plain values. Messages to
 * the page wait until it is ready, and of each type only the latest is kept.
 */
export class Panel<ToPage extends { readonly type: string }, FromPage extends { readonly type: string }> implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel
  readonly #received = new vscode.EventEmitter<FromPage>()
  readonly #ended = new vscode.EventEmitter<void>()
  readonly #disposables: vscode.Disposable[]
  readonly #waiting = new Map<string, ToPage>()
  #ready = false

  readonly onMessage = this.#received.event
  readonly onDidDispose = this.#ended.event

  constructor(context: vscode.ExtensionContext, kind: PanelKind<FromPage>, title: string, output: vscode.LogOutputChannel, restored?: vscode.WebviewPanel) {
    const { extensionUri } = context
    const folders = [vscode.Uri.joinPath(extensionUri, 'dist/webviews'), vscode.Uri.joinPath(extensionUri, 'media/webviews')]
    this.#panel =
      restored ??
      vscode.window.createWebviewPanel(
        kind.viewType,
        title,
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableFindWidget: true, retainContextWhenHidden: false },
      )
    const { webview } = this.#panel
    // No command URIs, no resources from elsewhere.
    webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: folders }
    this.#panel.title = title
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extensionUri, `media/panel-${theme}.svg`)
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') }
    this.#disposables = [
      this.#received,
      this.#ended,
      webview.onDidReceiveMessage((message: unknown) => {
        const { type, message: words } = (message ?? {}) as { readonly type?: unknown; readonly message?: unknown }
        if (type === 'ready') return this.#flush()
        if (type === 'failed') return output.error(`The page ${kind.script} failed: ${String(words).slice(0, 1000)}`)
        if (kind.accepts(message)) this.#received.fire(message)
        else output.warn(`The page ${kind.script} sent a message that it must not send: ${String(type).slice(0, 100)}`)
      }),
      this.#panel.onDidDispose(() => {
        this.#ended.fire()
        for (const disposable of this.#disposables) disposable.dispose()
      }),
    ]
    webview.html = pageOf({ webview, title, script: vscode.Uri.joinPath(folders[0]!, `${kind.script}.js`), style: vscode.Uri.joinPath(folders[1]!, 'plumbline.css') })
  }

  get visible(): boolean {
    return this.#panel.visible
  }

  get onDidChangeViewState(): vscode.Event<vscode.WebviewPanelOnDidChangeViewStateEvent> {
    return this.#panel.onDidChangeViewState
  }

  set title(title: string) {
    this.#panel.title = title
  }

  reveal(): void {
    this.#panel.reveal(undefined, true)
  }

  post(message: ToPage): void {
    this.#waiting.set(message.type, message)
    if (this.#ready) void this.#panel.webview.postMessage(message)
  }

  /** A page says that it is ready each time it is made anew: VS Code drops those that nobody sees. */
  #flush(): void {
    this.#ready = true
    const messages = [...this.#waiting.values()]
    for (const message of messages) void this.#panel.webview.postMessage(message)
  }

  dispose(): void {
    this.#panel.dispose()
  }
}
