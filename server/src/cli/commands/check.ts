import { basename, dirname, join, relative, resolve } from 'node:path'
import {
  LineIndex,
  MACHINE_FORMATS,
  SEVERITY_RANK,
  compareFindings,
  compareText,
  findRule,
  formatPretty,
  hasDocumentName,
  MAX_FILE_SIZE,
  modelReports,
  plural,
  runHtml,
  runMarkdown,
} from '../../engine/index.ts'
import type { Finding, ReportFile, RunModels, RunReport, SkippedFile } from '../../engine/index.ts'
import { optionLines } from '../arguments.ts'
import { DEFAULT_BASELINE, applyBaseline, baselineText, readBaseline } from '../baseline.ts'
import { CHECK_OPTIONS, parseCheck } from '../check-options.ts'
import type { CheckOptions } from '../check-options.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { Progress, note, styleFor, write, writeAtomic } from '../output.ts'
import { analysed, runWorkspace } from '../run.ts'
import type { StdinText, WorkspaceRun } from '../run.ts'
import { commonFolder, inside, markedRoot, resolveTargets, toPosix } from '../targets.ts'
import type { Target } from '../targets.ts'

export const usage = `plumbline check [PATH…]: findings of the documents below PATH (default: the workspace)

${optionLines(CHECK_OPTIONS)}

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, unreadable input or an internal error.
`

/** Checks documents and prints what was found. */
export async function check(args: readonly string[], version: string): Promise<ExitCode> {
  const options = parseCheck(args)
  if (options.help) {
    write(1, usage)
    return EXIT.ok
  }
  const cwd = process.cwd()
  const stdin = options.stdin === undefined ? undefined : await stdinText(options.stdin, cwd)
  const targets = stdin ? [stdin.target] : resolveTargets(options.paths, cwd)
  if (targets.length > 1 && (options.baseline !== undefined || options.writeBaseline))
    throw new UsageError('the paths lie in several workspaces: a baseline belongs to one', targets.map((target) => target.root).join(', '))

  const progress = new Progress(!options.quiet)
  const runs: WorkspaceRun[] = []
  try {
    for (const target of targets) runs.push(await runWorkspace(target, options, process.env, progress, stdin?.text))
  } finally {
    progress.done()
  }
  const reporting = performance.now()
  const base = commonFolder(targets.map((target) => target.root))
  const report = reportOf(runs, base, options, version)
  if (!options.quiet) for (const line of notesOf(runs, report)) note(line)
  else for (const { path, reason } of report.skipped.filter((file) => file.named)) note(`${path} ${reason}`)
  for (const { format, file } of options.outputs) {
    const text = format === 'pretty' ? pretty(report, base, cwd, options.quiet, file === undefined) : (REVIEWS[format]?.(report, runs, base) ?? MACHINE_FORMATS[format]!(report))
    if (file === undefined) write(1, text)
    else writeAtomic(file, text)
  }
  if (options.timing) printTiming(runs, performance.now() - reporting)
  return exitCode(report, runs, options)
}

/** Formats that show models, not only findings. */
const REVIEWS: Readonly<Record<string, (report: RunReport, runs: readonly WorkspaceRun[], base: string) => string>> = {
  html: (report, runs, base) => runHtml(report, modelsOf(runs, base), runs[0]!.workspace.today()),
  markdown: (report, runs, base) => runMarkdown(report, modelsOf(runs, base)),
}

const modelsOf = (runs: readonly WorkspaceRun[], base: string): readonly RunModels[] =>
  runs.map((run) => ({
    prefix: run.root === base ? '' : `${inside(base, run.root)!}/`,
    models: modelReports(
      analysed(run),
      run.analyses.map(({ path }) => path),
    ),
  }))

