import * as vscode from 'vscode'
import { PORTFOLIO } from '../../../server/src/protocol/index.ts'
import type { PortfolioDto } from '../../../server/src/protocol/index.ts'
import type { FromPortfolio, ToPortfolio } from '../webviews/messages.ts'
import { answer, Refresher } from './document-panel.ts'
import type { PanelContext } from './document-panel.ts'
import { Panel } from './panel.ts'

const KIND = { viewType: 'plumbline.portfolio', script: 'portfolio' }

/** The portfolio: one panel for the window. */
export class PortfolioPanel {
  readonly #context: PanelContext
  #panel: Panel<ToPortfolio, FromPortfolio> | undefined

  constructor(context: PanelContext) {
    this.#context = context
  }

  show(): void {
    if (this.#panel) return this.#panel.reveal()
    const { extension, server, output } = this.#context
    const panel = new Panel<ToPortfolio, FromPortfolio>(extension, KIND, 'Portfolio', output)
    this.#panel = panel
    const refresher = new Refresher<PortfolioDto>(
      server,
      panel,
      () => server.request<PortfolioDto>(PORTFOLIO, {}),
      'No model was found in this workspace.',
      (message) => panel.post(message),
    )
    panel.onDidDispose(() => {
      refresher.dispose()
      this.#panel = undefined
    })
    panel.onMessage(async (message) => {
      if (message.type === 'readiness') await vscode.commands.executeCommand('plumbline.openReadiness', vscode.Uri.parse(message.uri, true))
      else if (message.type === 'architecture') await vscode.commands.executeCommand('plumbline.previewArchitecture', vscode.Uri.parse(message.uri, true))
      else await answer(message, () => [])
    })
  }
}
