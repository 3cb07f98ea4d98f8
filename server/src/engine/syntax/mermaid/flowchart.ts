import type { DiagramBuilder } from './builder.ts'
import type { NodeShape } from './types.ts'

/** Words with which a line begins that draws nothing. */
const SETTINGS = new Set(['direction', 'classDef', 'class', 'style', 'linkStyle', 'click', 'accTitle', 'accDescr'])

/** Opening of a shape, what closes it, and what it means; the longest that fits counts. */
const SHAPES: readonly (readonly [string, readonly string[], NodeShape])[] = [
  ['(((', [')))'], 'round'],
  ['((', ['))'], 'round'],
  ['([', ['])'], 'round'],
  ['[(', [')]'], 'store'],
  ['[[', [']]'], 'queue'],
  ['[/', ['/]', '\\]'], 'box'],
  ['[\\', ['\\]', '/]'], 'box'],
  ['{{', ['}}'], 'box'],
  ['[', [']'], 'box'],
  ['(', [')'], 'round'],
  ['{', ['}'], 'decision'],
  ['>', [']'], 'box'],
]

const NAMED_SHAPES: Readonly<Record<string, NodeShape>> = {
  cyl: 'store',
  cylinder: 'store',
  database: 'store',
  db: 'store',
  das: 'queue',
  'h-cyl': 'queue',
  diam: 'decision',
  decision: 'decision',
  diamond: 'decision',
  circle: 'round',
  circ: 'round',
  rounded: 'round',
  stadium: 'round',
}

/** Reads `flowchart` and `graph`. One pass over the text, whatever stands in it; what is no flowchart is skipped to the end of its line. */
export function readFlowchart(source: string, from: number, base: number, into: DiagramBuilder): void {
  new FlowchartReader(source, from, base, into).read()
}

class FlowchartReader {
  readonly #text: string
  readonly #base: number
  readonly #into: DiagramBuilder
  /** Closings that do not occur any more: they are not looked for again. */
  readonly #gone = new Set<string>()
  #at: number
  #subgraphs = 0

  constructor(text: string, from: number, base: number, into: DiagramBuilder) {
    this.#text = text
    this.#base = base
    this.#into = into
    this.#at = from
  }

  read(): void {
    while (this.#skipBreaks()) {
      const before = this.#at
      const word = this.#word()
      if (word === 'subgraph') this.#subgraph()
      else if (word === 'end' && this.#into.depth > 0 && this.#statementEnds(this.#at + 3)) {
        this.#at += 3
        this.#into.close()
      } else if (SETTINGS.has(word)) this.#toLineEnd()
      else if (!this.#chain()) this.#toLineEnd()
      if (this.#at === before) this.#at++
    }
  }

  #skipBreaks(): boolean {
    while (this.#at < this.#text.length && /[\s;]/.test(this.#text[this.#at]!)) this.#at++
    return this.#at < this.#text.length
  }

  #skipBlanks(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++
  }

  #word(): string {
    let end = this.#at
    while (end < this.#text.length && end - this.#at < 20 && /[A-Za-z]/.test(this.#text[end]!)) end++
    const next = this.#text[end]
    return next === undefined || /[\s;:{]/.test(next) ? this.#text.slice(this.#at, end) : ''
  }

  #statementEnds(at: number): boolean {
    while (this.#text[at] === ' ' || this.#text[at] === '\t' || this.#text[at] === '\r') at++
    const next = this.#text[at]
    return next === undefined || next === '\n' || next === ';'
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at)
    return end === -1 ? this.#text.length : end
  }

  #toLineEnd(): void {
    this.#at = this.#lineEnd()
  }

