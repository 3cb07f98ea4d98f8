// Pictures of the extension in a real VS Code, in each kind of theme: `npm run screenshots [-- FOLDER FILE…]`. They go to
// test/vscode/output/; whoever changes what users see looks at them.
import { mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { ROOT, WORKSPACE } from './host/paths.ts'
import { startHost } from './host/server.ts'

const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern', contrast: 'Default High Contrast' }

const [folder, ...given] = process.argv.slice(2)
const workspace = folder === undefined ? WORKSPACE : resolve(folder)
const files = given.length > 0 ? given : ['docs/adr/0002-store-features-twice.md', 'models/churn.model.yaml']
const output = join(ROOT, 'test/vscode/output')
mkdirSync(output, { recursive: true })
install()
const browser = await launch()
try {
  for (const [kind, theme] of Object.entries(THEMES)) {
    await using host = await startHost({ workspace, settings: { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false } })
    for (const file of files) {
      const page = await openWorkbench(browser, host, file, { width: 1500, height: 950 })
      await page.locator('.statusbar-item[id$="plumbline.status"]').waitFor({ timeout: 60_000 })
      await runCommand(page, 'Problems: Focus on Problems View')
      await page.locator('.markers-panel .monaco-list-row').first().waitFor()
      await page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').first().waitFor()
      const picture = join(output, `${basename(file)}-${kind}.png`)
      await page.screenshot({ path: picture })
      console.log(picture)
      await page.context().close()
    }
  }
} finally {
  await browser.close()
}
