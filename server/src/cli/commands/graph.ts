import { draw, outlineText, projectionJson, VIEWS, viewsOf } from '../../engine/index.ts'
import type { OptionSpecs } from '../arguments.ts'
import { oneOf, optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { fileAt } from '../git.ts'
import { openDocument } from '../model.ts'
import { emit, write } from '../output.ts'

const OPTIONS: OptionSpecs = {
  format: { type: 'string', short: 'f', value: 'FORMAT', description: 'mermaid (default), text, svg, json' },
  view: { type: 'string', value: 'VIEW', description: `${VIEWS.join(', ')}; default: the first that has something to show` },
  diff: { type: 'string', value: 'REV', description: 'mark what differs from git revision REV' },
  output: { type: 'string', short: 'o', value: 'FILE', description: 'write to FILE instead of stdout' },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export const usage = `plumbline graph [PATH]: the architecture that a manifest or a document describes, with the reference architecture laid over it and findings painted on it

${optionLines(OPTIONS)}

Exit code: 0, or 2 for wrong usage and when there is nothing to draw.
`

/** Draws one document. */
export async function graph(args: readonly string[], version: string): Promise<ExitCode> {
  const parsed = parseArguments('graph', args, OPTIONS)
  if (parsed.flag('help')) {
    write(1, usage)
    return EXIT.ok
  }
  if (parsed.text('format') === 'png') throw new UsageError('graph draws no PNG: that needs a browser', 'take --format svg; the architecture panel of VS Code exports PNG')
  const format = oneOf('--format', parsed.text('format'), ['mermaid', 'text', 'svg', 'json'] as const) ?? 'mermaid'
  const view = oneOf('--view', parsed.text('view'), VIEWS)
  const { root, workspace, path, linesOf } = openDocument('graph', parsed.paths, undefined)
  const revision = parsed.text('diff')
  const base = revision === undefined ? undefined : await fileAt(root, revision, path)
  const picture = draw(workspace, path, { view, base })
  if (!picture) {
    const views = viewsOf(workspace, path)
    throw new UsageError(
      view === undefined || views.length === 0 ? `${path} has nothing to draw` : `${path} has nothing for the view ${view}`,
      views.length > 0 ? `it has ${views.join(', ')}` : 'describe components and flows in spec.architecture, or draw a mermaid diagram',
    )
  }
  const { mermaid, svg, outline } = picture
  emit(
    format === 'mermaid' ? mermaid : format === 'svg' ? svg : format === 'text' ? outlineText(outline) : projectionJson('graph', picture, version, linesOf),
    parsed.text('output'),
  )
  return EXIT.ok
}