  #subgraph(): void {
    const start = this.#at
    const end = this.#lineEnd()
    const rest = this.#text.slice(start + 'subgraph'.length, end)
    const semicolon = rest.indexOf(';')
    const own = (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim()
    const bracket = own.indexOf('[')
    const named = bracket > 0 && own.endsWith(']')
    const id = named ? own.slice(0, bracket).trim() : own.replace(/^"|"$/g, '')
    const name = id === '' ? `subgraph ${this.#subgraphs}` : id
    this.#subgraphs++
    const stop = semicolon === -1 ? end : start + 'subgraph'.length + semicolon
    this.#into.open(name, named ? own.slice(bracket + 1, -1) : own, this.#range(start, trimmedEnd(this.#text, start, stop)))
    this.#at = stop
  }

  /** `a & b -->|label| c --> d`. False where it does not begin with a node. */
  #chain(): boolean {
    const start = this.#at
    let left = this.#nodes()
    if (left.length === 0) return false
    for (;;) {
      const back = this.#at
      this.#skipBlanks()
      const edge = this.#edge()
      if (!edge) {
        this.#at = back
        this.#skipBlanks()
        if (!this.#statementEnds(this.#at)) this.#toLineEnd()
        return true
      }
      this.#skipBlanks()
      const right = this.#nodes()
      if (right.length === 0) return true
      if (edge.visible)
        for (const a of left)
          for (const b of right) {
            if (this.#into.truncated) return true
            const [from, to] = edge.reversed ? [b, a] : [a, b]
            this.#into.edge(from, to, this.#range(start, this.#at), edge)
          }
      left = right
    }
  }

  #nodes(): readonly string[] {
    const ids: string[] = []
    for (;;) {
      this.#skipBlanks()
      const id = this.#node()
      if (id === undefined) return ids
      ids.push(id)
      const back = this.#at
      this.#skipBlanks()
      if (this.#text[this.#at] !== '&') {
        this.#at = back
        return ids
      }
      this.#at++
    }
  }

