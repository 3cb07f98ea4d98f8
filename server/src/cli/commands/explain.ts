import { allRules, findRule, nearest, plain, wrap } from '../../engine/index.ts'
import type { Rule, RuleExample } from '../../engine/index.ts'
import type { OptionSpecs } from '../arguments.ts'
import { optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { styleFor, write } from '../output.ts'
import { severitiesOf } from './rules.ts'

const OPTIONS: OptionSpecs = { help: { type: 'boolean', short: 'h', description: 'this help' } }

export const usage = `plumbline explain RULE: what a rule wants, why, and how to satisfy it; RULE is a name (missing-rollback) or an id (PL-REL-001)

${optionLines(OPTIONS)}
`

/** Explains one rule; an unknown one is a usage error with the nearest names. */
export function explain(args: readonly string[]): ExitCode {
  const parsed = parseArguments('explain', args, OPTIONS)
  if (parsed.flag('help')) {
    write(1, usage)
    return EXIT.ok
  }
  const [name, ...more] = parsed.paths
  if (name === undefined || more.length > 0) throw new UsageError('explain takes one rule: plumbline explain RULE', 'plumbline rules lists them')
  const rule = findRule(name) ?? findRule(name.toUpperCase()) ?? findRule(name.toLowerCase())
  if (!rule) throw unknown(name)
  write(1, page(rule))
  return EXIT.ok
}

function unknown(name: string): UsageError {
  const names = allRules().map((rule) => rule.name)
  const lower = name.toLowerCase()
  const near = nearest(lower, names, 4) ?? names.find((candidate) => candidate.includes(lower) || candidate.split('-').includes(lower))
  return new UsageError(`there is no rule ${plain(name)}`, near === undefined ? 'plumbline rules lists them' : `did you mean ${near}?`)
}

function page(rule: Rule): string {
  const style = styleFor(process.stdout)
  const columns = Math.max(40, Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 100))
  const paragraph = (text: string): string =>
    wrap(text, columns - 2)
      .map((line) => `  ${line}`)
      .join('\n')
  const severities = severitiesOf(rule)
  const facts = severities.every((severity) => severity === severities[0])
    ? `${severities[0]} in every tier`
    : severities.map((severity, i) => `tier ${i + 1} ${severity}`).join(', ')
  const parts = [
    `${style('strong', rule.title)}\n${style('dim', `${rule.name} · ${rule.id} · ${rule.category}${rule.core ? ' · core' : ''}`)}`,
    `${style('strong', 'Satisfied by')}\n${paragraph(rule.satisfiedBy)}`,
    `${style('strong', 'Why')}\n${paragraph(rule.why)}`,
    `${style('strong', 'What to do')}\n${paragraph(rule.help)}`,
    `${style('strong', 'Severity')}\n${paragraph(facts)}`,
    `${style('strong', 'Documents')}\n${paragraph(rule.kinds.join(', '))}`,
  ]
  if (rule.waivable === false) parts.push(paragraph('Nobody may declare this rule not applicable.'))
  if (rule.references.length > 0) parts.push(`${style('strong', 'References')}\n${rule.references.map(paragraph).join('\n')}`)
  const [good] = rule.examples.good
  const [bad] = rule.examples.bad
  if (good) parts.push(example(style('good', 'Good'), good, style))
  if (bad) parts.push(example(style('error', 'Bad'), bad, style))
  return parts.join('\n\n') + '\n'
}

function example(label: string, { path, text, title }: RuleExample, style: (role: 'dim', text: string) => string): string {
  const body = text
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => `  ${style('dim', '│')} ${plain(line)}`.trimEnd())
  return `${label} ${style('dim', `(${path}${title === undefined ? '' : `: ${title}`})`)}\n${body.join('\n')}`
}
