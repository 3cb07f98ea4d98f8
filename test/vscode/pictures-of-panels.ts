// Pictures of the panels in a real VS Code, in each kind of theme: `node test/vscode/pictures-of-panels.ts [THEME…]`. They go to
// test/vscode/output/; whoever changes what users see looks at them.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { panelFrame } from './host/panels.ts'
import { ROOT } from './host/paths.ts'
import { startHost } from './host/server.ts'

const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern', contrast: 'Default High Contrast' }
const FILES = ['demand-forecast/demand-forecast.model.yaml', 'flawed-churn-model/churn.model.yaml']
const PANELS = [
  { command: 'Plumbline: Preview Architecture', script: 'architecture' },
  { command: 'Plumbline: Open Readiness Checklist', script: 'readiness' },
]

const wanted = process.argv.slice(2)
const output = join(ROOT, 'test/vscode/output')
mkdirSync(output, { recursive: true })
install()
const browser = await launch()
try {
  for (const [theme, name] of Object.entries(THEMES)) {
    if (wanted.length > 0 && !wanted.includes(theme)) continue
    await using host = await startHost({ workspace: join(ROOT, 'examples'), settings: { 'workbench.colorTheme': name, 'window.autoDetectColorScheme': false } })
    for (const file of FILES) {
      for (const { command, script } of PANELS) {
        const page = await openWorkbench(browser, host, file, { width: 1800, height: 1050 })
        await page.locator('.statusbar-item[id$="plumbline.status"]').waitFor({ timeout: 60_000 })
        await runCommand(page, command)
        await panelFrame(page, script)
        await page.waitForTimeout(1500)
        const picture = join(output, `${script}-${file.split('/')[0]}-${theme}.png`)
        await page.screenshot({ path: picture })
        console.log(picture)
        await page.context().close()
      }
    }
    const page = await openWorkbench(browser, host, FILES[1], { width: 1800, height: 1050 })
    await page.locator('.statusbar-item[id$="plumbline.status"]').waitFor({ timeout: 60_000 })
    await runCommand(page, 'Plumbline: Open Portfolio')
    await panelFrame(page, 'portfolio')
    await page.locator('.activitybar a[aria-label="Plumbline"]').first().click()
    await page.waitForTimeout(2500)
    const picture = join(output, `portfolio-${theme}.png`)
    await page.screenshot({ path: picture })
    console.log(picture)
    await page.context().close()
  }
} finally {
  await browser.close()
}