/** The text on stdin, as a file that may or may not exist. */
async function stdinText(name: string, cwd: string): Promise<{ readonly target: Target; readonly text: StdinText }> {
  const absolute = resolve(cwd, name)
  if (!hasDocumentName(basename(absolute))) throw new UsageError(`--stdin-filename ${name} is no Markdown or YAML file`, 'Plumbline reads .md, .markdown, .yaml and .yml')
  const marked = markedRoot(dirname(absolute))
  const root = marked ?? (inside(cwd, absolute) === undefined ? dirname(absolute) : cwd)
  return { target: { root, marked: marked !== undefined, files: [], folders: [] }, text: { path: inside(root, absolute)!, bytes: await readStdin() } }
}

/** Reads stdin without blocking, so that an interrupt gets through; stops where a text is too large to be read anyway. */
async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MAX_FILE_SIZE) break
  }
  return Buffer.concat(chunks)
}

/** Puts the runs together: paths relative to `base`, filters of the command line and of the baseline applied. */
function reportOf(runs: readonly WorkspaceRun[], base: string, options: CheckOptions, version: string): RunReport {
  const files: ReportFile[] = []
  const skipped: SkippedFile[] = []
  let baselined = 0
  let staleBaseline = 0
  for (const run of runs) {
    const prefix = run.root === base ? '' : `${inside(base, run.root)!}/`
    const checked = new Set(run.analyses.map((analysis) => analysis.path))
    const rank = SEVERITY_RANK[options.minSeverity]
    const all = run.analyses.flatMap((analysis) => analysis.findings).filter((finding) => finding.rule === 'internal-error' || SEVERITY_RANK[finding.severity] >= rank)
    const { fresh, known, stale } = againstBaseline(run, all, checked, options)
    baselined += known
    staleBaseline += stale
    const byPath = new Map<string, Finding[]>()
    for (const finding of fresh) {
      const list = byPath.get(finding.path)
      if (list) list.push(finding)
      else byPath.set(finding.path, [finding])
    }
    for (const analysis of run.analyses) {
      const path = prefix + analysis.path
      files.push(new LazyFile(path, run.text(analysis.path) ?? '', analysis, (byPath.get(analysis.path) ?? []).map((finding) => prefixed(finding, prefix)).sort(compareFindings)))
    }
    for (const file of run.skipped) skipped.push({ ...file, path: prefix + file.path })
  }
  files.sort((a, b) => compareText(a.path, b.path))
  const own = new Map(files.map((file) => [file.path, file]))
  const others = new Map<string, LineIndex>()
  const linesOf = (path: string): LineIndex | undefined => {
    const file = own.get(path)
    if (file) return file.lines
    if (!others.has(path)) {
      for (const run of runs) {
        const prefix = run.root === base ? '' : `${inside(base, run.root)!}/`
        const text = path.startsWith(prefix) ? run.text(path.slice(prefix.length)) : undefined
        if (text !== undefined) others.set(path, new LineIndex(text))
      }
    }
    return others.get(path)
  }
  return { version, packs: [], files, skipped: skipped.sort((a, b) => compareText(a.path, b.path)), baselined, staleBaseline, linesOf, rule: findRule }
}

/** Most files have no findings and never need their lines. */
class LazyFile implements ReportFile {
  readonly path
  readonly text
  readonly analysis
  readonly findings
  #lines: LineIndex | undefined

  constructor(path: string, text: string, analysis: ReportFile['analysis'], findings: readonly Finding[]) {
    this.path = path
    this.text = text
    this.analysis = analysis
    this.findings = findings
  }

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.text))
  }
}

const prefixed = (finding: Finding, prefix: string): Finding =>
  prefix === ''
    ? finding
    : {
        ...finding,
        path: prefix + finding.path,
        related: finding.related.map((related) => ({ ...related, path: prefix + related.path })),
        fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, path: prefix + edit.path })) })),
      }

