import type { Bar, Edge, Node, Parts } from './types.ts'
import { layOut } from './layout.ts'
import type { Box, PlacedNode } from './layout.ts'
import { afterStart, classesOf, severityOf, short } from './words.ts'

const LABEL = 34

/** Everything that people wrote becomes text: no markup, no entity of its own, no character that XML does not allow. */
export const xml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]!)

/** Colours come from the editor where it shows the picture, else they are these. */
export const PICTURE_STYLE = `
.node>rect,.node>path,.node>ellipse{fill:var(--vscode-editorWidget-background,#f6f8fa);stroke:var(--vscode-descriptionForeground,#59636e);stroke-width:1.4}
text{font-family:var(--vscode-font-family,system-ui,sans-serif);font-size:13px;fill:var(--vscode-foreground,#1f2328)}
.small{font-size:11px;fill:var(--vscode-descriptionForeground,#59636e)}
.band>rect{fill:none;stroke:var(--vscode-descriptionForeground,#59636e);stroke-opacity:.55;stroke-dasharray:2 4}
.band>text{font-size:11px;fill:var(--vscode-descriptionForeground,#59636e)}
.edge>path.line{fill:none;stroke:var(--vscode-descriptionForeground,#59636e);stroke-width:1.4}
.edge>path.tip{fill:var(--vscode-descriptionForeground,#59636e);stroke:none}
.edge>text{font-size:11px;paint-order:stroke;stroke:var(--vscode-editor-background,#ffffff);stroke-width:4px;stroke-linejoin:round}
.edge.dashed>path.line{stroke-dasharray:6 4}
.edge.crossing>path.line{stroke-width:2.6}
.asserted>rect,.asserted>path.shape,.edge.asserted>path.line{stroke-dasharray:2 3}
.ghost>rect,.ghost>path.shape,.deviation>rect,.deviation>path.shape{fill:none;stroke-dasharray:6 4}
.ghost text{font-style:italic;fill:var(--vscode-descriptionForeground,#59636e)}
.edge.ghost>path.line,.edge.deviation>path.line{stroke-dasharray:3 5}
.deviation>rect,.edge.deviation>path.line{stroke:var(--vscode-charts-purple,#8250df)}
.info>rect,.info>path.shape{stroke:var(--vscode-editorInfo-foreground,#0969da);stroke-width:2.4}
.warning>rect,.warning>path.shape,.edge.warning>path.line{stroke:var(--vscode-editorWarning-foreground,#9a6700);stroke-width:2.8}
.error>rect,.error>path.shape,.edge.error>path.line,.edge.forbidden>path.line{stroke:var(--vscode-editorError-foreground,#cf222e);stroke-width:3}
.edge.forbidden>path.tip,.edge.error>path.tip{fill:var(--vscode-editorError-foreground,#cf222e)}
.added>rect,.added>path.shape,.edge.added>path.line{stroke:var(--vscode-charts-green,#1a7f37);stroke-width:3}
.changed>rect,.changed>path.shape,.edge.changed>path.line{stroke:var(--vscode-charts-orange,#9a6700);stroke-width:3}
.removed>rect,.removed>path.shape,.edge.removed>path.line{stroke:var(--vscode-editorError-foreground,#cf222e);stroke-dasharray:3 3;fill:none}
.removed text{text-decoration:line-through}
.mark{font-size:12px;font-weight:700}
.error>.mark.sign{fill:var(--vscode-editorError-foreground,#cf222e)}
.warning>.mark.sign{fill:var(--vscode-editorWarning-foreground,#9a6700)}
.bar>rect{fill:var(--vscode-charts-blue,#0969da);fill-opacity:.28;stroke:var(--vscode-charts-blue,#0969da)}
.axis{stroke:var(--vscode-descriptionForeground,#59636e);stroke-opacity:.35}
`.trim()

const MARKS = { error: '✖', warning: '▲', info: 'ℹ' } as const

