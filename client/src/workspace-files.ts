import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { FS_LIST, FS_READ_FILE } from '../../server/src/protocol/index.ts'
import type { FsListParams, FsListResult, FsReadFileParams, FsReadFileResult } from '../../server/src/protocol/index.ts'

const MAX_FILE_SIZE = 5 * 1024 * 1024
/** Most files that are listed; beyond, the server is told that the list is not complete. */
const MAX_FILES = 50_000
const PASSED_OVER = new Set(['node_modules', 'bower_components', '__pycache__', 'site-packages', 'venv', '.git'])

/** Answers the server's questions about files where it has no disk of its own. Nothing outside the workspace folders is read. */
export function answerFileRequests(client: BaseLanguageClient): void {
  const asUri = (uri: string): vscode.Uri => client.protocol2CodeConverter.asUri(uri)
  client.onRequest(FS_READ_FILE, ({ uri }: FsReadFileParams) => readFile(asUri(uri)))
  client.onRequest(FS_LIST, ({ folder }: FsListParams) => listFiles(asUri(folder)))
}

async function readFile(uri: vscode.Uri): Promise<FsReadFileResult> {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return { text: null }
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri)
    if ((type & vscode.FileType.File) === 0 || size > MAX_FILE_SIZE) return { text: null }
    const bytes = await vscode.workspace.fs.readFile(uri)
    return { text: bytes.includes(0) ? null : new TextDecoder().decode(bytes) }
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return { text: null }
    throw error
  }
}

async function listFiles(folder: vscode.Uri): Promise<FsListResult> {
  const files: string[] = []
  const waiting = ['']
  let complete = true
  while (waiting.length > 0) {
    const path = waiting.pop()!
    let entries: readonly [string, vscode.FileType][]
    try {
      entries = await vscode.workspace.fs.readDirectory(path === '' ? folder : vscode.Uri.joinPath(folder, path))
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError)) throw error
      complete = false
      continue
    }
    for (const [name, type] of entries) {
      const below = path === '' ? name : `${path}/${name}`
      // A link to a folder may lead in a circle or out of the workspace.
      if (type === vscode.FileType.Directory) {
        if (!PASSED_OVER.has(name)) waiting.push(below)
        else complete = false
      } else if ((type & vscode.FileType.File) !== 0) {
        if (files.length >= MAX_FILES) return { files: files.sort(), complete: false }
        files.push(below)
      } else complete = false
    }
  }
  return { files: files.sort(), complete }
}
