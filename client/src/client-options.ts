import * as vscode from 'vscode'
import type { LanguageClientOptions } from 'vscode-languageclient'

const LANGUAGES = ['markdown', 'yaml']

/** Languages in which documents of ours are written; kinds are recognised by the server. */
export const isOurLanguage = (document: vscode.TextDocument): boolean => LANGUAGES.includes(document.languageId)

/** Files and drafts of the editor and of the folders opened in it; not the old sides of comparisons, not output. */
export const documentSelector = (): { readonly scheme: string; readonly language: string }[] => {
  const schemes = new Set(['file', 'untitled', ...(vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)])
  return [...schemes].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })))
}

/** What every host hands the language client. */
export const clientOptions = (output: vscode.LogOutputChannel): LanguageClientOptions => ({
  documentSelector: documentSelector(),
  outputChannel: output,
  traceOutputChannel: output,
  initializationOptions: { status: true, enable: vscode.workspace.getConfiguration('plumbline').get<boolean>('enable') },
  diagnosticCollectionName: 'plumbline',
  markdown: { isTrusted: false, supportHtml: false },
  diagnosticPullOptions: { onChange: true, onTabs: true },
})
