import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launch, openPalette, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { EXTENSION_ID, ROOT } from './host/paths.ts'
import { startHost } from './host/server.ts'
import type { Host } from './host/server.ts'

const FLAWED = 'docs/adr/0002-store-features-twice.md'
const OUTPUT = join(ROOT, 'test/vscode/output')
const SLOW = { timeout: 30_000 }

const statusItem = (page: Page): ReturnType<Page['locator']> => page.locator('.statusbar-item[id="plumbline.plumbline.plumbline.status"], .statusbar-item[id$="plumbline.status"]')
const squiggles = (page: Page): ReturnType<Page['locator']> => page.locator('.monaco-editor .squiggly-warning')

/** The row of the Problems panel with some text. The list draws only what fits in, so its filter is asked for words of it. */
async function problem(page: Page, words: string, text: string): Promise<ReturnType<Page['locator']>> {
  const filter = page.locator('.panel .viewpane-filter input')
  const rows = page.locator('.markers-panel .monaco-list-row')
  const row = rows.filter({ hasText: text }).first()
  await filter.fill(words)
  await row.waitFor(SLOW).catch(async (error: unknown) => {
    // Whether the problem is not there or only not shown: the panel's own words tell.
    const state = async (): Promise<string> => `filter "${await filter.inputValue()}", rows: ${JSON.stringify(await rows.allInnerTexts())}`
    const filtered = await state()
    await filter.fill('')
    await page.waitForTimeout(1000)
    throw new Error(`"${text}" does not stand in the Problems panel: ${filtered}; ${await state()}`, { cause: error })
  })
  return row
}

