import * as vscode from 'vscode'
import type { Command } from './command.ts'

const NAMES = ['.plumbline.yaml', '.plumbline.yml']

const TEMPLATE = `# What Plumbline checks in this folder: the same in the editor, the terminal and CI.
apiVersion: plumbline.dev/v1
kind: Workspace

# Risk tier of documents that state none: 1 (critical) to 4 (experiment).
# defaultTier: 3

# Files that are not to be checked.
# exclude:
#   - archive/**

# Severity of a rule: error, warning, info or off.
# rules:
#   vague-language: off
`

/** Opens the configuration of a workspace folder, and writes a first one where there is none. */
export const createConfiguration: Command = {
  id: 'plumbline.createConfiguration',
  async run() {
    const folder = await chosenFolder()
    if (!folder) return
    const uri = (await existing(folder.uri)) ?? (await created(folder.uri))
    await vscode.window.showTextDocument(uri)
  },
}

async function chosenFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? []
  if (folders.length === 0) {
    void vscode.window.showInformationMessage('Open a folder first: the configuration stands at its root.')
    return undefined
  }
  return folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick({ placeHolder: 'Folder to configure' })
}

async function existing(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (const name of NAMES) {
    const uri = vscode.Uri.joinPath(folder, name)
    try {
      await vscode.workspace.fs.stat(uri)
      return uri
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileNotFound') throw error
    }
  }
  return undefined
}

async function created(folder: vscode.Uri): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder, NAMES[0]!)
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEMPLATE))
  return uri
}
