import { nearest, render as renderDocument, RENDER_KINDS } from '../../engine/index.ts'
import type { RenderKind } from '../../engine/index.ts'
import type { OptionSpecs } from '../arguments.ts'
import { optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { openDocument } from '../model.ts'
import { emit, write } from '../output.ts'

const OPTIONS: OptionSpecs = {
  output: { type: 'string', short: 'o', value: 'FILE', description: 'write to FILE instead of stdout' },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export const usage = `plumbline render KIND [PATH]: a document or report made from the manifest of a model, each field marked verified, stated or missing; KIND is ${RENDER_KINDS.join(', ')}

${optionLines(OPTIONS)}

Exit code: 0, or 2 for wrong usage and when there is no manifest to make it from.
`

/** Makes a document from a manifest. */
export function render(args: readonly string[], version: string): ExitCode {
  const parsed = parseArguments('render', args, OPTIONS)
  if (parsed.flag('help')) {
    write(1, usage)
    return EXIT.ok
  }
  const [kind, ...paths] = parsed.paths
  const known: RenderKind | undefined = RENDER_KINDS.find((candidate) => candidate === kind)
  if (!known) {
    const near = kind === undefined ? undefined : nearest(kind, RENDER_KINDS)
    throw new UsageError(
      kind === undefined ? 'render needs a kind: plumbline render KIND PATH' : `render knows no ${kind}`,
      near === undefined ? `kinds are ${RENDER_KINDS.join(', ')}` : `did you mean ${near}?`,
    )
  }
  const { workspace, path } = openDocument('render', paths, undefined)
  const { text, refused } = renderDocument(workspace, path, known, `plumbline ${version}`)
  if (text === null) throw new UsageError(refused ?? `${path} cannot be rendered`)
  emit(text, parsed.text('output'))
  return EXIT.ok
}