/** The workbench as a user sees it, once for each way in which the server can run. */
for (const [where, settings] of [
  ['server as a process', {}],
  ['server as a web worker', { 'remote.extensionKind': { [EXTENSION_ID]: ['web'] } }],
] as const) {
  describe(`the workbench of a real VS Code, ${where}`, { timeout: 240_000 }, () => {
    let host: Host
    let browser: Browser
    let page: Page
    before(async () => {
      install()
      mkdirSync(OUTPUT, { recursive: true })
      host = await startHost({ settings })
      browser = await launch()
      page = await openWorkbench(browser, host, FLAWED)
    })
    // Of what fails there is a picture.
    afterEach(async (t) => {
      if ('passed' in t && t.passed === false) await page?.screenshot({ path: join(OUTPUT, `failed: ${t.name}, ${where}.png`) })
    })
    after(async () => {
      await browser?.close()
      await host?.[Symbol.asyncDispose]()
    })

    test('squiggles stand below the words', async () => {
      await squiggles(page).first().waitFor(SLOW)
      const lines = page.locator('.monaco-editor .view-line')
      const boxOf = async (text: string): Promise<{ x: number; y: number; width: number; height: number }> => (await lines.filter({ hasText: text }).first().boundingBox())!
      const line = await boxOf('The feature job writes')
      const boxes = await Promise.all((await squiggles(page).all()).map((squiggle) => squiggle.boundingBox()))
      const below = boxes.filter((box) => box !== null && box.y >= line.y - 2 && box.y < line.y + line.height)
      assert.equal(below.length, 1, `${boxes.length} squiggles, ${below.length} on the line with TBD`)
      // 'TBD' begins at column 39 of a line in a fixed-width face and is three characters wide.
      const [width, start] = await page.evaluate(() => {
        const text = [...document.querySelectorAll('.monaco-editor .view-line')].find(
          (element) => element.textContent.includes('The\u00a0feature') || element.textContent.includes('The feature'),
        )!
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent!.indexOf('TBD')
          if (at === -1) continue
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 3)
          const box = range.getBoundingClientRect()
          return [box.width, box.x]
        }
        return [0, 0]
      })
      assert.ok(
        Math.abs(below[0]!.x - start!) < 2 && Math.abs(below[0]!.width - width!) < 2,
        `squiggle at ${below[0]!.x} (${below[0]!.width} wide), words at ${start} (${width} wide)`,
      )
    })

    test('the status bar says findings, kind and tier', async () => {
      await statusItem(page).waitFor(SLOW)
      const text = (await statusItem(page).innerText()).replace(/\s+/g, ' ').trim()
      assert.match(text, /^\d+ · ADR( · tier \d)?$/)
      assert.match((await statusItem(page).locator('a').getAttribute('aria-label')) ?? '', /Plumbline: \d warnings?.*ADR/)
    })

    test('a click on it shows the problems', async () => {
      await statusItem(page).locator('a').click()
      await problem(page, '0002-store', "Placeholder 'TBD' is left in the text")
      const row = await problem(page, '0002-store', 'only one considered option')
      assert.match((await row.innerText()).replace(/\s+/g, ' '), /plumbline.*adr-no-alternatives/)
    })

    test('the problems of documents that are not open are there as well', async () => {
      await problem(page, 'ownr', 'Unknown field `ownr`')
    })

    test('the status follows what is typed', async () => {
      const count = async (): Promise<number> => Number.parseInt(await statusItem(page).innerText(), 10)
      const first = await count()
      await page.locator('.monaco-editor .view-line').filter({ hasText: 'answers in seconds' }).first().click()
      await page.keyboard.press('End')
      await page.keyboard.type(' FIXME')
      await page.waitForFunction(
        ([before]) => Number.parseInt(document.querySelector<HTMLElement>('.statusbar-item[id$="plumbline.status"]')?.innerText ?? '', 10) === before! + 1,
        [first] as const,
        SLOW,
      )
    })

    test('the palette has our commands, and each of them works here', async () => {
      const list = page.locator('.quick-input-list .monaco-list-row')
      await openPalette(page, 'Plumbline: ')
      await list.filter({ hasText: 'Plumbline: Restart Server' }).first().waitFor()
      const titles = (await list.allInnerTexts()).map((text) => text.split('\n')[0]).filter((title) => title?.startsWith('Plumbline: '))
      assert.deepEqual(titles.sort(), [
        'Plumbline: Create Workspace Configuration',
        'Plumbline: Explain Rule...',
        // VS Code's own, for the tree of documents.
        'Plumbline: Focus on Documents View',
        'Plumbline: Open Portfolio',
        'Plumbline: Preview Architecture',
        'Plumbline: Restart Server',
        'Plumbline: Show Output',
      ])
      await page.keyboard.press('Escape')
      await runCommand(page, 'Plumbline: Explain Rule...')
      await page.locator('.quick-input-widget input.input[placeholder="Rule to explain"], .quick-input-widget input[placeholder="Rule to explain"]').fill('PL-HYG-001')
      await list.filter({ hasText: 'placeholder-text' }).first().waitFor(SLOW)
      await page.keyboard.press('Enter')
      await page.locator('.tab').filter({ hasText: 'placeholder-text' }).first().waitFor(SLOW)
      await page.locator('.tab').filter({ hasText: '0002-store' }).first().click()
      assert.equal(await page.locator('.tab').filter({ hasText: 'placeholder-text' }).count(), 1, 'the page of the rule stays')
      await page.locator('.monaco-editor .view-line').first().click()
    })

    test('Restart Server keeps the status, and Show Output shows our channel', async () => {
      await runCommand(page, 'Plumbline: Restart Server')
      await statusItem(page)
        .filter({ hasText: /\d+ · ADR/ })
        .waitFor(SLOW)
      await runCommand(page, 'Plumbline: Show Output')
      await page.waitForFunction(() => [...document.querySelectorAll('select')].some((select) => select.selectedOptions[0]?.textContent === 'Plumbline'), undefined, SLOW)
      // The filter of the problems is that of the output as well.
      await page.locator('.panel .viewpane-filter input').fill('')
      // In its process the host cannot write logs: the native module for that is not built here.
      if (where === 'server as a web worker') await page.locator('.panel .view-line').filter({ hasText: 'worker' }).first().waitFor(SLOW)
    })
  })
}
