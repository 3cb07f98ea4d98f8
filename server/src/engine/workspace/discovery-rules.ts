import { compileGlob } from '../packs/glob.ts'
import type { Glob } from '../packs/glob.ts'

/**
 * Which files of a folder a host gives to the engine, so that every host gives the same. The walking is the host's; what counts is decided here.
 */

/** Endings of files that may be documents of ours, without the dot. */
export const DOCUMENT_EXTENSIONS = ['md', 'markdown', 'yaml', 'yml'] as const

/** Largest file that is read, in bytes, and largest open text, in characters. Documents are a thousand times smaller. */
export const MAX_FILE_SIZE = 5 * 1024 * 1024
/** Most documents that one workspace is read for; what lies beyond is told. */
export const MAX_DOCUMENTS = 50_000
/** Deepest folder that is looked into, counted from the workspace folder. */
export const MAX_DEPTH = 64

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'bower_components', 'vendor', 'dist', 'site-packages', '__pycache__', 'venv'])

/** Folders of tools and dependencies, and hidden ones except `.github`: documents there are none of ours. */
export const isSkippedFolder = (name: string): boolean => SKIPPED_FOLDERS.has(name) || (name.startsWith('.') && name !== '.github')

/** Whether a file may be a document of ours by its name or path alone. */
export const hasDocumentName = (path: string): boolean => {
  const lower = path.toLowerCase()
  return DOCUMENT_EXTENSIONS.some((extension) => lower.endsWith(`.${extension}`))
}

interface IgnoreLine {
  readonly negated: boolean
  readonly folderOnly: boolean
  readonly glob: Glob
}

/** The patterns of one .gitignore, for paths below its folder. */
export interface IgnoreFile {
  /** Folder of the file: '' or `docs/`. */
  readonly base: string
  readonly lines: readonly IgnoreLine[]
}

/** Most lines of a .gitignore that are read. */
const MAX_LINES = 5_000

/** Reads the lines of a .gitignore. Lines that cannot be read are left out, as git does. */
export function parseIgnore(base: string, text: string): IgnoreFile {
  const lines: IgnoreLine[] = []
  for (const raw of text.split('\n').slice(0, MAX_LINES)) {
    let pattern = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    pattern = pattern.trimEnd()
    if (pattern === '' || pattern.startsWith('#')) continue
    const negated = pattern.startsWith('!')
    if (negated) pattern = pattern.slice(1)
    if (pattern.startsWith('\\')) pattern = pattern.slice(1)
    const folderOnly = pattern.endsWith('/')
    if (folderOnly) pattern = pattern.slice(0, -1)
    // Braces mean themselves in git; character classes are rare and left out rather than misread.
    if (pattern === '' || pattern.includes('[') || pattern.includes('{') || pattern.includes('}')) continue
    const compiled = compileGlob(pattern)
    if ('glob' in compiled) lines.push({ negated, folderOnly, glob: compiled.glob })
  }
  return { base, lines }
}

/** Whether a path is ignored: the last matching line of the innermost file that has one decides. */
export function isIgnored(files: readonly IgnoreFile[], path: string, isFolder: boolean): boolean {
  for (let i = files.length - 1; i >= 0; i--) {
    const { base, lines } = files[i]!
    if (!path.startsWith(base)) continue
    const inside = path.slice(base.length)
    for (let j = lines.length - 1; j >= 0; j--) {
      const line = lines[j]!
      if (line.folderOnly && !isFolder) continue
      if (line.glob.matches(inside)) return !line.negated
    }
  }
  return false
}

/** The .gitignore files of one workspace folder, and what they leave out. */
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

  /** Whether a file belongs to the workspace: no folder above it, nor itself, is left out. */
  keeps(path: string): boolean {
    for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
      const folder = path.slice(0, at)
      if (isSkippedFolder(folder.slice(folder.lastIndexOf('/') + 1)) || this.leavesOut(folder, true)) return false
    }
    return !this.leavesOut(path, false)
  }
}