  #node(): string | undefined {
    const start = this.#at
    while (this.#at < this.#text.length && !this.#endsId(start)) this.#at++
    if (this.#at === start) return undefined
    const id = this.#text.slice(start, this.#at)
    const shape = this.#shape() ?? this.#attributes()
    if (this.#text.startsWith(':::', this.#at)) {
      this.#at += 3
      while (this.#at < this.#text.length && /[\w-]/.test(this.#text[this.#at]!)) this.#at++
    }
    this.#into.node(id, this.#range(start, shape?.end ?? this.#at), shape)
    return id
  }

  #endsId(start: number): boolean {
    const text = this.#text
    const at = this.#at
    const c = text[at]!
    if (/[\s[\](){}<>|;&"]/.test(c) || text.startsWith(':::', at) || text.startsWith('~~~', at)) return true
    if (c === '@') return text[at + 1] === '{' || /[-=<]/.test(text[at + 1] ?? '')
    if (c === '-') return /[-.]/.test(text[at + 1] ?? '') || at === start
    return c === '=' && text[at + 1] === '='
  }

  #shape(): { readonly label: string; readonly shape: NodeShape; readonly end: number } | undefined {
    for (const [open, closes, shape] of SHAPES) {
      if (!this.#text.startsWith(open, this.#at)) continue
      const content = this.#at + open.length
      let from = content
      while (this.#text[from] === ' ' || this.#text[from] === '\t') from++
      // A quoted label may hold brackets.
      if (this.#text[from] === '"') {
        const quote = this.#find('"', from + 1)
        if (quote !== -1) from = quote + 1
      }
      let end = -1
      let width = 0
      for (const close of closes) {
        const found = this.#find(close, from)
        if (found !== -1 && (end === -1 || found < end)) [end, width] = [found, close.length]
      }
      if (end === -1) {
        // Nothing closes it: the words up to the end of the line are its label.
        const line = this.#lineEnd()
        const label = this.#text.slice(content, line)
        this.#at = line
        return { label, shape, end: trimmedEnd(this.#text, content, line) }
      }
      this.#at = end + width
      return { label: this.#text.slice(content, end), shape, end: this.#at }
    }
    return undefined
  }

  /** `@{ shape: cyl, label: "Events" }`. */
  #attributes(): { readonly label: string | undefined; readonly shape: NodeShape; readonly end: number } | undefined {
    if (!this.#text.startsWith('@{', this.#at)) return undefined
    const close = this.#find('}', this.#at)
    const end = close === -1 ? this.#lineEnd() : close + 1
    const inner = this.#text.slice(this.#at + 2, Math.min(end, this.#at + 2_000))
    const label = /\blabel:\s?(?:"([^"]*)"|([^,}"]*))/.exec(inner)
    const shape = /\bshape:\s?([\w-]{1,30})/.exec(inner)?.[1]
    this.#at = end
    return { label: label?.[1] ?? label?.[2], shape: NAMED_SHAPES[shape ?? ''] ?? 'box', end }
  }

  #find(what: string, from: number): number {
    if (this.#gone.has(what)) return -1
    const found = this.#text.indexOf(what, from)
    if (found === -1) this.#gone.add(what)
    return found
  }

  /** `-->`, `---`, `-- words -->`, `==>`, `-.->`, `<-->`, `--x`, `~~~`, each with `|words|` behind it. */
  #edge(): { readonly label: string | undefined; readonly dashed: boolean; readonly both: boolean; readonly reversed: boolean; readonly visible: boolean } | undefined {
    const text = this.#text
    const name = /^[\w-]{1,40}@(?=[-=<~.])/.exec(text.slice(this.#at, this.#at + 42))
    let at = this.#at + (name?.[0].length ?? 0)
    let tail = false
    if (text[at] === '<' || ((text[at] === 'o' || text[at] === 'x') && /^(?:--|==|-\.)/.test(text.slice(at + 1, at + 3)))) {
      tail = text[at] === '<'
      at++
    }
    if (text.startsWith('~~~', at)) {
      while (text[at] === '~') at++
      this.#at = at
      return { label: undefined, dashed: false, both: false, reversed: false, visible: false }
    }
    const dashed = text.startsWith('-.', at)
    const mark = dashed ? '.' : text[at]
    if (!dashed && !(text.startsWith('--', at) || text.startsWith('==', at))) return undefined
    if (dashed) at++
    const run = at
    while (text[at] === mark) at++
    const length = at - run
    if (dashed && text[at] === '-') at++
    const closed = dashed ? text[at - 1] === '-' : length >= 3
    let label: string | undefined
    let head = isHead(text, at)
    if (!head && !closed) {
      // Words between the two halves of the arrow, on the same line.
      const line = text.indexOf('\n', at)
      const rest = text.slice(at, Math.min(line === -1 ? text.length : line, at + 500))
      const half = rest.indexOf(dashed ? '.-' : mark === '=' ? '==' : '--')
      if (half === -1) return undefined
      label = rest.slice(0, half)
      at += half
      while (text[at] === '.' || text[at] === '-' || text[at] === '=') at++
      head = isHead(text, at)
    }
    if (head) at++
    this.#at = at
    this.#skipBlanks()
    if (text[this.#at] === '|') {
      const close = this.#find('|', this.#at + 1)
      if (close !== -1 && close < this.#at + 1_000) {
        label = text.slice(this.#at + 1, close)
        this.#at = close + 1
      } else this.#at = at
    } else this.#at = at
    return { label, dashed, both: tail === head, reversed: tail && !head, visible: true }
  }

  #range(start: number, end: number): { start: number; end: number } {
    return { start: this.#base + start, end: this.#base + end }
  }
}

/** `>`, or `x` and `o` where a name cannot begin with them. */
const isHead = (text: string, at: number): boolean => text[at] === '>' || ((text[at] === 'x' || text[at] === 'o') && /[\s|]/.test(text[at + 1] ?? ' '))

function trimmedEnd(text: string, start: number, end: number): number {
  while (end > start && /\s/.test(text[end - 1]!)) end--
  return end
}
