import { markdownReport, modelReport, projectionJson, readinessText, render } from '../../engine/index.ts'
import type { OptionSpecs } from '../arguments.ts'
import { oneOf, optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { openDocument } from '../model.ts'
import { emit, styleFor, write } from '../output.ts'

const OPTIONS: OptionSpecs = {
  format: { type: 'string', short: 'f', value: 'FORMAT', description: 'pretty (default), json, markdown, html' },
  output: { type: 'string', short: 'o', value: 'FILE', description: 'write to FILE instead of stdout' },
  all: { type: 'boolean', description: 'show closed items too' },
  profile: { type: 'string', value: 'NAME', description: 'profile of the standard to check against' },
  'fail-on': { type: 'string', value: 'WHEN', description: 'exit with 1 when a required item is open (default) or never' },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export const usage = `plumbline readiness [PATH]: the production readiness checklist of one model, answered from its documents; PATH is a manifest, a document of the model, or a folder with one manifest

${optionLines(OPTIONS)}

Exit code: 0 every required item is closed, 1 some are open, 2 wrong usage or unreadable input.
`

/** Answers the checklist of one model and prints it. */
export function readiness(args: readonly string[], version: string): ExitCode {
  const parsed = parseArguments('readiness', args, OPTIONS)
  if (parsed.flag('help')) {
    write(1, usage)
    return EXIT.ok
  }
  const format = oneOf('--format', parsed.text('format'), ['pretty', 'json', 'markdown', 'html'] as const) ?? 'pretty'
  const failOn = oneOf('--fail-on', parsed.text('fail-on'), ['open', 'never'] as const) ?? 'open'
  const { workspace, path, linesOf } = openDocument('readiness', parsed.paths, parsed.text('profile'))
  const report = modelReport(workspace, path)
  if (!report) throw new UsageError(`${path} is no document of a model`, 'name a manifest, a design document, or a document that one of them links')
  const file = parsed.text('output')
  const text = (): string => {
    if (format === 'json') return projectionJson('readiness', report.readiness, version, linesOf)
    if (format === 'markdown') return markdownReport(report)
    if (format === 'html') return render(workspace, path, 'html', `plumbline ${version}`).text!
    const style = file === undefined ? styleFor(process.stdout) : (_: unknown, words: string): string => words
    return readinessText(report, { style, width: Math.max(60, Math.min(process.stdout.columns ?? 100, 110)), all: parsed.flag('all') })
  }
  emit(text(), file)
  return report.readiness.ready || failOn === 'never' ? EXIT.ok : EXIT.findings
}
