import type { Block } from '../syntax/markdown.ts'
import type { Range } from '../text/range.ts'
import { dateInFileName, findDates } from './dates.ts'
import type { DocumentView } from './document.ts'
import { isBracketPrompt, sectionContent, wordsOf } from './section-content.ts'
import { allSections, normaliseHeading } from './sections.ts'
import type { Section } from './sections.ts'
import { isSignpost } from './standing.ts'

export type AdrPartName = 'context' | 'decision' | 'consequences' | 'options' | 'confirmation'

/** Where an ADR says one of the things that an ADR must say. */
export interface AdrPart {
  /** Sections about it, in document order; empty where it only stands inline. */
  readonly sections: readonly Section[]
  /** The words it rests on: a heading, or the inline sentence. */
  readonly range: Range
  readonly content: 'empty' | 'placeholder' | 'filled'
}

const ALIASES: Readonly<Record<AdrPartName, RegExp>> = {
  context:
    /\b(?:contexts?|problems?|background|motivation|forces|questions?|issues?|situation|requirements?|introduction|summary|goals?|why|rationale|use cases?|needs?|criteria|current state|purpose|reasoning|discussion|overview)\b/,
  decision: /\b(?:decisions?|outcome|resolution|resolved|chosen|choice|solutions?|proposals?|proposed|conclusions?|verdict|recommendations?|answer|approach|selected)\b/,
  consequences:
    /\b(?:consequences?|implications?|results?|impacts?|effects?|benefits?|drawbacks?|downsides?|advantages?|disadvantages?|pros|cons|trade ?-?offs?|positives?|negatives?|risks?|limitations?|ramifications?|exceptions)\b/,
  options: /\b(?:options?|alternatives?|choices considered|candidates)\b/,
  confirmation: /\b(?:confirmation|validation|compliance|verification|fitness functions?|enforcement|how (?:we|to) (?:verify|check|confirm))\b/,
}
const NOT_DECISION = /\b(?:drivers?|makers?|criteria|log|history|records?|considered|open|of the options|links?|related)\b/
const NOT_OPTIONS = /\b(?:chosen|selected|outcome|decision|configuration|settings?|persistence|command|overview)\b/
const CHOSEN =
  /\b(?:chosen (?:option|alternative|solution)|(?:we|the team|it was|was|is|has been|have been)\W{1,3}(?:\w+\W{1,3}){0,2}(?:decided|chose|chosen|agreed)|we (?:will|shall|use|adopt)|decided (?:for|to|on|against|that)|decision:)/i
const OUTCOMES =
  /\b(?:(?:good|bad|neutral),? because|consequences?|as a result|this means|consequently|(?:we|the team) accept(?:s|ed)? that|accepting that|downside|drawback|trade-?offs?|disadvantages?|come[s]? (?:\w+ ){0,3}(?:with|to) )/i
/** Heads of sections that carry the record's own dates. */
const DATED = /\b(?:status|date|change ?log|history|revisions?|approval|approved|sign ?-?off|decision makers|metadata|timeline|versions?|updates?|comments?)\b/
const DATE_LINE = /^[ \t>*_-]*(?:last[ -])?(?:date|dated|modified|updated|decided|accepted|approved|created|proposed|written|deciders?|status)\b[^\n]{0,120}/gim

/** The first heading of level 1, or the first heading at all where it is the only one of its level. */
export function titleSection(document: DocumentView): Section | undefined {
  const top = document.sections?.children ?? []
  return top.find((s) => s.heading!.level === 1 && !s.heading!.pseudo) ?? (top.length === 1 ? top[0] : undefined)
}

/** Files beside the records that are none: templates, indexes, logs, notes on where a record is kept. */
export function isAdrRecord(document: DocumentView): boolean {
  if (document.recognition?.kind !== 'adr' || !document.sections) return false
  if (/Template\.(?:md|markdown|mdx)$/.test(document.path)) return false
  const path = document.path.toLowerCase()
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.(md|markdown|mdx)$/, '')
  if (/(?:^|[-_.\d])template(?:$|[-_.])|^(?:n{3,4}|x{3,4}|y{4})[-_]/.test(name) || /(?:^|\/)[._-]?templates?\//.test(path)) return false
  if (/^(?:readme|index|_index|adr-?log|adr-?index|log|overview|toc|summary|contributing|adrs?|decisions|decision-?log)$/.test(name)) return false
  const title = titleSection(document)?.heading?.text.toLowerCase() ?? ''
  return !(document.markdown && isSignpost(document.markdown)) && !/^(?:adr |madr |decision record |architecture decision record )?template\b/.test(title)
}

