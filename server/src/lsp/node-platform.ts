import { isUtf8 } from 'node:buffer'
import { realpathSync } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasDocumentName, Ignores, isSkippedFolder, MAX_DEPTH, MAX_DOCUMENTS, MAX_FILE_SIZE } from '../engine/index.ts'
import { headOf, trendOf } from '../git/trend.ts'
import { nodeDiagramCheck } from '../mermaid/node.ts'
import { TOO_LARGE } from './files.ts'
import { nodeMemory } from './node-memory.ts'
import { pause } from './pause.ts'
import type { FileText, FolderFiles, Listing, Platform } from './platform.ts'
import { isInside } from './uri.ts'

const EMPTY: FolderFiles = {
  list: () => Promise.resolve({ documents: [], skipped: [] }),
  keeps: () => true,
  read: () => Promise.resolve({ absent: true }),
  exists: () => undefined,
  recheck: () => Promise.resolve(false),
}

/** The platform of a Node process: folders with `file:` URIs are read from the disk, others are empty. */
export function nodePlatform(): Platform {
  // Asked for with every analysis: made once a second at most.
  let madeAt = Number.NEGATIVE_INFINITY
  let made = ''
  const diagramProblem = nodeDiagramCheck()
  return {
    name: `node ${process.versions.node}`,
    // SOURCE_DATE_EPOCH fixes the date, as in the command line, so that a run can be repeated to the byte.
    today: () => {
      const now = Date.now()
      if (now - madeAt >= 1000 || now < madeAt) {
        const seconds = process.env['SOURCE_DATE_EPOCH'] ?? ''
        made = new Date(/^\d{1,11}$/.test(seconds) ? Number(seconds) * 1000 : now).toISOString().slice(0, 10)
        madeAt = now
      }
      return made
    },
    now: () => performance.now(),
    diagramProblem,
    headOf: async (uri, signal) => (isFile(uri) ? headOf(fileURLToPath(uri), signal) : undefined),
    pastOf: async (uri, signal, breathe) => (isFile(uri) ? trendOf(fileURLToPath(uri), { diagramProblem, signal, breathe }) : undefined),
    ...nodeMemory(),
    openFolder: (uri) => {
      if (!isFile(uri)) return EMPTY
      try {
        return new DiskFolder(fileURLToPath(uri))
      } catch {
        return EMPTY
      }
    },
  }
}

const isFile = (uri: string): boolean => /^file:/i.test(uri)

class DiskFolder implements FolderFiles {
  readonly #root: string
  readonly #answers = new Map<string, boolean | undefined>()
  #ignores = new Ignores()

  constructor(root: string) {
    this.#root = root
  }

