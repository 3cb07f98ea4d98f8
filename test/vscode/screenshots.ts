// Pictures of every panel in a real VS Code, in each kind of theme: `npm run screenshots [-- PANEL…] [-- THEME…]`. They go to
// test/vscode/output/; whoever changes what users see looks at them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { panelFrame } from './host/panels.ts'
import { ROOT } from './host/paths.ts'
import { examplesWithPast } from './host/repository.ts'
import { startHost } from './host/server.ts'
import type { Host } from './host/server.ts'
import { THEME_NAMES, THEMES, themeSettings } from './host/themes.ts'
import type { Theme } from './host/themes.ts'

const GOOD = 'card-fraud-scoring/card-fraud-scoring.model.yaml'
const FLAWED = 'flawed-churn-model/churn.model.yaml'
const SIZE = { width: 1800, height: 1050 }

interface Shot {
  readonly file: string
  readonly show: (page: Page) => Promise<void>
}

const panel = (title: string, script: string) => async (page: Page) => {
  await runCommand(page, title)
  await panelFrame(page, script)
}

const SHOTS: Readonly<Record<string, Shot>> = {
  architecture: { file: GOOD, show: panel('Plumbline: Preview Architecture', 'architecture') },
  'architecture-flawed': { file: FLAWED, show: panel('Plumbline: Preview Architecture', 'architecture') },
  'architecture-outline': {
    file: GOOD,
    async show(page) {
      await panel('Plumbline: Preview Architecture', 'architecture')(page)
      const frame = await panelFrame(page, 'architecture')
      await frame.locator('header button').filter({ hasText: 'Outline' }).click()
      await frame.locator('.outline button.link').nth(2).click()
    },
  },
  readiness: { file: FLAWED, show: panel('Plumbline: Open Readiness Checklist', 'readiness') },
  portfolio: {
    file: FLAWED,
    async show(page) {
      await runCommand(page, 'View: Close All Editors')
      await panel('Plumbline: Open Portfolio', 'portfolio')(page)
      await (await panelFrame(page, 'portfolio')).locator('svg.trend').waitFor({ timeout: 60_000 })
      await page.locator('.activitybar a[aria-label="Plumbline"]').first().click()
      // Without the words that appear below the pointer.
      await page.mouse.move(150, 700)
    },
  },
  review: {
    file: GOOD,
    async show(page) {
      await panel('Plumbline: Open Readiness Checklist', 'readiness')(page)
      await (await panelFrame(page, 'readiness')).locator('button.primary').click()
      await page.locator('.quick-input-widget .monaco-list-row').first().waitFor()
    },
  },
}

async function shoot(browser: Browser, host: Host, name: string, theme: Theme, { file, show }: Shot): Promise<string> {
  host.configure(themeSettings(theme))
  const page = await openWorkbench(browser, host, file, SIZE)
  await page.locator('.statusbar-item[id$="plumbline.status"]').waitFor({ timeout: 60_000 })
  // The palette offers the commands of a document once its kind is known.
  await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor({ timeout: 60_000 })
  await show(page).catch(async (error: unknown) => {
    await page.screenshot({ path: join(OUTPUT, `failed: ${name}-${theme}.png`) })
    throw error
  })
  await page.waitForTimeout(1500)
  const picture = join(OUTPUT, `${name}-${theme}.png`)
  await page.screenshot({ path: picture })
  await page.context().close()
  return picture
}

/** The HTML report in a browser that is set to the same kind of theme. */
async function shootReport(browser: Browser, file: string, theme: Theme): Promise<string> {
  const context = await browser.newContext({ viewport: SIZE, ...THEMES[theme].media })
  const page = await context.newPage()
  await page.goto(pathToFileURL(file).href)
  const picture = join(OUTPUT, `report-${theme}.png`)
  await page.screenshot({ path: picture, fullPage: true })
  await context.close()
  return picture
}

const OUTPUT = join(ROOT, 'test/vscode/output')
const wanted = process.argv.slice(2)
const themes = THEME_NAMES.filter((theme) => wanted.includes(theme) || !wanted.some((name) => name in THEMES))
const isWanted = (name: string): boolean => wanted.includes(name) || wanted.every((other) => other in THEMES)

mkdirSync(OUTPUT, { recursive: true })
const home = mkdtempSync(join(tmpdir(), 'plumbline-pictures-'))
install()
const browser = await launch()
try {
  const workspace = join(home, 'examples')
  examplesWithPast(workspace)
  const report = join(home, 'report.html')
  writeFileSync(report, execFileSync(process.execPath, [join(ROOT, 'dist/cli.mjs'), 'check', '--format', 'html', '--fail-on', 'never'], { cwd: workspace, maxBuffer: 1e9 }))
  await using host = await startHost({ workspace })
  for (const theme of themes) {
    for (const [name, shot] of Object.entries(SHOTS)) if (isWanted(name)) console.log(await shoot(browser, host, name, theme, shot))
    if (isWanted('report')) console.log(await shootReport(browser, report, theme))
  }
} finally {
  await browser.close()
  rmSync(home, { recursive: true, force: true })
}
