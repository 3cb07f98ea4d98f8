import { hasDocumentName, MAX_FILE_SIZE, Workspace } from '../engine/index.ts'
import type { TextEdit } from '../engine/index.ts'
import type { OpenDocument } from './documents.ts'
import { TOO_LARGE } from './files.ts'
import { Folder } from './folder.ts'
import type { Platform } from './platform.ts'
import { baseName, uriKey } from './uri.ts'

/** A document where the engine knows it. */
export interface Place {
  readonly workspace: Workspace
  readonly path: string
  /** Undefined for a document outside every workspace folder. */
  readonly folder: Folder | undefined
  /** URI of any path of the same workspace. */
  uriOf(path: string): string
  readonly skipped: string | undefined
}

interface Lone {
  readonly uri: string
  readonly path: string
  readonly workspace: Workspace
  skipped: string | undefined
}

/**
 * All workspace folders, and the documents outside them: each of those has a workspace of its own, in which nothing else is
 * known to exist, so that nothing on the machine is read because such a document names it.
 */
export class Folders {
  readonly #platform: Platform
  readonly #log: (message: string) => void
  readonly #folders = new Map<string, Folder>()
  readonly #lone = new Map<string, Lone>()

  constructor(platform: Platform, log: (message: string) => void) {
    this.#platform = platform
    this.#log = log
  }

  /** Sorted by key; a folder inside another comes after it. */
  all(): readonly Folder[] {
    return [...this.#folders.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }

  add(uri: string, open: readonly OpenDocument[]): Folder {
    const key = uriKey(uri)
    const known = this.#folders.get(key)
    if (known) return known
    const folder = new Folder(uri, this.#platform, this.#log)
    this.#folders.set(key, folder)
    for (const document of open) {
      const path = folder.pathOf(document.key)
      if (path === undefined) continue
      this.#lone.delete(document.key)
      folder.show(path, document.text)
    }
    return folder
  }

  remove(uri: string, open: readonly OpenDocument[]): void {
    const key = uriKey(uri)
    this.#folders.get(key)?.dispose()
    this.#folders.delete(key)
    for (const document of open) if (!this.folderOf(document.key) && !this.#lone.has(document.key)) this.show(document)
  }

  /** The innermost folder that a document lies in. */
  folderOf(key: string): Folder | undefined {
    let best: Folder | undefined
    for (const folder of this.#folders.values()) if (folder.pathOf(key) !== undefined && (!best || folder.key.length > best.key.length)) best = folder
    return best
  }

  /** All folders a document lies in, with its path in each. */
  containing(key: string): readonly { readonly folder: Folder; readonly path: string }[] {
    const found: { folder: Folder; path: string }[] = []
    for (const folder of this.#folders.values()) {
      const path = folder.pathOf(key)
      if (path !== undefined) found.push({ folder, path })
    }
    return found
  }

  /** An open text, new or changed. */
  show(document: OpenDocument, edits?: readonly TextEdit[]): void {
    const places = this.containing(document.key)
    for (const { folder, path } of places) folder.show(path, document.text, edits)
    if (places.length > 0) return
    let lone = this.#lone.get(document.key)
    let usable = edits
    if (!lone) {
      const platform = this.#platform
      const workspace = new Workspace({ today: () => platform.today(), exists: () => undefined, diagramProblem: platform.diagramProblem })
      lone = { uri: document.uri, path: lonePath(document), workspace, skipped: undefined }
      this.#lone.set(document.key, lone)
      usable = undefined
    }
    if (document.text.length > MAX_FILE_SIZE) {
      lone.skipped = TOO_LARGE
      lone.workspace.delete(lone.path)
    } else {
      if (lone.skipped) usable = undefined
      lone.skipped = undefined
      lone.workspace.set(lone.path, document.text, usable)
    }
  }

  async hide(key: string): Promise<void> {
    this.#lone.delete(key)
    await Promise.all(this.containing(key).map(({ folder, path }) => folder.hide(path)))
  }

  /** Where the engine knows a document. */
  place(key: string): Place | undefined {
    const folder = this.folderOf(key)
    if (folder) {
      const path = folder.pathOf(key)!
      return { workspace: folder.workspace, path, folder, uriOf: (p) => folder.uriOf(p), skipped: folder.skipped(path) }
    }
    const lone = this.#lone.get(key)
    return lone && { workspace: lone.workspace, path: lone.path, folder: undefined, uriOf: () => lone.uri, skipped: lone.skipped }
  }

  dispose(): void {
    for (const folder of this.#folders.values()) folder.dispose()
    this.#folders.clear()
    this.#lone.clear()
  }
}

/** Name of a document outside every folder; an unsaved one has no extension and gets that of its language. */
function lonePath(document: OpenDocument): string {
  const name = baseName(document.uri) || 'untitled'
  if (hasDocumentName(name)) return name
  return document.languageId === 'yaml' ? `${name}.yaml` : document.languageId === 'markdown' ? `${name}.md` : name
}
