/** The SVG of a graph in the page: brought in safely, marked, and turned into a PNG. */

/** Elements that a picture of ours never has. */
const FORBIDDEN = 'script, foreignObject, iframe, image, use[href^="http"], a'

/**
 * Reads SVG text into an element of this page. Styles become sheets of the document, because the page allows no inline style; whatever could
 * run or load anything is left out. `undefined` for text that is no SVG.
 */
export function importSvg(text: string): SVGSVGElement | undefined {
  const { svg, css } = withoutStyle(text)
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
  const root = parsed.documentElement
  if (root.localName !== 'svg' || parsed.querySelector('parsererror')) return undefined
  for (const element of root.querySelectorAll(FORBIDDEN)) element.remove()
  for (const element of [root, ...root.querySelectorAll('*')])
    for (const name of element.getAttributeNames()) if (name.startsWith('on') || name === 'style') element.removeAttribute(name)
  for (const style of root.querySelectorAll('style')) style.remove()
  // The same sheet again would make the browser compute every style of the page anew; the page itself remembers which it has.
  const { dataset } = document.documentElement
  if (css !== dataset['pictureSheet']) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    document.adoptedStyleSheets = [sheet]
    dataset['pictureSheet'] = css
  }
  return document.adoptNode(root) as unknown as SVGSVGElement
}

/** The elements of a picture in its text: each begins on a line of its own, and words of a document never begin one with `<`. */
const piecesOf = (text: string): readonly string[] => text.split(/\n(?=<)/)

/**
 * Turns a picture, drawn from one text, into that of another, where it has the same size and as many elements: only those that differ are read,
 * laid out and painted. Gives false, with nothing done, where it must be made anew.
 */
export function renew(picture: SVGSVGElement, drawn: string, text: string): boolean {
  const before = piecesOf(drawn)
  const after = piecesOf(text)
  const end = after.length - 1
  const first = end - picture.children.length
  const other = [...after.keys()].filter((i) => after[i] !== before[i])
  if (before.length !== after.length || other.some((i) => i < first || i === end)) return false
  const fresh = importSvg([...after.slice(0, first), ...other.map((i) => after[i]!), after[end]!].join('\n'))
  if (fresh?.children.length !== other.length) return false
  const old = [...picture.children]
  for (const [i, element] of [...fresh.children].entries()) old[other[i]! - first]!.replaceWith(element)
  return true
}

/** The picture without its style element, which the policy would report even of a document that is only parsed, and what stands in it. */
function withoutStyle(text: string): { readonly svg: string; readonly css: string } {
  const start = text.indexOf('<style')
  const open = start === -1 ? -1 : text.indexOf('>', start)
  const end = open === -1 ? -1 : text.indexOf('</style>', open)
  if (end === -1) return { svg: text, css: '' }
  return {
    svg: text.slice(0, start) + text.slice(end + '</style>'.length),
    css: text
      .slice(open + 1, end)
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&'),
  }
}

/** Size of a picture in its own pixels. */
export function sizeOf(picture: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = picture.viewBox.baseVal
  return width > 0 && height > 0 ? { width, height } : { width: Number(picture.getAttribute('width')) || 0, height: Number(picture.getAttribute('height')) || 0 }
}

/** The part of the picture with this id. */
export const partOf = (picture: SVGSVGElement, id: string): SVGGraphicsElement | undefined =>
  [...picture.querySelectorAll<SVGGraphicsElement>('[data-id]')].find((element) => element.dataset['id'] === id)

/** Draws SVG text at twice its size and gives the PNG in base64. Rejects when the browser cannot draw it. */
export async function pngOf(text: string, background: string): Promise<string> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * 2
  canvas.height = image.naturalHeight * 2
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas in this page')
  context.fillStyle = background
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length)
}