const frame = (width: number, height: number, title: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" aria-label="${xml(short(title, 200))}">\n<style>\n${PICTURE_STYLE}\n</style>\n${body}</svg>\n`

const n = (value: number): string => String(Math.round(value * 10) / 10)

/** A picture of nodes, boundaries and flows that needs nothing but an SVG viewer. */
export function graphSvg(parts: Parts, title: string): string {
  const { width, height, nodes, bands, ways } = layOut(parts)
  const out: string[] = []
  for (const band of bands)
    out.push(
      `<g class="band" data-id="${xml(band.id)}"><rect x="${n(band.x)}" y="${n(band.y)}" width="${n(band.width)}" height="${n(band.height)}" rx="8"/><text x="${n(band.x + 12)}" y="${n(band.y + 16)}">${xml(band.label)}</text></g>`,
    )
  for (const edge of parts.edges) {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
    if (from && to) out.push(edgeSvg(edge, from, to, ways.get(edge.id) ?? []))
  }
  for (const node of nodes.values()) out.push(nodeSvg(node))
  return frame(width, height, title, `${out.join('\n')}\n`)
}

type Point = { readonly x: number; readonly y: number }

/** A line from left to right, along the bends, or from top to bottom between parts of one column and back. */
function edgeSvg(edge: Edge, from: Box, to: Box, way: readonly { readonly x: number; readonly y: number; readonly width: number }[]): string {
  const ahead = to.x > from.x + from.width
  const down = to.y >= from.y ? 1 : -1
  const start: Point = ahead ? { x: from.x + from.width, y: from.y + from.height / 2 } : { x: from.x + from.width / 2, y: down === 1 ? from.y + from.height : from.y }
  const end: Point = ahead ? { x: to.x, y: to.y + to.height / 2 } : { x: to.x + to.width / 2, y: down === 1 ? to.y : to.y + to.height }
  const bends = ahead
    ? way.flatMap(({ x, y, width }): Point[] => [
        { x, y },
        { x: x + width, y },
      ])
    : []
  const path = ahead ? across(start, [...bends, { x: end.x - 7, y: end.y }]) : upright(start, { x: end.x, y: end.y - 7 * down }, down)
  const tip = ahead ? `M${n(end.x)} ${n(end.y)}l-9 -4.5v9z` : `M${n(end.x)} ${n(end.y)}l-4.5 ${n(-9 * down)}h9z`
  const words = [edge.label, edge.classification].filter((text): text is string => text !== null && text !== '').join(' · ')
  const mark = severityOf(edge)
  const text = [mark === null ? '' : MARKS[mark], edge.asserted.length === 0 ? '' : '?', short(words, LABEL)].filter(Boolean).join(' ')
  const next = bends[0] ?? end
  const label = text === '' ? '' : `<text x="${n((start.x + next.x) / 2)}" y="${n((start.y + next.y) / 2 - 5)}" text-anchor="middle">${xml(text)}</text>`
  const classes = ['edge', ...classesOf(edge), ...(edge.dashed ? ['dashed'] : [])]
  return `<g class="${classes.join(' ')}" data-id="${edge.id}"><title>${xml(titleOf(edge, words))}</title><path class="line" d="${path}"/><path class="tip" d="${tip}"/>${label}</g>`
}

/** Curves between columns, straight past a part. */
function across(start: Point, points: readonly Point[]): string {
  let path = `M${n(start.x)} ${n(start.y)}`
  let at = start
  for (const [i, point] of points.entries()) {
    const bend = (point.x - at.x) / 2
    path += i % 2 === 1 ? `L${n(point.x)} ${n(point.y)}` : `C${n(at.x + bend)} ${n(at.y)} ${n(point.x - bend)} ${n(point.y)} ${n(point.x)} ${n(point.y)}`
    at = point
  }
  return path
}

function upright(start: Point, end: Point, down: number): string {
  const bend = down * Math.max(24, Math.abs(end.y - start.y) / 2)
  return `M${n(start.x)} ${n(start.y)}C${n(start.x)} ${n(start.y + bend)} ${n(end.x)} ${n(end.y - bend)} ${n(end.x)} ${n(end.y)}`
}

const titleOf = (part: Node | Edge, words: string): string =>
  [
    words,
    ...part.details,
    ...part.asserted.map(({ control }) => `stated without evidence: ${control}`),
    ...part.problems.map(({ severity, message, waiver }) => `${waiver ? 'waived' : severity}: ${message}`),
  ]
    .filter(Boolean)
    .map((text) => short(text, 300))
    .join('\n')

function nodeSvg({ node, x, y, width, height, title, small }: PlacedNode): string {
  const mark = severityOf(node)
  const lines = small.map((text, i) => `<text class="small" x="${n(x + width / 2)}" y="${n(y + 32 + 14 * (i + 1))}" text-anchor="middle">${xml(text)}</text>`).join('')
  // The rim of a store would run through its marks.
  const top = y + (node.shape === 'store' ? 29 : 15)
  const sign = mark === null ? '' : `<text class="mark sign" x="${n(x + width - 6)}" y="${n(top)}" text-anchor="end">${MARKS[mark]}</text>`
  const doubt = node.asserted.length === 0 ? '' : `<text class="mark" x="${n(x + 7)}" y="${n(top)}">?</text>`
  return `<g class="${['node', ...classesOf(node)].join(' ')}" data-id="${node.id}"><title>${xml(titleOf(node, node.label))}</title>${shape(node.shape, x, y, width, height)}<text x="${n(x + width / 2)}" y="${n(y + 28)}" text-anchor="middle">${xml(title)}</text>${lines}${doubt}${sign}</g>`
}

function shape(kind: Node['shape'], x: number, y: number, width: number, height: number): string {
  const box = `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
  switch (kind) {
    case 'store':
      return `<path class="shape" d="M${n(x)} ${n(y + 7)}a${n(width / 2)} 7 0 0 1 ${n(width)} 0v${n(height - 14)}a${n(width / 2)} 7 0 0 1 ${n(-width)} 0zM${n(x)} ${n(y + 7)}a${n(width / 2)} 7 0 0 0 ${n(width)} 0"/>`
    case 'queue':
      return `<path class="shape" d="M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}zM${n(x + 7)} ${n(y)}v${n(height)}M${n(x + width - 7)} ${n(y)}v${n(height)}"/>`
    case 'decision':
      return `<path class="shape" d="M${n(x + 12)} ${n(y)}h${n(width - 24)}l12 ${n(height / 2)}l-12 ${n(height / 2)}h${n(24 - width)}l-12 ${n(-height / 2)}z"/>`
    case 'round':
    case 'person':
      return `<rect ${box} rx="${n(height / 2.2)}"/>`
    case 'box':
      return `<rect ${box} rx="5"/>`
  }
}

const ROW = 30
const LEFT = 250
const RIGHT = 520

/** Bars over time, one a row, with the words beside them. */
export function barsSvg(bars: readonly Bar[], title: string): string {
  const value = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at) / 86_400_000)
  const from = Math.min(...bars.map(({ start }) => value(start)))
  const to = Math.max(...bars.map(({ end }) => value(end)), from + 1)
  const scale = (at: string | number): number => LEFT + ((value(at) - from) / (to - from)) * RIGHT
  const out: string[] = []
  let y = 40
  let section: string | undefined
  for (const bar of bars) {
    if (bar.section !== section) {
      section = bar.section
      out.push(`<text class="small" x="14" y="${n(y + 14)}">${xml(short(section, 40))}</text>`)
      y += 22
    }
    const severity = severityOf(bar)
    const left = scale(bar.start)
    const width = Math.max(4, scale(bar.end) - left)
    const label = short(bar.label, 34)
    const details = short([typeof bar.start === 'string' ? bar.start : '', ...bar.details].filter(Boolean).join(', '), 70)
    out.push(
      `<g class="${['bar', ...(severity === null ? [] : [severity])].join(' ')}" data-id="${bar.id}"><title>${xml(`${bar.label}\n${bar.details.join('\n')}`)}</title><rect x="${n(left)}" y="${n(y)}" width="${n(width)}" height="18" rx="3"/><text x="20" y="${n(y + 14)}">${xml(label)}</text><text class="small" x="${n(Math.min(left + width + 8, LEFT + RIGHT + 8))}" y="${n(y + 13)}">${xml(details)}</text></g>`,
    )
    y += ROW
  }
  const first = bars[0]?.start
  const last = bars
    .map(({ end }) => end)
    .toSorted((a, b) => value(a) - value(b))
    .at(-1)
  const words = (at: string | number | undefined): string => (at === undefined ? '' : typeof at === 'number' ? afterStart(at) : at)
  out.unshift(
    `<line class="axis" x1="${LEFT}" y1="30" x2="${LEFT + RIGHT}" y2="30"/><text class="small" x="${LEFT}" y="22">${words(typeof first === 'number' ? from : new Date(from * 86_400_000).toISOString().slice(0, 10))}</text><text class="small" x="${LEFT + RIGHT}" y="22" text-anchor="end">${words(last)}</text>`,
  )
  return frame(LEFT + RIGHT + 440, y + 20, title, `${out.join('\n')}\n`)
}
