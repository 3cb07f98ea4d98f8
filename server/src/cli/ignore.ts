import { compileGlob } from '../engine/index.ts'
import type { Glob } from '../engine/index.ts'

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

/** Reads the lines of a .gitignore. Lines that cannot be read are left out, as git does. */
export function parseIgnore(base: string, text: string): IgnoreFile {
  const lines: IgnoreLine[] = []
  for (const raw of text.split('\n').slice(0, 5_000)) {
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
