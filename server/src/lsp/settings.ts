import type { Connection } from 'vscode-languageserver'
import type { ClientFacts } from './client-facts.ts'
import type { Folders } from './folders.ts'

/** What is personal (`plumbline.*` of the editor); everything else stands in `.plumbline.yaml`. */
export class Settings {
  readonly #connection: Connection
  readonly #facts: ClientFacts
  readonly #folders: Folders
  #everywhere = true
  #byFolder: ReadonlyMap<string, boolean> = new Map()

  constructor(connection: Connection, facts: ClientFacts, folders: Folders, initial: unknown) {
    this.#connection = connection
    this.#facts = facts
    this.#folders = folders
    this.#everywhere = enableOf(initial) ?? true
  }

  /** Whether findings are wanted for a document (by URI key). */
  enabled(key: string): boolean {
    if (this.#byFolder.size === 0) return this.#everywhere
    const folder = this.#folders.folderOf(key)
    return (folder && this.#byFolder.get(folder.key)) ?? this.#everywhere
  }

  /** Takes the settings that a client sent along, or asks for them. `pushed` is the notification's `settings`. */
  async update(pushed?: unknown): Promise<void> {
    if (!this.#facts.configuration) {
      const section = pushed && typeof pushed === 'object' && 'plumbline' in pushed ? pushed.plumbline : undefined
      this.#everywhere = enableOf(section) ?? this.#everywhere
      return
    }
    const folders = this.#folders.all()
    const values: unknown = await this.#connection.workspace.getConfiguration([{ section: 'plumbline' }, ...folders.map((f) => ({ section: 'plumbline', scopeUri: f.uri }))])
    if (!Array.isArray(values)) return
    this.#everywhere = enableOf(values[0]) ?? true
    this.#byFolder = new Map(folders.map((f, i) => [f.key, enableOf(values[i + 1]) ?? this.#everywhere]))
  }
}

/** `{ enable: boolean }`; everything else says nothing. */
function enableOf(section: unknown): boolean | undefined {
  if (!section || typeof section !== 'object' || !('enable' in section)) return undefined
  return typeof section.enable === 'boolean' ? section.enable : undefined
}
