import type { DocumentView } from '../documents/document.ts'
import { normaliseHeading } from '../documents/sections.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlMap, YamlNode } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import { sha256 } from '../text/sha256.ts'

/** What a decision rests on, part by part: name of the part and digest of what it says. */
export type Parts = ReadonlyMap<string, string>

/** Hexadecimal digits of a part's digest that are written down: enough to notice a change, short enough to read past. */
const SHORT = 12

/** Keys that say nothing of what was decided upon: remarks, and the record of operation and of the decisions themselves. */
const ASIDE = new Set([
  'notes',
  'description',
  'displayName',
  'created',
  'updated',
  'lastReviewed',
  'reviewBy',
  'nextReview',
  'approvals',
  'releases',
  'incidents',
  'attainment',
  'measured',
  'asOf',
])
/** The same for front matter. */
const FRONT_MATTER_ASIDE = new Set([...ASIDE, 'status', 'date', 'tags', 'authors', 'reviewers', 'title', 'decision', 'decidedBy', 'decidedOn'])

/**
 * The parts of a document that matter to a decision. Of a manifest: its name and version, and each block of `spec`, whatever the order, layout and
 * comments. Of Markdown: the keys of its front matter, and the words of each section that is more than background; a typo elsewhere changes nothing.
 */
export function partsOf(view: DocumentView): Parts {
  const parts = new Map<string, string>()
  const add = (name: string, content: string): void => void parts.set(name, sha256(content).slice(0, SHORT))
  if (view.markdown) {
    if (view.root?.kind === 'map') for (const { key, value } of view.root.entries) if (!FRONT_MATTER_ASIDE.has(key)) add(key, canonical(value))
    for (const [name, content] of sections(view)) add(`section ${name}`, content)
    return parts
  }
  const metadata = ['name', 'version'].map((key) => canonical(yamlAt(view.root, ['metadata', key]) ?? null))
  add('metadata', metadata.join('\n'))
  const spec = yamlAt(view.root, ['spec'])
  for (const { key, value } of spec?.kind === 'map' ? spec.entries : []) {
    if (isAside(key)) continue
    // Waivers, evidence and links are decided apart.
    if (key === 'governance' && value?.kind === 'map') for (const own of value.entries) if (!isAside(own.key)) add(`governance.${own.key}`, canonical(own.value))
    if (key !== 'governance') add(key, canonical(value))
  }
  return parts
}

/** One digest over all parts. */
export function digestOf(parts: Parts): string {
  return `sha256:${sha256(
    [...parts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, digest]) => `${name} ${digest}`)
      .join('\n'),
  )}`
}

/** Names of parts that differ, are new or are gone; sorted. */
export function changedParts(before: Parts, now: Parts): readonly string[] {
  const names = new Set([...before.keys(), ...now.keys()])
  return [...names].filter((name) => before.get(name) !== now.get(name)).sort()
}

const isAside = (key: string): boolean => ASIDE.has(key) || key.startsWith('x-')

/** A value as text that does not depend on order of keys, layout, quotes, case or blanks. */
function canonical(node: YamlNode | null): string {
  if (node === null) return '~'
  if (node.kind === 'scalar') return typeof node.value === 'string' ? folded(node.value) : String(node.value)
  if (node.kind === 'seq') return `[${node.items.map(canonical).join(',')}]`
  return `{${entriesOf(node).join(',')}}`
}

function entriesOf({ entries }: YamlMap): readonly string[] {
  return entries
    .filter(({ key }) => !isAside(key))
    .map(({ key, value }) => `${key}:${canonical(value)}`)
    .sort()
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

/** Sections that tell of the surroundings: nobody signs for them. */
const SURROUNDINGS =
  /^(?:background|context|history|introduction|motivation|overview|summary|executive summary|abstract|tl;?dr|glossary|terms|references|further reading|links|appendix|change ?log|revision history|open questions|acknowledge?ments|authors|related work|previous work|readers|see also)\b/

/** The words of each section that matters, without markup, case and layout. A section speaks for its own blocks, those below it for themselves. */
function sections({ markdown, text }: DocumentView): ReadonlyMap<string, string> {
  const said = new Map<string, string[]>()
  let name: string | undefined
  let titled = false
  for (const block of markdown!.blocks) {
    if (block.kind === 'heading') {
      const words = normaliseHeading(block.text)
      // What stands below the title introduces the document.
      name = words === '' || SURROUNDINGS.test(words) || (!titled && block.level === 1) ? undefined : words
      titled = true
    } else if (name !== undefined && block.kind !== 'html') {
      const words = wordsOf(text.slice(block.range.start, block.range.end))
      if (words !== '') said.set(name, [...(said.get(name) ?? []), words])
    }
  }
  return new Map([...said].map(([section, words]) => [section, words.join('\n')]))
}

/** Letters, digits and what changes a number or a comparison; comments are nobody's words. */
function wordsOf(source: string): string {
  let words = ''
  let from = 0
  for (let at = source.indexOf('<!--'); at !== -1; at = source.indexOf('<!--', from)) {
    words += source.slice(from, at)
    const end = source.indexOf('-->', at)
    from = end === -1 ? source.length : end + 3
  }
  return (words + source.slice(from))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}<>=≤≥%.,/+-]+/gu, ' ')
    .replace(/[.,](?=\s|$)/g, ' ')
    .replace(/(?:^| )[-+]+(?= |$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Where a part stands, to show what changed; undefined for one that is gone. */
export function partRange(view: DocumentView, name: string): Range | undefined {
  if (name.startsWith('section ')) {
    const heading = view.markdown?.blocks.find((block) => block.kind === 'heading' && `section ${normaliseHeading(block.text)}` === name)
    return heading?.kind === 'heading' ? heading.textRange : undefined
  }
  const path = view.markdown || name === 'metadata' ? [name] : ['spec', ...name.split('.')]
  return yamlEntryAt(view.root, path)?.keyRange
}
