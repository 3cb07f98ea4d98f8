import * as vscode from 'vscode'
import { GRAPH_VIEWS } from '../../../server/src/protocol/index.ts'
import { ArchitecturePanels } from './architecture-panel.ts'
import type { PanelContext } from './document-panel.ts'
import { PortfolioPanel } from './portfolio-panel.ts'
import { ReadinessPanels } from './readiness-panel.ts'

/** The panels of a window. */
export interface Panels {
  readonly architecture: ArchitecturePanels
  readonly readiness: ReadinessPanels
  readonly portfolio: PortfolioPanel
}

export const createPanels = (context: PanelContext): Panels => ({
  architecture: new ArchitecturePanels(context),
  readiness: new ReadinessPanels(context),
  portfolio: new PortfolioPanel(context),
})

/** Brings panels back when a window is loaded anew. What their pages kept comes from outside: a state without a document gives no panel. */
export function restorePanels({ architecture, readiness, portfolio }: Panels): readonly vscode.Disposable[] {
  const restore = (viewType: string, show: (panel: vscode.WebviewPanel, kept: Readonly<Record<string, unknown>>) => void): vscode.Disposable =>
    vscode.window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        show(panel, typeof state === 'object' && state !== null ? (state as Record<string, unknown>) : {})
      },
    })
  return [
    restore('plumbline.architecture', (panel, { uri, view, revision }) => {
      const document = uriOf(uri)
      if (!document) return panel.dispose()
      architecture.show(
        document,
        GRAPH_VIEWS.find((known) => known === view),
        { panel, revision: typeof revision === 'string' ? revision : undefined },
      )
    }),
    restore('plumbline.readiness', (panel, { uri }) => {
      const document = uriOf(uri)
      if (document) readiness.show(document, panel)
      else panel.dispose()
    }),
    restore('plumbline.portfolio', (panel) => portfolio.show(panel)),
  ]
}

function uriOf(text: unknown): vscode.Uri | undefined {
  try {
    return typeof text === 'string' ? vscode.Uri.parse(text, true) : undefined
  } catch {
    return undefined
  }
}
