import type { DocumentView } from '../documents/document.ts'
import type { Block } from '../syntax/markdown.ts'
import { perPiece } from '../syntax/pieces.ts'
import type { Piece } from '../syntax/pieces.ts'
import { splitSentences } from '../syntax/sentences.ts'
import { parseYaml } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { spokenFrontMatter } from './front-matter.ts'
import { DEFERRED, isPrompt, LABELLED, NUMBERING } from './unit-words.ts'

/**
 * The smallest piece of a document that can say something: a sentence, a table row, a YAML entry. It carries the context that
 * its reader has: headings, the lead-in or question before it, the column heads.
 */
export interface Unit {
  readonly kind: 'sentence' | 'row' | 'field' | 'group'
  /** Plain words, markup removed; for rows the cells joined by ` | `, for fields `key: value`; a group is a whole small table or list, which may say together what no row says. */
  readonly text: string
  readonly range: Range
  /** Headings from the outermost to the nearest. */
  readonly headings: readonly string[]
  /** Bold or italic lead-in, question, label before a colon, first cell of the row, or key path. */
  readonly lead: string
  /** Column heads of the table. */
  readonly columns: readonly string[]
  /** Neighbours in the same block or list: what is said with it. */
  readonly block: number
  /** Why nothing here can be evidence, if so: quoted, a template's prompt … */
  readonly void: VoidReason | undefined
}

export type VoidReason = 'quoted' | 'template' | 'deferred'

const ADDRESS = /https?:\/\/[^\s<>)\]]{3,200}/

/** Units that stand and fall together: those of one piece of a document below the same headings. */
export interface UnitGroup {
  /** The same array as long as nothing about them changes but their place. Ranges count from the group's own zero. */
  readonly units: readonly Unit[]
  /** What to add to ranges. */
  readonly by: number
}

/** All units of a document in reading order. Linear in its length. */
export function unitsOf(document: DocumentView): readonly Unit[] {
  let known = knownUnits.get(document)
  if (!known) knownUnits.set(document, (known = allUnits(document)))
  return known
}

/** Several rules and readers ask for those of the same document. */
const knownUnits = new WeakMap<DocumentView, readonly Unit[]>()
const knownGroups = new WeakMap<DocumentView, readonly UnitGroup[]>()

function allUnits(document: DocumentView): readonly Unit[] {
  const units: Unit[] = []
  const groups = unitGroups(document)
  const quoted = countsQuoted(groups)
  for (let g = 0; g < groups.length; g++) {
    const { units: own, by } = groups[g]!
    for (const unit of own) units.push(placed(unit, g, by, quoted))
  }
  return units
}

/** The unit so many places further on, where it stands in the same block. */
export const neighbour = (units: readonly Unit[], i: number, step: number): Unit | undefined => (units[i + step]?.block === units[i]!.block ? units[i + step] : undefined)

/** A unit as it stands in its document. Blocks of different groups are different ones. */
export const placed = (unit: Unit, group: number, by: number, quoted: boolean): Unit => ({
  kind: unit.kind,
  text: unit.text,
  range: { start: unit.range.start + by, end: unit.range.end + by },
  headings: unit.headings,
  lead: unit.lead,
  columns: unit.columns,
  block: group * 100_000 + unit.block,
  void: quoted && unit.void === 'quoted' ? undefined : unit.void,
})

/** Whether quotation counts, by document: each reader asks, and the answer takes a look at every unit. */
const knownQuoted = new WeakMap<readonly UnitGroup[], boolean>()

/** In a thread that is itself the design, most words are quoted; then quotation marks nothing as somebody else's. */
export function countsQuoted(groups: readonly UnitGroup[]): boolean {
  const known = knownQuoted.get(groups)
  if (known !== undefined) return known
  let all = 0
  let quoted = 0
  for (const { units } of groups)
    for (const unit of units) {
      all++
      if (unit.void === 'quoted') quoted++
    }
  const counts = quoted > all * 0.4
  knownQuoted.set(groups, counts)
  return counts
}

/** The units of a document, piece by piece. What was made of a piece is kept while the piece and the headings above it stay the same. */
export function unitGroups(document: DocumentView): readonly UnitGroup[] {
  let known = knownGroups.get(document)
  if (!known) knownGroups.set(document, (known = groupsOf(document)))
  return known
}

function groupsOf({ markdown, sections }: DocumentView): readonly UnitGroup[] {
  if (!markdown) return []
  const groups: UnitGroup[] = []
  if (markdown.frontMatter?.root) groups.push({ units: frontUnits(markdown.frontMatter.root), by: 0 })
  // The title names the system, not a topic.
  const title = sections?.children.length === 1 ? sections.children[0]!.heading : undefined
  const above: { readonly level: number; readonly text: string; readonly isTitle: boolean }[] = []
  let headings: readonly string[] = []
  let lead = ''
  for (const { start, piece } of markdown.pieces) {
    const by = start - piece.base
    if (!piece.blocks.some((block) => block.kind === 'heading')) {
      const kept = remembered(piece, headings, lead)
      if (kept.units.length > 0) groups.push({ units: kept.units, by })
      lead = kept.lead
      continue
    }
    const builder = new UnitBuilder(piece.plain, piece.text, piece.base, lead)
    for (const block of piece.blocks) {
      if (block.kind !== 'heading') {
        builder.next(block, headings)
        continue
      }
      builder.finish(headings)
      while (above.length > 0 && above.at(-1)!.level >= block.level) above.pop()
      above.push({ level: block.level, text: block.text, isTitle: title !== undefined && title.range.start === block.range.start + by })
      headings = above.filter((h) => !h.isTitle).map((h) => h.text)
      builder.lead = ''
    }
    builder.finish(headings)
    lead = builder.lead
    if (builder.units.length > 0) groups.push({ units: builder.units, by })
  }
  return groups
}

const knownFronts = new WeakMap<YamlNode, readonly Unit[]>()

function frontUnits(root: YamlNode): readonly Unit[] {
  let units = knownFronts.get(root)
  if (!units) {
    const builder = new UnitBuilder('', '', 0, '')
    builder.yaml(spokenFrontMatter(root), ['front matter'])
    knownFronts.set(root, (units = builder.units))
  }
  return units
}

interface Remembered {
  readonly headings: readonly string[]
  readonly before: string
  readonly units: readonly Unit[]
  /** What introduces the next piece. */
  readonly lead: string
}

const latest = perPiece((): { value: Remembered | undefined } => ({ value: undefined }))

function remembered(piece: Piece, headings: readonly string[], before: string): Remembered {
  const slot = latest(piece)
  const known = slot.value
  if (known && known.before === before && known.headings.length === headings.length && known.headings.every((h, i) => h === headings[i])) return known
  const builder = new UnitBuilder(piece.plain, piece.text, piece.base, before)
  for (const block of piece.blocks) builder.next(block, headings)
  builder.finish(headings)
  return (slot.value = { headings, before, units: builder.units, lead: builder.lead })
}

class UnitBuilder {
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
