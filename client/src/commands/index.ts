import * as vscode from 'vscode'
import type { Command, CommandContext } from './command.ts'
import { createConfiguration } from './create-configuration.ts'
import { exportReport } from './export-report.ts'
import { explainRule, rulePages } from './explain-rule.ts'
import { openPortfolio } from './open-portfolio.ts'
import { openReadiness } from './open-readiness.ts'
import { previewArchitecture } from './preview-architecture.ts'
import { refreshDocuments } from './refresh-documents.ts'
import { restartServer } from './restart-server.ts'
import { showOutput } from './show-output.ts'
import { signOff } from './sign-off.ts'

const COMMANDS: readonly Command[] = [
  previewArchitecture,
  openReadiness,
  openPortfolio,
  signOff,
  exportReport,
  refreshDocuments,
  explainRule,
  createConfiguration,
  restartServer,
  showOutput,
]

export const registerCommands = (context: CommandContext): readonly vscode.Disposable[] => [
  rulePages(context),
  ...COMMANDS.map((command) => vscode.commands.registerCommand(command.id, (...args: unknown[]) => command.run(context, ...args))),
]