  /** Walks the folder. Symbolic links are passed over, so that loops and ways out do not exist. */
  async list(signal: AbortSignal): Promise<Listing> {
    const documents: { path: string; stamp: string }[] = []
    const skipped: string[] = []
    const ignores = new Ignores()
    const waiting: { folder: string; depth: number }[] = [{ folder: '', depth: 0 }]
    let beyond = 0
    while (waiting.length > 0) {
      signal.throwIfAborted()
      const { folder, depth } = waiting.pop()!
      let entries
      try {
        entries = await readdir(join(this.#root, folder), { withFileTypes: true })
      } catch (error) {
        skipped.push(`Not read: ${folder || 'the workspace folder'} (${codeOf(error)})`)
        continue
      }
      const prefix = folder === '' ? '' : `${folder}/`
      if (entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) {
        const file = await this.read(`${prefix}.gitignore`)
        if ('text' in file) ignores.add(`${prefix}.gitignore`, file.text)
      }
      for (const entry of entries) {
        const path = prefix + entry.name
        if (entry.isDirectory()) {
          if (isSkippedFolder(entry.name) || ignores.leavesOut(path, true)) continue
          if (depth < MAX_DEPTH) waiting.push({ folder: path, depth: depth + 1 })
          else skipped.push(`Not read: ${path} (nested too deep)`)
        } else if (entry.isFile() && hasDocumentName(entry.name) && !ignores.leavesOut(path, false)) {
          if (documents.length >= MAX_DOCUMENTS) beyond++
          else documents.push({ path, stamp: await this.#stamp(path) })
        }
      }
    }
    if (beyond > 0) skipped.push(`Not read: ${beyond} documents beyond the first ${MAX_DOCUMENTS}`)
    documents.sort((a, b) => (a.path < b.path ? -1 : 1))
    this.#ignores = ignores
    return { documents, skipped }
  }

  keeps(path: string): boolean {
    return this.#ignores.keeps(path)
  }

  async #stamp(path: string): Promise<string> {
    try {
      const { mtimeMs, size, ino } = await stat(join(this.#root, path))
      return `${mtimeMs}/${size}/${ino}`
    } catch {
      return 'gone'
    }
  }

  async read(path: string): Promise<FileText> {
    if (!isInside(path)) return { absent: true }
    try {
      const file = join(this.#root, path)
      const facts = await lstat(file)
      // Opening a pipe would wait for a writer.
      if (!facts.isFile()) return facts.isDirectory() ? { absent: true } : { skipped: 'is no regular file' }
      if (!(await this.#liesThere(path))) return { skipped: 'lies behind a link' }
      if (facts.size > MAX_FILE_SIZE) return { skipped: TOO_LARGE }
      return decodeText(await readAtMost(file, MAX_FILE_SIZE))
    } catch (error) {
      const code = codeOf(error)
      return code === 'ENOENT' || code === 'ENOTDIR' ? { absent: true } : { skipped: code }
    }
  }

  /** Whether no folder on the way to a file is a link. */
  async #liesThere(path: string): Promise<boolean> {
    const [root, target] = await Promise.all([realpath(this.#root), realpath(join(this.#root, path))])
    return relative(root, target).replaceAll(sep, '/').normalize() === path.normalize()
  }

  exists(path: string): boolean | undefined {
    if (!this.#answers.has(path)) this.#answers.set(path, this.#look(path))
    return this.#answers.get(path)
  }

  /** Of what lies outside, nothing is said, not even whether it exists. */
  #look(path: string): boolean | undefined {
    if (!isInside(path)) return undefined
    try {
      const target = relative(realpathSync.native(this.#root), realpathSync.native(join(this.#root, path)))
      return isAbsolute(target) || target === '..' || target.startsWith(`..${sep}`) ? undefined : true
    } catch (error) {
      return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? false : undefined
    }
  }

  // Few paths are asked for, and a look is some microseconds; the loop still lets messages in between.
  async recheck(): Promise<boolean> {
    let changed = false
    let since = performance.now()
    for (const [path, before] of [...this.#answers]) {
      if (performance.now() - since > 8) {
        await pause()
        since = performance.now()
      }
      const now = this.#look(path)
      if (now === before) continue
      this.#answers.set(path, now)
      changed = true
    }
    return changed
  }
}

/** Reads a file that may grow meanwhile, up to a limit. */
async function readAtMost(file: string, limit: number): Promise<Uint8Array | undefined> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    if (size > limit) return undefined
    const buffer = new Uint8Array(size)
    let length = 0
    while (length < size) {
      const { bytesRead } = await handle.read(buffer, length, size - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } finally {
    await handle.close()
  }
}

/** UTF-8 without the byte order mark, as editors show it, so that columns agree with theirs. */
function decodeText(bytes: Uint8Array | undefined): FileText {
  if (!bytes) return { skipped: TOO_LARGE }
  if (bytes.subarray(0, 8192).includes(0)) return { skipped: 'is binary, not text' }
  if (!isUtf8(bytes)) return { skipped: 'is not UTF-8: save it as UTF-8' }
  return { text: new TextDecoder('utf-8').decode(bytes) }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))
