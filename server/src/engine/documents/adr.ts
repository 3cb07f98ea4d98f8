import type { Block } from '../syntax/markdown.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import type { DocumentView } from './document.ts'
import { fieldText, looseEntry } from './fields.ts'
import { adrNumber } from './names.ts'
import { allSections, normaliseHeading } from './sections.ts'
import type { Section } from './sections.ts'

/** Status of a decision, whatever words the record uses for it. */
export const ADR_STATUSES = ['draft', 'proposed', 'accepted', 'rejected', 'deprecated', 'superseded'] as const
export type AdrStatusName = (typeof ADR_STATUSES)[number]

export interface AdrStatusStatement {
  /** `undefined`: something is written that is no status. */
  readonly status: AdrStatusName | undefined
  /** The words as written, marks and white space folded. */
  readonly written: string
  readonly range: Range
  /** Where it stands. */
  readonly place: 'front-matter' | 'section' | 'inline' | 'table'
}

export type AdrRelation = 'supersedes' | 'supersededBy' | 'amends' | 'amendedBy'

/** Another record that this one names with a role. */
export interface AdrReference {
  readonly relation: AdrRelation
  /** `ADR-0005`, or the link's words. */
  readonly written: string
  /** Link target, where it is a link. */
  readonly target: string | undefined
  readonly number: number | undefined
  readonly range: Range
}

/** What one ADR says of itself, before its references are resolved. Plain data. */
export interface AdrRecord {
  readonly path: string
  readonly number: number | undefined
  readonly title: string
  readonly status: AdrStatusName | undefined
  readonly references: readonly Omit<AdrReference, 'range'>[]
}

/** All that the ADR graph needs of one record. */
export function readAdrRecord(document: DocumentView): AdrRecord {
  const references = readAdrReferences(document).map(({ relation, written, target, number }) => ({ relation, written, target, number }))
  return { path: document.path, number: adrNumber(document.path), title: document.title, status: readAdrStatus(document)?.status, references }
}

const WORDS: readonly (readonly [AdrStatusName, RegExp])[] = [
  ['proposed', /^(?:not yet (?:accepted|decided)|to be (?:decided|discussed))\b/],
  ['rejected', /^not (?:accepted|approved|adopted)\b/],
  ['superseded', /^(?:(?:partially |partly )?super[sc]eeded|(?:partially |partly )?super[sc]eded|replaced|obsoleted by)\b/],
  ['draft', /^(?:draft|drafting|wip|work in progress|incomplete|in progress|idea)\b/],
  ['proposed', /^(?:proposed|proposal|pending|under (?:review|discussion)|in (?:review|discussion)|open|rfc|for (?:review|discussion)|request for comments)\b/],
  ['accepted', /^(?:accepted|approved|decided|implemented|active|adopted|agreed|final|done|complete|completed|applied|in (?:force|effect|use)|resolved)\b/],
  ['rejected', /^(?:rejected|declined|withdrawn|abandoned|denied|dropped|cancelled|canceled)\b/],
  ['deprecated', /^(?:deprecated|obsolete|reverted|retired|sunset|outdated|no longer (?:valid|relevant|in use))\b/],
]

/** Reads words as a status: emoji, brackets, case and dates around it do not matter. A list of choices, as templates have it, is none. */
export function parseAdrStatus(text: string): AdrStatusName | undefined {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s|/,.;:()-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const choices = words.split('|')
  if (choices.length > 1 && choices.filter((choice) => firstStatus(choice) !== undefined).length > 1) return undefined
  return firstStatus(words)
}

function firstStatus(words: string): AdrStatusName | undefined {
  if (/\bsuper[sc]ee?ded by\b|\breplaced by\b/.test(words)) return 'superseded'
  // The status is the first word, or follows a date: `2021-03-02: accepted`.
  const start = words.replace(/^(?:[\d\s.,:;()/-]|status)+/, '')
  return WORDS.find(([, pattern]) => pattern.test(start))?.[0]
}

/**
 * The status of an ADR wherever it stands: front matter, a section of that name, a line or list item `Status: …` at the head, or a table. Struck-through words and
 * comments do not count. `undefined` where the record says nothing about it.
 */