/** What the sections and sentences of an ADR say about one part; `undefined` where it says nothing of it. */
export function adrPart(document: DocumentView, name: AdrPartName): AdrPart | undefined {
  if (!document.sections) return undefined
  const title = titleSection(document)
  const matched: Section[] = []
  for (const section of allSections(document.sections)) {
    if (!section.heading || section === title || isInside(section, matched)) continue
    const words = normaliseHeading(section.heading.text)
    if (!ALIASES[name].test(words)) continue
    if (name === 'decision' && NOT_DECISION.test(words)) continue
    if (name === 'options' && NOT_OPTIONS.test(words)) continue
    matched.push(section)
  }
  const inline = inlinePart(document, name, title)
  if (!matched.length) return inline
  const filled = matched.find((s) => sectionContent(document, s) === 'filled')
  if (!filled && inline) return inline
  const shown = filled ?? matched[0]!
  // `## Decision: use Kafka` says it in the heading.
  const said = /[:–—] ?\S{1,80} \S/.test(shown.heading!.text)
  return { sections: matched, range: shown.heading!.textRange, content: filled || said ? 'filled' : sectionContent(document, shown) }
}

const isInside = (section: Section, sections: readonly Section[]): boolean =>
  sections.some((s) => s !== section && s.range.start <= section.range.start && section.range.end <= s.range.end)

function inlinePart(document: DocumentView, name: AdrPartName, title: Section | undefined): AdrPart | undefined {
  const root = document.sections!
  if (name === 'context') {
    // Home-made records begin with the problem, right below the title.
    const lead = [...root.blocks, ...(title?.blocks ?? [])].filter((b) => b.kind === 'paragraph' || b.kind === 'item')
    const prose = lead.filter((b) => !/^[\w -]{2,24}\s*:/.test(wordsOf(document, b.range)) || /^(?:forces|context|problem)\b/i.test(wordsOf(document, b.range)))
    const words = prose.reduce((n, b) => n + wordsOf(document, b.range).split(' ').length, 0)
    return words >= 6 && prose[0] ? { sections: [], range: prose[0].range, content: 'filled' } : undefined
  }
  const pattern = name === 'decision' ? CHOSEN : name === 'consequences' ? OUTCOMES : undefined
  if (!pattern) return undefined
  const weighed = name === 'consequences' ? prosAndCons(document) : undefined
  if (weighed) return { sections: [], range: weighed, content: 'filled' }
  for (const section of allSections(root)) {
    const heading = section.heading ? normaliseHeading(section.heading.text) : ''
    // The options' own merits are no consequences of the decision, unless the record keeps them together.
    if (name === 'consequences' && /\b(?:context|problem|background)\b/.test(heading)) continue
    if (name === 'decision' && ALIASES.options.test(heading)) continue
    for (const block of section.blocks) {
      if (block.kind !== 'paragraph' && block.kind !== 'item') continue
      const at = block.range.start
      const match = pattern.exec(document.markdown!.plain.slice(at, block.range.end))
      if (match) return { sections: [], range: { start: at + match.index, end: at + match.index + match[0].trimEnd().length }, content: 'filled' }
    }
  }
  return undefined
}

/** Where a record weighs for and against under such labels; one side alone may be that of an option it rejects. */
function prosAndCons(document: DocumentView): Range | undefined {
  const labels = (document.markdown?.blocks ?? []).flatMap(({ kind, range }) => {
    const match =
      kind === 'paragraph' || kind === 'item' ? /^\W*(pros?|cons?)\b\W*(?::|$)/i.exec(document.markdown!.plain.slice(range.start, Math.min(range.end, range.start + 40))) : null
    return match ? [{ side: match[1]!.toLowerCase().slice(0, 3), range: { start: range.start, end: range.start + match[0].trimEnd().length } }] : []
  })
  return labels.some(({ side }) => side === 'pro') && labels.some(({ side }) => side === 'con') ? labels[0]!.range : undefined
}

export interface AdrDate {
  readonly iso: string | undefined
  readonly range: Range
}

/**
 * When the ADR was decided or last changed: front matter, `Date:` line, status or change log, date column, file name; the
 * latest of the first of these that has any. A date that is written but does not exist has no `iso`.
 */
export function adrDate(document: DocumentView): AdrDate | undefined {
  const lines = dateLines(document)
  const sections = datedSections(document)
  const found = frontMatterDate(document) ?? latest(document, lines) ?? latest(document, sections)
  if (found) return found
  const iso = dateInFileName(document.path)
  return iso ? { iso, range: document.titleRange } : coarse(document, [...lines, ...sections])
}

