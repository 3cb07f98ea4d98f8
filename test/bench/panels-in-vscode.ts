// Runs in the extension host of a real VS Code, as a suite does: opens the preview and edits, and notes when each began. `panels.ts` joins
// these times with those of the paints; both are `Date.now()` of one machine.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as vscode from 'vscode'
import type { Paint } from './paints.ts'

/** What was measured on one manifest, in milliseconds. */
export interface PanelTimes {
  /** From the command to the painted picture; the first opening of the window is the first. */
  readonly openings: readonly number[]
  /** From the findings of an edit to the picture that shows the edit. */
  readonly repaints: readonly number[]
  /** From the edit itself to that picture. */
  readonly edits: readonly number[]
  /** What VS Code takes by itself for a page that needs nothing but a fixed picture: opened, and told of an edit. */
  readonly peer: { readonly openings: readonly number[]; readonly repaints: readonly number[] }
}

const SIZES = [40, 300]
const OPENINGS = 9
const EDITS = 15
/** What one step left to do is not the next one's. */
const REST = 700
const PATIENCE = 30_000

const output = process.env['PLUMBLINE_TEST_OUTPUT']!
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The paint that the page told of, once there is one like this. */
async function painted(what: string, holds: (paint: Paint) => boolean): Promise<Paint> {
  for (const begin = Date.now(); ; await pause(20)) {
    const paint = lastPaint()
    if (paint && holds(paint)) return paint
    if (Date.now() - begin > PATIENCE) throw new Error(`${what}: no picture within ${PATIENCE / 1000} s; the last one: ${JSON.stringify(paint)}`)
  }
}

function lastPaint(): Paint | undefined {
  try {
    return JSON.parse(readFileSync(join(output, 'paint.json'), 'utf8')) as Paint
  } catch {
    return undefined
  }
}

const panels = (): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('plumbline.architecture'))

async function open(parts: number, show: () => unknown): Promise<number> {
  const began = Date.now()
  await show()
  const { at } = await painted('opening', (paint) => paint.at >= began && paint.nodes >= parts)
  return at - began
}

/** A webview with a picture of as many boxes, in which nothing has to be found out: it is there with the page, and an edit only changes a word. */
function showPeer(parts: number): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel('bench.peer', 'Peer', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, { enableScripts: true })
  const boxes = Array.from(
    { length: parts },
    (_, i) => `<g class="node"><rect x="${(i % 10) * 60}" y="${Math.floor(i / 10) * 40}" width="50" height="30" fill="gray"/><text>Part</text></g>`,
  )
  panel.webview.html = `<!DOCTYPE html><html><body><div class="frame"><svg viewBox="0 0 600 1200" width="600">${boxes.join('')}</svg></div><script>
window.addEventListener('message', ({ data }) => {
  const next = document.querySelector('svg').cloneNode(true)
  next.querySelector('text').textContent = 'revision ' + data
  document.querySelector('.frame').replaceChildren(next)
})
</script></body></html>`
  return panel
}

/** Gives the first part another name, and moves the findings below by a line, so that they are published anew. `told` is called then. */
async function edit(editor: vscode.TextEditor, revision: number, told?: () => unknown): Promise<{ readonly repaint: number; readonly edit: number }> {
  const { document } = editor
  const text = document.getText()
  const name = /name: (Part 0[^,]*),/.exec(text)!
  const at = name.index + 'name: '.length
  const above = document.positionAt(text.indexOf('spec:'))
  let found: number | undefined
  const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (found !== undefined || !uris.some((uri) => uri.toString() === document.uri.toString())) return
    found = Date.now()
    told?.()
  })
  const began = Date.now()
  await editor.edit((builder) => {
    builder.replace(new vscode.Range(document.positionAt(at), document.positionAt(at + name[1]!.length)), `Part 0 revision ${revision}`)
    builder.insert(above, '# note\n')
  })
  const paint = await painted('edit', (candidate) => candidate.revision === revision)
  listener.dispose()
  if (found === undefined) throw new Error('the findings of the edit were not published')
  return { repaint: paint.at - found, edit: paint.at - began }
}

async function measure(parts: number): Promise<PanelTimes> {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, `parts-${parts}.model.yaml`)
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri))
  for (const begin = Date.now(); vscode.languages.getDiagnostics(uri).length === 0; await pause(50)) if (Date.now() - begin > PATIENCE) throw new Error('no findings')
  await pause(2 * REST)
  const openings: number[] = []
  const peer = { openings: [] as number[], repaints: [] as number[] }
  for (let i = 0; i < OPENINGS; i++) {
    openings.push(await open(parts, () => vscode.commands.executeCommand('plumbline.previewArchitecture', uri)))
    await pause(REST)
    await vscode.window.tabGroups.close(panels())
    await pause(REST)
    let panel: vscode.WebviewPanel | undefined
    peer.openings.push(await open(parts, () => (panel = showPeer(parts))))
    await pause(REST)
    panel!.dispose()
    await pause(REST)
  }
  const panel = showPeer(parts)
  await pause(4 * REST)
  for (let i = 1; i <= EDITS; i++) {
    peer.repaints.push((await edit(editor, i, () => panel.webview.postMessage(i))).repaint)
    await pause(REST)
  }
  panel.dispose()
  await open(parts, () => vscode.commands.executeCommand('plumbline.previewArchitecture', uri))
  await pause(REST)
  const times = []
  for (let i = EDITS + 1; i <= 2 * EDITS; i++) {
    times.push(await edit(editor, i))
    await pause(REST)
  }
  await vscode.window.showTextDocument(editor.document)
  await vscode.commands.executeCommand('workbench.action.files.revert')
  await vscode.commands.executeCommand('workbench.action.closeAllEditors')
  return { openings, repaints: times.map(({ repaint }) => repaint), edits: times.map((time) => time.edit), peer }
}

/** What VS Code calls. Leaves the times in PLUMBLINE_TEST_OUTPUT, or the error. */
export async function run(): Promise<void> {
  const times: Record<string, PanelTimes> = {}
  try {
    for (const parts of SIZES) times[parts] = await measure(parts)
    writeFileSync(join(output, 'times.json'), JSON.stringify(times))
  } catch (error) {
    writeFileSync(join(output, 'error.txt'), error instanceof Error ? (error.stack ?? error.message) : String(error))
    throw error
  }
}
