import { columnAt, lineStart } from '../text/lines.ts'
import type { Range } from '../text/range.ts'
import type { TextEdit } from './markdown.ts'
import { shift } from './pieces.ts'
import type { Parsed } from './problem.ts'
import { parseYaml, tooDeepAt } from './yaml.ts'
import type { YamlComment, YamlEntry, YamlFile, YamlMap, YamlNode } from './yaml.ts'

/** A YAML file as it was read before an edit. */
export interface YamlBefore {
  readonly text: string
  readonly file: YamlFile
}

/**
 * As `parseYaml`, of a text that an edit has made of one which was read without a problem. Where the edit stays within the value of a key, only the lines of that
 * key are parsed, and all else is taken over; otherwise the whole text is. The result is the same, so that nobody needs to know.
 */
export function parseEditedYaml(text: string, before: YamlBefore, edit: TextEdit): Parsed<YamlFile> {
  const value = edited(text, before, edit)
  return value ? { value, problems: [] } : parseYaml(text)
}

/** The lines of a key with all below it, and the blank ones behind: nothing but blanks stands before the key, and the last line that is not blank is no comment. */
interface Place {
  /** Maps from the root to the one with the key, and the index of the way on in each. */
  readonly way: readonly { readonly map: YamlMap; readonly index: number }[]
  readonly start: number
  /** Behind the line break of the last line. */
  readonly end: number
  /** Behind the last character that is neither a blank nor in a line of comment. */
  readonly content: number
  /** Comments follow: to which collection they count hangs on how deep it stands. */
  readonly commented: boolean
}

function edited(text: string, { text: old, file }: YamlBefore, { range, newText }: TextEdit): YamlFile | undefined {
  const [document, second] = file.documents
  if (!document || second || file.linked || document.root?.kind !== 'map' || document.range.end !== old.length) return undefined
  const place = placeOf(old, document.root, range)
  if (!place || old.charCodeAt(0) === 0xfeff || tooDeepAt(text) !== undefined) return undefined
  const by = newText.length - (range.end - range.start)
  const part = text.slice(place.start, place.end + by)
  const content = part.trimEnd().length
  if (contentEnd(part, part.length) !== content) return undefined
  const { value: read, problems } = parseYaml(part, place.start)
  const [own, other] = read.documents
  if (problems.length > 0 || read.linked || other || own?.root?.kind !== 'map' || own.range.end !== place.end + by) return undefined
  const { map, index } = place.way.at(-1)!
  const [entry, more] = own.root.entries
  const was = map.entries[index]!
  if (!entry || more || entry.key !== was.key || entry.keyRange.start !== was.keyRange.start || entry.keyRange.end !== was.keyRange.end) return undefined
  // Where a key without characters stands hangs on what stands before it.
  if (!hasKeys(entry.value)) return undefined
  if (place.commented && !takesNoComment({ text: old, node: was.value }, { text, node: entry.value })) return undefined
  const ends = { old: place.content, new: place.start + content, by }
  let root: YamlMap | undefined
  for (const step of place.way.toReversed()) {
    const end = endAfter(step.map.range.end, ends)
    if (end === undefined) return undefined
    const below: YamlEntry = root ? withValue(step.map.entries[step.index]!, root) : entry
    root = {
      kind: 'map',
      entries: step.map.entries.map((one, i) => (i < step.index ? one : i === step.index ? below : movedEntry(one, by))),
      range: { start: step.map.range.start, end },
    }
  }
  return {
    documents: [{ root: root!, range: { start: document.range.start, end: text.length } }],
    comments: commentsAfter(file.comments, read.comments, place, by),
    linked: false,
  }
}

const withValue = ({ key, keyRange }: YamlEntry, value: YamlNode): YamlEntry => ({
  key,
  keyRange,
  value,
  range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
})

/** The innermost key in whose value an edit lies. */
function placeOf(text: string, root: YamlMap, { start: from, end: to }: Range): Place | undefined {
  let found: Place | undefined
  let end = text.length
  let stop = -1
  let content = -1
  const way: { map: YamlMap; index: number }[] = []
  let map: YamlMap | undefined = root
  while (map && isBlock(text, map)) {
    const { entries }: YamlMap = map
    const index: number = entries.findLastIndex((entry) => entry.keyRange.end <= from)
    const entry: YamlEntry | undefined = entries[index]
    if (!entry) break
    const next = entries[index + 1]
    if (next) end = lineStart(text, next.keyRange.start)
    // The last of a map ends where the map does: what is behind it is looked at once.
    if (next || stop === -1) {
      content = contentEnd(text, end)
      stop = behindBlanks(text, content, end)
    }
    // The line break at the end is the next key's.
    if (to >= stop + (stop === text.length && text[stop - 1] !== '\n' ? 1 : 0) || entry.range.end > stop) break
    way.push({ map, index })
    const start = lineStart(text, entry.keyRange.start)
    found = { way: [...way], start, end: stop, content, commented: stop < end }
    map = entry.value?.kind === 'map' ? entry.value : undefined
  }
  return found
}

