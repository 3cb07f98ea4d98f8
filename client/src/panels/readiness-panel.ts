import * as vscode from 'vscode'
import { READINESS, RENDER, TICK } from '../../../server/src/protocol/index.ts'
import type { EditResult, FixDto, PlaceDto, ReadinessDto, RenderKind, RenderResult } from '../../../server/src/protocol/index.ts'
import type { FromReadiness, ToReadiness } from '../webviews/messages.ts'
import { acceptsReadiness } from './accepts.ts'
import { answer, applyEdit, Refresher, samePlace } from './document-panel.ts'
import type { PanelContext } from './document-panel.ts'
import { Panel } from './panel.ts'
import { saveReport } from './save-report.ts'

const KIND = { viewType: 'plumbline.readiness', script: 'readiness', accepts: acceptsReadiness }

/** The readiness checklists that are open, one a document. */
export class ReadinessPanels {
  readonly #context: PanelContext
  readonly #open = new Map<string, Panel<ToReadiness, FromReadiness>>()

  constructor(context: PanelContext) {
    this.#context = context
  }

  /** `restored`: the panel that VS Code kept when the window was loaded anew. */
  show(uri: vscode.Uri, restored?: vscode.WebviewPanel): void {
    const known = this.#open.get(uri.toString())
    if (known) return restored ? restored.dispose() : known.reveal()
    const { extension, server, output } = this.#context
    const panel = new Panel<ToReadiness, FromReadiness>(extension, KIND, 'Readiness', output, restored)
    this.#open.set(uri.toString(), panel)
    panel.onDidDispose(() => this.#open.delete(uri.toString()))
    const refresher = new Refresher<ReadinessDto>(
      server,
      panel,
      () => server.request<ReadinessDto | null>(READINESS, { uri: uri.toString() }),
      'This document belongs to no model: open a model manifest, or a document that names its model.',
      (message) => {
        if (message.type === 'shown') panel.title = `Readiness: ${message.value.model}`
        panel.post(message)
      },
      ({ documents }, document) => documents.some(({ place }) => place.uri === document.toString()),
    )
    panel.onMessage(async (message) => {
      switch (message.type) {
        case 'tick':
          return this.#tick(uri, message)
        case 'signOff':
          await vscode.commands.executeCommand('plumbline.signOff', uri)
          return
        case 'report':
          return this.#report(uri, message.kind)
        default:
          return answer(message, (rule, place) => fixesOf(refresher.value, rule, place))
      }
    })
  }

  async #tick(uri: vscode.Uri, { item, state }: Extract<FromReadiness, { type: 'tick' }>): Promise<void> {
    let reason: string | undefined
    let evidence: string | undefined
    if (state === 'not-applicable') {
      reason = await vscode.window.showInputBox({
        title: `${item} does not apply`,
        prompt: 'Why? At least five words; they are written into the checklist.',
        validateInput: (text) => (text.trim().split(/\s+/).length < 5 ? 'Say it in five words or more' : undefined),
      })
      if (reason === undefined) return
    }
    if (state === 'done') {
      evidence = await vscode.window.showInputBox({ title: `${item} is done`, prompt: 'Evidence: a path or an address. Leave empty if there is none to name.' })
      if (evidence === undefined) return
    }
    const result = await this.#context.server.request<EditResult>(TICK, { uri: uri.toString(), item, state, ...(reason ? { reason } : {}), ...(evidence ? { evidence } : {}) })
    if ('refused' in result) void vscode.window.showWarningMessage(`Plumbline: ${result.refused}`)
    else await applyEdit(result.edit)
  }

  async #report(uri: vscode.Uri, kind: RenderKind): Promise<void> {
    const result = await this.#context.server.request<RenderResult>(RENDER, { uri: uri.toString(), kind })
    await saveReport(uri, result)
  }
}

function fixesOf(value: ReadinessDto | undefined, rule: string, place: PlaceDto): readonly FixDto[] {
  return (value?.items ?? []).flatMap((item) => item.problems).find((p) => p.rule === rule && samePlace(p.place, place))?.fixes ?? []
}
