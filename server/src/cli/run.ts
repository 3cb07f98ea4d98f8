import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { CONFIGURATION_PATHS, hasDocumentName, LineIndex, Workspace, findRule, isIncluded, parseYaml, readConfiguration } from '../engine/index.ts'
import type { Analysis, Configuration, Finding } from '../engine/index.ts'
import type { CheckOptions } from './check-options.ts'
import { discover } from './discovery.ts'
import { UsageError } from './exit.ts'
import { decodeDocument, readDocument } from './files.ts'
import { changedFiles } from './git.ts'
import { createHost } from './host.ts'
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
  /** Milliseconds. */
  readonly timing: {
    readonly discovery: number
    readonly reading: number
    readonly analysis: number
    readonly read: number
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

  const { tier, kind, profile, noWaivers } = options
  const workspace = new Workspace(createHost(root, environment), { tier, kind, profile, noWaivers })
  const skipped: { path: string; reason: string; named: boolean }[] = []
  const wanted = new Set(requested)
  let read = 0
  for (const path of new Set([...requested, ...context])) {
    const result = path === stdin?.path ? decodeDocument(stdin.bytes) : readDocument(join(root, path))
    read++
    if ('text' in result) workspace.set(path, result.text)
    else if (wanted.has(path)) skipped.push({ path, reason: result.reason, named: named.has(path) })
  }
  if (options.config !== undefined && configurationText !== undefined) {
    workspace.set(CONFIGURATION_PATHS[0], configurationText)
    workspace.delete(CONFIGURATION_PATHS[1])
  }
  const loaded = performance.now()

  const analyses: Analysis[] = []
  const slowest: { path: string; ms: number }[] = []
  const readable = requested.filter((path) => workspace.text(path) !== undefined)
  let before = loaded
  let lastYield = loaded
  for (const [i, path] of readable.entries()) {
    progress.step(i, readable.length, path)
    analyses.push(analyse(workspace, path, notes))
    const now = performance.now()
    slowest.push({ path, ms: now - before })
    // Lets an interrupt through.
    if (now - lastYield > 20) {
      await yieldToEvents()
      lastYield = performance.now()
    }
    before = performance.now()
  }
  const done = performance.now()
  const timing = { discovery: discovered - started, reading: loaded - discovered, analysis: done - loaded, read, slowest: slowest.sort((a, b) => b.ms - a.ms).slice(0, 5) }
  return { root, configuration, analyses, skipped, notes, text: (path) => workspace.text(path), timing }
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
  return { requested: [...requested].sort(), named, context: context.filter((path) => hasDocumentName(path)) }
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))) || '/'

/** The engine contains its own failures; should one get out all the same, it becomes a finding and the other files go on. */
function analyse(workspace: Workspace, path: string, notes: string[]): Analysis {
  try {
    return workspace.analyze(path)
  } catch (error) {
    const text = workspace.text(path) ?? ''
    notes.push(`${path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    const lines = new LineIndex(text)
    const finding: Finding = {
      rule: 'internal-error',
      category: 'hygiene',
      severity: 'error',
      path,
      range: lines.lineRange(0),
      message: `Plumbline failed on ${path}: ${error instanceof Error ? error.message : String(error)}`,
      why: 'This is a mistake in Plumbline, not in the document; the document was not checked',
      help: 'Report it with the document, if you can share that',
      docs: 'https://plumbline.dev/rules/internal-error',
      related: [],
      fixes: [],
      fingerprint: `internal-error:${path}`,
      waiver: null,
    }
    return { path, recognition: undefined, tier: undefined, stage: undefined, model: undefined, findings: [finding] }
  }
}
