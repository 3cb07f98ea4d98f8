/** Keeps panels up to date. */

/**
 * Notification, server to client: `DocumentsChanged`. Something that panels show may differ now: a keystroke settled, a file or the configuration changed. Panels ask again
 * for what they show; unchanged questions are cheap. Sent at most once in the quiet time of the diagnostics, only to clients that
 * set `initializationOptions.panels` to true.
 */
export const DOCUMENTS_CHANGED = 'plumbline/documentsChanged'

export interface DocumentsChanged {
  /** Open documents whose findings may have changed; empty: anything may have. */
  readonly uris: readonly string[]
}
