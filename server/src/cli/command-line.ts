import packageJson from '../../../package.json' with { type: 'json' }
import { nearest } from '../engine/index.ts'
import { check, usage as checkUsage } from './commands/check.ts'
import { explain, usage as explainUsage } from './commands/explain.ts'
import { graph, usage as graphUsage } from './commands/graph.ts'
import { lsp, usage as lspUsage } from './commands/lsp.ts'
import { portfolio, usage as portfolioUsage } from './commands/portfolio.ts'
import { readiness, usage as readinessUsage } from './commands/readiness.ts'
import { render, usage as renderUsage } from './commands/render.ts'
import { rules, usage as rulesUsage } from './commands/rules.ts'
import { EXIT, UsageError } from './exit.ts'
import type { ExitCode } from './exit.ts'
import { note, write } from './output.ts'

interface Command {
  readonly usage: string
  run(args: readonly string[]): Promise<ExitCode | undefined> | ExitCode
}

const { version } = packageJson

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['check', { usage: checkUsage, run: (args) => check(args, version) }],
  ['explain', { usage: explainUsage, run: explain }],
  ['rules', { usage: rulesUsage, run: rules }],
  ['readiness', { usage: readinessUsage, run: (args) => readiness(args, version) }],
  ['portfolio', { usage: portfolioUsage, run: (args) => portfolio(args, version) }],
  ['graph', { usage: graphUsage, run: (args) => graph(args, version) }],
  ['render', { usage: renderUsage, run: (args) => render(args, version) }],
  ['lsp', { usage: lspUsage, run: lsp }],
] satisfies [string, Command][])

/** Promised by the interfaces, not built yet. */
const LATER = ['fix', 'new', 'init', 'pack']

const HELP = `plumbline ${version}: reviews ML design docs, ADRs and model manifests

  plumbline check [PATH…]    findings of the documents below PATH (default: the workspace)
  plumbline readiness [PATH] the production readiness checklist of one model
  plumbline portfolio        all models: tier, stage, readiness, key figures
  plumbline graph [PATH]     the architecture: mermaid, text, svg, json
  plumbline render KIND      a model card, checklist or report from a manifest
  plumbline rules            the catalogue of rules
  plumbline explain RULE     one rule: why, how to satisfy it, examples
  plumbline lsp --stdio      the language server, for any editor

  plumbline COMMAND --help   the options of a command
  plumbline --version

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, unreadable input or an internal error.
`

async function run(args: readonly string[]): Promise<ExitCode | undefined> {
  const [name, ...rest] = args
  if (name === undefined) {
    write(2, HELP)
    return EXIT.failed
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const topic = rest[0] === undefined ? undefined : COMMANDS.get(rest[0])
    if (rest[0] !== undefined && !topic) throw unknownCommand(rest[0])
    write(1, topic?.usage ?? HELP)
    return EXIT.ok
  }
  if (name === '--version' || name === '-v' || name === '-V') {
    write(1, `${version}\n`)
    return EXIT.ok
  }
  const command = COMMANDS.get(name)
  if (!command) throw unknownCommand(name)
  return command.run(rest)
}

function unknownCommand(name: string): UsageError {
  if (LATER.includes(name)) return new UsageError(`${name} is not available yet`, 'plumbline --help lists what is')
  const near = nearest(name, COMMANDS.keys())
  return new UsageError(
    name.startsWith('-') ? `unknown option ${name}` : `unknown command ${name}`,
    near === undefined ? 'plumbline --help lists the commands' : `did you mean plumbline ${near}?`,
  )
}

// Output is written in one go at the end, so an interrupt leaves none of it behind. The language server ends by its protocol instead.
if (process.argv[2] !== 'lsp') for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(signal === 'SIGINT' ? EXIT.interrupted : 143))

/** Runs the command line; the only place that decides the exit code. */
async function main(): Promise<void> {
  try {
    const code = await run(process.argv.slice(2))
    if (code !== undefined) process.exitCode = code
  } catch (error) {
    if (error instanceof UsageError) {
      note(error.message)
      if (error.hint !== undefined) write(2, `  ${error.hint}\n`)
    } else note(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    process.exitCode = EXIT.failed
  }
}

void main()
