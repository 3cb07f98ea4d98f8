import type { Frame, Page } from 'playwright-core'

const PATIENCE_MS = 60_000

/** The page of a panel: a frame inside the frame of VS Code's webview. `script` names the module that it runs. */
export async function panelFrame(page: Page, script: string): Promise<Frame> {
  const begin = performance.now()
  for (;;) {
    for (const frame of page.frames()) {
      const found = await frame
        .locator(`script[src*="/webviews/${script}.js"]`)
        .count()
        .catch(() => 0)
      if (found > 0) {
        await frame.locator('#app:not([aria-busy])').waitFor({ timeout: PATIENCE_MS })
        return frame
      }
    }
    if (performance.now() - begin > PATIENCE_MS)
      throw new Error(
        `no panel runs ${script}.js; frames: ${page
          .frames()
          .map((f) => f.url())
          .join(', ')}`,
      )
    await page.waitForTimeout(200)
  }
}

/** What a page complained of: blocked by its policy, or failed. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/Content.Security.Policy|violates the following/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => {
    if (/webviews\//.test(error.stack ?? '')) complaints.push(error.message)
  })
  return complaints
}
