import * as vscode from 'vscode'
import { pageOf } from './webview-html.ts'

/** What kinds of panels differ in. */
export interface PanelKind {
  /** `plumbline.readiness`: also what VS Code restores it by. */
  readonly viewType: string
  /** Name of the module below dist/webviews. */
  readonly script: string
}

/** Messages that every page sends beside its own. */
type PageMessage = { readonly type: 'ready' } | { readonly type: 'failed'; readonly message: string }

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

  constructor(context: vscode.ExtensionContext, kind: PanelKind, title: string, output: vscode.LogOutputChannel, restored?: vscode.WebviewPanel) {
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
    this.#panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media/plumbline.svg')
    this.#disposables = [
      this.#received,
      this.#ended,
      webview.onDidReceiveMessage((message: PageMessage | FromPage) => {
        if (message.type === 'ready') return this.#flush()
        if (message.type === 'failed') return output.error(`The page ${kind.script} failed: ${'message' in message ? String(message.message) : ''}`)
        this.#received.fire(message as FromPage)
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
