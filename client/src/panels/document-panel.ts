import * as vscode from 'vscode'
import type { FixDto, PlaceDto, WorkspaceEditDto } from '../../../server/src/protocol/index.ts'
import type { ServerHandle } from '../server-handle.ts'
import type { PageRequest, Shown } from '../webviews/messages.ts'

/** Someone who types on has a panel ask again and again: so many times as long as the last answer took, it waits for the next one. */
const SHARE = 2

/** What panels work with. */
export interface PanelContext {
  readonly extension: vscode.ExtensionContext
  readonly server: ServerHandle
  readonly output: vscode.LogOutputChannel
}

/**
 * Keeps a panel showing what the server says: asks at once, then after each change, one question at a time. Findings of the documents that it
 * shows are such a change, and come before the server has found time to say that the workspace has changed.
 */
export class Refresher<T> implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[]
  readonly #ask: () => Promise<T | null>
  readonly #show: (message: Shown<T>) => void
  readonly #nothing: string
  #shown = ''
  #free = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking = false
  #again = false
  #disposed = false
  /** The value shown. */
  value: T | undefined

  /** `nothing` is what the page says where the server has nothing to show; `shows` tells whether a document is among those of the value. */
  constructor(
    server: ServerHandle,
    panel: { readonly onDidDispose: vscode.Event<void> },
    ask: () => Promise<T | null>,
    nothing: string,
    show: (message: Shown<T>) => void,
    shows: (value: T, uri: vscode.Uri) => boolean = () => false,
  ) {
    this.#ask = ask
    this.#show = show
    this.#nothing = nothing
    this.#disposables = [
      server.onWorkspaceChanged(() => this.soon()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const { value } = this
        if (value !== undefined && uris.some((uri) => shows(value, uri))) this.soon()
      }),
      server.onStateChanged((state) => {
        if (state === 'running') this.soon()
        else if (state === 'stopped') this.#tell({ type: 'stale', message: 'The Plumbline server has stopped; this is what it said last.' })
      }),
      panel.onDidDispose(() => this.dispose()),
    ]
    this.soon()
  }

  /** Asks again, as soon as it may. */
  soon(): void {
    if (this.#disposed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#refresh(), Math.max(0, this.#free - performance.now()))
  }

  async #refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true
      return
    }
    this.#asking = true
    const began = performance.now()
    try {
      const value = await this.#ask()
      if (this.#disposed) return
      this.value = value ?? undefined
      this.#tell(value === null ? { type: 'nothing', message: this.#nothing } : { type: 'shown', value })
    } catch (error) {
      if (!this.#disposed) this.#tell({ type: 'stale', message: `The server did not answer: ${error instanceof Error ? error.message : String(error)}` })
    } finally {
      this.#asking = false
      const now = performance.now()
      this.#free = now + SHARE * (now - began)
      if (this.#again) {
        this.#again = false
        this.soon()
      }
    }
  }

  /** Shows something, unless it is what was shown last: two changes often lead to one answer. */
  #tell(message: Shown<T>): void {
    const text = JSON.stringify(message)
    if (text === this.#shown) return
    this.#shown = text
    this.#show(message)
  }

  dispose(): void {
    this.#disposed = true
    clearTimeout(this.#timer)
    for (const disposable of this.#disposables) disposable.dispose()
  }
}

const rangeOf = ({ start, end }: PlaceDto['range']): vscode.Range => new vscode.Range(start.line, start.character, end.line, end.character)

/** Shows a place beside the panel: in the editor that has the document already, else in the first column. */
export async function openPlace({ uri, range }: PlaceDto): Promise<void> {
  const target = vscode.Uri.parse(uri, true)
  // A message of a page must not open anything but files of the workspace.
  if (!vscode.workspace.getWorkspaceFolder(target) && !vscode.workspace.textDocuments.some((d) => d.uri.toString() === target.toString())) return
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === target.toString())
  await vscode.window.showTextDocument(target, { viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One, selection: rangeOf(range), preserveFocus: false })
}

/** Applies edits of the server as one step that can be undone. Gives false where VS Code refused. */
export async function applyEdit({ documentChanges }: WorkspaceEditDto): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit()
  for (const change of documentChanges) {
    if ('kind' in change) edit.createFile(vscode.Uri.parse(change.uri, true), change.options)
    else for (const { range, newText } of change.edits) edit.replace(vscode.Uri.parse(change.textDocument.uri, true), rangeOf(range), newText)
  }
  const done = await vscode.workspace.applyEdit(edit)
  if (!done) void vscode.window.showWarningMessage('Plumbline: the document has changed meanwhile; nothing was written.')
  return done
}

/** Answers what every page may ask. `fixes` are those of the value shown: a page names one, it does not bring one. */
export async function answer(message: PageRequest, fixes: (rule: string, place: PlaceDto) => readonly FixDto[]): Promise<void> {
  switch (message.type) {
    case 'open':
      return openPlace(message.place)
    case 'explain':
      await vscode.commands.executeCommand('plumbline.explainRule', message.rule)
      return
    case 'fix': {
      const fix = fixes(message.rule, message.place).find(({ title }) => title === message.title)
      if (fix && (await applyEdit(fix.edit))) await openPlace(message.place)
    }
  }
}

export const samePlace = (a: PlaceDto, b: PlaceDto): boolean => a.uri === b.uri && a.range.start.line === b.range.start.line && a.range.start.character === b.range.start.character
