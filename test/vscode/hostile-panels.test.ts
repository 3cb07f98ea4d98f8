import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Frame, Page } from 'playwright-core'
import { parse } from 'yaml'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { complaintsOf, panelFrame } from './host/panels.ts'
import { ROOT } from './host/paths.ts'
import { startHost } from './host/server.ts'
import type { Host } from './host/server.ts'

const OUTPUT = join(ROOT, 'test/vscode/output')
const SLOW = { timeout: 60_000 }
const RUNS = 'fetch("http://evil.example/"),parent.postMessage("ran","*"),document.title="ran"'
const NAMES = [
  `<script>${RUNS}</script>`,
  `<img src=http://evil.example/x.png onerror='${RUNS}'>`,
  `</text></svg><iframe src=http://evil.example/></iframe>`,
  `[link](javascript:${RUNS.replaceAll('"', "'")})`,
  `"]; click n0 href "javascript:alert(1)" %%{init: {"securityLevel":"loose"}}%%`,
  '${7*7} {{constructor.constructor("return 1")()}} &lt;b&gt;',
]
/** Breaks out of YAML and of HTML where it is not taken as text. */
const REMARK = `<img src=http://evil.example/r.png onerror='${RUNS}'> "]}: # - {a: [b $(verified) \`x\``
const BEGIN = 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: NAME, version: 1.0.0}\nspec:\n  ownership: {owner: team:a}\n  risk: {tier: 2}\n'
const HOSTILE = `${BEGIN.replace('NAME', 'hostile').replace('team:a', JSON.stringify(NAMES[1]))}  architecture:
    boundaries: [{id: b, name: ${JSON.stringify(NAMES[2])}, trust: untrusted}]
    components:
${NAMES.map((name, i) => `      - {id: c${i}, name: ${JSON.stringify(name)}, technology: ${JSON.stringify(name)}, owner: ${JSON.stringify(name)}, boundary: b}\n`).join('')}    flows:
${NAMES.slice(1)
  .map((name, i) => `      - {from: c${i}, to: c${i + 1}, data: ${JSON.stringify(name)}, classification: ${JSON.stringify(name)}}\n`)
  .join('')}`
const DESIGN = `---
kind: ml-design-doc
title: "<img src=x onerror='${RUNS}'>"
riskTier: 2
---
# Design <script>${RUNS}</script>

\`\`\`mermaid
%%{init: {"securityLevel": "loose", "flowchart": {"htmlLabels": true}, "themeCSS": "*{background:url(http://evil.example/c)}"}}%%
flowchart LR
  a["<img src=http://evil.example/m.png onerror='${RUNS.replaceAll('"', '')}'>"] --> b[B]
  click a href "javascript:document.title='ran'" "x"
  click b call alert("x")
\`\`\`
`
const COUNT = 10_000
const LARGE = `${BEGIN.replace('NAME', 'large')}  architecture:
    components:
${Array.from({ length: COUNT }, (_, i) => `      - {id: c${i}, name: Component ${i}, role: inference-service}\n`).join('')}`

