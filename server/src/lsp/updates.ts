import { STATUS_CHANGED, WORKSPACE_CHANGED } from '../protocol/index.ts'
import { pause } from './pause.ts'
import type { Session } from './session.ts'

/** While somebody types on, nothing is sent unasked until it was quiet for so many milliseconds. A client that does not pull gets its answer to the first keystroke after a pause at once. */
export const QUIET = 120
/** Someone who never stops typing gets an answer after this long. */
const PATIENCE = 1000
/** So long nothing must have happened before memory is tidied, in milliseconds: that takes a moment. */
const IDLE = 1500
/** Longest stretch of background work between two messages: the next keystroke waits no longer. */
const SLICE = 3

/**
 * What the server says unasked, after a quiet time: diagnostics to clients that do not pull, a refresh to clients that do when
 * a document changed under their hands, and the status of open documents. New edits make running work stale; it stops.
 */
export class Updates {
  readonly #session: Session
  /** Result ids that were pushed, by document. */
  readonly #pushed = new Map<string, string>()
  /** What a pull last answered, by document. */
  readonly #pulled = new Map<string, { readonly id: string; readonly version: number | null }>()
  readonly #statuses = new Map<string, string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #idle: ReturnType<typeof setTimeout> | undefined
  #deadline: number | undefined
  /** When something was last scheduled. */
  #last = Number.NEGATIVE_INFINITY
  #generation = 0
  #refreshWanted = false
  #stopped = false

  constructor(session: Session) {
    this.#session = session
  }

  /** Something changed. `refresh`: in a way that pulling clients cannot know of (disk, configuration, folders). */
  schedule(delay: number = QUIET, refresh = false): void {
    if (this.#stopped) return
    this.#generation++
    if (refresh) this.#refreshWanted = true
    const now = this.#session.platform.now()
    const paused = now - this.#last > QUIET && !this.#session.facts.pull
    this.#last = now
    this.#deadline ??= now + PATIENCE
    clearTimeout(this.#timer)
    this.rest()
    this.#timer = setTimeout(
      () => {
        this.#deadline = undefined
        this.#session.guard.background('publish', () => this.#settle(this.#generation))
      },
      Math.max(0, paused ? 0 : Math.min(delay, this.#deadline - now)),
    )
  }

  /** Work was done: if nothing else comes, memory is tidied after a while. */
  rest(): void {
    clearTimeout(this.#idle)
    if (!this.#stopped) this.#idle = setTimeout(() => this.#session.platform.tidy?.(), IDLE)
  }

  /** A pull was answered. */
  pulled(key: string, id: string, version: number | null): void {
    this.#pulled.set(key, { id, version })
  }

  /** A document was closed. */
  async closed(uri: string, key: string): Promise<void> {
    this.#statuses.delete(key)
    if (this.#pushed.delete(key)) await this.#session.connection.sendDiagnostics({ uri, diagnostics: [] })
  }

  stop(): void {
    this.#stopped = true
    this.#generation++
    clearTimeout(this.#timer)
    clearTimeout(this.#idle)
  }

  async #settle(generation: number): Promise<void> {
    const { connection, documents, facts, folders, guard, platform } = this.#session
    await this.#session.settled
    let since = platform.now()
    const stale = async (): Promise<boolean> => {
      if (platform.now() - since > SLICE) {
        await pause()
        since = platform.now()
      }
      return this.#stopped || generation !== this.#generation
    }
    for (const { key } of documents.all()) {
      if (await stale()) return
      // The end of its folder's first scan schedules again.
      if (folders.folderOf(key)?.scanned === false) continue
      const document = documents.get(key)
      if (!document) continue
      const { id, diagnostics } = this.#session.result(key)
      if (!facts.pull && this.#pushed.get(key) !== id) {
        this.#pushed.set(key, id)
        await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: [...diagnostics] })
      }
      if (facts.status) await this.#sendStatus(document.uri, key)
      // A document edited since its last pull is about to be pulled anyway; one that was not, changed because another did.
      const pulled = this.#pulled.get(key)
      if (pulled && pulled.version === document.version && pulled.id !== id) this.#refreshWanted = true
    }
    platform.answered?.()
    if (facts.status) await connection.sendNotification(WORKSPACE_CHANGED)
    if (!facts.pull || !facts.refresh) return
    for (const [key, pulled] of this.#pulled) {
      if (this.#refreshWanted) break
      if (await stale()) return
      if (!documents.get(key) && this.#session.result(key).id !== pulled.id) this.#refreshWanted = true
    }
    if (!this.#refreshWanted) return
    this.#refreshWanted = false
    // Forgotten, so that one change asks for one refresh; what the client pulls next is remembered again.
    this.#pulled.clear()
    guard.background('workspace/diagnostic/refresh', () => connection.languages.diagnostics.refresh())
  }

  async #sendStatus(uri: string, key: string): Promise<void> {
    const status = this.#session.status(uri)
    const text = JSON.stringify(status)
    if (this.#statuses.get(key) === text) return
    this.#statuses.set(key, text)
    await this.#session.connection.sendNotification(STATUS_CHANGED, status)
  }
}
