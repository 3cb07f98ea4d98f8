/** Zooming and moving a picture: wheel, drag, keys, buttons. Positions are in pixels of the page. */
export class Viewport {
  readonly #frame: HTMLElement
  readonly #changed: () => void
  scale = 1
  x = 0
  y = 0
  /** False until the reader moved it: then the picture is fitted whenever it changes. */
  moved = false
  #drag: { readonly pointer: number; readonly x: number; readonly y: number } | undefined

  constructor(frame: HTMLElement, changed: () => void) {
    this.#frame = frame
    this.#changed = changed
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false })
    frame.addEventListener('pointerdown', (event) => this.#down(event))
    frame.addEventListener('pointermove', (event) => this.#move(event))
    frame.addEventListener('pointerup', (event) => this.#up(event))
    frame.addEventListener('pointercancel', (event) => this.#up(event))
  }

  /** Shows the whole picture, at most at twice its size. */
  fit(width: number, height: number): void {
    const { clientWidth, clientHeight } = this.#frame
    if (width <= 0 || height <= 0 || clientWidth === 0 || clientHeight === 0) return
    this.scale = Math.min(2, (clientWidth - 24) / width, (clientHeight - 24) / height)
    this.x = (clientWidth - width * this.scale) / 2
    this.y = (clientHeight - height * this.scale) / 2
    this.moved = false
    this.#changed()
  }

  /** Goes back to where the reader had moved it. */
  place({ scale, x, y }: { readonly scale: number; readonly x: number; readonly y: number }): void {
    if (![scale, x, y].every(Number.isFinite) || scale <= 0) return
    this.scale = scale
    this.x = x
    this.y = y
    this.moved = true
  }

  /** Zooms around a point of the frame, by default its middle. */
  zoom(factor: number, atX = this.#frame.clientWidth / 2, atY = this.#frame.clientHeight / 2): void {
    const scale = Math.min(6, Math.max(0.02, this.scale * factor))
    this.x = atX - ((atX - this.x) / this.scale) * scale
    this.y = atY - ((atY - this.y) / this.scale) * scale
    this.scale = scale
    this.moved = true
    this.#changed()
  }

  pan(dx: number, dy: number): void {
    this.x += dx
    this.y += dy
    this.moved = true
    this.#changed()
  }

  /** Brings a box of the picture into sight. */
  reveal(x: number, y: number, width: number, height: number): void {
    const { clientWidth, clientHeight } = this.#frame
    const left = this.x + x * this.scale
    const top = this.y + y * this.scale
    if (left >= 0 && top >= 0 && left + width * this.scale <= clientWidth && top + height * this.scale <= clientHeight) return
    this.x = clientWidth / 2 - (x + width / 2) * this.scale
    this.y = clientHeight / 2 - (y + height / 2) * this.scale
    this.moved = true
    this.#changed()
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault()
    if (!event.ctrlKey && !event.metaKey && event.deltaMode === 0 && Math.abs(event.deltaX) > 0) return this.pan(-event.deltaX, -event.deltaY)
    const box = this.#frame.getBoundingClientRect()
    this.zoom(Math.exp(-event.deltaY / 500), event.clientX - box.left, event.clientY - box.top)
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return
    this.#drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY }
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag
    if (!drag || drag.pointer !== event.pointerId) return
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y]
    // A click may tremble.
    if (!this.#frame.hasPointerCapture(event.pointerId) && Math.abs(dx) + Math.abs(dy) < 4) return
    if (!this.#frame.hasPointerCapture(event.pointerId)) this.#frame.setPointerCapture(event.pointerId)
    this.#drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY }
    this.pan(dx, dy)
  }

  #up(event: PointerEvent): void {
    if (this.#frame.hasPointerCapture(event.pointerId)) this.#frame.releasePointerCapture(event.pointerId)
    this.#drag = undefined
  }
}
