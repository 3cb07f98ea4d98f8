import { isIgnored, parseIgnore } from '../cli/ignore.ts'
import type { IgnoreFile } from '../cli/ignore.ts'

/** Largest file that is read, in bytes, and largest open text, in characters. */
export const MAX_FILE_SIZE = 5 * 1024 * 1024
export const TOO_LARGE = 'is larger than 5 MB'

/** Most documents of one folder that are read, and deepest nesting; what lies beyond is named in the log. */
export const MAX_DOCUMENTS = 50_000
export const MAX_DEPTH = 64

/** Watched and read: Markdown and YAML, the workspace configuration among them. */
export const DOCUMENT_GLOB = '**/*.{md,markdown,yaml,yml}'

/** Folders of tools and dependencies, as in the command line's discovery. */
const SKIPPED = new Set(['node_modules', 'bower_components', 'vendor', 'dist', 'site-packages', '__pycache__', 'venv', '.venv', '.tox', '.git', '.hg', '.svn', '.terraform', '.next', '.cache', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.vscode-test'])

/** Whether a folder of this name is passed over, whatever .gitignore says. */
export const isSkippedFolder = (name: string): boolean => SKIPPED.has(name)

/** Whether a file may be a document by its name alone. */
export const hasDocumentName = (path: string): boolean => /\.(?:md|markdown|yaml|yml)$/i.test(path)

/** The .gitignore files of one folder, and what they leave out. */
export class Ignores {
  readonly #files = new Map<string, IgnoreFile>()

  /** Adds a .gitignore by its path. */
  add(path: string, text: string): void {
    const base = path.slice(0, path.lastIndexOf('/') + 1)
    this.#files.set(base, parseIgnore(base, text))
  }

  /** Whether one entry is left out; its parents are not looked at. */
  leavesOut(path: string, isFolder: boolean): boolean {
    if (this.#files.size === 0) return false
    const above: IgnoreFile[] = []
    for (let at = 0; at !== -1; at = path.indexOf('/', at) + 1 || -1) {
      const file = this.#files.get(path.slice(0, at))
      if (file) above.push(file)
    }
    return isIgnored(above, path, isFolder)
  }

  /** Whether a file on disk belongs to the workspace: no folder above it, nor itself, is left out. */
  keeps(path: string): boolean {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at)
      if (isSkippedFolder(folder.slice(folder.lastIndexOf('/') + 1)) || this.leavesOut(folder, true)) return false
    }
    return !this.leavesOut(path, false)
  }
}
