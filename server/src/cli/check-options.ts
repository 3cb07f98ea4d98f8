import { existsSync } from 'node:fs'
import { DOCUMENT_KINDS, FAIL_ON, findProfile, MACHINE_FORMATS, nearest, plain, profileNames } from '../engine/index.ts'
import type { DocumentKind, Severity, Tier } from '../engine/index.ts'
import type { OptionSpecs } from './arguments.ts'
import { oneOf, parseArguments } from './arguments.ts'
import { UsageError } from './exit.ts'

export const FORMATS = ['pretty', ...Object.keys(MACHINE_FORMATS), 'html'] as const

export const CHECK_OPTIONS: OptionSpecs = {
  format: { type: 'string', short: 'f', multiple: true, value: 'FORMAT', description: `${FORMATS.join(', ')}; may be repeated, each with its --output` },
  output: { type: 'string', short: 'o', multiple: true, value: 'FILE', description: 'write the format before it to FILE instead of stdout' },
  'fail-on': { type: 'string', value: 'SEVERITY', description: 'exit with 1 from this severity on: error (default), warning, info, never' },
  'min-severity': { type: 'string', value: 'SEVERITY', description: 'leave out findings below: error, warning, info (default)' },
  tier: { type: 'string', value: 'N', description: 'treat every document as of risk tier N (1 critical to 4 low)' },
  kind: { type: 'string', value: 'KIND', description: 'treat every file as of this kind: ml-design-doc, adr, …' },
  profile: { type: 'string', value: 'NAME', description: 'profile of the standard to check against' },
  config: { type: 'string', value: 'FILE', description: 'configuration instead of .plumbline.yaml of the workspace' },
  stdin: { type: 'boolean', description: 'check the text on stdin' },
  'stdin-filename': { type: 'string', value: 'NAME', description: 'path that the text on stdin stands for (default stdin.md)' },
  changed: { type: 'boolean', description: 'only files that differ from git revision [REF] (default HEAD): --changed or --changed=REF' },
  baseline: { type: 'string', value: 'FILE', description: 'leave out the findings that FILE knows' },
  'write-baseline': { type: 'boolean', description: "write today's findings to the baseline" },
  'no-waivers': { type: 'boolean', description: 'report waived findings too' },
  quiet: { type: 'boolean', short: 'q', description: 'findings only: no summary, no notes' },
  timing: { type: 'boolean', description: 'say on stderr where the time went' },
  'no-cache': { type: 'boolean', description: 'neither use nor keep results of earlier runs' },
  jobs: { type: 'string', short: 'j', value: 'N', description: 'threads that share the work (default: as many as there are processors and work for)' },
  shard: { type: 'string', value: 'I/N', description: 'check only the I-th of N parts of the files, so that N machines share a large folder' },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export interface Output {
  readonly format: string
  /** Undefined: stdout. */
  readonly file: string | undefined
}

export interface CheckOptions {
  readonly paths: readonly string[]
  readonly outputs: readonly Output[]
  readonly failOn: (typeof FAIL_ON)[number] | undefined
  readonly minSeverity: Severity
  readonly tier: Tier | undefined
  readonly kind: DocumentKind | undefined
  readonly profile: string | undefined
  readonly config: string | undefined
  readonly stdin: string | undefined
  /** Revision to compare with. */
  readonly changed: string | undefined
  readonly baseline: string | undefined
  readonly writeBaseline: boolean
  readonly noWaivers: boolean
  readonly quiet: boolean
  readonly timing: boolean
  readonly cache: boolean
  /** Threads; undefined: as seems best. */
  readonly jobs: number | undefined
  /** Part of the files, counted from 0. */
  readonly shard: { readonly index: number; readonly count: number } | undefined
  readonly help: boolean
}

/** Reads the arguments of `check`; anything that is not understood is a usage error. */
export function parseCheck(args: readonly string[]): CheckOptions {
  const { rest, changed } = takeChanged(args)
  const parsed = parseArguments('check', rest, CHECK_OPTIONS)
  const stdin = parsed.flag('stdin') ? (parsed.text('stdin-filename') ?? 'stdin.md') : undefined
  if (stdin === undefined && parsed.flag('stdin-filename')) throw new UsageError('--stdin-filename needs --stdin')
  if (stdin !== undefined && parsed.paths.length > 0) throw new UsageError('--stdin checks one text: it takes no paths', 'the name of the text is given by --stdin-filename')
  if (stdin !== undefined && changed !== undefined) throw new UsageError('--stdin and --changed exclude each other')
  const tier = oneOf('--tier', parsed.text('tier'), ['1', '2', '3', '4'])
  return {
    paths: parsed.paths,
    outputs: outputsOf(parsed.tokens),
    failOn: oneOf('--fail-on', parsed.text('fail-on'), FAIL_ON),
    minSeverity: oneOf('--min-severity', parsed.text('min-severity'), ['error', 'warning', 'info']) ?? 'info',
    tier: tier === undefined ? undefined : (Number(tier) as Tier),
    kind: oneOf('--kind', parsed.text('kind'), DOCUMENT_KINDS),
    profile: profileOf(parsed.text('profile')),
    config: parsed.text('config'),
    stdin,
    changed,
    baseline: parsed.text('baseline'),
    writeBaseline: parsed.flag('write-baseline'),
    noWaivers: parsed.flag('no-waivers'),
    quiet: parsed.flag('quiet'),
    timing: parsed.flag('timing'),
    cache: !parsed.flag('no-cache'),
    jobs: jobsOf(parsed.text('jobs')),
    shard: shardOf(parsed.text('shard')),
    help: parsed.flag('help'),
  }
}

function profileOf(name: string | undefined): string | undefined {
  if (name === undefined || findProfile(name)) return name
  const near = nearest(name, profileNames(), 4)
  throw new UsageError(`there is no profile ${plain(name)}`, near === undefined ? `there are ${profileNames().join(', ')}` : `did you mean ${near}?`)
}

const MAX_JOBS = 64

function jobsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const jobs = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (jobs < 1 || jobs > MAX_JOBS) throw new UsageError(`--jobs ${text}: a number of threads from 1 to ${MAX_JOBS}`)
  return jobs
}

