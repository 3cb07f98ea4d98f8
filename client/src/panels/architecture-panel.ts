import * as vscode from 'vscode'
import { GRAPH } from '../../../server/src/protocol/index.ts'
import type { FixDto, GraphDto, GraphView, OutlineDto, PlaceDto } from '../../../server/src/protocol/index.ts'
import { revisionText } from '../git.ts'
import type { FromArchitecture, ToArchitecture } from '../webviews/messages.ts'
import { acceptsArchitecture } from './accepts.ts'
import { answer, Refresher, samePlace } from './document-panel.ts'
import type { PanelContext } from './document-panel.ts'
import { Panel } from './panel.ts'
import { saveAs } from './save-report.ts'

const KIND = { viewType: 'plumbline.architecture', script: 'architecture', accepts: acceptsArchitecture }

/** The architecture previews that are open, one a document. */
export class ArchitecturePanels {
  readonly #context: PanelContext
  readonly #open = new Map<string, Panel<ToArchitecture, FromArchitecture>>()

  constructor(context: PanelContext) {
    this.#context = context
  }

  /** `restored`: the panel that VS Code kept when the window was loaded anew, and the revision that it was compared with. */
  show(uri: vscode.Uri, view: GraphView | undefined, restored?: { readonly panel: vscode.WebviewPanel; readonly revision: string | undefined }): void {
    const known = this.#open.get(uri.toString())
    if (known) return restored ? restored.panel.dispose() : known.reveal()
    const { extension, server, output } = this.#context
    const panel = new Panel<ToArchitecture, FromArchitecture>(extension, KIND, 'Architecture', output, restored?.panel)
    this.#open.set(uri.toString(), panel)
    let current = view
    let base: { readonly revision: string; readonly text: string } | undefined
    const compareWith = async (revision: string | undefined): Promise<void> => {
      base = revision === undefined ? undefined : await asOf(uri, revision)
      panel.post({ type: 'comparing', revision: base?.revision ?? null })
      refresher.soon()
    }
    const refresher = new Refresher<GraphDto>(
      server,
      panel,
      () => server.request<GraphDto | null>(GRAPH, { uri: uri.toString(), ...(current ? { view: current } : {}), ...(base ? { base: base.text } : {}) }),
      'There is nothing to draw here: describe components and flows in `spec.architecture` of the manifest, or draw a mermaid diagram in the document.',
      (message) => {
        if (message.type === 'shown') panel.title = message.value.title
        panel.post(message.type === 'shown' ? { type: 'shown', value: forPage(message.value) } : message)
      },
      isShown,
    )
    const selection = vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const line = selections[0]?.active.line
      if (panel.visible && line !== undefined && isShown(refresher.value, textEditor.document.uri)) panel.post({ type: 'cursor', uri: textEditor.document.uri.toString(), line })
    })
    panel.onDidDispose(() => {
      this.#open.delete(uri.toString())
      selection.dispose()
    })
    if (restored?.revision !== undefined) void compareWith(restored.revision)
    panel.onMessage(async (message) => {
      switch (message.type) {
        case 'view':
          current = message.view
          return refresher.soon()
        case 'compare':
          return compareWith(message.on ? await chosenRevision() : undefined)
        case 'copy':
          await vscode.env.clipboard.writeText(refresher.value?.[message.what] ?? '')
          void vscode.window.setStatusBarMessage(`Copied as ${message.what === 'svg' ? 'SVG' : 'Mermaid'}`, 3000)
          return
        case 'save':
          return saveAs(uri, fileName(refresher.value, message.what === 'svg' ? 'svg' : 'mmd'), new TextEncoder().encode(refresher.value?.[message.what] ?? ''))
        case 'savePng':
          return saveAs(
            uri,
            fileName(refresher.value, 'png'),
            Uint8Array.from(atob(message.data), (c) => c.charCodeAt(0)),
          )
        default:
          return answer(message, (rule, place) => fixesOf(refresher.value, rule, place))
      }
    })
  }
}

/** The picture without what its page does not use, which is a third of it: the way of messages into a page is a long one. */
function forPage(graph: GraphDto): GraphDto {
  // A line about a part leads to where the part is written.
  const slim = (line: OutlineDto): OutlineDto => ({ ...line, place: line.id === null ? line.place : null, children: line.children.map(slim) })
  return { ...graph, mermaid: '', outline: graph.outline.map(slim) }
}

const isShown = (graph: GraphDto | undefined, uri: vscode.Uri): boolean =>
  graph !== undefined && [graph.uri, ...[...graph.nodes, ...graph.edges, ...graph.bars].flatMap(({ place }) => place?.uri ?? [])].includes(uri.toString())

const fileName = (graph: GraphDto | undefined, ending: string): string =>
  `${(graph?.title ?? 'architecture').replace(/[^\w.-]+/g, '-').slice(0, 60)}-${graph?.view ?? 'system'}.${ending}`

function fixesOf(graph: GraphDto | undefined, rule: string, place: PlaceDto): readonly FixDto[] {
  const problems = graph ? [...graph.nodes, ...graph.edges, ...graph.bars].flatMap((part) => part.problems).concat(graph.problems) : []
  return problems.find((p) => p.rule === rule && samePlace(p.place, place))?.fixes ?? []
}

const chosenRevision = async (): Promise<string | undefined> =>
  (await vscode.window.showInputBox({ title: 'Compare the architecture with', prompt: 'A git revision: HEAD, main, v1.2, a commit', value: 'HEAD' }))?.trim() || undefined

/** The document as of a revision. */
async function asOf(uri: vscode.Uri, revision: string): Promise<{ readonly revision: string; readonly text: string } | undefined> {
  const text = await revisionText(uri, revision)
  if (text !== undefined) return { revision, text }
  void vscode.window.showWarningMessage(`Plumbline: this document is not in git as of ${revision}.`)
  return undefined
}
