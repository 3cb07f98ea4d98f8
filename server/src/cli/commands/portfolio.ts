import { GIVEN_VALUES, htmlReport, modelReports, modelsIn, pointOf, portfolioMarkdown, portfolioOf, portfolioText, projectionJson, TREND_POINTS } from '../../engine/index.ts'
import type { PortfolioSource, Trend } from '../../engine/index.ts'
import { trendOf } from '../../git/trend.ts'
import { nodeDiagramCheck } from '../../mermaid/node.ts'
import type { OptionSpecs } from '../arguments.ts'
import { oneOf, optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { parseCheck } from '../check-options.ts'
import { linesIn } from '../model.ts'
import { emit, note, Progress, styleFor, write } from '../output.ts'
import { analysed, runWorkspace } from '../run.ts'
import { resolveTargets } from '../targets.ts'

const OPTIONS: OptionSpecs = {
  format: { type: 'string', short: 'f', value: 'FORMAT', description: 'pretty (default), json, markdown, html' },
  output: { type: 'string', short: 'o', value: 'FILE', description: 'write to FILE instead of stdout' },
  profile: { type: 'string', value: 'NAME', description: 'profile of the standard to check against' },
  trend: { type: 'string', value: 'N', description: `past states to show from git, by month or commit (default ${TREND_POINTS}; 0: none)` },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export const usage = `plumbline portfolio [PATH…]: all models of the workspace: tier, stage, owner, readiness, reviews, waivers, key figures; values that documents do not tell come from ${GIVEN_VALUES}

${optionLines(OPTIONS)}

Exit code: 0, or 2 for wrong usage and unreadable input.
`

/** Prints the portfolio of one workspace. */
export async function portfolio(args: readonly string[], version: string): Promise<ExitCode> {
  const parsed = parseArguments('portfolio', args, OPTIONS)
  if (parsed.flag('help')) {
    write(1, usage)
    return EXIT.ok
  }
  const format = oneOf('--format', parsed.text('format'), ['pretty', 'json', 'markdown', 'html'] as const) ?? 'pretty'
  const targets = resolveTargets(parsed.paths, process.cwd())
  if (targets.length > 1) throw new UsageError('the paths lie in several workspaces: ask for one at a time', targets.map(({ root }) => root).join(', '))
  const { root, files, folders } = targets[0]!
  const profile = parsed.text('profile')
  // The whole workspace whatever was named: models have documents elsewhere. In threads, and with what earlier runs left, as `check` does it.
  const run = await runWorkspace({ ...targets[0]!, files: [], folders: [''] }, parseCheck(profile === undefined ? [] : ['--profile', profile]), process.env, new Progress(false))
  for (const { path, reason } of run.skipped) note(`${path} ${reason}`)
  for (const line of run.notes) note(line)
  const workspace = analysed(run)
  const whole = portfolioOf(workspace)
  const wanted = (path: string): boolean => files.includes(path) || folders.some((folder) => folder === '' || path.startsWith(`${folder}/`))
  const shown = { ...whole, models: whole.models.filter(({ place }) => wanted(place.path)), undocumented: whole.undocumented.filter(({ place }) => wanted(place.path)) }
  if (shown.models.length === 0) throw new UsageError('there is no model here', `looked in ${root}`)
  const trend = await trendFor(root, workspace, wanted, parsed.text('trend'), profile)
  const file = parsed.text('output')
  const text = (): string => {
    if (format === 'json') return projectionJson('portfolio', { ...shown, trend: trend ?? null }, version, linesIn(workspace))
    if (format === 'markdown') return portfolioMarkdown(shown, trend)
    if (format === 'html') {
      const models = modelReports(workspace, run.analyses.map(({ path }) => path).filter(wanted))
      return htmlReport({
        title: 'Portfolio',
        tool: `plumbline ${version}`,
        asOf: workspace.today(),
        models,
        others: [],
        summary: `${shown.models.length} models`,
        metrics: shown.metrics,
        trend,
      })
    }
    return portfolioText(shown, { style: file === undefined ? styleFor(process.stdout) : (_: unknown, words: string): string => words, trend })
  }
  emit(text(), file)
  return EXIT.ok
}

/** The past of the models that were asked for, and how they are now. */
async function trendFor(
  root: string,
  workspace: PortfolioSource,
  wanted: (path: string) => boolean,
  count: string | undefined,
  profile: string | undefined,
): Promise<Trend | undefined> {
  const points = count === undefined ? TREND_POINTS : Number(count)
  if (!Number.isInteger(points) || points < 0 || points > 60) throw new UsageError(`--trend ${count}: a number from 0 to 60`)
  if (points === 0) return undefined
  const past = await trendOf(root, { points, analysis: { profile }, diagramProblem: nodeDiagramCheck(), wanted })
  if (!past) return undefined
  const now = pointOf(
    modelsIn(workspace).filter(({ model }) => wanted(model.place.path)),
    null,
    workspace.today(),
  )
  return { ...past, points: [...past.points, now] }
}
