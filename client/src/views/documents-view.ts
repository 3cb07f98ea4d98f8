import * as vscode from 'vscode'
import type { DocumentDto } from '../../../server/src/protocol/index.ts'
import type { ServerHandle } from '../server-handle.ts'
import { findingsInWords, groupDocuments } from './document-groups.ts'
import type { TreeNode } from './document-groups.ts'
import { kindName } from './kind-names.ts'

const VIEW = 'plumbline.documents'
/** Changes come with every keystroke; the tree is for looking around. Milliseconds. */
const QUIET = 400

/** The tree in the activity bar: models with their documents, decisions, checklists. */
export class DocumentsView implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #server: ServerHandle
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #disposables: vscode.Disposable[]
  readonly #view: vscode.TreeView<TreeNode>
  #timer: ReturnType<typeof setTimeout> | undefined
  #shown = ''

  readonly onDidChangeTreeData = this.#changed.event

  constructor(server: ServerHandle) {
    this.#server = server
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true })
    this.#disposables = [
      this.#view,
      this.#changed,
      server.onStateChanged(() => this.refresh()),
      server.onWorkspaceChanged(() => this.refresh()),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.refresh()
      }),
    ]
  }

  /** Asks the server again, once it is quiet. */
  refresh(): void {
    clearTimeout(this.#timer)
    if (this.#view.visible) this.#timer = setTimeout(() => this.#changed.fire(), QUIET)
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node) return node.type === 'document' ? [] : [...node.children]
    const documents = await this.#documents()
    this.#describe(documents)
    return [...groupDocuments(documents)]
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.type === 'group') {
      const item = new vscode.TreeItem(node.label, node.id === 'models' ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed)
      item.id = node.id
      item.contextValue = 'group'
      return item
    }
    if (node.type === 'model') {
      const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Collapsed)
      item.id = node.id
      item.description = node.description
      item.contextValue = node.manifest ? 'model' : 'modelWithoutManifest'
      item.iconPath = new vscode.ThemeIcon('package')
      return item
    }
    const { document } = node
    const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.None)
    item.id = node.id
    item.description = node.description
    item.contextValue = `document:${document.kind}`
    item.resourceUri = vscode.Uri.parse(document.uri, true)
    item.iconPath = iconOf(document)
    item.tooltip = `${kindName(document.kind)}\n${document.path}${findingsInWords(document.counts) ? `\n${findingsInWords(document.counts)}` : '\nno findings'}`
    item.command = { title: 'Open', command: 'vscode.open', arguments: [item.resourceUri] }
    return item
  }

  async #documents(): Promise<readonly DocumentDto[]> {
    if (this.#server.state !== 'running') return []
    try {
      return (await this.#server.documents()).documents
    } catch {
      // It stopped while it was asked; its state says so and the tree asks again when it runs.
      return []
    }
  }

  #describe(documents: readonly DocumentDto[]): void {
    const errors = documents.reduce((count, d) => count + d.counts.error, 0)
    const shown = `${errors}`
    if (this.#shown === shown) return
    this.#shown = shown
    this.#view.badge = errors === 0 ? undefined : { value: errors, tooltip: `Plumbline: ${errors} error${errors === 1 ? '' : 's'}` }
  }

  dispose(): void {
    clearTimeout(this.#timer)
    for (const disposable of this.#disposables) disposable.dispose()
  }
}

function iconOf({ counts }: DocumentDto): vscode.ThemeIcon {
  if (counts.error > 0) return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
  if (counts.warning > 0) return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
  if (counts.info > 0) return new vscode.ThemeIcon('info')
  return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'))
}
