import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Frame, Page } from 'playwright-core'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { complaintsOf, panelFrame } from './host/panels.ts'
import { ROOT } from './host/paths.ts'
import { startHost } from './host/server.ts'
import type { Host } from './host/server.ts'

const MANIFEST = 'flawed-churn-model/churn.model.yaml'
const OUTPUT = join(ROOT, 'test/vscode/output')
const SLOW = { timeout: 30_000 }

/** The line in which the cursor of the editor stands, as the status bar has it. */
const cursorLine = async (page: Page): Promise<number> => Number(/Ln (\d+)/.exec((await page.locator('.statusbar-item[id="status.editor.selection"]').innerText(SLOW)).trim())?.[1])

describe('the panels in a real VS Code', { timeout: 300_000 }, () => {
  let host: Host
  let browser: Browser
  let page: Page
  let complaints: string[]
  before(async () => {
    install()
    mkdirSync(OUTPUT, { recursive: true })
    host = await startHost({ workspace: join(ROOT, 'examples') })
    browser = await launch()
    page = await openWorkbench(browser, host, MANIFEST, { width: 1700, height: 1000 })
    complaints = complaintsOf(page)
    await page.locator('.statusbar-item[id$="plumbline.status"]').waitFor({ timeout: 60_000 })
  })
  afterEach(async (t) => {
    if ('passed' in t && t.passed === false) await page?.screenshot({ path: join(OUTPUT, `failed: ${t.name}.png`) })
  })
  after(async () => {
    await browser?.close()
    await host?.[Symbol.asyncDispose]()
  })

  describe('readiness', () => {
    let frame: Frame
    before(async () => {
      await runCommand(page, 'Plumbline: Open Readiness Checklist')
      frame = await panelFrame(page, 'readiness')
    })

    test('says the model, its tier and what is open', async () => {
      await frame.locator('header h1').filter({ hasText: 'churn' }).waitFor(SLOW)
      assert.match(await frame.locator('header').innerText(), /tier \d[\s\S]*not ready: \d+ required items open/)
      assert.ok((await frame.locator('details.item').count()) > 10)
    })

    test('filters by state and words', async () => {
      const all = await frame.locator('details.item').count()
      await frame.locator('.tabs button').filter({ hasText: /^All/ }).click()
      const more = await frame.locator('details.item').count()
      assert.ok(more > all, `${more} of ${all}`)
      await frame.locator('input[type=search]').fill('rollback')
      await frame.locator('details.item').first().waitFor()
      assert.ok((await frame.locator('details.item').count()) < 6)
      for (const text of await frame.locator('details.item').allInnerTexts()) assert.match(text, /roll/i)
    })

    test('an item shows findings that lead into the document', async () => {
      await frame.locator('details.item').first().locator('summary').click()
      await frame.locator('details.item .details .problem button.link').last().click(SLOW)
      await page.locator('.tab.active').filter({ hasText: 'churn' }).first().waitFor(SLOW)
      assert.ok((await cursorLine(page)) > 1)
    })

    test('is reached by the keyboard', async () => {
      await frame.locator('input[type=search]').focus()
      await page.keyboard.press('Tab')
      assert.match(await frame.evaluate(() => document.activeElement?.textContent ?? ''), /Open/)
      assert.notEqual(await frame.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle), 'none')
    })
  })

  describe('architecture', () => {
    let frame: Frame
    before(async () => {
      await page.locator('.tab').filter({ hasText: 'churn.model.yaml' }).first().click()
      // The palette offers it once the status of the document is known, and so does the title of the editor.
      await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor(SLOW)
      await runCommand(page, 'Plumbline: Preview Architecture')
      frame = await panelFrame(page, 'architecture')
    })

    test('draws parts, and a click leads to where one is written', async () => {
      const parts = frame.locator('.frame svg [data-id]')
      await parts.first().waitFor(SLOW)
      assert.ok((await parts.count()) > 2)
      // The model: its box says the words of the manifest's artifact.
      await frame.locator('.frame svg g.node').filter({ hasText: 'pickle' }).first().click(SLOW)
      await frame.locator('aside h2').first().waitFor(SLOW)
      await page.locator('.tab.active').filter({ hasText: 'churn.model.yaml' }).first().waitFor(SLOW)
      await page.locator('.statusbar-item[id="status.editor.selection"]').filter({ hasText: 'Ln 22,' }).waitFor(SLOW)
    })

    test('keeps the last picture while the text is broken, and says so', async () => {
      const before = await frame.locator('.frame svg [data-id]').count()
      await page.locator('.tab').filter({ hasText: 'churn.model.yaml' }).first().click()
      await page.keyboard.press('Control+1')
      await page.keyboard.press('Control+Home')
      await page.locator('.statusbar-item[id="status.editor.selection"]').filter({ hasText: 'Ln 1, Col 1' }).waitFor(SLOW)
      await page.keyboard.type('a: [b\n')
      await frame.locator('.notice').first().waitFor(SLOW)
      assert.equal(await frame.locator('.frame svg [data-id]').count(), before)
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await frame
        .locator('.notice')
        .first()
        .waitFor({ state: 'detached', ...SLOW })
    })
  })

  describe('portfolio', () => {
    let frame: Frame
    before(async () => {
      await runCommand(page, 'Plumbline: Open Portfolio')
      frame = await panelFrame(page, 'portfolio')
    })

    test('lists the models with what is known of them', async () => {
      await frame.locator('tbody tr').first().waitFor(SLOW)
      const text = await frame.locator('.body').innerText()
      for (const name of ['churn-score', 'Demand forecast for fresh produce']) assert.match(text, new RegExp(name))
    })

    test('a key figure shows its formula and inputs', async () => {
      await frame.locator('button.metric').first().click()
      await frame.getByText('Formula').first().waitFor(SLOW)
    })

    test('sorts by a column, in both directions', async () => {
      const names = (): Promise<string[]> => frame.locator('section .scroll tbody tr td:first-child').allInnerTexts()
      const header = frame.locator('th button').filter({ hasText: 'Model' })
      await header.click()
      const first = await names()
      // By the name of the model, not by the words that are shown for it.
      assert.deepEqual(first, ['Card fraud scoring', 'churn-score', 'Demand forecast for fresh produce', 'Support assistant'])
      await header.click()
      assert.deepEqual(await names(), first.toReversed())
    })
  })

  test('the activity bar lists models and their documents', async () => {
    await page.locator('.activitybar a[aria-label="Plumbline"]').first().click()
    const rows = page.locator('.sidebar .monaco-list-row')
    await rows.filter({ hasText: 'churn' }).first().waitFor(SLOW)
    await rows.filter({ hasText: 'Decisions' }).first().waitFor(SLOW)
  })

  test('no page was stopped by its policy or failed', () => assert.deepEqual(complaints, []))
})
