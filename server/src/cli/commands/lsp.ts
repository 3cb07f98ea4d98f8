import type { OptionSpecs } from '../arguments.ts'
import { optionLines, parseArguments } from '../arguments.ts'
import { EXIT, UsageError } from '../exit.ts'
import type { ExitCode } from '../exit.ts'
import { write } from '../output.ts'

const OPTIONS: OptionSpecs = {
  stdio: { type: 'boolean', description: 'talk over stdin and stdout' },
  help: { type: 'boolean', short: 'h', description: 'this help' },
}

export const usage = `plumbline lsp --stdio: the language server, for any editor

${optionLines(OPTIONS)}
`

/** Starts the language server; undefined while it runs. */
export async function lsp(args: readonly string[]): Promise<ExitCode | undefined> {
  const parsed = parseArguments('lsp', args, OPTIONS)
  if (parsed.flag('help')) {
    write(1, usage)
    return EXIT.ok
  }
  if (parsed.paths.length > 0) throw new UsageError(`lsp takes no paths: ${parsed.paths[0]}`, 'the editor tells the server its folders')
  if (!parsed.flag('stdio')) throw new UsageError('lsp needs --stdio', 'plumbline lsp --stdio')
  // The server and its protocol library are loaded only when asked for.
  const { startServer } = await import('../../lsp/node.ts')
  startServer()
  return undefined
}