const hasKeys = (node: YamlNode | null): boolean =>
  node?.kind === 'map' ? node.entries.every(({ keyRange, value }) => keyRange.start < keyRange.end && hasKeys(value)) : node?.kind === 'seq' ? node.items.every(hasKeys) : true

/** Whether each key of a map stands first in a line of its own, all in one column. */
function isBlock(text: string, { entries, range }: YamlMap): boolean {
  const first = entries[0]
  if (!first || first.keyRange.start !== range.start) return false
  const column = columnAt(text, first.keyRange.start)
  return entries.every(({ keyRange }) => {
    const start = lineStart(text, keyRange.start)
    return (
      keyRange.start < keyRange.end &&
      keyRange.start - start === column &&
      text.slice(start, keyRange.start).trim() === '' &&
      !text.slice(keyRange.start, keyRange.end).includes('\n')
    )
  })
}

/** Behind the line in which something ends, and behind the blank lines that follow; at the most at `end`. */
function behindBlanks(text: string, from: number, end: number): number {
  let at = from
  for (;;) {
    const next = text.indexOf('\n', at) + 1
    if (next === 0 || next > end) return end
    if (next === end || text.slice(next, lineEnd(text, next)).trim() !== '') return next
    at = next
  }
}

/** Behind the line break of the line in which a character stands, or the end of the text. */
function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at + 1
}

/** Behind the last character before `end` that is neither a blank nor in a line of comment. */
function contentEnd(text: string, end: number): number {
  let at = end
  for (;;) {
    while (at > 0 && /\s/.test(text[at - 1]!)) at--
    const start = lineStart(text, at)
    if (at === 0 || !/^\s*#/.test(text.slice(start, at))) return at
    at = start
  }
}

/** Where a collection ends that had the edited lines in it; undefined where that cannot be told. */
function endAfter(end: number, ends: { readonly old: number; readonly new: number; readonly by: number }): number | undefined {
  return end === ends.old ? ends.new : end > ends.old ? end + ends.by : undefined
}

/** A value and the text that it was read from. */
interface Read {
  readonly text: string
  readonly node: YamlNode | null
}

/** Whether comments behind a value count to the same collection as before: the last of each stands in the column in which it stood, is written alike, and is neither missing nor a block of text, of which they would be a part. */
function takesNoComment(was: Read, is: Read): boolean {
  const [before, now] = [was.node, is.node]
  if (before === null || now === null || styleOf(was.text, before) !== styleOf(is.text, now)) return false
  if (before.kind === 'scalar' || now.kind === 'scalar')
    return before.kind === now.kind && [was, is].every(({ text, node }) => node!.range.start < node!.range.end && !/[|>]/.test(text.slice(node!.range.start, node!.range.end)))
  return (
    columnAt(was.text, before.range.start) === columnAt(is.text, now.range.start) && takesNoComment({ text: was.text, node: lastOf(before) }, { text: is.text, node: lastOf(now) })
  )
}

/** Kind of a value, and the mark that begins it, if one does. */
const styleOf = (text: string, { kind, range }: YamlNode): string => kind + (/[[{"']/.exec(text[range.start] ?? '')?.[0] ?? '')

const lastOf = (node: Exclude<YamlNode, { readonly kind: 'scalar' }>): YamlNode | null => (node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1)) ?? null

const movedEntry = ({ key, keyRange, value, range }: YamlEntry, by: number): YamlEntry => ({
  key,
  keyRange: shift(keyRange, by),
  value: value && movedNode(value, by),
  range: shift(range, by),
})

function movedNode(node: YamlNode, by: number): YamlNode {
  if (by === 0) return node
  const range = shift(node.range, by)
  switch (node.kind) {
    case 'map':
      return { kind: 'map', entries: node.entries.map((entry) => movedEntry(entry, by)), range }
    case 'seq':
      return { kind: 'seq', items: node.items.map((item) => item && movedNode(item, by)), range }
    default:
      return { kind: 'scalar', value: node.value, source: node.source, range }
  }
}

const commentsAfter = (old: readonly YamlComment[], own: readonly YamlComment[], { start, end }: Place, by: number): readonly YamlComment[] => [
  ...old.filter(({ range }) => range.start < start),
  ...own,
  ...old.filter(({ range }) => range.start >= end).map(({ text, range }) => ({ text, range: shift(range, by) })),
]
