import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CONFIGURATION_PATHS, hasDocumentName, findRule, isIncluded, parseYaml, readConfiguration } from '../engine/index.ts'
import type { Analysis, Configuration, ReportSource, Workspace } from '../engine/index.ts'
import { analyseAll } from './analyse-all.ts'
import type { CheckOptions } from './check-options.ts'
import { discover } from './discovery.ts'
import { UsageError } from './exit.ts'
import { decodeDocument, readDocument } from './files.ts'
import { changedFiles } from './git.ts'
import type { Progress } from './output.ts'
import type { Target } from './targets.ts'
import { commonFolder, inside } from './targets.ts'

/** What one workspace gave. Paths are relative to its root. */
export interface WorkspaceRun {
  readonly root: string
  readonly configuration: Configuration
  readonly analyses: readonly Analysis[]
  readonly skipped: readonly { readonly path: string; readonly reason: string; readonly named: boolean }[]
  readonly notes: readonly string[]
  text(path: string): string | undefined
  /** For reports that show more than findings. */
  readonly workspace: Workspace
  /** Milliseconds. */
  readonly timing: {
    readonly discovery: number
    readonly reading: number
    readonly analysis: number
    readonly read: number
    /** Files whose analysis is one of an earlier run. */
    readonly reused: number
    readonly threads: number
    readonly slowest: readonly { readonly path: string; readonly ms: number }[]
  }
}

/** A text given instead of a file. */
export interface StdinText {
  readonly path: string
  readonly bytes: Buffer
}

/** Reads a workspace and analyses what was asked of it; the rest of its documents is there for the links between them. */
export async function runWorkspace(target: Target, options: CheckOptions, environment: NodeJS.ProcessEnv, progress: Progress, stdin?: StdinText): Promise<WorkspaceRun> {
  const { root } = target
  const started = performance.now()
  const configurationText = configurationOf(root, options.config)
  const configuration = readConfiguration(configurationText === undefined ? null : (parseYaml(configurationText).value.documents[0]?.root ?? null), (name) => findRule(name)?.name)
  const notes: string[] = []
  const { requested, named, context } = await select(target, options, configuration, notes, stdin?.path)
  const discovered = performance.now()

  const skipped: { path: string; reason: string; named: boolean }[] = []
  const wanted = new Set(requested)
  const texts = new Map<string, string>()
  let read = 0
  for (const path of new Set([...requested, ...context])) {
    const result = path === stdin?.path ? decodeDocument(stdin.bytes) : readDocument(join(root, path))
    read++
    if ('text' in result) texts.set(path, result.text)
    else if (wanted.has(path)) skipped.push({ path, reason: result.reason, named: named.has(path) })
  }
  if (options.config !== undefined && configurationText !== undefined) {
    texts.set(CONFIGURATION_PATHS[0], configurationText)
    texts.delete(CONFIGURATION_PATHS[1])
  }
  const loaded = performance.now()
  const { workspace, results, reused, threads } = await analyseAll(
    root,
    options,
    environment,
    texts,
    requested.filter((path) => texts.has(path)),
    configurationText ?? '',
    progress,
  )
  for (const { failure } of results) if (failure !== undefined) notes.push(failure)
  const done = performance.now()
  const slowest = results
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 5)
  const timing = { discovery: discovered - started, reading: loaded - discovered, analysis: done - loaded, read, reused, threads, slowest }
  return { root, configuration, analyses: results.map((result) => result.analysis), skipped, notes, text: (path) => workspace.text(path), workspace, timing }
}

/** The workspace of a run for reports of its models, with the analyses of the run: many come from other threads or an earlier run, and this thread would make them all again. */
export function analysed({ workspace, analyses }: WorkspaceRun): ReportSource & { text(path: string): string | undefined } {
  const known = new Map(analyses.map((analysis) => [analysis.path, analysis]))
  return {
    models: workspace.models,
    analyze: (path) => known.get(path) ?? workspace.analyze(path),
    architecture: (path) => workspace.architecture(path),
    text: (path) => workspace.text(path),
    today: () => workspace.today(),
  }
}

function configurationOf(root: string, given: string | undefined): string | undefined {
  if (given !== undefined) {
    const result = readDocument(resolve(given))
    if ('reason' in result) throw new UsageError(`--config ${given} ${result.reason}`)
    return result.text
  }
  for (const path of CONFIGURATION_PATHS) {
    try {
      return readFileSync(join(root, path), 'utf8')
    } catch {
      // The next name, or none.
    }
  }
  return undefined
}

interface Selection {
  /** Files to report on, sorted. */
  readonly requested: readonly string[]
  /** Those of them that the user named one by one. */
  readonly named: ReadonlySet<string>
  /** Further files of the workspace. */
  readonly context: readonly string[]
}

async function select(target: Target, options: CheckOptions, configuration: Configuration, notes: string[], stdin: string | undefined): Promise<Selection> {
  const { root, marked, files, folders } = target
  const named = new Set(stdin === undefined ? files : [stdin])
  const requested = new Set<string>()
  for (const path of named) {
    if (stdin !== undefined || isIncluded(configuration, path)) requested.add(path)
    else notes.push(`${path} is not checked: ${CONFIGURATION_PATHS[0]} excludes it`)
  }
  // Without a mark nobody has said that the folder is a workspace: only what lies around the paths is looked at.
  const around = stdin === undefined ? [...files.map((path) => folderOf(join(root, path))), ...folders.map((path) => join(root, path))] : [folderOf(join(root, stdin))]
  const contextFolder = marked || around.length === 0 ? '' : (inside(root, commonFolder(around)) ?? '')
  const whole = discover(root, contextFolder)
  if (whole.cut) notes.push(`${root} holds more files than are read; name the folders that matter, or exclude others in ${CONFIGURATION_PATHS[0]}`)
  const context = whole.paths.filter((path) => isIncluded(configuration, path))
  for (const folder of folders) {
    const found = folder === contextFolder ? whole : discover(root, folder)
    for (const path of found.unreadable) notes.push(`the folder ${path || '.'} cannot be listed`)
    const candidates = found.paths.filter((path) => isIncluded(configuration, path))
    if (found.paths.length === 0)
      throw new UsageError(`${folder === '' ? 'the workspace' : folder} holds no Markdown or YAML file`, folder === '' ? `looked in ${root}` : undefined)
    if (candidates.length === 0) notes.push(`nothing is checked in ${folder || '.'}: ${CONFIGURATION_PATHS[0]} excludes all of it`)
    for (const path of candidates) requested.add(path)
  }
  // Positions in another text than the one configured would mislead.
  if (options.config !== undefined) for (const path of CONFIGURATION_PATHS) requested.delete(path)
  if (options.changed !== undefined) {
    const changed = await changedFiles(root, options.changed)
    for (const path of requested) if (!changed.has(path)) requested.delete(path)
    if (requested.size === 0) notes.push(`no document differs from ${options.changed}`)
  }
  const sorted = [...requested].sort()
  const { shard } = options
  const part = shard ? sorted.filter((_, i) => i % shard.count === shard.index) : sorted
  if (part.length === 0 && sorted.length > 0) notes.push(`none of the ${sorted.length} files belongs to part ${shard!.index + 1} of ${shard!.count}`)
  return { requested: part, named, context: context.filter((path) => hasDocumentName(path)) }
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))) || '/'
