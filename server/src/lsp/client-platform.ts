import type { Connection } from 'vscode-languageserver'
import { hasDocumentName, Ignores, MAX_DOCUMENTS, MAX_FILE_SIZE } from '../engine/index.ts'
import { FS_LIST, FS_READ_FILE } from '../protocol/index.ts'
import type { FsListResult, FsReadFileResult } from '../protocol/index.ts'
import { workerDiagramCheck } from '../mermaid/worker.ts'
import type { WorkerScope } from '../mermaid/worker.ts'
import { TOO_LARGE } from './files.ts'
import type { FileText, FolderFiles, Listing, Platform } from './platform.ts'
import { isInside, joinUri } from './uri.ts'

/** The platform of a worker, which has no disk: the client reads for it. A client that does not is a client without files. */
export function clientPlatform(connection: Connection): Platform {
  return {
    name: 'worker',
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    diagramProblem: workerDiagramCheck(globalThis as WorkerScope, (message) => connection.console.warn(message)),
    openFolder: (uri) => new ClientFolder(connection, uri),
  }
}

class ClientFolder implements FolderFiles {
  readonly #connection: Connection
  readonly #uri: string
  readonly #answers = new Map<string, boolean | undefined>()
  #files: ReadonlySet<string> = new Set()
  #folders: ReadonlySet<string> = new Set()
  #complete = false
  #ignores = new Ignores()

  constructor(connection: Connection, uri: string) {
    this.#connection = connection
    this.#uri = uri
  }

  async list(signal: AbortSignal): Promise<Listing> {
    const skipped: string[] = []
    await this.#load().catch((error: unknown) => skipped.push(`The client does not list files: ${error instanceof Error ? error.message : String(error)}`))
    signal.throwIfAborted()
    const ignores = new Ignores()
    // Outer files first, as on disk: what lies in a folder that is left out does not count.
    for (const path of [...this.#files].filter((p) => p === '.gitignore' || p.endsWith('/.gitignore')).sort((a, b) => a.length - b.length)) {
      if (!ignores.keeps(path)) continue
      const file = await this.read(path)
      if ('text' in file) ignores.add(path, file.text)
    }
    this.#ignores = ignores
    const paths = [...this.#files].filter((path) => hasDocumentName(path) && ignores.keeps(path)).sort()
    if (paths.length > MAX_DOCUMENTS) skipped.push(`Not read: ${paths.length - MAX_DOCUMENTS} documents beyond the first ${MAX_DOCUMENTS}`)
    return { documents: paths.slice(0, MAX_DOCUMENTS).map((path) => ({ path, stamp: '' })), skipped }
  }

  async #load(): Promise<void> {
    const result = await this.#connection.sendRequest<FsListResult | null>(FS_LIST, { folder: this.#uri })
    const files = new Set((result?.files ?? []).filter((path) => typeof path === 'string' && isInside(path)))
    const folders = new Set<string>()
    for (const file of files) for (let at = file.lastIndexOf('/'); at > 0 && !folders.has(file.slice(0, at)); at = file.lastIndexOf('/', at - 1)) folders.add(file.slice(0, at))
    this.#files = files
    this.#folders = folders
    this.#complete = result?.complete === true
  }

  keeps(path: string): boolean {
    return this.#ignores.keeps(path)
  }

  async read(path: string): Promise<FileText> {
    if (!isInside(path)) return { absent: true }
    try {
      const result = await this.#connection.sendRequest<FsReadFileResult | null>(FS_READ_FILE, { uri: joinUri(this.#uri, path) })
      if (typeof result?.text !== 'string') return { absent: true }
      if (result.text.length > MAX_FILE_SIZE) return { skipped: TOO_LARGE }
      if (result.text.includes('\0')) return { skipped: 'is binary, not text' }
      return { text: result.text.charCodeAt(0) === 0xfeff ? result.text.slice(1) : result.text }
    } catch (error) {
      return { skipped: error instanceof Error ? error.message : String(error) }
    }
  }

  exists(path: string): boolean | undefined {
    if (!isInside(path)) return undefined
    const answer = this.#answer(path)
    this.#answers.set(path, answer)
    return answer
  }

  #answer(path: string): boolean | undefined {
    if (this.#files.has(path) || this.#folders.has(path)) return true
    return this.#complete ? false : undefined
  }

  async recheck(): Promise<boolean> {
    if (this.#answers.size === 0) return false
    await this.#load().catch(() => undefined)
    let changed = false
    for (const [path, before] of [...this.#answers]) {
      const now = this.#answer(path)
      if (now === before) continue
      this.#answers.set(path, now)
      changed = true
    }
    return changed
  }
}
