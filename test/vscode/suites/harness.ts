import * as vscode from 'vscode'

/** A test in the extension host. */
export interface Case {
  readonly name: string
  run(): Promise<void>
}

/** What `run()` writes for whoever started VS Code. */
export interface Outcome {
  readonly name: string
  readonly error: string | null
  readonly ms: number
}

const PATIENCE_MS = 20_000

/** The URI of a file of the workspace. */
export const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path)

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(path)))
}

/** Waits until something holds; what it gave last goes into the error. */
export async function until<T>(what: string, probe: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const begin = Date.now()
  for (;;) {
    const value = await probe()
    if (holds(value)) return value
    if (Date.now() - begin > PATIENCE_MS) throw new Error(`${what}: not within ${PATIENCE_MS / 1000} s; at last: ${JSON.stringify(value, undefined, 1)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** A diagnostic of ours as text: rule, severity and the words that it stands on. */
export interface Seen {
  readonly rule: string
  readonly severity: string
  readonly words: string
  readonly message: string
}

const SEVERITIES = ['error', 'warning', 'info', 'hint']

/** Our diagnostics of a file, with the words below them. */
export async function seen(path: string): Promise<readonly Seen[]> {
  const document = await vscode.workspace.openTextDocument(uriOf(path))
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter((diagnostic) => diagnostic.source === 'plumbline')
    .map((diagnostic) => ({
      rule: String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code),
      severity: SEVERITIES[diagnostic.severity] ?? '?',
      words: document.getText(diagnostic.range),
      message: diagnostic.message,
    }))
}

export const has =
  (rule: string, words?: string) =>
  (found: readonly Seen[]): boolean =>
    found.some((one) => one.rule === rule && (words === undefined || one.words === words))

export const lacks =
  (rule: string) =>
  (found: readonly Seen[]): boolean =>
    !has(rule)(found)

/** Replaces the first occurrence of some words in an editor, as a user's edit. */
export async function replace(editor: vscode.TextEditor, words: string, by: string): Promise<void> {
  const at = editor.document.getText().indexOf(words)
  if (at === -1) throw new Error(`'${words}' is not in ${editor.document.uri.path}`)
  const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + words.length))
  if (!(await editor.edit((edit) => edit.replace(range, by)))) throw new Error('the edit was refused')
}

/** Puts a file of the workspace back as it is on disk, and closes all editors. */
export async function revert(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors) {
    await vscode.window.showTextDocument(editor.document)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors')
}
