import { hasDocumentName, MAX_FILE_SIZE, Workspace } from '../engine/index.ts'
import type { TextEdit } from '../engine/index.ts'
import { TOO_LARGE } from './files.ts'
import { pause } from './pause.ts'
import type { FolderFiles, Platform } from './platform.ts'
import { isInside, joinUri, relativePath, uriKey } from './uri.ts'

const READERS = 8
/** Files that stay parsed: what is open and what it depends on. The rest is read again when something about it changes, instead of staying in memory. */
const KEPT_FILES = 100

/** One workspace folder: the engine's workspace, fed from the disk and from the editor. Open texts win over the disk. */
export class Folder {
  readonly uri: string
  readonly key: string
  readonly workspace: Workspace
  /** Settles when the first scan is done; never rejects. */
  readonly ready: Promise<void>
  readonly #files: FolderFiles
  readonly #log: (message: string) => void
  readonly #abort = new AbortController()
  readonly #open = new Set<string>()
  /** What is known of the disk: stamp of each file that was read. */
  readonly #stamps = new Map<string, string>()
  readonly #skipped = new Map<string, string>()
  /** Number of the latest read of a path, so that a slow read does not overwrite a newer one: none is given twice. */
  readonly #reads = new Map<string, number>()
  #lastRead = 0
  #scanning: Promise<void> | undefined
  #scanned = false

  constructor(uri: string, platform: Platform, log: (message: string) => void) {
    this.uri = uri
    this.key = uriKey(uri)
    this.#log = log
    this.#files = platform.openFolder(uri)
    const exists = (path: string): boolean | undefined => (!isInside(path) ? undefined : this.#open.has(path) || this.#stamps.has(path) || this.#files.exists(path))
    this.workspace = new Workspace({ today: () => platform.today(), exists, diagramProblem: platform.diagramProblem }, {}, undefined, KEPT_FILES)
    this.ready = this.rescan().then(() => void (this.#scanned = true))
  }

  /** Whether the first scan is done; before that findings would be wrong. */
  get scanned(): boolean {
    return this.#scanned
  }

  /** Path of a document below this folder. */
  pathOf(key: string): string | undefined {
    return relativePath(this.key, key)
  }

  uriOf(path: string): string {
    return joinUri(this.uri, path)
  }

  /** Whether a file on disk counts: a document by name, in no folder of tools, not named by a .gitignore. */
  keeps(path: string): boolean {
    return hasDocumentName(path) && this.#files.keeps(path)
  }

  /** Why a document is not read, if it is not. */
  skipped(path: string): string | undefined {
    return this.#skipped.get(path)
  }

  /** An open text: new, or changed by `edits`. */
  show(path: string, text: string, edits?: readonly TextEdit[]): void {
    this.#open.add(path)
    this.#reads.delete(path)
    if (!hasDocumentName(path)) return
    if (text.length > MAX_FILE_SIZE) {
      this.#skipped.set(path, TOO_LARGE)
      this.workspace.delete(path)
      return
    }
    // After a stretch of being too large the engine holds no text that the edits could start from.
    const usable = this.#skipped.delete(path) ? undefined : edits
    this.workspace.set(path, text, usable)
  }

  /** The editor closed a document: the disk counts again. */
  async hide(path: string): Promise<void> {
    this.#open.delete(path)
    this.#skipped.delete(path)
    await this.reload(path)
  }

  /** Reads one document again; forgets it when it is gone. Gives whether anything changed. */
  async reload(path: string, stamp = ''): Promise<boolean> {
    if (this.#open.has(path)) return false
    if (!this.keeps(path)) return this.forget(path)
    const number = ++this.#lastRead
    this.#reads.set(path, number)
    const file = await this.#files.read(path)
    if (this.#reads.get(path) !== number || this.#abort.signal.aborted) return false
    this.#reads.delete(path)
    if ('text' in file) {
      const isNew = !this.#stamps.has(path)
      this.#stamps.set(path, stamp)
      this.#skipped.delete(path)
      if (this.workspace.text(path) === file.text) return isNew
      this.workspace.set(path, file.text)
      return true
    }
    const changed = this.forget(path)
    if ('skipped' in file) {
      this.#skipped.set(path, file.skipped)
      this.#log(`Not read: ${path} ${file.skipped}`)
    }
    return changed
  }

  /** A document is gone from the disk. Its open text, if any, stays. */
  forget(path: string): boolean {
    this.#stamps.delete(path)
    if (this.#open.has(path) || this.workspace.text(path) === undefined) return false
    this.#skipped.delete(path)
    this.workspace.delete(path)
    return true
  }

  /** Everything below a path is gone (a folder was deleted). */
  forgetBelow(path: string): boolean {
    let changed = false
    for (const known of this.workspace.paths()) if (known.startsWith(`${path}/`) && this.forget(known)) changed = true
    return changed
  }

  /** Files that are no documents may have come or gone: looks again at those that were asked for. */
  async recheck(): Promise<boolean> {
    const changed = await this.#files.recheck()
    if (changed) this.workspace.filesChanged()
    return changed
  }

  /** Lists the folder and reads what is new or has changed since; one scan at a time. */
  rescan(): Promise<void> {
    const next = (this.#scanning ?? Promise.resolve()).then(() => this.#scan())
    this.#scanning = next.catch((error: unknown) => {
      if (!this.#abort.signal.aborted) this.#log(`Could not read ${this.uri}: ${error instanceof Error ? error.message : String(error)}`)
    })
    return this.#scanning
  }

  async #scan(): Promise<void> {
    const listing = await this.#files.list(this.#abort.signal)
    for (const skipped of listing.skipped) this.#log(skipped)
    const present = new Set(listing.documents.map((d) => d.path))
    for (const path of this.workspace.paths()) if (!present.has(path)) this.forget(path)
    const queue = listing.documents.filter((d) => d.stamp === '' || this.#stamps.get(d.path) !== d.stamp)
    let next = 0
    const reader = async (): Promise<void> => {
      while (next < queue.length && !this.#abort.signal.aborted) {
        const { path, stamp } = queue[next++]!
        await this.reload(path, stamp)
        // The editor's messages come first.
        if (next % 32 === 0) await pause()
      }
    }
    await Promise.all(Array.from({ length: READERS }, reader))
    await this.recheck()
  }

  /** Stops reading; the folder was closed. */
  dispose(): void {
    this.#abort.abort()
  }
}