export function readAdrStatus(document: DocumentView): AdrStatusStatement | undefined {
  return frontMatterStatus(document) ?? sectionStatus(document) ?? inlineStatus(document) ?? tableStatus(document)
}

function frontMatterStatus({ root }: DocumentView): AdrStatusStatement | undefined {
  const entry = looseEntry(root, ['status', 'state'])
  if (!entry) return undefined
  const written = fieldText(root, [entry.key])
  const value = yamlAt(root, [entry.key])
  // `status: {proposed | accepted}` of a template is a map to YAML.
  return written !== undefined && value
    ? { status: parseAdrStatus(written), written, range: value.range, place: 'front-matter' }
    : value
      ? { status: undefined, written: '', range: value.range, place: 'front-matter' }
      : undefined
}

interface Line {
  readonly words: string
  readonly range: Range
}

/** Lines of a block with words on them, as readers see them. */
function linesOf({ markdown }: DocumentView, { range }: Block): readonly Line[] {
  const plain = markdown!.plain
  const lines: Line[] = []
  for (let at = range.start; at < range.end;) {
    const next = plain.indexOf('\n', at)
    const end = next === -1 || next > range.end ? range.end : next
    const line = plain.slice(at, end)
    const words = line.trim()
    if (words !== '') {
      const start = at + (line.length - line.trimStart().length)
      lines.push({ words: words.replace(/\s+/g, ' '), range: { start, end: start + words.length } })
    }
    at = end + 1
  }
  return lines
}

const isText = (block: Block): boolean => block.kind === 'paragraph' || block.kind === 'item'

const isStatusHeading = (section: Section): boolean =>
  section.heading !== undefined && /^(?:adr |decision |current )?(?:status|state)(?: of (?:the|this) (?:adr|decision))?$/.test(normaliseHeading(section.heading.text))

function sectionStatus(document: DocumentView): AdrStatusStatement | undefined {
  if (!document.sections) return undefined
  for (const section of allSections(document.sections)) {
    if (!section.heading) continue
    const inHeading = /^\s*status\s*[:–—-]\s*(\S.*)$/i.exec(section.heading.text)
    if (inHeading && section.heading.level <= 4) return { status: parseAdrStatus(inHeading[1]!), written: inHeading[1]!.trim(), range: section.heading.textRange, place: 'section' }
    if (!isStatusHeading(section)) continue
    const lines = section.blocks.filter(isText).flatMap((block) => linesOf(document, block))
    const known = lines.map((line) => ({ line, status: parseAdrStatus(line.words) })).filter(({ status }) => status !== undefined)
    const chosen = known.find(({ status }) => status === 'superseded') ?? latest(known) ?? known[0]
    if (chosen) return { status: chosen.status, written: chosen.line.words, range: chosen.line.range, place: 'section' }
    const table = statusInTables(document, section.blocks)
    if (table) return table
    if (lines[0]) return { status: undefined, written: lines[0].words, range: lines[0].range, place: 'section' }
    return undefined
  }
  return undefined
}

/** Of a history (`2021-03-02 proposed`, `2021-04-01 accepted`) the youngest entry. */
function latest<T extends { readonly line: Line }>(entries: readonly T[]): T | undefined {
  const dated = entries.flatMap((entry) => {
    const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(entry.line.words)?.[0]
    return date === undefined ? [] : [{ entry, date }]
  })
  if (dated.length < 2) return undefined
  return dated.reduce((a, b) => (b.date >= a.date ? b : a)).entry
}

/** What stands before the first section: the root's own blocks and those of the title. */
function leadBlocks({ sections }: DocumentView): readonly Block[] {
  if (!sections) return []
  const [title] = sections.children
  return [...sections.blocks, ...(title ? title.blocks : [])]
}

const OTHER_LABEL = /\s\|\s+(?=[A-Za-z][\w ]{0,20}:)/

const STATUS_LINE = /^(?:adr |decision |current )?(?:status|state)\s*(?:[:=–—-]\s*)?(?::\s*)?(\S.*)$/i

