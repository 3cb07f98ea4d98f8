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

/** A message of the panel: of a type that the page knows, with an object where it carries a value. Anything else is none of ours. */
function isMessage<T extends { readonly type: string }>(data: unknown, types: readonly string[]): data is T {
  if (typeof data !== 'object' || data === null || !('type' in data) || typeof data.type !== 'string' || !types.includes(data.type)) return false
  if ('value' in data) return typeof data.value === 'object' && data.value !== null
  return !('message' in data) || typeof data.message === 'string'
}

/** Connects the page, which understands messages of these types. Once a page. */
export function connectPage<ToPage extends { readonly type: string }, FromPage extends { readonly type: string }>(types: readonly ToPage['type'][]): Page<ToPage, FromPage> {
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
      window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (!isMessage<ToPage>(data, types)) return
        root.removeAttribute('aria-busy')
        handler(data)
      })
      api.postMessage({ type: 'ready' })
    },
  }
}
