import * as vscode from 'vscode'
import type { Command, CommandContext } from './command.ts'
import { createConfiguration } from './create-configuration.ts'
import { explainRule, rulePages } from './explain-rule.ts'
import { restartServer } from './restart-server.ts'
import { showOutput } from './show-output.ts'

const COMMANDS: readonly Command[] = [explainRule, createConfiguration, restartServer, showOutput]

export const registerCommands = (context: CommandContext): readonly vscode.Disposable[] => [
  rulePages(context),
  ...COMMANDS.map((command) => vscode.commands.registerCommand(command.id, (...args: unknown[]) => command.run(context, ...args))),
]