function frontMatterDate(document: DocumentView): AdrDate | undefined {
  const front = document.markdown?.frontMatter
  if (!front || front.root?.kind !== 'map') return undefined
  for (const wanted of [/^(?:date|decided|decided-?on|accepted|approved)$/i, /^(?:last[-_ ]?(?:modified|updated|reviewed)|updated|modified|created|proposed)$/i]) {
    const entry = front.root.entries.find((e) => wanted.test(e.key))
    if (entry?.value?.kind !== 'scalar' || !/\d/.test(entry.value.source)) continue
    return { iso: findDates(entry.value.source)[0]?.iso, range: entry.value.range }
  }
  return latest(document, [front.contentRange])
}

/** Lines such as `- **Date:** 2024-05-01`, `Date 09/04/2018`. */
function dateLines(document: DocumentView): readonly Range[] {
  const front = document.markdown?.frontMatter?.range.end ?? 0
  const plain = document.markdown?.plain.slice(front) ?? ''
  return [...plain.matchAll(DATE_LINE)].filter((m) => /\d/.test(m[0])).map((m) => ({ start: front + m.index, end: front + m.index + m[0].length }))
}

function datedSections(document: DocumentView): readonly Range[] {
  const ranges: Range[] = []
  const title = titleSection(document)
  const lead = [document.sections, title].flatMap((s) => s?.blocks ?? [])
  ranges.push(...lead.map((b) => b.range))
  for (const section of allSections(document.sections!)) {
    if (!section.heading || section === title) continue
    if (DATED.test(normaliseHeading(section.heading.text))) ranges.push(section.range)
    for (const block of section.blocks) if (block.kind === 'table' && block.header.some((cell) => /^date\b/i.test(cell.text))) ranges.push(block.range)
  }
  return ranges
}

/** Words before a date on which something is still to be done. */
const TO_COME = /\b(?:review(?: by| date)?|revisit|expir(?:es|y)|valid until|until|due|deadline|target)\b[^\w\n]*$/i

function latest(document: DocumentView, ranges: readonly Range[]): AdrDate | undefined {
  let best: AdrDate | undefined
  for (const range of ranges) {
    const text = document.text.slice(range.start, range.end)
    for (const date of findDates(text)) {
      if (TO_COME.test(text.slice(Math.max(0, date.range.start - 40), date.range.start))) continue
      if (!best?.iso || date.iso > best.iso) best = { iso: date.iso, range: { start: range.start + date.range.start, end: range.start + date.range.end } }
    }
  }
  return best
}

/** `2025-W11`, `March 2024`, `10/04/18`: a date, only not to the day, or not to which century and in which order. */
function coarse(document: DocumentView, ranges: readonly Range[]): AdrDate | undefined {
  for (const range of ranges) {
    const match =
      /\b20\d\d-(?:W\d\d|Q[1-4]|(?:0[1-9]|1[0-2]))\b|\bQ[1-4][ /-]20\d\d\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} 20\d\d\b|(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d{2}(?![\d./-])/.exec(
        document.text.slice(range.start, range.end),
      )
    if (match) return { iso: undefined, range: { start: range.start + match.index, end: range.start + match.index + match[0].length } }
  }
  return undefined
}

/** The options that an ADR considers, as far as they can be counted; `prose` where they are told in running text. */
export function adrOptions(document: DocumentView): { readonly part: AdrPart | undefined; readonly count: number; readonly prose: boolean } {
  const part = adrPart(document, 'options')
  const numbered = new Set<string>()
  for (const section of allSections(document.sections!)) {
    const match = section.heading && /^(?:option|alternative|variant|candidate|approach)\s+#?(\w+)\b/.exec(normaliseHeading(section.heading.text))
    if (match) numbered.add(match[1]!)
  }
  let count = numbered.size
  let prose = false
  for (const section of part?.sections ?? []) {
    const own = section.blocks.filter((b) => b.kind === 'item' && b.depth === 0 && !isBracketPrompt(wordsOf(document, b.range)) && wordsOf(document, b.range) !== '').length
    const rows = section.blocks.reduce((n, b) => n + (b.kind === 'table' ? Math.max(b.rows.length, b.header.length - 1) : 0), 0)
    // What was chosen is an option too, where only the others are listed.
    const chosen = /\balternatives?\b/i.test(section.heading!.text) ? 1 : 0
    count = Math.max(count, Math.max(own, rows, section.children.length) + chosen)
    prose ||= section.blocks.reduce((n, b) => n + (b.kind === 'paragraph' ? wordsOf(document, b.range).split(' ').length : 0), 0) >= 20
  }
  return { part, count, prose }
}

/** Blocks of a part, subsections included. */
export function* partBlocks(part: AdrPart): Generator<Block> {
  for (const section of part.sections) for (const inner of allSections(section)) yield* inner.blocks
}
