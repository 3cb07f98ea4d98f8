import * as vscode from 'vscode'

/** What we use of the API of VS Code's own git extension, version 1. */
interface GitRepository {
  show(ref: string, path: string): Promise<string>
}
interface GitApi {
  readonly state: 'uninitialized' | 'initialized'
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>
  getRepository(uri: vscode.Uri): GitRepository | null
}
interface GitExtension {
  getAPI(version: 1): GitApi
}

/** Longest wait for git to have looked for repositories, when a window has just been opened. Milliseconds. */
const PATIENCE = 10_000

/** A document's text as of a git revision; undefined where there is none, or no git. */
export async function revisionText(uri: vscode.Uri, revision: string): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git')
  if (!extension || uri.scheme !== 'file') return undefined
  try {
    const git = extension.isActive ? extension.exports : await extension.activate()
    const api = git.getAPI(1)
    if (api.state !== 'initialized') await initialized(api)
    return await api.getRepository(uri)?.show(revision, uri.fsPath)
  } catch {
    // Unknown revision, or a file that it does not have: the caller says so.
    return undefined
  }
}

function initialized({ onDidChangeState }: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      listening.dispose()
      resolve()
    }
    const timer = setTimeout(done, PATIENCE)
    const listening = onDidChangeState((state) => {
      if (state === 'initialized') done()
    })
  })
}
