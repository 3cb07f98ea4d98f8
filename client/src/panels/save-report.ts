import * as vscode from 'vscode'
import type { RenderResult } from '../../../server/src/protocol/index.ts'

/** Asks where a report goes, beside the document by default, writes it and shows it. */
export async function saveReport(beside: vscode.Uri, { text, refused, fileName }: RenderResult): Promise<void> {
  if (text === null) {
    void vscode.window.showWarningMessage(`Plumbline: ${refused ?? 'there is nothing to report'}`)
    return
  }
  await saveAs(beside, fileName, new TextEncoder().encode(text))
}

/** Saves bytes under a name that the user may change. */
export async function saveAs(beside: vscode.Uri, fileName: string, bytes: Uint8Array): Promise<void> {
  const folder = beside.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(beside, '..')
  const target = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, fileName) } : {})
  if (!target) return
  await vscode.workspace.fs.writeFile(target, bytes)
  const open = 'Open'
  if ((await vscode.window.showInformationMessage(`Saved ${vscode.workspace.asRelativePath(target)}.`, open)) === open) await vscode.commands.executeCommand('vscode.open', target)
}
