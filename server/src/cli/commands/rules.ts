import { allRules, compareText } from '../../engine/index.ts'
import type { Rule } from '../../engine/index.ts'
import type { OptionSpecs } from '../arguments.ts'
import { oneOf, optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { styleFor, write } from '../output.ts'

const OPTIONS: OptionSpecs = {
  format: { type: 'string', short: 'f', value: 'FORMAT', description: 'pretty (default) or json' },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export const usage = `plumbline rules: the catalogue of rules

${optionLines(OPTIONS)}
`

/** Lists every rule. */
export function rules(args: readonly string[]): ExitCode {
  const parsed = parseArguments('rules', args, OPTIONS)
  if (parsed.flag('help')) write(1, usage)
  else if (parsed.paths.length > 0) throw new UsageError(`rules takes no arguments: ${parsed.paths[0]}`, `plumbline explain ${parsed.paths[0]} explains one rule`)
  else write(1, oneOf('--format', parsed.text('format'), ['pretty', 'json']) === 'json' ? json() : pretty())
  return EXIT.ok
}

/** Severities of a rule in tiers 1 to 4. */
export const severitiesOf = ({ severity }: Rule): readonly string[] => (typeof severity === 'string' ? [severity, severity, severity, severity] : severity)

function json(): string {
  const list = allRules().map((rule) => ({
    id: rule.id,
    name: rule.name,
    category: rule.category,
    title: rule.title,
    core: rule.core ?? false,
    declared: rule.declared ?? false,
    kinds: rule.kinds,
    severities: severitiesOf(rule),
    satisfiedBy: rule.satisfiedBy,
    why: rule.why,
    help: rule.help,
    references: rule.references,
    applies: rule.applies ?? [],
    waivable: rule.waivable ?? true,
    notWaivableTiers: rule.notWaivableTiers ?? [],
    ignoresStage: rule.ignoresStage ?? false,
    examples: rule.examples,
  }))
  return JSON.stringify({ version: 1, rules: list }, null, 2) + '\n'
}

function pretty(): string {
  const style = styleFor(process.stdout)
  const width = Math.max(0, ...allRules().map((rule) => rule.name.length))
  const categories = [...new Set(allRules().map((rule) => rule.category))].sort(compareText)
  const out = categories.map((category) => {
    const list = allRules().filter((rule) => rule.category === category)
    const lines = list.map((rule) => `  ${rule.name.padEnd(width)}  ${style('dim', short(rule))}  ${rule.title}${rule.core ? style('dim', ' (core)') : ''}`)
    return `${style('strong', category)}\n${lines.join('\n')}\n`
  })
  const total = allRules().length
  return `${out.join('\n')}${total > 0 ? '\n' : ''}${total} rules; the four letters are the severity in tiers 1 to 4: error, warning, info, - off. plumbline explain RULE tells more.\n`
}

const short = (rule: Rule): string =>
  severitiesOf(rule)
    .map((severity) => (severity === 'off' ? '-' : severity[0]!.toUpperCase()))
    .join('')
