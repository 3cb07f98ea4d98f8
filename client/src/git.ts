import * as vscode from 'vscode'

/** What we use of the API of VS Code's own git extension, version 1. */
interface GitRepository {
  show(ref: string, path: string): Promise<string>
}
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: vscode.Uri): GitRepository | null }
}

/** A document's text as of a git revision; undefined where there is none, or no git. */
export async function revisionText(uri: vscode.Uri, revision: string): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git')
  if (!extension || uri.scheme !== 'file') return undefined
  try {
    const git = extension.isActive ? extension.exports : await extension.activate()
    return await git.getAPI(1).getRepository(uri)?.show(revision, uri.fsPath)
  } catch {
    // Unknown revision, or a file that it does not have: the caller says so.
    return undefined
  }
}
