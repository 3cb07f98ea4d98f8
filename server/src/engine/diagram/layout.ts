import type { Edge, Node, Parts } from './types.ts'
import { short } from './words.ts'

const CHARACTER = 7.2
const SMALL = 6
const PADDING = 14
const LINE = 16
const MIN_WIDTH = 110
const MAX_CHARACTERS = 28
const COLUMN_GAP = 84
const ROW_GAP = 22
const BAND_PADDING = 16
const BAND_TITLE = 22
const BAND_GAP = 18
const MARGIN = 16

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedNode extends Box {
  readonly node: Node
  /** Lines of text: the label, then what is smaller below it. */
  readonly title: string
  readonly small: readonly string[]
}

export interface PlacedBand extends Box {
  readonly id: string
  readonly label: string
}

export interface Layout {
  readonly width: number
  readonly height: number
  readonly nodes: ReadonlyMap<string, PlacedNode>
  readonly bands: readonly PlacedBand[]
  /** Points that an edge passes on its way past the columns between its ends, by its id. */
  readonly ways: ReadonlyMap<string, readonly { readonly x: number; readonly y: number; readonly width: number }[]>
}

/** Most bends of edges that are laid out; beyond, edges lead straight past what lies between. */
const MAX_BENDS = 4_000
const BEND = 10
const SWEEPS = 3
/** Parts without flows that stand below each other. */
const FEW_ALONE = 12

/** Something that takes room in a column: a part, or an edge on its way past it. */
interface Item {
  readonly id: string
  readonly node: Node | undefined
  readonly column: number
  readonly band: number
  readonly height: number
  /** Items of the columns beside it that it is connected with. */
  readonly before: Item[]
  readonly behind: Item[]
  /** Where it comes in its column of its band. */
  order: number
}

/**
 * Columns by how far a part lies from where things begin, a band for each boundary, parts of a band below each other. Edges lead from left to right, past the parts
 * between. Nothing overlaps by construction. Near linear in parts and bends.
 */
export function layOut(parts: Parts): Layout {
  const { nodes, groups } = parts
  const ranks = ranksOf(nodes, parts.edges)
  const sized = new Map(nodes.map((node) => [node.id, sizeOf(node)]))
  const columns = Math.max(0, ...ranks.values()) + 1
  const widths = Array.from({ length: columns }, () => MIN_WIDTH)
  for (const { id } of nodes) widths[ranks.get(id)!] = Math.max(widths[ranks.get(id)!]!, sized.get(id)!.width)
  const lefts: number[] = []
  let x = MARGIN + BAND_PADDING
  for (const width of widths) {
    lefts.push(x)
    x += width + COLUMN_GAP
  }
  const right = x - COLUMN_GAP + BAND_PADDING
  const bands = bandsOf(nodes, groups, ranks)
  const { items, bends } = itemsOf(parts, bands, ranks, sized)
  const cells = bands.map(() => Array.from({ length: columns }, (): Item[] => []))
  for (const item of items) cells[item.band]![item.column]!.push(item)
  arrange(cells)

  const placed = new Map<string, PlacedNode>()
  const points = new Map<Item, { x: number; y: number; width: number }>()
  const drawn: PlacedBand[] = []
  let y = MARGIN
  for (const [index, { id, label }] of bands.entries()) {
    const title = id === undefined ? 0 : BAND_TITLE
    const heights = cells[index]!.map((cell) => cell.reduce((sum, { height }) => sum + height + ROW_GAP, 0) - (cell.length > 0 ? ROW_GAP : 0))
    const inner = Math.max(0, ...heights)
    for (const [column, cell] of cells[index]!.entries()) {
      let top = y + title + BAND_PADDING + (inner - heights[column]!) / 2
      for (const item of cell) {
        if (item.node) {
          const { title: words, small } = sized.get(item.id)!
          placed.set(item.id, { node: item.node, x: lefts[column]!, y: top, width: widths[column]!, height: item.height, title: words, small })
        } else points.set(item, { x: lefts[column]!, y: top + item.height / 2, width: widths[column]! })
        top += item.height + ROW_GAP
      }
    }
    const height = title + inner + 2 * BAND_PADDING
    if (id !== undefined) drawn.push({ id, label, x: MARGIN, y, width: right - MARGIN, height })
    y += height + BAND_GAP
  }
  const ways = new Map([...bends].map(([id, own]) => [id, own.map((item) => points.get(item)!)]))
  return { width: Math.max(right + MARGIN, 240), height: Math.max(y - BAND_GAP + MARGIN, 80), nodes: placed, bands: drawn, ways }
}

/** The items of all columns: parts, and a bend for each column that an edge passes. */
function itemsOf(
  { nodes, edges }: Parts,
  bands: readonly Band[],
  ranks: ReadonlyMap<string, number>,
  sized: ReadonlyMap<string, { readonly height: number }>,
): { readonly items: readonly Item[]; readonly bends: ReadonlyMap<string, readonly Item[]> } {
  const bandOf = new Map(bands.flatMap(({ own }, index) => own.map(({ id }) => [id, index] as const)))
  const make = (id: string, node: Node | undefined, column: number, band: number, height: number): Item => ({ id, node, column, band, height, before: [], behind: [], order: 0 })
  const byId = new Map(nodes.map((node) => [node.id, make(node.id, node, ranks.get(node.id)!, bandOf.get(node.id)!, sized.get(node.id)!.height)]))
  const items = [...byId.values()]
  const bends = new Map<string, Item[]>()
  let left = MAX_BENDS
  for (const edge of edges) {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
    if (!from || !to || to.column <= from.column) continue
    const chain: Item[] = []
    if (to.column - from.column - 1 <= left) for (let column = from.column + 1; column < to.column; column++) chain.push(make(edge.id, undefined, column, from.band, BEND))
    left -= chain.length
    if (chain.length > 0) bends.set(edge.id, chain)
    items.push(...chain)
    const whole = [from, ...chain, to]
    for (let i = 1; i < whole.length; i++) {
      whole[i - 1]!.behind.push(whole[i]!)
      whole[i]!.before.push(whole[i - 1]!)
    }
  }
  return { items, bends }
}