/** Writes or applies the baseline of a workspace, if there is one. */
function againstBaseline(
  run: WorkspaceRun,
  findings: readonly Finding[],
  checked: ReadonlySet<string>,
  options: CheckOptions,
): { readonly fresh: readonly Finding[]; readonly known: number; readonly stale: number } {
  const configured = run.configuration.baseline
  const given = options.baseline === undefined ? undefined : resolve(options.baseline)
  const path = given ?? (configured !== undefined ? join(run.root, configured) : options.writeBaseline ? join(run.root, DEFAULT_BASELINE) : undefined)
  if (path === undefined) return { fresh: findings, known: 0, stale: 0 }
  if (given === undefined && inside(run.root, path) === undefined) throw new UsageError(`the baseline ${configured} of the configuration leaves the workspace`)
  const shown = toPosix(relative(process.cwd(), path)) || path
  if (!options.writeBaseline) return applyBaseline(findings, checked, readBaseline(path, shown))
  let before
  try {
    before = readBaseline(path, shown)
  } catch {
    // None yet, or one that cannot be read: what is written now replaces it.
  }
  const text = baselineText(findings, checked, before)
  writeAtomic(path, text)
  const written = findings.filter((finding) => !finding.waiver && finding.rule !== 'internal-error').length
  if (!options.quiet) note(`wrote ${written} finding${written === 1 ? '' : 's'} to ${shown}`)
  return { ...applyBaseline(findings, checked, readBaseline(path, shown)), stale: 0 }
}

function pretty(report: RunReport, base: string, cwd: string, quiet: boolean, terminal: boolean): string {
  const style = terminal ? styleFor(process.stdout) : (_role: unknown, text: string): string => text
  const columns = terminal && process.stdout.isTTY ? Math.max(40, Math.min(process.stdout.columns ?? 100, 120)) : 100
  return formatPretty(report, { width: columns, quiet, style, show: (path) => toPosix(relative(cwd, join(base, path))) || path })
}

const MAX_NOTES = 10

function notesOf(runs: readonly WorkspaceRun[], { skipped, files }: RunReport): readonly string[] {
  const walked = skipped.filter((file) => !file.named)
  const lines = skipped.filter((file) => file.named).map(({ path, reason }) => `${path} ${reason}`)
  lines.push(...walked.slice(0, MAX_NOTES).map(({ path, reason }) => `not checked: ${path} ${reason}`))
  if (walked.length > MAX_NOTES) lines.push(`not checked: ${walked.length - MAX_NOTES} more files`)
  for (const file of files) if (file.findings.some((finding) => finding.rule === 'internal-error')) lines.push(`internal error in ${file.path}; the other files were checked`)
  return [...lines, ...runs.flatMap((run) => run.notes)]
}

function exitCode(report: RunReport, runs: readonly WorkspaceRun[], options: CheckOptions): ExitCode {
  const findings = report.files.flatMap((file) => file.findings).filter((finding) => !finding.waiver)
  if (report.skipped.some((file) => file.named) || findings.some((finding) => finding.rule === 'internal-error')) return EXIT.failed
  const configured = runs.flatMap((run) => run.configuration.failOn ?? [])
  // Several workspaces, several thresholds: the strictest counts.
  const failOn = options.failOn ?? (['info', 'warning', 'error', 'never'] as const).find((value) => configured.includes(value)) ?? 'error'
  if (failOn === 'never') return EXIT.ok
  return findings.some((finding) => SEVERITY_RANK[finding.severity] >= SEVERITY_RANK[failOn]) ? EXIT.findings : EXIT.ok
}

function printTiming(runs: readonly WorkspaceRun[], reporting: number): void {
  const ms = (value: number): string => `${value.toFixed(0)} ms`
  for (const { root, timing } of runs) {
    write(
      2,
      `timing ${root}: discovery ${ms(timing.discovery)}, reading ${timing.read} files ${ms(timing.reading)}, analysis ${ms(timing.analysis)} in ${plural(timing.threads, 'thread')}, ${timing.reused} of an earlier run\n`,
    )
    for (const { path, ms: taken } of timing.slowest) write(2, `  ${taken.toFixed(1).padStart(8)} ms  ${path}\n`)
  }
  write(2, `timing: reports ${ms(reporting)}, since start of the process ${ms(performance.now())}\n`)
}
