import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Browser, Frame, Page } from 'playwright-core'
import { launch, openWorkbench, runCommand } from './host/browser.ts'
import { install } from './host/install.ts'
import { complaintsOf, panelFrame } from './host/panels.ts'
import { ROOT } from './host/paths.ts'
import { git } from './host/repository.ts'
import { startHost } from './host/server.ts'
import type { Host } from './host/server.ts'
import { themeSettings } from './host/themes.ts'

const MANIFEST = 'demand-forecast/demand-forecast.model.yaml'
const OUTPUT = join(ROOT, 'test/vscode/output')
const SLOW = { timeout: 30_000 }

describe('the architecture panel in a real VS Code', { timeout: 300_000 }, () => {
  let host: Host
  let browser: Browser
  let page: Page
  let frame: Frame
  let complaints: string[]
  before(async () => {
    install()
    mkdirSync(OUTPUT, { recursive: true })
    host = await startHost({ workspace: join(ROOT, 'examples'), settings: themeSettings('light') })
    git(host.workspace, ['init', '-q', '-b', 'main'])
    git(host.workspace, ['add', '-A'])
    git(host.workspace, ['commit', '-qm', 'examples'])
    // One part gone, one new, one otherwise than in the commit.
    const file = join(host.workspace, MANIFEST)
    const text = readFileSync(file, 'utf8')
    const changed = text
      .replace('      - {id: reg, role: model-registry, name: MLflow, boundary: dp}\n', '      - {id: lake, role: warehouse, name: New lake, boundary: dp}\n')
      .replace('      - {from: reg, to: job, data: model, protocol: https, sync: false, auth: iam, encrypted: true}\n', '')
      .replace(/(- \{id: mon, role: monitoring, name: )([^,}]+)/, '$1$2, technology: Changed')
    assert.notEqual(changed, text)
    writeFileSync(file, changed)
    browser = await launch()
    page = await openWorkbench(browser, host, MANIFEST, { width: 1700, height: 1000 })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    complaints = complaintsOf(page)
    await page.locator('.editor-actions a[aria-label^="Preview Architecture"]').first().waitFor({ timeout: 60_000 })
    await runCommand(page, 'Plumbline: Preview Architecture')
    frame = await panelFrame(page, 'architecture')
    await frame.locator('.frame svg .node').first().waitFor(SLOW)
  })
  afterEach(async (t) => {
    if ('passed' in t && t.passed === false) await page?.screenshot({ path: join(OUTPUT, `failed: ${t.name}.png`) })
  })
  after(async () => {
    await browser?.close()
    await host?.[Symbol.asyncDispose]()
  })

  const button = (text: string): ReturnType<Frame['locator']> => frame.locator('header button').filter({ hasText: text })

  test('has each view of the model, with an outline of each', async () => {
    const titles = ['System', 'Data lineage', 'Release steps', 'Roadmap', 'Decisions']
    await button('Outline').click()
    for (const title of titles) {
      await button(title).click()
      await frame.locator(`header .tabs button[aria-pressed="true"]`).filter({ hasText: title }).waitFor(SLOW)
      await frame.locator('.frame svg [data-id]').first().waitFor(SLOW)
      assert.ok((await frame.locator('.outline li').count()) > 1, title)
    }
    await button('Outline').click()
    await button('System').click()
    await frame.locator('h1').filter({ hasText: 'Architecture of' }).waitFor(SLOW)
  })

  test('zooms, moves and finds by keyboard, without any motion of its own', async () => {
    const box = (): Promise<string | null> => frame.locator('.frame svg').getAttribute('viewBox')
    const before = await box()
    await frame.locator('.frame').focus()
    await page.keyboard.press('+')
    const zoomed = await box()
    assert.notEqual(zoomed, before)
    await page.keyboard.press('ArrowLeft')
    assert.notEqual(await box(), zoomed)
    await page.keyboard.press('0')
    assert.equal(await box(), before)
    await frame.locator('input[type=search]').fill('prometheus')
    await frame.locator('.frame .found').first().waitFor(SLOW)
    await frame.locator('input[type=search]').press('Enter')
    await frame.locator('aside.part h2').waitFor(SLOW)
    assert.equal(await frame.evaluate(() => document.getAnimations().length), 0)
    await frame.locator('input[type=search]').fill('')
    await frame.locator('aside.part button[aria-label="Close"]').click()
  })

  test('marks what was added, removed and changed since a revision', async () => {
    await button('Compare').click()
    await page.locator('.quick-input-widget input.input').waitFor(SLOW)
    await page.keyboard.press('Enter')
    await frame.locator('.frame .node.added').first().waitFor(SLOW)
    assert.match((await frame.locator('.frame .node.added').allTextContents()).join(), /New lake/)
    assert.match((await frame.locator('.frame .node.removed').allTextContents()).join(), /MLflow/)
    assert.equal(await frame.locator('.frame .node.changed').count(), 1)
    assert.match(await frame.locator('footer').innerText(), /new since[\s\S]*changed since[\s\S]*gone since/)
    await button('Against HEAD').waitFor(SLOW)
  })

  /** Exports, takes the name that is proposed, and gives the file. */
  async function exported(what: string, ending: string): Promise<Buffer> {
    await frame.locator('select[aria-label=Export]').selectOption(what)
    const input = page.locator('.quick-input-widget input.input')
    await input.waitFor(SLOW)
    await page.waitForFunction((end) => document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value.endsWith(end), ending, SLOW)
    const file = await input.inputValue()
    await page.keyboard.press('Enter')
    for (let i = 0; i < 100 && !existsSync(file); i++) await page.waitForTimeout(100)
    await page.waitForTimeout(200)
    return readFileSync(file)
  }

  test('exports a PNG that is one, twice the size of the picture', async () => {
    const size = await frame.locator('.frame svg').evaluate((svg) => (svg.querySelector('.band rect') as SVGRectElement).width.baseVal.value)
    const png = await exported('png', '.png')
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    assert.equal(png.toString('latin1', png.length - 8, png.length - 4), 'IEND')
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
    assert.ok(width > 2 * size && height > 200, `${width} x ${height}, a band is ${size} wide`)
    // More than one colour: something was drawn.
    assert.ok(png.length > 20_000, `${png.length} bytes`)
  })

  test('exports SVG and mermaid, to a file and to the clipboard', async () => {
    const svg = (await exported('save svg', '.svg')).toString('utf8')
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*New lake[\s\S]*<\/svg>\n$/)
    assert.match((await exported('save mermaid', '.mmd')).toString('utf8'), /^flowchart LR\n[\s\S]*New lake/)
    for (const [what, words] of [
      ['copy mermaid', /^flowchart LR\n/],
      ['copy svg', /^<svg /],
    ] as const) {
      await frame.locator('select[aria-label=Export]').selectOption(what)
      await page.locator('.statusbar-item').filter({ hasText: 'Copied as' }).first().waitFor(SLOW)
      await page.bringToFront()
      let text = ''
      for (let i = 0; i < 50 && !words.test(text); i++) {
        await page.waitForTimeout(100)
        text = await page.evaluate(() => navigator.clipboard.readText())
      }
      assert.match(text, words)
    }
  })

  test('takes over another theme at once, in the same page', async () => {
    const colours = (): Promise<readonly string[]> =>
      frame.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('.frame .node text')!).fill])
    const light = await colours()
    await frame.evaluate(() => document.body.setAttribute('data-same', 'yes'))
    await runCommand(page, 'Preferences: Toggle between Light/Dark Themes')
    await frame.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, light[0], SLOW)
    assert.notEqual((await colours())[1], light[1])
    assert.equal(await frame.evaluate(() => document.body.getAttribute('data-same')), 'yes', 'the page was not made anew')
  })

  test('comes back after the window was loaded anew, as it was', async () => {
    const reload = async (): Promise<void> => {
      await frame.evaluate(() => document.body.setAttribute('data-old', 'yes'))
      await runCommand(page, 'Developer: Reload Window')
      await page.waitForLoadState('load')
      await page.waitForTimeout(2000)
      frame = await panelFrame(page, 'architecture')
      await frame.locator('body:not([data-old]) h1').waitFor(SLOW)
    }
    // The address of the beginning names a file, and with it VS Code brings nothing back. Its own command saves what is open; a page that is merely left may not come to it.
    await page.evaluate((address) => history.replaceState(null, '', address), `/?folder=${host.workspace}`)
    await reload()
    await button('Data lineage').click()
    await frame.locator('h1').filter({ hasText: 'Lineage' }).waitFor(SLOW)
    if ((await button('Against HEAD').count()) === 0) {
      await button('Compare').click()
      await page.locator('.quick-input-widget input.input').waitFor(SLOW)
      await page.keyboard.press('Enter')
      await button('Against HEAD').waitFor(SLOW)
    }
    await frame.locator('input[type=search]').fill('feature')
    await page.waitForTimeout(500)
    await reload()
    await frame.locator('body:not([data-old]) h1').filter({ hasText: 'Lineage' }).waitFor(SLOW)
    assert.equal(await frame.locator('input[type=search]').inputValue(), 'feature')
    await button('Against HEAD').waitFor(SLOW)
  })

  test('no page was stopped by its policy or failed', () => assert.deepEqual(complaints, []))
})
