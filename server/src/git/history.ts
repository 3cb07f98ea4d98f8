import { isUtf8 } from 'node:buffer'
import { hasDocumentName, isSkippedFolder, MAX_FILE_SIZE } from '../engine/index.ts'
import type { PastState, Revision } from '../engine/index.ts'
import { git } from './git.ts'

/** Commits that are looked at for a trend. */
const MAX_COMMITS = 2_000
/** Most files of one state, and most bytes of documents that are read for one. */
const MAX_FILES = 200_000
const MAX_BYTES = 48 * 1024 * 1024

/** Commits that touched documents below a folder, the newest first; first parents only, so that each is a state of the line. */
export async function documentCommits(root: string, signal?: AbortSignal): Promise<readonly Revision[]> {
  const wanted = ['*.md', '*.markdown', '*.yaml', '*.yml']
  const log = await git(root, ['log', '--first-parent', '--no-ext-diff', '--no-textconv', `--max-count=${MAX_COMMITS}`, '--format=%H %cs', 'HEAD', '--', ...wanted], { signal })
  return log
    .toString('utf8')
    .split('\n')
    .flatMap((line): Revision[] => {
      const match = /^([0-9a-f]{40,64}) (\d{4}-\d{2}-\d{2})$/.exec(line)
      return match ? [{ revision: match[1]!, date: match[2]! }] : []
    })
}

/** Reads past states of the documents below a folder; contents that two states share are read once. */
export class History {
  readonly #root: string
  readonly #signal: AbortSignal | undefined
  readonly #texts = new Map<string, string | undefined>()

  constructor(root: string, signal?: AbortSignal) {
    this.#root = root
    this.#signal = signal
  }

  async state(commit: Revision): Promise<PastState> {
    const listed = (await git(this.#root, ['ls-tree', '-r', '-z', '-l', commit.revision], { signal: this.#signal })).toString('utf8')
    const files = new Map<string, string>()
    const missing: string[] = []
    let bytes = 0
    for (const line of listed.split('\0')) {
      // Links are not followed, and what a submodule holds is of another repository.
      const match = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line)
      if (!match || files.size >= MAX_FILES) continue
      const [, content, size, path] = match as unknown as [string, string, string, string]
      files.set(path, content)
      if (this.#texts.has(content) || !isDocument(path) || Number(size) > MAX_FILE_SIZE || (bytes += Number(size)) > MAX_BYTES) continue
      this.#texts.set(content, undefined)
      missing.push(content)
    }
    if (missing.length > 0) await this.#read(missing)
    const documents = new Set([...files].flatMap(([path, content]) => (isDocument(path) ? [content] : [])))
    return { ...commit, files, text: (content) => (documents.has(content) ? this.#texts.get(content) : undefined) }
  }

  async #read(contents: readonly string[]): Promise<void> {
    const out = await git(this.#root, ['cat-file', '--batch'], { signal: this.#signal, input: `${contents.join('\n')}\n`, most: MAX_BYTES + contents.length * 128 })
    let at = 0
    while (at < out.length) {
      const end = out.indexOf(10, at)
      if (end === -1) break
      const match = /^([0-9a-f]+) blob (\d+)$/.exec(out.toString('latin1', at, end))
      if (!match) {
        at = end + 1
        continue
      }
      const text = out.subarray(end + 1, end + 1 + Number(match[2]))
      if (isUtf8(text)) this.#texts.set(match[1]!, text.toString('utf8'))
      at = end + 2 + text.length
    }
  }
}

const isDocument = (path: string): boolean => hasDocumentName(path) && !path.split('/').slice(0, -1).some(isSkippedFolder)
