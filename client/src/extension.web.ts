import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { activateWith } from './activate.ts'
import { answerFileRequests } from './workspace-files.ts'

/** Entry in VS Code for the Web: the server is a worker, and the client reads files for it. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const script = await workerScript(vscode.Uri.joinPath(context.extensionUri, 'dist'))
  return activateWith(context, (options) => {
    const client = new LanguageClient('plumbline', 'Plumbline', new Worker(script, { name: 'Plumbline' }), options)
    answerFileRequests(client)
    return client
  })
}

/**
 * The worker's script: the engine, a CommonJS module that all programs share, and the server, which finds it as `plumblineEngine`. Made
 * of files that are read here, since a worker cannot load those of an extension that is installed on a remote machine.
 */
async function workerScript(dist: vscode.Uri): Promise<string> {
  const [engine, server, mermaid] = await Promise.all(['engine.cjs', 'server.worker.js', 'mermaid.cjs'].map((name) => read(vscode.Uri.joinPath(dist, name))))
  // Of a script of its own, which the worker loads with the first diagram.
  const grammars = scriptOf('{const module={exports:{}};', mermaid!, '\nself.plumblineMermaid=module.exports}')
  return scriptOf(`const module={exports:{}};self.plumblineMermaidScript=${JSON.stringify(grammars)};`, engine!, '\nself.plumblineEngine=module.exports;\n', server!)
}

const scriptOf = (...parts: readonly BlobPart[]): string => URL.createObjectURL(new Blob([...parts], { type: 'text/javascript' }))

async function read(file: vscode.Uri): Promise<BlobPart> {
  if (file.scheme !== 'https' && file.scheme !== 'http') return (await vscode.workspace.fs.readFile(file)) as Uint8Array<ArrayBuffer>
  const response = await fetch(file.toString(true))
  if (!response.ok) throw new Error(`${file.toString(true)}: ${response.status} ${response.statusText}`)
  return response.blob()
}