/** Orders the items of each column by those beside them, a few times to and fro, so that fewer lines cross. */
function arrange(cells: readonly (readonly Item[][])[]): void {
  for (const [band, columns] of cells.entries()) for (const cell of columns) for (const [i, item] of cell.entries()) item.order = band * 10_000 + i
  const sort = (column: number, beside: (item: Item) => readonly Item[]): void => {
    for (const [band, columns] of cells.entries()) {
      const cell = columns[column]!
      const weight = new Map(cell.map((item) => [item, mean(beside(item), item.order)]))
      cell.sort((a, b) => weight.get(a)! - weight.get(b)!)
      for (const [i, item] of cell.entries()) item.order = band * 10_000 + i
    }
  }
  const columns = cells[0]?.length ?? 0
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let column = 1; column < columns; column++) sort(column, (item) => item.before)
    for (let column = columns - 2; column >= 0; column--) sort(column, (item) => item.behind)
  }
}

const mean = (items: readonly Item[], otherwise: number): number => (items.length === 0 ? otherwise : items.reduce((sum, { order }) => sum + order, 0) / items.length)

function sizeOf(node: Node): { readonly width: number; readonly height: number; readonly title: string; readonly small: readonly string[] } {
  const title = short(node.label, MAX_CHARACTERS)
  const small = [node.technology, node.owner, ...node.details].flatMap((text) => (text === null || text === '' ? [] : [short(text, MAX_CHARACTERS + 8)])).slice(0, 3)
  const widest = Math.max(title.length * CHARACTER, ...small.map((text) => text.length * SMALL))
  return { width: Math.max(MIN_WIDTH, widest + 2 * PADDING), height: 2 * PADDING + LINE + small.length * 14, title, small }
}

/** Longest way from a beginning; edges that lead back into a cycle do not count. Depth first, without recursion. */
function ranksOf(nodes: readonly Node[], edges: readonly Edge[]): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>(nodes.map(({ id }) => [id, []]))
  const incoming = new Map<string, number>(nodes.map(({ id }) => [id, 0]))
  for (const { from, to } of edges) {
    if (from === to || !next.has(from) || !next.has(to)) continue
    next.get(from)!.push(to)
    incoming.set(to, incoming.get(to)! + 1)
  }
  const state = new Map<string, 'open' | 'done'>()
  const order: string[] = []
  const forward = new Map<string, string[]>(nodes.map(({ id }) => [id, []]))
  const starts = nodes.toSorted((a, b) => incoming.get(a.id)! - incoming.get(b.id)!)
  for (const { id } of starts) {
    if (state.has(id)) continue
    const stack = [{ id, at: 0 }]
    state.set(id, 'open')
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const target = next.get(top.id)![top.at++]
      if (target === undefined) {
        state.set(top.id, 'done')
        order.push(top.id)
        stack.pop()
      } else if (state.get(target) !== 'open') {
        forward.get(top.id)!.push(target)
        if (!state.has(target)) {
          state.set(target, 'open')
          stack.push({ id: target, at: 0 })
        }
      }
    }
  }
  const ranks = new Map<string, number>(nodes.map(({ id }) => [id, 0]))
  for (const id of order.toReversed()) for (const target of forward.get(id)!) ranks.set(target, Math.max(ranks.get(target)!, ranks.get(id)! + 1))
  // What nothing leads to stands right before what it leads to, not far away at the beginning.
  for (const { id } of nodes) if (incoming.get(id) === 0 && forward.get(id)!.length > 0) ranks.set(id, Math.min(...forward.get(id)!.map((target) => ranks.get(target)!)) - 1)
  // Many parts that nothing connects would make one endless column.
  const alone = nodes.filter(({ id }) => incoming.get(id) === 0 && next.get(id)!.length === 0)
  if (alone.length > FEW_ALONE) {
    const columns = Math.ceil(Math.sqrt(alone.length / 2))
    for (const [i, { id }] of alone.entries()) ranks.set(id, i % columns)
  }
  return ranks
}

interface Band {
  readonly id: string | undefined
  readonly label: string
  readonly own: readonly Node[]
}

/** Boundaries in the order in which things pass through them; parts without one come first. */
function bandsOf(nodes: readonly Node[], groups: Parts['groups'], ranks: ReadonlyMap<string, number>): readonly Band[] {
  const known = new Set(groups.map(({ id }) => id))
  const loose = nodes.filter(({ group }) => group === null || !known.has(group))
  const bands = groups
    .map(({ id, label, trust }): Band => ({ id, label: short(trust === null ? label : `${label} · ${trust}`, 80), own: nodes.filter(({ group }) => group === id) }))
    .filter(({ own }) => own.length > 0)
  const first = ({ own }: Band): number => own.reduce((sum, { id }) => sum + ranks.get(id)!, 0) / own.length
  return [...(loose.length > 0 ? [{ id: undefined, label: '', own: loose }] : []), ...bands.toSorted((a, b) => first(a) - first(b))]
}
