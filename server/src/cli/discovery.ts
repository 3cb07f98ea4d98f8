import { readdirSync, readFileSync } from 'node:fs'
import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { compareText, hasDocumentName, isIgnored, isSkippedFolder, MAX_DEPTH, MAX_DOCUMENTS, parseIgnore } from '../engine/index.ts'
import type { IgnoreFile } from '../engine/index.ts'

export interface Discovery {
  /** Paths relative to the root, POSIX, sorted. */
  readonly paths: readonly string[]
  /** True when there were more files than are read. */
  readonly cut: boolean
  /** Folders that could not be listed. */
  readonly unreadable: readonly string[]
}

/**
 * Finds the candidate files below a folder of a workspace (`below`, relative, '' for all of it). Skips the folders of tools, what .gitignore
 * files name, and symbolic links: their targets are found where they really lie, and loops and ways out of the workspace do not exist. A folder
 * that the user names is walked even if a file further up ignores it.
 */
export function discover(root: string, below = ''): Discovery {
  const paths: string[] = []
  const unreadable: string[] = []
  let cut = false
  const walk = (folder: string, inherited: readonly IgnoreFile[], depth: number): void => {
    if (depth > MAX_DEPTH || cut) return
    let entries: Dirent[]
    try {
      entries = readdirSync(join(root, folder), { withFileTypes: true })
    } catch {
      unreadable.push(folder)
      return
    }
    const prefix = folder === '' ? '' : `${folder}/`
    const ignores = entries.some((entry) => entry.name === '.gitignore' && entry.isFile()) ? [...inherited, readIgnore(root, prefix)] : inherited
    for (const entry of entries) {
      const path = prefix + entry.name
      if (entry.isDirectory()) {
        if (!isSkippedFolder(entry.name) && !isIgnored(ignores, path, true)) walk(path, ignores, depth + 1)
      } else if (entry.isFile() && hasDocumentName(entry.name) && !isIgnored(ignores, path, false)) {
        if (paths.length >= MAX_DOCUMENTS) cut = true
        else paths.push(path)
      }
    }
  }
  walk(below, ignoresAbove(root, below), 0)
  return { paths: paths.sort(compareText), cut, unreadable }
}

/** The .gitignore files between the root and a folder; none of them if they ignore the folder itself. */
function ignoresAbove(root: string, below: string): readonly IgnoreFile[] {
  const files: IgnoreFile[] = []
  if (below === '') return files
  const names = below.split('/')
  for (let i = 0; i < names.length; i++) {
    const prefix = names
      .slice(0, i)
      .map((name) => `${name}/`)
      .join('')
    files.push(readIgnore(root, prefix))
    if (isIgnored(files, prefix + names[i]!, true)) return []
  }
  return files
}

function readIgnore(root: string, prefix: string): IgnoreFile {
  try {
    return parseIgnore(prefix, readFileSync(join(root, prefix, '.gitignore'), 'utf8'))
  } catch {
    return { base: prefix, lines: [] }
  }
}