function shardOf(text: string | undefined): CheckOptions['shard'] {
  if (text === undefined) return undefined
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text)
  const [part, count] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || part < 1 || part > count) throw new UsageError(`--shard ${text}: which part of how many, as in 1/4 to 4/4`)
  return { index: part - 1, count }
}

/** `--changed` may have a value, which the standard parser cannot express: the next argument is one unless it is an option or an existing path. */
function takeChanged(args: readonly string[]): { readonly rest: readonly string[]; readonly changed: string | undefined } {
  const rest: string[] = []
  let changed: string | undefined
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!
    if (argument === '--') return { rest: [...rest, ...args.slice(i)], changed }
    if (argument.startsWith('--changed=')) changed = argument.slice('--changed='.length)
    else if (argument === '--changed') {
      const next = args[i + 1]
      if (next !== undefined && !next.startsWith('-') && !existsSync(next)) i++
      changed = next !== undefined && i < args.length && args[i] === next ? next : 'HEAD'
    } else rest.push(argument)
  }
  return { rest, changed }
}

/** Pairs formats with files: an --output belongs to the --format before it. Only one format can go to stdout. */
function outputsOf(tokens: readonly { readonly name: string | undefined; readonly value: string | undefined }[]): readonly Output[] {
  const outputs: { format: string; file: string | undefined }[] = []
  for (const { name, value } of tokens) {
    if (name === 'format') {
      outputs.push({ format: oneOf('--format', value, FORMATS)!, file: undefined })
    } else if (name === 'output') {
      const last = outputs.at(-1)
      if (!last) outputs.push({ format: 'pretty', file: value })
      else if (last.file === undefined) last.file = value
      else throw new UsageError(`--output ${value}: the format before it already goes to ${last.file}`, 'each --format has one --output')
    }
  }
  if (outputs.length === 0) outputs.push({ format: 'pretty', file: undefined })
  const toStdout = outputs.filter((output) => output.file === undefined)
  if (toStdout.length > 1) throw new UsageError(`${toStdout.map((output) => output.format).join(' and ')} cannot both go to stdout`, 'give all but one an --output FILE')
  const files = outputs.flatMap((output) => output.file ?? [])
  if (new Set(files).size < files.length) throw new UsageError('two formats go to the same --output file')
  return outputs
}
