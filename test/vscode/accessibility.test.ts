import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, describe, test } from 'node:test'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Frame, Page } from 'playwright-core'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { panelFrame } from './host/panels.ts'
import { ROOT } from './host/paths.ts'
import { examplesWithPast } from './host/repository.ts'
import { startHost } from './host/server.ts'
import type { Host } from './host/server.ts'
import { THEME_NAMES, THEMES, themeSettings } from './host/themes.ts'

const FLAWED = 'flawed-churn-model/churn.model.yaml'
/** A model with every kind of finding and one without any: what their pages hold, those of more models hold again, and axe looks at each element. */
const MODELS = ['flawed-churn-model', 'support-assistant']
const SLOW = { timeout: 60_000 }
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

/** All rules; of elements without fault axe describes one a rule, which takes it half as long. */
const LOOK: RunOptions = { resultTypes: ['violations'] }

/** What axe finds in a page, in words. */
async function violations(frame: Frame | Page): Promise<readonly string[]> {
  await frame.evaluate(AXE)
  const { violations: found, passes } = await frame.evaluate(
    (options) => (globalThis as unknown as { axe: { run(context: unknown, options: RunOptions): Promise<AxeResults> } }).axe.run(document, options),
    LOOK,
  )
  assert.ok(
    passes.some(({ id }) => id === 'color-contrast'),
    'contrast was measured',
  )
  return found.flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)}\n  ${failureSummary?.replaceAll('\n', '\n  ')}`))
}

describe('the panels for everybody, by axe-core', { timeout: 800_000 }, () => {
  let host: Host
  let browser: Browser
  let report = ''
  before(async () => {
    install()
    host = await startHost()
    const workspace = join(host.output, 'examples')
    examplesWithPast(workspace)
    report = join(host.output, 'report.html')
    const options = { cwd: workspace, maxBuffer: 1e9 }
    writeFileSync(report, execFileSync(process.execPath, [join(ROOT, 'dist/cli.mjs'), 'check', '--format', 'html', '--fail-on', 'never', ...MODELS], options))
    writeFileSync(join(host.output, 'portfolio.html'), execFileSync(process.execPath, [join(ROOT, 'dist/cli.mjs'), 'portfolio', '--format', 'html'], options))
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await host?.[Symbol.asyncDispose]()
  })

  for (const theme of THEME_NAMES) {
    test(`no violation in any panel: ${THEMES[theme].name}`, async (t) => {
      host.configure(themeSettings(theme))
      const page = await openWorkbench(browser, { ...host, workspace: join(host.output, 'examples') }, FLAWED, { width: 1700, height: 1000 })
      await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor(SLOW)
      const found: string[] = []
      const look = async (name: string, frame: Frame): Promise<void> => {
        for (const line of await violations(frame)) found.push(`${name}: ${line}`)
      }
      await runCommand(page, 'Plumbline: Open Readiness Checklist')
      let frame = await panelFrame(page, 'readiness')
      await frame.locator('details.item summary').first().click(SLOW)
      await look('readiness', frame)
      // The palette offers what fits the editor that is active.
      await page.locator('.tab').filter({ hasText: 'churn.model.yaml' }).first().click()
      await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor(SLOW)
      await runCommand(page, 'Plumbline: Preview Architecture')
      frame = await panelFrame(page, 'architecture')
      await frame.locator('.frame svg .node').first().waitFor(SLOW)
      await frame.locator('header button').filter({ hasText: 'Outline' }).click()
      await look('architecture', frame)
      await runCommand(page, 'Plumbline: Open Portfolio')
      frame = await panelFrame(page, 'portfolio')
      await frame.locator('svg.trend').waitFor(SLOW)
      await frame.locator('button.metric').first().click()
      await look('portfolio', frame)
      await page.context().close()
      t.diagnostic(`${found.length} violations`)
      assert.deepEqual(found, [])
    })

    test(`no violation in the reports: ${theme}`, async () => {
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...THEMES[theme].media })
      const page = await context.newPage()
      for (const file of [report, join(host.output, 'portfolio.html')]) {
        await page.goto(pathToFileURL(file).href)
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)))
        assert.deepEqual(await violations(page), [])
      }
      await context.close()
    })
  }
})
