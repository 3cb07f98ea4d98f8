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
 * Calls `take` with every picture that a panel paints in the page, from now on: the first of each page, and each with another revision. The observer is put into each frame before anything runs in it.
 * A picture is in the document when the observer hears of it; it counts as painted when a task that was queued in the next frame runs, for
 * such a task comes after that frame was drawn. The time is taken in there, so the way of the message to here costs nothing.
 */
export async function watchPaints(page: Page, take: (paint: Paint) => void): Promise<void> {
  await page.exposeFunction('plumblinePainted', take)
  await page.addInitScript(() => {
    if (location.href !== 'about:blank') return
    let last = ''
    const look = (): void => {
      const picture = document.querySelector('.frame svg')
      if (picture === null) return
      const revision = /revision (\d+)/.exec(picture.textContent ?? '')?.[1] ?? 'none'
      if (revision === last) return
      last = revision
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          const at = Date.now()
          const paint = { at, nodes: picture.querySelectorAll('.node').length, revision: revision === 'none' ? null : Number(revision) }
          ;(globalThis as unknown as { plumblinePainted(paint: object): void }).plumblinePainted(paint)
        })
        port1.start()
        port2.postMessage(null)
      })
    }
    // The page of a webview begins as an empty document and gets another one in the same window; its script comes later still.
    const first = document
    const waiting = setInterval(() => {
      if (document === first) return
      clearInterval(waiting)
      new MutationObserver(look).observe(document, { childList: true, subtree: true })
      look()
    }, 5)
  })
}