function inlineStatus(document: DocumentView): AdrStatusStatement | undefined {
  for (const block of leadBlocks(document)) {
    if (!isText(block)) continue
    for (const line of linesOf(document, block)) {
      const match = STATUS_LINE.exec(line.words)
      if (!match) continue
      const status = parseAdrStatus(match[1]!)
      // Without a colon only a known status is one: `Status quo is …` is prose.
      if (status === undefined && !/^[\w ]*(?:status|state)\s*[:=]/i.test(line.words)) continue
      const text = document.markdown!.plain.slice(line.range.start, line.range.end)
      const at = Math.max(0, text.toLowerCase().indexOf(match[1]!.toLowerCase().slice(0, 3), 5))
      // `Status: Proposed | Date: 2025-07-29`: the rest of the line says other things.
      const said = text.slice(at).split(OTHER_LABEL)[0]!.trimEnd()
      return { status, written: match[1]!.split(OTHER_LABEL)[0]!, range: { start: line.range.start + at, end: line.range.start + at + said.length }, place: 'inline' }
    }
  }
  return undefined
}

function tableStatus(document: DocumentView): AdrStatusStatement | undefined {
  return statusInTables(document, leadBlocks(document))
}

function statusInTables(_document: DocumentView, blocks: readonly Block[]): AdrStatusStatement | undefined {
  for (const block of blocks) {
    if (block.kind !== 'table') continue
    const column = block.header.findIndex((cell) => /^status$/i.test(cell.text))
    const cells =
      column >= 0 && !/^status$/i.test(block.header[0]?.text ?? '')
        ? block.rows.map((row) => row.cells[column])
        : [block.header, ...block.rows.map((row) => row.cells)].filter((row) => /^status:?$/i.test(row[0]?.text ?? '')).map((row) => row[1])
    const below = column === 0 ? block.rows.map((row) => row.cells[0]) : []
    const cell = [...cells, ...below].findLast((c) => c && c.text !== '' && parseAdrStatus(c.text) !== undefined) ?? cells.findLast((c) => c && c.text !== '')
    if (cell) return { status: parseAdrStatus(cell.text), written: cell.text, range: cell.range, place: 'table' }
  }
  return undefined
}

const RELATIONS: readonly (readonly [AdrRelation, RegExp])[] = [
  ['supersededBy', /\b(?:super[sc]ee?ded|replaced|obsoleted)(?: in part| partially)? by\b|\bsuper[sc]eded[ -]by\b/i],
  ['amendedBy', /\b(?:amended|extended|updated|clarified) by\b/i],
  ['supersedes', /\b(?:super[sc]ee?des|super[sc]ee?ding|replaces|obsoletes)\b/i],
  ['amends', /\b(?:amends|amending|extends|updates|clarifies)\b/i],
]

const RELATION_KEYS: readonly (readonly [AdrRelation, readonly string[]])[] = [
  ['supersedes', ['supersedes', 'replaces']],
  ['supersededBy', ['supersededBy', 'replacedBy']],
  ['amends', ['amends']],
  ['amendedBy', ['amendedBy']],
]

/** Records that this one says it supersedes, is superseded by or amends: in front matter, in its status, at its head, or among its links. */
export function readAdrReferences(document: DocumentView): readonly AdrReference[] {
  const found: AdrReference[] = []
  const known = new Set<string>()
  const add = (reference: AdrReference): void => {
    const keys = [reference.target, reference.number].flatMap((key) => (key === undefined ? [] : [`${reference.relation} ${key}`]))
    if (keys.some((key) => known.has(key))) return
    for (const key of keys) known.add(key)
    found.push(reference)
  }
  fieldReferences(document).forEach(add)
  if (!document.sections) return found
  const blocks = [...leadBlocks(document)]
  for (const section of allSections(document.sections))
    if (
      section.heading &&
      (isStatusHeading(section) ||
        /^(?:links?|related(?: (?:decisions|adrs|records))?|references|relations|more information|supersedes|superseded by|amends)\b/.test(normaliseHeading(section.heading.text)))
    )
      blocks.push(...section.blocks)
  for (const block of blocks) if (isText(block)) proseReferences(document, block).forEach(add)
  return found
}

