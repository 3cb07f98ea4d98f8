import type * as vscode from 'vscode'
import type { ServerHandle } from '../server-handle.ts'

/** What commands work with. */
export interface CommandContext {
  readonly server: ServerHandle
  readonly output: vscode.LogOutputChannel
}

/** One command: its id as in package.json, and what it does. Arguments come from menus, keybindings and links: trust none. */
export interface Command {
  readonly id: string
  run(context: CommandContext, ...args: readonly unknown[]): Promise<void> | void
}
