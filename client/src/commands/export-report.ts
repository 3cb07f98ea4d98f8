import * as vscode from 'vscode'
import { RENDER } from '../../../server/src/protocol/index.ts'
import type { RenderKind, RenderResult } from '../../../server/src/protocol/index.ts'
import { saveReport } from '../panels/save-report.ts'
import type { Command } from './command.ts'
import { targetOf } from './target.ts'

const KINDS: readonly (vscode.QuickPickItem & { readonly report: RenderKind })[] = [
  { report: 'html', label: 'Review report (HTML)', detail: 'One file with diagram, checklist, findings and evidence, for a meeting' },
  { report: 'markdown', label: 'Review report (Markdown)', detail: 'The same for a pull request or a wiki' },
  { report: 'model-card', label: 'Model card', detail: 'From the manifest, each field marked verified, stated or missing' },
  { report: 'system-card', label: 'System card', detail: 'From the manifest, each field marked' },
  { report: 'checklist', label: 'Readiness checklist', detail: 'A Markdown document with all items to tick' },
  { report: 'annex-iv', label: 'Technical documentation, EU AI Act Annex IV', detail: 'A skeleton filled from the manifest' },
]

/** Renders a report or a document of a model and saves it where the user says. */
export const exportReport: Command = {
  id: 'plumbline.exportReport',
  async run({ server }, argument) {
    const uri = targetOf(argument, 'export a report of its model')
    if (!uri) return
    const picked = await vscode.window.showQuickPick(KINDS, { title: 'Export', placeHolder: 'What to export', matchOnDetail: true })
    if (!picked) return
    await saveReport(uri, await server.request<RenderResult>(RENDER, { uri: uri.toString(), kind: picked.report }))
  },
}
