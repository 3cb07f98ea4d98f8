import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { CONFIGURATION_PATHS, compileGlob, hasDocumentName, nearest } from '../engine/index.ts'
import { discover } from './discovery.ts'
import { UsageError } from './exit.ts'

/** What was asked of one workspace. */
export interface Target {
  /** Absolute, without symbolic links. */
  readonly root: string
  /** Whether something marks the root (a configuration, a repository), or it is only where the user stands. */
  readonly marked: boolean
  /** Files named by the user, relative to the root. */
  readonly files: readonly string[]
  /** Folders named by the user, relative to the root; '' is the root itself. */
  readonly folders: readonly string[]
}

const MARKERS = [...CONFIGURATION_PATHS, '.git']

export const toPosix = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

/** Path relative to a folder, POSIX; `undefined` when it lies outside. */
export function inside(root: string, path: string): string | undefined {
  const found = relative(root, path)
  return found === '..' || found.startsWith(`..${sep}`) || isAbsolute(found) ? undefined : toPosix(found)
}

/** The nearest folder at or above this one that holds a configuration or a repository. */
export function markedRoot(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (MARKERS.some((marker) => existsSync(join(at, marker)))) return at
    if (dirname(at) === at) return undefined
  }
}

/** The deepest folder that holds all of these absolute paths. */
export function commonFolder(paths: readonly string[]): string {
  let common = paths[0]!
  for (const path of paths) while (inside(common, path) === undefined) common = dirname(common)
  return common
}

interface Named {
  readonly real: string
  readonly folder: boolean
}

/** Sorts the paths of a command line into workspaces. Without a path it is the workspace that the user stands in. Throws a usage error for what does not exist. */
export function resolveTargets(paths: readonly string[], cwd: string): readonly Target[] {
  const here = realpathSync(cwd)
  if (paths.length === 0) {
    const root = markedRoot(here)
    return [{ root: root ?? here, marked: root !== undefined, files: [], folders: [''] }]
  }
  const named = paths.flatMap((path) => resolvePath(path, here))
  const unmarked = named.filter(({ real, folder }) => markedRoot(folder ? real : dirname(real)) === undefined).map(({ real, folder }) => (folder ? real : dirname(real)))
  const fallback = unmarked.length === 0 ? here : unmarked.every((folder) => inside(here, folder) !== undefined) ? here : commonFolder(unmarked)
  const groups = new Map<string, { root: string; marked: boolean; files: Set<string>; folders: Set<string> }>()
  for (const { real, folder } of named) {
    const marked = markedRoot(folder ? real : dirname(real))
    const root = marked ?? fallback
    const group = groups.get(root) ?? { root, marked: marked !== undefined, files: new Set(), folders: new Set() }
    groups.set(root, group)
    ;(folder ? group.folders : group.files).add(inside(root, real)!)
  }
  return [...groups.values()].map(({ root, marked, files, folders }) => ({ root, marked, files: [...files], folders: [...folders] }))
}

function resolvePath(path: string, cwd: string): readonly Named[] {
  const absolute = resolve(cwd, path)
  const status = statSync(absolute, { throwIfNoEntry: false })
  if (!status) {
    const matched = /[*?{]/.test(path) ? expand(toPosix(path), cwd) : []
    if (matched.length > 0) return matched
    throw new UsageError(/[*?{]/.test(path) ? `${path} matches no Markdown or YAML file` : `no such file or folder: ${path}`, suggestion(absolute, path))
  }
  if (!status.isDirectory() && !hasDocumentName(basename(absolute))) throw new UsageError(`${path} is no Markdown or YAML file`, 'Plumbline reads .md, .markdown, .yaml and .yml')
  return [{ real: realpathSync(absolute), folder: status.isDirectory() }]
}

/** Globs that the shell left alone: matched against what a walk of their fixed part finds. */
function expand(pattern: string, cwd: string): readonly Named[] {
  const names = pattern.split('/')
  const fixed = names.slice(
    0,
    Math.min(
      names.findIndex((name) => /[*?{]/.test(name)),
      names.length - 1,
    ),
  )
  const root = resolve(cwd, fixed.join('/') || (pattern.startsWith('/') ? '/' : '.'))
  const compiled = compileGlob('/' + names.slice(fixed.length).join('/'))
  if ('error' in compiled) throw new UsageError(`${pattern}: ${compiled.error}`)
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return []
  return discover(root)
    .paths.filter((path) => compiled.glob.matches(path))
    .map((path) => ({ real: realpathSync(join(root, path)), folder: false }))
}

/** A neighbour with nearly the same name. */
function suggestion(absolute: string, path: string): string | undefined {
  try {
    const near = nearest(basename(absolute), readdirSync(dirname(absolute)), 2)
    return near === undefined ? undefined : `did you mean ${toPosix(join(dirname(path), near))}?`
  } catch {
    return undefined
  }
}
