/** What every page of a panel has in common: the way to the extension, state that survives being hidden, errors that are told. */

interface VsCodeApi {
  postMessage(message: unknown): void
  getState(): unknown
  setState(state: unknown): void
}

declare function acquireVsCodeApi(): VsCodeApi

/** The page's end of the line to its panel. */
export interface Page<ToPage, FromPage> {
  send(message: FromPage): void
  /** What was kept when the page was last shown, if anything. */
  state(): unknown
  keep(state: unknown): void
  /** Calls `handler` with each message and tells the panel that the page is ready. */
  begin(handler: (message: ToPage) => void): void
  readonly root: HTMLElement
}

/** Connects the page. Once a page. */
export function connectPage<ToPage extends { readonly type: string }, FromPage extends { readonly type: string }>(): Page<ToPage, FromPage> {
  const api = acquireVsCodeApi()
  const failed = (message: string): void => api.postMessage({ type: 'failed', message })
  window.addEventListener('error', (event) => failed(event.message))
  window.addEventListener('unhandledrejection', (event) => failed(event.reason instanceof Error ? event.reason.message : String(event.reason)))
  const root = document.getElementById('app')!
  return {
    root,
    send: (message) => api.postMessage(message),
    state: () => api.getState(),
    keep: (state) => api.setState(state),
    begin(handler) {
      window.addEventListener('message', (event: MessageEvent<ToPage>) => {
        root.removeAttribute('aria-busy')
        handler(event.data)
      })
      api.postMessage({ type: 'ready' })
    },
  }
}
