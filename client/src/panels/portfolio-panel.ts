import * as vscode from 'vscode'
import { PORTFOLIO, TREND } from '../../../server/src/protocol/index.ts'
import type { PortfolioDto, TrendResult } from '../../../server/src/protocol/index.ts'
import type { FromPortfolio, ToPortfolio } from '../webviews/messages.ts'
import { acceptsPortfolio } from './accepts.ts'
import { answer, Refresher } from './document-panel.ts'
import type { PanelContext } from './document-panel.ts'
import { Panel } from './panel.ts'

const KIND = { viewType: 'plumbline.portfolio', script: 'portfolio', accepts: acceptsPortfolio }

/** The portfolio: one panel for the window. */
export class PortfolioPanel {
  readonly #context: PanelContext
  #panel: Panel<ToPortfolio, FromPortfolio> | undefined

  constructor(context: PanelContext) {
    this.#context = context
  }

  /** `restored`: the panel that VS Code kept when the window was loaded anew. */
  show(restored?: vscode.WebviewPanel): void {
    if (this.#panel) return restored ? restored.dispose() : this.#panel.reveal()
    const { extension, server, output } = this.#context
    const panel = new Panel<ToPortfolio, FromPortfolio>(extension, KIND, 'Portfolio', output, restored)
    this.#panel = panel
    const trends = new Trends(this.#context, (value) => panel.post({ type: 'trend', value }))
    const refresher = new Refresher<PortfolioDto>(
      server,
      panel,
      () => server.request<PortfolioDto>(PORTFOLIO, {}),
      'No model was found in this workspace.',
      (message) => {
        panel.post(message)
        if (message.type === 'shown') void trends.ask()
      },
    )
    panel.onDidDispose(() => {
      refresher.dispose()
      trends.stop()
      this.#panel = undefined
    })
    panel.onMessage(async (message) => {
      if (message.type === 'readiness') await vscode.commands.executeCommand('plumbline.openReadiness', vscode.Uri.parse(message.uri, true))
      else if (message.type === 'architecture') await vscode.commands.executeCommand('plumbline.previewArchitecture', vscode.Uri.parse(message.uri, true))
      else await answer(message, () => [])
    })
  }
}

/** Past states change with commits only. Milliseconds. */
const TREND_QUIET = 5_000

/** Asks for the past of the models: one question at a time, not after every keystroke, and not of folders that nobody trusts, since git runs for it. */
class Trends {
  readonly #context: PanelContext
  readonly #show: (value: TrendResult) => void
  #asked = Number.NEGATIVE_INFINITY
  #cancel: vscode.CancellationTokenSource | undefined

  constructor(context: PanelContext, show: (value: TrendResult) => void) {
    this.#context = context
    this.#show = show
  }

  async ask(): Promise<void> {
    if (this.#cancel || !vscode.workspace.isTrusted || performance.now() - this.#asked < TREND_QUIET) return
    const cancel = new vscode.CancellationTokenSource()
    this.#cancel = cancel
    try {
      const value = await this.#context.server.request<TrendResult>(TREND, {}, cancel.token)
      if (!cancel.token.isCancellationRequested) this.#show(value)
    } catch (error) {
      // The portfolio is whole without its past.
      if (!cancel.token.isCancellationRequested) this.#context.output.warn(`No trend: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      this.#asked = performance.now()
      this.#cancel = undefined
      cancel.dispose()
    }
  }

  stop(): void {
    this.#cancel?.cancel()
  }
}
