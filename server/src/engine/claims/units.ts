import type { DocumentView } from '../documents/document.ts'
import { perPiece } from '../syntax/pieces.ts'
import type { Piece } from '../syntax/pieces.ts'
import { perStretch } from '../syntax/stretches.ts'
import type { Stretch } from '../syntax/stretches.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { spokenFrontMatter } from './front-matter.ts'
import { UnitBuilder } from './unit-builder.ts'
import type { Unit } from './unit.ts'

/** Units that stand and fall together: those of one piece of a document below the same headings. */
export interface UnitGroup {
  /** The same array as long as nothing about them changes but their place. Ranges count from the group's own zero. */
  readonly units: readonly Unit[]
  /** What to add to ranges, so that they count as those of the stretch do. */
  readonly by: number
}

/** Groups that follow one another: what they say together is kept by `groups`. */
export interface UnitStretch {
  /** The same array as long as nothing about them changes but their place. */
  readonly groups: readonly UnitGroup[]
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
const knownStretches = new WeakMap<DocumentView, readonly UnitStretch[]>()

function allUnits(document: DocumentView): readonly Unit[] {
  const units: Unit[] = []
  const stretches = unitStretches(document)
  const quoted = countsQuoted(stretches)
  let g = 0
  for (const { groups, by } of stretches)
    for (const group of groups) {
      for (const unit of group.units) units.push(placed(unit, g, group.by + by, quoted))
      g++
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

interface Quoted {
  readonly all: number
  readonly quoted: number
}
const knownQuoted = new WeakMap<readonly UnitGroup[], Quoted>()

function quotedIn(groups: readonly UnitGroup[]): Quoted {
  let known = knownQuoted.get(groups)
  if (!known) {
    let all = 0
    let quoted = 0
    for (const { units } of groups)
      for (const unit of units) {
        all++
        if (unit.void === 'quoted') quoted++
      }
    knownQuoted.set(groups, (known = { all, quoted }))
  }
  return known
}

/** In a thread that is itself the design, most words are quoted; then quotation marks nothing as somebody else's. */
export function countsQuoted(stretches: readonly UnitStretch[]): boolean {
  let all = 0
  let quoted = 0
  for (const { groups } of stretches) {
    const own = quotedIn(groups)
    all += own.all
    quoted += own.quoted
  }
  return quoted > all * 0.4
}

/** The units of a document, stretch by stretch. What was made of a stretch or a piece is kept while that and the headings above it stay the same. */
export function unitStretches(document: DocumentView): readonly UnitStretch[] {
  let known = knownStretches.get(document)
  if (!known) knownStretches.set(document, (known = stretchesOf(document)))
  return known
}

function stretchesOf({ markdown, sections }: DocumentView): readonly UnitStretch[] {
  if (!markdown) return []
  const stretches: UnitStretch[] = []
  if (markdown.frontMatter?.root) stretches.push({ groups: frontGroups(markdown.frontMatter.root), by: 0 })
  // The title names the system, not a topic.
  const title = sections?.children.length === 1 ? sections.children[0]!.heading?.range.start : undefined
  let before: Above = NOTHING_ABOVE
  for (const { start, stretch } of markdown.stretches) {
    const { groups, after } = readStretch(stretch, before, title === undefined ? -1 : title - start)
    if (groups.length > 0) stretches.push({ groups, by: start })
    before = after
  }
  return stretches
}

/** What a reader who comes to a place has above it. */
interface Above {
  /** Headings from the outermost to the nearest, the title among them. */
  readonly open: readonly { readonly level: number; readonly text: string; readonly isTitle: boolean }[]
  /** Words of those that are not the title. */
  readonly headings: readonly string[]
  /** What introduces what follows. */
  readonly lead: string
}

const NOTHING_ABOVE: Above = { open: [], headings: [], lead: '' }

const isSame = (a: Above, b: Above): boolean =>
  a === b ||
  (a.lead === b.lead &&
    a.open.length === b.open.length &&
    a.open.every((heading, i) => {
      const other = b.open[i]!
      return heading.level === other.level && heading.text === other.text && heading.isTitle === other.isTitle
    }))

interface ReadStretch {
  readonly before: Above
  /** Where the title begins, from the first piece; negative where it is not in the stretch. */
  readonly title: number
  readonly groups: readonly UnitGroup[]
  readonly after: Above
}

const latestOfStretch = perStretch((): { value: ReadStretch | undefined } => ({ value: undefined }))

function readStretch(stretch: Stretch, before: Above, titleAt: number): ReadStretch {
  const last = stretch.pieces.at(-1)!
  const title = titleAt < last.start + last.piece.text.length ? Math.max(-1, titleAt) : -1
  const slot = latestOfStretch(stretch)
  const known = slot.value
  if (known && known.title === title && isSame(known.before, before)) return known
  const groups: UnitGroup[] = []
  let open = before.open
  let { headings, lead } = before
  for (const { start, piece } of stretch.pieces) {
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
      const upper = open.findLastIndex(({ level }) => level < block.level)
      open = [...open.slice(0, upper + 1), { level: block.level, text: block.text, isTitle: title === block.range.start + by }]
      headings = open.filter((h) => !h.isTitle).map((h) => h.text)
      builder.lead = ''
    }
    builder.finish(headings)
    lead = builder.lead
    if (builder.units.length > 0) groups.push({ units: builder.units, by })
  }
  return (slot.value = { before, title, groups, after: { open, headings, lead } })
}

const knownFronts = new WeakMap<YamlNode, readonly UnitGroup[]>()

function frontGroups(root: YamlNode): readonly UnitGroup[] {
  let groups = knownFronts.get(root)
  if (!groups) {
    const builder = new UnitBuilder('', '', 0, '')
    builder.yaml(spokenFrontMatter(root), ['front matter'])
    knownFronts.set(root, (groups = [{ units: builder.units, by: 0 }]))
  }
  return groups
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