describe('hostile documents in the panels of a real VS Code', { timeout: 300_000 }, () => {
  let host: Host
  let browser: Browser
  let page: Page
  let complaints: string[]
  const left: string[] = []
  before(async () => {
    install()
    mkdirSync(OUTPUT, { recursive: true })
    const workspace = mkdtempSync(join(tmpdir(), 'plumbline-hostile-'))
    writeFileSync(join(workspace, 'hostile.model.yaml'), HOSTILE)
    writeFileSync(join(workspace, 'hostile-design.md'), DESIGN)
    host = await startHost({ workspace })
    rmSync(workspace, { recursive: true, force: true })
    browser = await launch()
    page = await openWorkbench(browser, host, 'hostile.model.yaml', { width: 1700, height: 1000 })
    complaints = complaintsOf(page)
    // VS Code itself asks for its own icons and the like; nothing may ask for what a document names.
    page.on('request', (request) => {
      if (/evil\.example/.test(request.url())) left.push(request.url())
    })
    await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor(SLOW)
  })
  afterEach(async (t) => {
    if ('passed' in t && t.passed === false) await page?.screenshot({ path: join(OUTPUT, `failed: ${t.name}.png`) })
  })
  after(async () => {
    await browser?.close()
    await host?.[Symbol.asyncDispose]()
  })

  /** Nothing of what documents say has become a part of the page that could run or load something. */
  async function inert(frame: Frame): Promise<void> {
    const found = await frame.evaluate(() => ({
      title: document.title,
      live: document.querySelectorAll('#app :is(script, iframe, img, image, object, embed, foreignObject, a, use)').length,
      handlers: [...document.querySelectorAll('#app *')].flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style')),
    }))
    assert.deepEqual({ ...found, title: /ran/.test(found.title) }, { title: false, live: 0, handlers: [] })
  }

  /** Opens a panel on a document; only one of each kind is open at a time. */
  async function open(file: string, command: string, script: string): Promise<Frame> {
    await runCommand(page, 'View: Close All Editors')
    await page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: file }).first().dblclick(SLOW)
    await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor(SLOW)
    await runCommand(page, command)
    const frame = await panelFrame(page, script)
    await frame.locator('h1').first().waitFor(SLOW)
    return frame
  }

  test('names, links and labels of a manifest are words', async () => {
    const frame = await open('hostile.model.yaml', 'Plumbline: Preview Architecture', 'architecture')
    await frame.locator('.frame svg .node').first().waitFor(SLOW)
    assert.ok((await frame.locator('.frame .node title').allTextContents()).join().includes('<script>'), 'the words are shown as they are')
    await frame.locator('header button').filter({ hasText: 'Outline' }).click()
    await frame.locator('.outline li').first().waitFor(SLOW)
    await frame.locator('.frame .node').first().click()
    // The document has the focus then; a command that comes before would be typed into it.
    await page.locator('.statusbar-item[id="status.editor.selection"]').filter({ hasText: 'selected' }).waitFor(SLOW)
    await inert(frame)
  })

  test('directives, links and HTML of a mermaid diagram do nothing', async () => {
    const frame = await open('hostile-design.md', 'Plumbline: Preview Architecture', 'architecture')
    await frame.locator('.frame svg .node').first().waitFor(SLOW)
    await frame.locator('.frame .node').first().click()
    // The document has the focus then; a command that comes before would be typed into it.
    await page.locator('.statusbar-item[id="status.editor.selection"]').filter({ hasText: 'selected' }).waitFor(SLOW)
    await inert(frame)
  })

  test('the checklist and the portfolio show them as words', async () => {
    await inert(await open('hostile.model.yaml', 'Plumbline: Open Readiness Checklist', 'readiness'))
    const frame = await open('hostile.model.yaml', 'Plumbline: Open Portfolio', 'portfolio')
    await frame.locator('tbody tr').first().waitFor(SLOW)
    await inert(frame)
  })

  test('a review shows them as words, and writes remarks of any kind as text', async () => {
    await open('hostile.model.yaml', 'Plumbline: Open Readiness Checklist', 'readiness')
    await page.locator('.tab').filter({ hasText: 'hostile.model.yaml' }).first().click()
    await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor(SLOW)
    await runCommand(page, 'Plumbline: Review and Sign Off...')
    const picker = page.locator('.quick-input-widget')
    const input = picker.locator('input.input')
    /** Goes on once the picker asks for this. */
    const asks = (words: RegExp): Promise<void> => picker.filter({ hasText: words }).first().waitFor(SLOW)
    /** What the picker shows is text; icons and highlights are VS Code's own. */
    const inertPicker = async (): Promise<void> =>
      assert.equal(await picker.evaluate((widget) => widget.querySelectorAll('script, iframe, img, object, embed, a[href^="javascript"], a[href*="evil"]').length), 0)
    await asks(/Review of .*hostile/)
    await inertPicker()
    // An open item takes a remark; it becomes the comment of the decision.
    await input.press('ArrowDown')
    await input.press('Enter')
    await picker.locator('input[placeholder^="Remark"]').waitFor(SLOW)
    await inertPicker()
    await input.fill(REMARK)
    await input.press('Enter')
    await asks(/Review of .*hostile[\s\S]*1 remarks?/)
    await inertPicker()
    await picker.locator('.monaco-list-row').filter({ hasText: 'Decide' }).first().click()
    await picker.locator('.monaco-list-row').filter({ hasText: 'Reject' }).first().click(SLOW)
    await picker.locator('input[placeholder^="In which role"]').waitFor(SLOW)
    await input.press('Enter')
    await picker.locator('input[placeholder^="user:"]').waitFor(SLOW)
    // Who decides has a form, and nothing else gets through.
    await input.fill(NAMES[1]!)
    await input.press('Enter')
    await asks(/Write user:NAME/)
    await inertPicker()
    await input.fill('user:reviewer')
    await input.press('Enter')
    await asks(/Comment \(optional\)/)
    await page.waitForFunction((remark) => document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value.includes(remark), REMARK, SLOW)
    await inertPicker()
    await input.press('Enter')
    await page.locator('.notification-list-item').filter({ hasText: 'rejected as' }).first().waitFor(SLOW)
    await page.locator('.tab').filter({ hasText: 'hostile.model.yaml' }).first().click()
    await page.keyboard.press('Control+s')
    const file = join(host.workspace, 'hostile.model.yaml')
    for (let i = 0; i < 100 && !readFileSync(file, 'utf8').includes('approvals'); i++) await page.waitForTimeout(100)
    const { spec } = parse(readFileSync(file, 'utf8')) as {
      readonly spec: { readonly governance: { readonly approvals: readonly { readonly notes: string; readonly approver: string }[] } }
    }
    assert.equal(spec.governance.approvals[0]?.approver, 'user:reviewer')
    assert.ok(spec.governance.approvals[0]?.notes.endsWith(REMARK), 'the remark is one text, as it was typed')
    assert.doesNotMatch(await page.title(), /ran/)
    // The panel shows the approval with its comment by now.
    await inert(await panelFrame(page, 'readiness'))
  })

  test(`of ${COUNT} components the panel shows what it can, says so, and goes on`, async () => {
    writeFileSync(join(host.workspace, 'large.model.yaml'), LARGE)
    const frame = await open('large.model.yaml', 'Plumbline: Preview Architecture', 'architecture')
    await frame
      .locator('.notice')
      .filter({ hasText: /too large: it shows 400 of 10,000/ })
      .waitFor(SLOW)
    await frame
      .locator('.outline li')
      .filter({ hasText: /Not drawn: 9600 of 10000 parts/ })
      .first()
      .waitFor(SLOW)
    await frame.locator('input[type=search]').fill('Component 399')
    await frame.locator('.frame .found').first().waitFor(SLOW)
    assert.equal(await frame.locator('.frame .found').count(), 1)
  })

  test('nothing was asked for, stopped by a policy, or failed', () => {
    assert.deepEqual(left, [])
    assert.deepEqual(complaints, [])
  })
})