function fieldReferences({ root }: DocumentView): readonly AdrReference[] {
  const found: AdrReference[] = []
  for (const [relation, keys] of RELATION_KEYS) {
    const entry = looseEntry(root, keys)
    const nodes = entry?.value?.kind === 'seq' ? entry.value.items : [entry?.value]
    for (const node of nodes) if (node?.kind === 'scalar' && node.value !== null) found.push(referenceOf(relation, String(node.value), node.range))
  }
  const status = looseEntry(root, ['status'])?.value
  if (status?.kind === 'scalar' && typeof status.value === 'string') {
    const text = status.value
    const relation = RELATIONS.find(([, pattern]) => pattern.test(text))
    const rest = relation && text.slice(text.search(relation[1])).replace(relation[1], '').trim()
    if (relation && rest) found.push(referenceOf(relation[0], rest, status.range))
  }
  return found
}

/** `ADR-0005`, `5`, `0005-use-x.md`, `[ADR-5](0005-use-x.md)`. */
function referenceOf(relation: AdrRelation, text: string, range: Range): AdrReference {
  const written = text.trim()
  const link = /\[([^\]]{0,200})\]\(([^)\s]{1,300})\)/.exec(written)
  const target = link ? link[2]! : /\.md(?:#\S*)?$/i.test(written) && !/\s/.test(written) ? written : undefined
  const words = link ? link[1]! : written
  return { relation, written: words, target, number: numberIn(words) ?? (target === undefined ? undefined : adrNumber(target)), range }
}

function numberIn(words: string): number | undefined {
  const match = /\b(?:adr|madr|ad|dr|decision)[\s#_-]{0,3}(\d{1,5})\b/i.exec(words) ?? /^#?(\d{1,5})(?:$|[.\s:_-])/.exec(words)
  return match ? Number(match[1]) : undefined
}

function proseReferences(document: DocumentView, block: Block): readonly AdrReference[] {
  const { plain, links } = document.markdown!
  const { start, end } = block.range
  const text = plain.slice(start, end)
  const marks = RELATIONS.flatMap(([relation, pattern]) =>
    [...text.matchAll(new RegExp(pattern.source, 'gi'))].map((match) => ({ relation, at: match.index, end: match.index + match[0].length })),
  )
  marks.sort((a, b) => a.at - b.at || b.end - a.end)
  const found: AdrReference[] = []
  for (const [index, mark] of marks.entries()) {
    const stop = Math.min(marks[index + 1]?.at ?? text.length, sentenceEnd(text, mark.end))
    const from = start + mark.end
    const to = start + stop
    const within = links.filter(
      (link) => !link.image && link.range.start >= from && link.range.end <= to + 400 && link.range.start < to && plain.slice(link.range.start, link.range.end).trim() !== '',
    )
    for (const link of within) {
      const number = numberIn(link.text.trim()) ?? adrNumber(link.target)
      if (/\.md(?:#|$)/i.test(link.target) || number !== undefined)
        found.push({ relation: mark.relation, written: link.text.trim(), target: /^[a-z]+:/i.test(link.target) ? undefined : link.target, number, range: link.range })
    }
    for (const match of text.slice(mark.end, stop).matchAll(/\b(?:adr|madr|ad|dr|decision)[\s#_-]{0,3}(\d{1,5})\b/gi)) {
      const at = from + match.index
      if (!within.some((link) => link.range.start <= at && at < link.range.end))
        found.push({ relation: mark.relation, written: match[0], target: undefined, number: Number(match[1]), range: { start: at, end: at + match[0].length } })
    }
  }
  return found
}

/** A relation reaches to the end of its sentence or line item. */
function sentenceEnd(text: string, from: number): number {
  const blank = text.indexOf('\n\n', from)
  const stop = text.slice(from).search(/[.;]\s+[A-Z]|[.;]\s*$/)
  return Math.min(blank === -1 ? text.length : blank, stop === -1 ? text.length : from + stop)
}
