import type { Block } from '../syntax/markdown.ts'
import { splitSentences } from '../syntax/sentences.ts'
import { parseYaml } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { DEFERRED, isPrompt, LABELLED, NUMBERING } from './unit-words.ts'
import type { Unit, VoidReason } from './unit.ts'

const ADDRESS = /https?:\/\/[^\s<>)\]]{3,200}/

/** Makes the units of some blocks that follow one another. */
export class UnitBuilder {
  readonly units: Unit[] = []
  /** What introduces the next block. */
  lead: string
  readonly #plain: string
  readonly #source: string
  readonly #base: number
  #block = 0
  #items: Range[] = []
  #itemsLead = ''
  #open = false

  /** `base` is the offset of the texts. */
  constructor(plain: string, source: string, base: number, lead: string) {
    this.#plain = plain
    this.#source = source
    this.#base = base
    this.lead = lead
  }

  words(start: number, end: number): string {
    return this.#plain.slice(start - this.#base, end - this.#base)
  }

  written(start: number, end: number): string {
    return this.#source.slice(start - this.#base, end - this.#base)
  }

  next(block: Block, headings: readonly string[]): void {
    this.#block++
    // An open box is not done, whatever its words say.
    this.#open = block.kind === 'item' && block.task?.checked === false
    if (block.kind === 'item' && !block.quoted) {
      if (this.#items.length === 0) this.#itemsLead = this.lead
      if (!this.#open) this.#items.push(block.range)
    } else this.finish(headings)
    this.block(block, headings)
    this.#open = false
  }

  /** Ends a list; to be called after the last block below some headings. */
  finish(headings: readonly string[]): void {
    if (this.#items.length > 0) this.group(this.#items, headings, this.#itemsLead)
    this.#items = []
  }

  /** A list or table as a whole, if it is small enough to be read at a glance. */
  group(parts: readonly Range[], headings: readonly string[], lead: string): void {
    const words = parts.map((r) => fold(this.words(r.start, r.end))).filter((t) => t && !DEFERRED.test(t))
    const text = words.join(' ; ')
    if (words.length < 2 || words.length > 12 || text.length > 900) return
    this.#block++
    this.push('group', text, { start: parts[0]!.start, end: parts.at(-1)!.end }, headings, lead, [], undefined)
  }

  block(block: Block, headings: readonly string[]): void {
    if (block.kind === 'paragraph' || block.kind === 'item' || block.kind === 'html') this.prose(block.range, headings, block.quoted, block.kind === 'item')
    else if (block.kind === 'table') this.table(block, headings)
    else if (block.kind === 'fence') this.fence(block, headings)
  }

  prose(range: Range, headings: readonly string[], quoted: boolean, item: boolean): void {
    const lines = item ? undefined : this.lines(range)
    if (!lines) return this.paragraph(range, headings, quoted, item)
    for (const line of lines) {
      if (line.cells) this.push('row', line.cells.join(' | '), line.range, headings, [this.lead, line.cells[0] ?? ''].filter(Boolean).join(' '), [], quoted ? 'quoted' : undefined)
      else this.paragraph(line.range, headings, quoted, true)
    }
  }

  /** Lines that stand each for itself, if the paragraph has such: `Owner: x` under one another, or a wiki's `| a | b |`. */
  lines(range: Range): readonly { readonly range: Range; readonly cells: readonly string[] | undefined }[] | undefined {
    const text = this.words(range.start, range.end)
    if (!text.includes('\n')) return undefined
    const lines: { range: Range; cells: readonly string[] | undefined }[] = []
    let start = range.start
    let own = 0
    for (const line of text.split('\n')) {
      const cells = /^\s*\|/.test(line) ? line.split('|').map(fold).filter(Boolean) : undefined
      if (cells || LABELLED.test(line)) own++
      if (line.trim()) lines.push({ range: { start, end: start + line.length }, cells })
      start += line.length + 1
    }
    return lines.length > 1 && own >= lines.length * 0.7 ? lines : undefined
  }

  paragraph(range: Range, headings: readonly string[], quoted: boolean, item: boolean): void {
    const text = this.words(range.start, range.end)
    const lead = this.leadOf(range)
    const inherited = item || this.lead.endsWith('?') ? this.lead : ''
    const label = [inherited, lead.text].filter(Boolean).join(' ')
    const rest = Math.max(lead.end - range.start, NUMBERING.exec(text)?.[0].length ?? 0)
    const said = text.slice(rest)
    const sentences = splitSentences(said)
    // A label, or a paragraph that ends in a colon, introduces what follows.
    if (lead.text && sentences.length === 0) {
      if (!item) this.lead = lead.text
      // Addresses are no words; one that is all that stands behind a label answers it.
      const address = ADDRESS.exec(this.written(lead.end, range.end))?.[0]
      this.push('sentence', address ?? lead.text, { start: range.start, end: address === undefined ? lead.end : range.end }, headings, lead.text, [], quoted ? 'quoted' : undefined)
      return
    }
    let question = ''
    for (const sentence of sentences) {
      const own = { start: range.start + rest + sentence.start, end: range.start + rest + sentence.end }
      const words = fold(said.slice(sentence.start, sentence.end))
      this.push(
        'sentence',
        words,
        own,
        headings,
        [label, question].filter(Boolean).join(' '),
        [],
        quoted ? 'quoted' : isPrompt(this.written(range.start, range.end), words) ? 'template' : undefined,
      )
      question = words.endsWith('?') ? words : question
    }
    const last = sentences.at(-1)
    const tail = last ? fold(said.slice(last.start, last.end)) : ''
    if (!item)
      this.lead =
        tail.endsWith(':') || (tail.endsWith('?') && (sentences.length === 1 || quoted))
          ? [lead.text, tail].filter(Boolean).join(' ')
          : lead.text && sentences.length === 0
            ? lead.text
            : ''
  }

  /** The words that introduce a paragraph or item: `**Rollback.** …`, `*What it does.* …`, `Cost: …`. */
  leadOf(range: Range): { text: string; end: number } {
    const skip = NUMBERING.exec(this.written(range.start, Math.min(range.end, range.start + 20)))?.[0].length ?? 0
    return this.leadAt({ start: range.start + skip, end: range.end })
  }

  leadAt(range: Range): { text: string; end: number } {
    const source = this.written(range.start, Math.min(range.end, range.start + 240))
    const marked = /^\s*(\*\*|__|\*|_)(?=\S)([^*_\n]{1,120}?)\1(\s*[:.–—-]?\s+|\s*[:.]|\s*$)/.exec(source)
    if (marked) return { text: fold(this.words(range.start, range.start + marked[0].length)), end: range.start + marked[0].length }
    const plain = this.words(range.start, Math.min(range.end, range.start + 80))
    const label = /^\s*([^\s:.;,?!|(][^:.;?!|(\n]{0,48}):\s/.exec(plain)
    if (label && label[1]!.trim().split(/\s+/).length <= 6) return { text: fold(label[1]!), end: range.start + label[0].length }
    return { text: '', end: range.start }
  }

  table(table: Block & { kind: 'table' }, headings: readonly string[]): void {
    const columns = table.header.map((c) => c.text)
    const quoted = table.quoted ? ('quoted' as const) : undefined
    // A table whose head is its first pair of facts: `| Owner | Team A |`.
    if (table.header.length === 2 && columns[1] && table.rows.length > 0)
      this.push('row', columns.join(' | '), { start: table.header[0]!.range.start, end: table.header[1]!.range.end }, headings, columns[0] ?? '', [], quoted)
    for (const row of table.rows) {
      const filled = row.cells.filter((c) => c.text !== '')
      if (filled.length === 0) continue
      const text = row.cells.map((c) => c.text).join(' | ')
      const start = filled[0]!.range.start
      this.push('row', text, { start, end: filled.at(-1)!.range.end }, headings, [this.lead, row.cells[0]?.text ?? ''].filter(Boolean).join(' '), columns, quoted)
    }
    if (!table.quoted)
      this.group(
        table.rows.map((r) => r.range),
        headings,
        this.lead,
      )
    this.lead = ''
  }

  fence(fence: Block & { kind: 'fence' }, headings: readonly string[]): void {
    const lang = fence.info.split(/\s+/)[0]?.toLowerCase() ?? ''
    if (lang !== 'yaml' && lang !== 'yml') return
    const { value } = parseYaml(this.written(fence.contentRange.start, fence.contentRange.end), fence.contentRange.start)
    for (const document of value.documents) this.yaml(document.root, headings)
  }

  /** One unit a map of plain values (they are said together), one a plain value above such maps. */
  yaml(node: YamlNode | null, headings: readonly string[], keys: readonly string[] = []): void {
    if (!node || keys.length > 12) return
    if (node.kind === 'scalar') {
      if (node.value !== null && node.value !== '') this.push('field', `${keys.at(-1) ?? ''}: ${String(node.value)}`, node.range, headings, keys.join(' '), [], undefined)
      return
    }
    if (node.kind === 'seq') {
      if (node.items.every((i) => !i || i.kind === 'scalar')) {
        const text = node.items.map((i) => (i?.kind === 'scalar' ? String(i.value ?? '') : '')).join(', ')
        if (text) this.push('field', `${keys.at(-1) ?? ''}: ${text}`, node.range, headings, keys.join(' '), [], undefined)
        return
      }
      for (const item of node.items) this.yaml(item, headings, keys)
      return
    }
    this.#block++
    const plain = node.entries.filter((e) => e.value?.kind === 'scalar' || (e.value?.kind === 'seq' && e.value.items.every((i) => i?.kind === 'scalar')))
    if (keys.length > 0 && plain.length > 1) {
      const text = plain.map((e) => `${e.key}: ${scalarText(e.value)}`).join('; ')
      this.push('field', `${keys.at(-1)}: ${text}`, node.range, headings, keys.join(' '), [], undefined)
    }
    for (const entry of node.entries) {
      if (keys.length > 0 && plain.length > 1 && plain.includes(entry)) continue
      if (entry.value) this.yaml(entry.value, headings, [...keys, entry.key])
    }
  }

  push(kind: Unit['kind'], text: string, range: Range, headings: readonly string[], lead: string, columns: readonly string[], voided: VoidReason | undefined): void {
    const words = fold(text)
    if (words)
      this.units.push({ kind, text: words, range, headings, lead, columns, block: this.#block, void: voided ?? (this.#open || DEFERRED.test(words) ? 'deferred' : undefined) })
  }
}

const scalarText = (node: YamlNode | null): string => (node?.kind === 'scalar' ? String(node.value ?? '') : node?.kind === 'seq' ? node.items.map(scalarText).join(', ') : '')

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()
