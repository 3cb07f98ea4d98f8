import type { DocumentView } from '../documents/document.ts'
import { stems } from '../documents/labels.ts'
import { allSections } from '../documents/sections.ts'
import type { Section } from '../documents/sections.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlNode, YamlPath } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { remembered } from '../text/remembered.ts'
import type { Gap } from './manifest-requirements.ts'

interface Candidate {
  /** Number of the section among those with a heading. */
  readonly index: number
  readonly text: string
  readonly isTitle: boolean
  /** The things that the heading joins: `Reliability and monitoring` is about two. */
  readonly parts: readonly (readonly string[])[]
  readonly words: number
}

/** Words of a heading that say nothing about its matter. */
const NEUTRAL: ReadonlySet<string> = new Set(
  stems(
    'a an the there is are no not yet of for to in on at our your its this with by i ii iii iv v vi vii viii ix x xi xii ml ai machine learning model system solution product project service design plan policy strategy approach process description overview detail schema scheme requirement constraint assumption consideration concern management handling offline online final brief general proposed card cycle frequency issue expected key main other additional step stage phase section part perspective',
  ),
)

const SCHEDULE = /\b(?:weeks?|sprints?|months?|days?|milestones?|quarters?|q[1-4])\b/i

const JOINTS = /\s*(?:[,;:/&+|()]|\s(?:and|or)\s|\s[–—-]\s)\s*/i

/** The headings of a document. Every control asks, at each keystroke; headings change seldom. */
interface Outline {
  /** Headings by each of their words, in document order. */
  readonly byWord: ReadonlyMap<string, readonly Candidate[]>
  /** Which heading is that of a subject, by its names. */
  readonly known: Map<readonly string[], number>
}

/** Outlines that are remembered. */
const OUTLINES = 100

/** By the number of the title among the headings, and the headings, a line each. */
const outlineOf = remembered(OUTLINES, (lines): Outline => {
  const [title, ...headings] = lines.split('\n')
  const byWord = new Map<string, Candidate[]>()
  for (const [index, text] of headings.entries()) {
    const words = new Set(stems(text))
    const candidate = { index, text, isTitle: index === Number(title), words: words.size, parts: [[...words], ...text.split(JOINTS).map(stems)] }
    for (const word of words) {
      const list = byWord.get(word)
      if (list) list.push(candidate)
      else byWord.set(word, [candidate])
    }
  }
  return { byWord, known: new Map() }
})

const knownOutlines = new WeakMap<DocumentView, { readonly outline: Outline; readonly sections: readonly Section[] }>()

function outlineIn(document: DocumentView, root: Section): { readonly outline: Outline; readonly sections: readonly Section[] } {
  let known = knownOutlines.get(document)
  if (!known) {
    const sections = allSections(root).filter(({ heading }) => heading !== undefined)
    const title = sections.findIndex(({ heading }) => heading!.textRange.start === document.titleRange.start)
    const lines = [String(title), ...sections.map(({ heading }) => heading!.text)].join('\n')
    knownOutlines.set(document, (known = { outline: outlineOf(lines), sections }))
  }
  return known
}

/** Whether words say nothing but these and what says nothing of a matter. */
const saysOnly = (words: readonly string[], own: ReadonlySet<string>): boolean => words.every((word) => own.has(word) || NEUTRAL.has(word) || /^\d+$/.test(word))

/** Whether a label or heading is about one matter, by its names, and nothing else. */
export function isNameOf(label: string, names: readonly string[]): boolean {
  const words = stems(label)
  const { own, each } = wordsOf(names)
  return each.some((name) => name.every((word) => words.includes(word))) && saysOnly(words, own)
}

/** Words of the names of a subject, together and by name: they are asked of every document. */
const knownNames = new WeakMap<readonly string[], { readonly own: ReadonlySet<string>; readonly each: readonly (readonly string[])[] }>()

function wordsOf(aliases: readonly string[]): { readonly own: ReadonlySet<string>; readonly each: readonly (readonly string[])[] } {
  let known = knownNames.get(aliases)
  if (!known) {
    const each = aliases.map(stems)
    knownNames.set(aliases, (known = { own: new Set(each.flat()), each }))
  }
  return known
}

/**
 * The section of a Markdown document that should hold a subject: by the best of its names, and of headings with it the one that says nothing else. A heading that adds a
 * word of its own to a name is about another matter: `Transaction lifecycle` is not the lifecycle of a model.
 */
export function sectionFor(document: DocumentView, aliases: readonly string[]): Section | undefined {
  if (!document.sections) return undefined
  const { outline, sections } = outlineIn(document, document.sections)
  let index = outline.known.get(aliases)
  if (index === undefined) outline.known.set(aliases, (index = headingFor(outline, aliases)))
  return sections[index]
}

/** Number of the heading that names a subject; -1 where none does. */
function headingFor({ byWord }: Outline, aliases: readonly string[]): number {
  const { own, each } = wordsOf(aliases)
  for (const wanted of each) {
    let best: Candidate | undefined
    for (const candidate of byWord.get(wanted[0] ?? '') ?? []) {
      // The title names everything and holds nothing of its own; a schedule tells when and not what.
      if (candidate.isTitle || SCHEDULE.test(candidate.text)) continue
      if (!candidate.parts.some((part) => wanted.every((word) => part.includes(word)) && saysOnly(part, own))) continue
      if (!best || candidate.words < best.words) best = candidate
    }
    if (best) return best.index
  }
  return -1
}

/**
 * Where a finding about fields points: at a value that is wrong, empty or a placeholder; at the object that lacks what is missing; where
 * several objects lack something, at the field to which the control belongs, or the nearest ancestor that is written.
 */
export function gapRange(document: DocumentView, gaps: readonly Gap[], at: YamlPath): Range {
  const { root } = document
  const written = gaps.find((gap) => gap.state === 'wrong') ?? gaps.find((gap) => gap.state !== 'absent')
  const range = written ? pointAt(root, written.path) : (common(root, gaps) ?? pointAt(root, at))
  return range ?? document.titleRange
}

function common(root: YamlNode | null, gaps: readonly Gap[]): Range | undefined {
  let found: Range | undefined
  for (const gap of gaps) {
    const range = pointAt(root, gap.path)
    if (!range || (found && found.start !== range.start)) return undefined
    found = range
  }
  return found
}

/** The plain value at a path; the key of an object or list; for what is missing the key of the nearest that is there, or the name of the entry of a list. */
function pointAt(root: YamlNode | null, path: YamlPath): Range | undefined {
  for (let length = path.length; length > 0; length--) {
    const here = path.slice(0, length)
    const entry = yamlEntryAt(root, here)
    if (entry) return length === path.length && entry.value && (entry.value.kind === 'scalar' || isPlainList(entry.value)) ? entry.value.range : entry.keyRange
    const node = typeof here.at(-1) === 'number' ? yamlAt(root, here) : undefined
    if (node?.kind === 'map') {
      const named = node.entries.find((e) => e.value?.kind === 'scalar' && /^(?:name|id|metric|signal|dimension)$/.test(e.key)) ?? node.entries[0]
      return named ? (named.value?.kind === 'scalar' ? named.value.range : named.keyRange) : node.range
    }
    if (node) return node.range
  }
  return undefined
}

const isPlainList = (node: YamlNode): boolean =>
  node.kind === 'seq' && node.items.length > 0 && node.items.every((item) => item?.kind === 'scalar') && node.range.end - node.range.start <= 120
