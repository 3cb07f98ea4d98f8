import * as vscode from 'vscode'
import type { Command } from './command.ts'
import { targetOf } from './target.ts'

/** Opens the diagram of a document beside it. For ADRs and roadmaps that is the picture of decisions, or of the plan. */
export const previewArchitecture: Command = {
  id: 'plumbline.previewArchitecture',
  async run({ panels, server }, argument) {
    const uri = targetOf(argument, 'preview its architecture')
    if (!uri) return
    await vscode.workspace.openTextDocument(uri)
    const kind = (await server.status(uri))?.kind
    panels.architecture.show(uri, kind === 'adr' ? 'adrs' : kind === 'roadmap' ? 'roadmap' : undefined)
  },
}
