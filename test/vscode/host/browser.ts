import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import type { Host } from './server.ts'

/** Starts Debian's Chromium, or the one in CHROMIUM. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  })

/** Opens the workbench on the host's workspace, with a file in the editor where one is given (relative to the workspace). */
export async function openWorkbench(browser: Browser, host: Host, file?: string, { width = 1400, height = 900 } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  const payload = file === undefined ? '' : `&payload=${encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://${host.authority}${host.workspace}/${file}`]]))}`
  await page.goto(`http://${host.authority}/?folder=${host.workspace}${payload}`)
  await page.locator('.monaco-workbench').waitFor()
  if (file !== undefined) await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 60_000 })
  return page
}

/** Runs a command from the palette, by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = await openPalette(page, title)
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().waitFor()
  await input.press('Enter')
}

/** Opens the palette with a filter; keys typed before its input is there would be lost. */
export async function openPalette(page: Page, filter: string): Promise<ReturnType<Page['locator']>> {
  const input = page.locator('.quick-input-widget input.input')
  await page.keyboard.press('F1')
  await input.waitFor()
  await input.fill(`>${filter}`)
  return input
}

/** What is set before the workbench's own scripts run: which extension is under development, and the module with its tests. */
interface DevelopmentOptions {
  readonly extension: string
  readonly tests: string
}

/**
 * Runs a module that exports `run()` inside the real extension host. Gives VS Code's exit code: 0 when `run` resolved. The built
 * workbench takes `developmentOptions` from its configuration element and nothing from the query string, and reports through two functions that
 * it looks for on `window`. `prepare` may look into the page before it goes anywhere.
 */
export async function runInExtensionHost(browser: Browser, host: Host, options: DevelopmentOptions, timeoutMs: number, prepare?: (page: Page) => Promise<void>): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  try {
    const page = await context.newPage()
    await prepare?.(page)
    await page.addInitScript(
      ({ authority, extension, tests }) => {
        const uri = (path: string): object => ({ scheme: 'vscode-remote', authority, path })
        const original = Element.prototype.getAttribute
        Element.prototype.getAttribute = function (name) {
          const value = original.call(this, name)
          if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || value === null) return value
          const settings = JSON.parse(value) as { developmentOptions?: object }
          return JSON.stringify({ ...settings, developmentOptions: { ...settings.developmentOptions, extensions: [uri(extension)], extensionTestsPath: uri(tests) } })
        }
      },
      { authority: host.authority, ...options },
    )
    let done: (code: number) => void
    const exit = new Promise<number>((resolve) => (done = resolve))
    await page.exposeFunction('codeAutomationExit', (code: number) => done(code))
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
      if (process.env['VERBOSE']) console.log(type, ...args)
    })
    await page.goto(`http://${host.authority}/?folder=${host.workspace}`)
    return await Promise.race([exit, new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`VS Code gave no result in ${timeoutMs} ms`)), timeoutMs).unref())])
  } finally {
    await context.close()
  }
}
