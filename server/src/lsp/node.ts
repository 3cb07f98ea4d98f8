import { IPCMessageReader, IPCMessageWriter, createConnection, createServerPipeTransport, createServerSocketTransport } from 'vscode-languageserver/node'
import type { Connection } from 'vscode-languageserver/node'
import { createServer } from './server.ts'
import { VERSION } from './version.ts'

/**
 * Starts the language server in this process. `argv` says how the client talks to it: `--stdio` (the default), `--node-ipc`,
 * `--pipe=NAME`, `--socket=PORT`. Does not return control of stdin and stdout; the process ends with the client, with exit
 * code 0 after `shutdown` and 1 without it. Throws for a transport that is not there.
 */
export function startServer(argv: readonly string[] = process.argv.slice(2)): void {
  const option = (name: string): string | undefined => {
    const at = argv.findIndex((arg) => arg === name || arg.startsWith(`${name}=`))
    return at === -1 ? undefined : argv[at]!.includes('=') ? argv[at]!.slice(name.length + 1) : argv[at + 1]
  }
  // What a library prints must not get between the messages.
  for (const name of ['log', 'info', 'debug', 'dir', 'table', 'trace'] as const) console[name] = (...args: unknown[]) => console.error(...args)
  const connection = connect(argv, option('--pipe'), option('--socket'))
  const { shutDown } = createServer(connection, async () => (await import('./node-platform.ts')).nodePlatform(), VERSION)
  const leave = (): never => process.exit(shutDown() ? 0 : 1)
  process.on('disconnect', leave)
  process.stdout.on('error', leave)
  const survive = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`plumbline: ${text}\n`)
    connection.console.error(`Unexpected error: ${text}`)
  }
  process.on('uncaughtException', survive)
  process.on('unhandledRejection', survive)
}

function connect(argv: readonly string[], pipe: string | undefined, socket: string | undefined): Connection {
  if (argv.includes('--node-ipc')) {
    if (!process.send) throw new Error('--node-ipc needs a parent process with an IPC channel')
    return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
  }
  if (pipe !== undefined) return createConnection(...createServerPipeTransport(pipe))
  if (socket !== undefined) return createConnection(...createServerSocketTransport(Number(socket)))
  return createConnection(process.stdin, process.stdout)
}
