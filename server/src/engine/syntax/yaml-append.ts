import { columnAt } from '../text/lines.ts'
import type { Range } from '../text/range.ts'
import type { TextEdit } from './markdown.ts'
import type { YamlMap, YamlNode, YamlSeq } from './yaml.ts'

/** One entry of a record that is written into a list: a text, a list of texts, or a map of texts. */
export type RecordValue = string | readonly string[] | Readonly<Record<string, string>>

/**
 * The edit that adds a record to the list at `path`, making the list and the maps around it where they are missing. Comments and layout stay. Undefined where the text
 * has no place that can be written to: something else stands there. `bounds`: where a text without any key takes them (the inside of front matter).
 */
export function appendRecord(text: string, root: YamlNode | null, path: readonly string[], record: Readonly<Record<string, RecordValue>>, bounds: Range): TextEdit | undefined {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  if (root === null) return { range: { start: bounds.start, end: bounds.start }, newText: underPath(path, record, 0, newline) + newline }
  let node: YamlNode | null = root
  let flow = false
  for (const [depth, key] of path.entries()) {
    if (node?.kind !== 'map') return undefined
    flow ||= text[node.range.start] === '{'
    const entry: YamlMap['entries'][number] | undefined = node.entries.find((e) => e.key === key)
    if (!entry) return insertKey(text, node, path.slice(depth), record, flow, newline)
    if (entry.value === null) return fillEmpty(text, entry.keyRange, path.slice(depth + 1), record, flow, newline)
    node = entry.value
  }
  return node?.kind === 'seq' ? appendItem(text, node, record, flow, newline) : undefined
}

/** Replaces an item of a list. */
export function replaceRecord(text: string, item: YamlMap, record: Readonly<Record<string, RecordValue>>): TextEdit | undefined {
  if (text[item.range.start] === '{') return { range: item.range, newText: inFlow(record) }
  const first = item.entries[0]
  if (!first || first.keyRange.start !== item.range.start) return undefined
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  return { range: item.range, newText: inBlock(record, columnAt(text, item.range.start)).join(newline).trimStart() }
}

function appendItem(text: string, list: YamlSeq, record: Readonly<Record<string, RecordValue>>, flow: boolean, newline: string): TextEdit | undefined {
  if (text[list.range.start] === '[') {
    const at = list.items.at(-1)?.range.end ?? list.range.start + 1
    return { range: { start: at, end: at }, newText: `${list.items.length > 0 ? ', ' : ''}${inFlow(record)}` }
  }
  const last = list.items.at(-1)
  if (flow || !last || text[list.range.start] !== '-') return undefined
  const indent = columnAt(text, list.range.start)
  const at = lineEnd(text, last.range.end)
  const body = text[last.range.start] === '{' ? [`${' '.repeat(indent)}- ${inFlow(record)}`] : itemInBlock(record, indent)
  return { range: { start: at, end: at }, newText: newline + body.join(newline) }
}

function insertKey(text: string, map: YamlMap, path: readonly string[], record: Readonly<Record<string, RecordValue>>, flow: boolean, newline: string): TextEdit | undefined {
  const last = map.entries.at(-1)
  if (flow) {
    const at = last ? (last.value?.range.end ?? last.keyRange.end + 1) : map.range.start + 1
    return {
      range: { start: at, end: at },
      newText: `${last ? ', ' : ''}${path.reduceRight((value, key) => `${key}: ${value === '' ? `[${inFlow(record)}]` : `{${value}}`}`, '')}`,
    }
  }
  const first = map.entries[0]
  if (!first || !last || first.keyRange.start !== map.range.start) return undefined
  const at = lineEnd(text, last.value?.range.end ?? last.keyRange.end)
  return { range: { start: at, end: at }, newText: newline + underPath(path, record, columnAt(text, first.keyRange.start), newline) }
}

function fillEmpty(text: string, key: Range, path: readonly string[], record: Readonly<Record<string, RecordValue>>, flow: boolean, newline: string): TextEdit | undefined {
  if (flow || text[key.end] !== ':') return undefined
  const at = lineEnd(text, key.end)
  if (!/^\s*(?:#.*)?$/.test(text.slice(key.end + 1, at))) return undefined
  const indent = columnAt(text, key.start) + 2
  const body = path.length > 0 ? underPath(path, record, indent, newline) : itemInBlock(record, indent).join(newline)
  return { range: { start: at, end: at }, newText: newline + body }
}

/** Keys down to a list of one record, in block style. */
function underPath(path: readonly string[], record: Readonly<Record<string, RecordValue>>, indent: number, newline: string): string {
  const keys = path.map((key, depth) => `${' '.repeat(indent + 2 * depth)}${key}:`)
  return [...keys, ...itemInBlock(record, indent + 2 * path.length)].join(newline)
}

function itemInBlock(record: Readonly<Record<string, RecordValue>>, indent: number): readonly string[] {
  const [first = '', ...rest] = inBlock(record, indent + 2)
  return [`${' '.repeat(indent)}- ${first.trimStart()}`, ...rest]
}

const inBlock = (record: Readonly<Record<string, RecordValue>>, indent: number): readonly string[] =>
  Object.entries(record).map(([key, value]) => `${' '.repeat(indent)}${key}: ${valueInFlow(value)}`)

const inFlow = (record: Readonly<Record<string, RecordValue>>): string =>
  `{${Object.entries(record)
    .map(([key, value]) => `${key}: ${valueInFlow(value)}`)
    .join(', ')}}`

function valueInFlow(value: RecordValue): string {
  if (typeof value === 'string') return scalar(value)
  if (Array.isArray(value)) return `[${(value as readonly string[]).map(scalar).join(', ')}]`
  return `{${Object.entries(value as Readonly<Record<string, string>>)
    .map(([key, text]) => `${scalar(key)}: ${JSON.stringify(text)}`)
    .join(', ')}}`
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const PLAIN = /^[A-Za-z][\w./@+-]*(?::[\w./@+-]+)?(?: [\w./@+-]+)*$/
/** `1.2.0` is no number; `1.2` would be. */
const VERSION = /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:[.-][\w.-]{1,60})?$/
const KEYWORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/** A text as YAML: plain where nobody could read it otherwise. What the JSON form escapes is escaped the same way in YAML. */
const scalar = (text: string): string => (DATE.test(text) || VERSION.test(text) || (PLAIN.test(text) && !KEYWORD.test(text)) ? text : JSON.stringify(text))

function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  const end = at === -1 ? text.length : at
  return text[end - 1] === '\r' ? end - 1 : end
}
