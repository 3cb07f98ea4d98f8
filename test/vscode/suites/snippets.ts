import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { until } from './harness.ts'
import type { Case } from './harness.ts'

interface Snippet {
  readonly prefix: string | readonly string[]
  readonly body: string | readonly string[]
}

/** What VS Code offers in an empty draft of a language. */
async function offered(language: string): Promise<ReadonlySet<string>> {
  const document = await vscode.workspace.openTextDocument({ language, content: '' })
  await vscode.window.showTextDocument(document)
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(0, 0))
  return new Set(list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet).map(({ label }) => (typeof label === 'string' ? label : label.label)))
}

async function contributed(language: string): Promise<readonly string[]> {
  const extension = vscode.extensions.getExtension('plumbline.plumbline')!
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, `snippets/${language}.code-snippets`))
  const snippets = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, Snippet>
  return Object.values(snippets).flatMap(({ prefix }) => prefix)
}

export const snippets: readonly Case[] = ['markdown', 'yaml'].map((language) => ({
  name: `every snippet for ${language} is offered in an empty draft`,
  async run() {
    const wanted = await contributed(language)
    assert.ok(wanted.length > 0, `snippets/${language}.code-snippets is empty`)
    await until(
      'snippets',
      () => offered(language).then((found) => wanted.filter((prefix) => !found.has(prefix))),
      (missing) => missing.length === 0,
    )
  },
}))
