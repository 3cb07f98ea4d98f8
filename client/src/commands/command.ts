import type * as vscode from 'vscode'
import type { Panels } from '../panels/index.ts'
import type { ServerHandle } from '../server-handle.ts'
import type { DocumentsView } from '../views/documents-view.ts'

/** What commands work with. */
export interface CommandContext {
  readonly server: ServerHandle
  readonly output: vscode.LogOutputChannel
  readonly panels: Panels
  readonly documents: DocumentsView
}

/** One command: its id as in package.json, and what it does. Arguments come from menus, keybindings and links: trust none. */
export interface Command {
  readonly id: string
  run(context: CommandContext, ...args: readonly unknown[]): Promise<void> | void
}
