import type { Page } from 'playwright-core'

/** A picture of the architecture on the screen. */
export interface Paint {
  /** `Date.now()` in the page, once the picture was painted. */
  readonly at: number
  readonly nodes: number
  /** The number in its words `revision 7`; null without. */
  readonly revision: number | null
}

/**
 * Calls `take` with every picture that a panel paints in the page, from now on. The observer is put into each frame before anything runs in it.
 * A picture is in the document when the observer hears of it; it counts as painted when a task that was queued in the next frame runs, for
 * such a task comes after that frame was drawn. The time is taken in there, so the way of the message to here costs nothing.
 */
export async function watchPaints(page: Page, take: (paint: Paint) => void): Promise<void> {
  await page.exposeFunction('plumblinePainted', take)
  await page.addInitScript(() => {
    if (globalThis.self === globalThis.top) return
    let last: Element | null = null
    let watched: Document | undefined
    const look = (): void => {
      const picture = document.querySelector('.frame svg')
      if (picture === null || picture === last) return
      last = picture
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          const at = Date.now()
          const revision = /revision (\d+)/.exec(picture.textContent ?? '')?.[1]
          const paint = { at, nodes: picture.querySelectorAll('.node').length, revision: revision === undefined ? null : Number(revision) }
          ;(globalThis as unknown as { plumblinePainted(paint: object): void }).plumblinePainted(paint)
        })
        port1.start()
        port2.postMessage(null)
      })
    }
    // A webview begins with an empty document and gets another one in the same window; its script comes later still.
    setInterval(() => {
      if (watched === document) return
      watched = document
      new MutationObserver(look).observe(document, { childList: true, subtree: true })
      look()
    }, 5)
  })
}
