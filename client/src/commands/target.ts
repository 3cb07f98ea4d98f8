import * as vscode from 'vscode'
import { isOurLanguage } from '../client-options.ts'
import type { TreeNode } from '../views/document-groups.ts'

/** The document that a command is about: what a menu names, an entry of the tree, or what is in the editor. Tells the user where there is none. */
export function targetOf(argument: unknown, what: string): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument
  const uri = isNode(argument) ? uriOf(argument) : undefined
  if (uri !== undefined) return vscode.Uri.parse(uri, true)
  const document = vscode.window.activeTextEditor?.document
  if (document && isOurLanguage(document)) return document.uri
  void vscode.window.showInformationMessage(`Plumbline: open a model manifest or design document to ${what}.`)
  return undefined
}

const isNode = (value: unknown): value is TreeNode => typeof value === 'object' && value !== null && 'type' in value && 'id' in value

function uriOf(node: TreeNode): string | undefined {
  if (node.type === 'document') return node.document.uri
  if (node.type !== 'model') return undefined
  const first = node.children.find((child) => child.type === 'document')
  return node.manifest?.uri ?? (first?.type === 'document' ? first.document.uri : undefined)
}
