import type { DocumentView } from '../documents/document.ts'
import type { Fix } from '../rules/types.ts'
import type { TextEdit } from '../syntax/markdown.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlPath } from '../syntax/yaml.ts'
import { columnAt } from '../text/lines.ts'
import { fillOf } from './field-values.ts'
import type { Gap } from './manifest-requirements.ts'
import type { Control } from './types.ts'

type Plain = string | number | boolean | { readonly [key: string]: Plain } | readonly Plain[]
type PlainMap = { readonly [key: string]: Plain }

const isPlainMap = (value: Plain | undefined): value is PlainMap => typeof value === 'object' && !Array.isArray(value)

/**
 * A fix that writes the missing fields of a control with `TODO` behind them, each at its place under the nearest object that is there.
 * Fields that say something stay; no fix where only values of the author's are wrong.
 */
export function yamlFix(document: DocumentView, control: Control, gaps: readonly Gap[]): readonly Fix[] {
  const { root, text } = document
  // Where the text cannot be read as meant, the place of an insertion would be a guess.
  if (root?.kind !== 'map' || document.problems.length > 0 || control.fix.yaml === undefined) return []
  const missing = gaps.filter((gap) => gap.state === 'absent' || gap.state === 'empty').map((gap) => gap.path)
  if (missing.length === 0) return []
  const writer = new Writer(text, text.includes('\r\n') ? '\r\n' : '\n')
  writer.merge(control.fix.yaml as PlainMap, root, [], missing, false)
  const edits = writer.joined()
  return edits.length === 0 ? [] : [{ title: control.fix.title, safe: false, edits: edits.map((edit) => ({ path: document.path, edit })) }]
}

/** Whether a path of the template leads to, or lies below, something that is missing. Indexes of lists do not count. */
function isWanted(path: YamlPath, missing: readonly YamlPath[]): boolean {
  return missing.some((other) => {
    for (let i = 0; i < Math.min(path.length, other.length); i++) if (typeof path[i] !== 'number' && path[i] !== other[i]) return false
    return true
  })
}

class Writer {
  readonly #edits: TextEdit[] = []
  readonly #text: string
  readonly #newline: string

  constructor(text: string, newline: string) {
    this.#text = text
    this.#newline = newline
  }

  /** What goes to the same place is one edit: inner objects were written before those around them. */
  joined(): readonly TextEdit[] {
    const byPlace = new Map<string, TextEdit>()
    for (const edit of this.#edits) {
      const key = `${edit.range.start}:${edit.range.end}`
      const same = byPlace.get(key)
      byPlace.set(key, same ? { range: edit.range, newText: same.newText + edit.newText } : edit)
    }
    return [...byPlace.values()].sort((a, b) => a.range.start - b.range.start)
  }

  /** Brings a template into an object of the document. */
  merge(template: PlainMap, target: YamlMap, path: YamlPath, missing: readonly YamlPath[], flow: boolean): void {
    const form = this.#form(target)
    if (form === 'other') return
    const inFlow = flow || form === 'flow'
    const added: PlainMap[] = []
    for (const [key, value] of Object.entries(template)) {
      const here = [...path, key]
      if (!isWanted(here, missing)) continue
      const entry = target.entries.find((e) => e.key === key)
      if (!entry) added.push({ [key]: wanted(value, here, missing) })
      else this.#mergeEntry(value, entry, here, missing, inFlow)
    }
    if (added.length > 0) this.#insert(Object.assign({}, ...added) as PlainMap, target, form)
  }

  #mergeEntry(value: Plain, entry: YamlEntry, path: YamlPath, missing: readonly YamlPath[], flow: boolean): void {
    const node = entry.value
    if (node === null) this.#fillEmpty(value, entry, path, missing, flow)
    else if (node.kind === 'map' && isPlainMap(value)) {
      if (node.entries.length > 0 || this.#text[node.range.start] === '{') this.merge(value, node, path, missing, flow)
    } else if (node.kind === 'seq' && Array.isArray(value)) this.#mergeList(value as readonly Plain[], node.items, entry, path, missing, flow)
    else if (node.kind === 'scalar' && fillOf(node) !== 'present' && !this.#text.slice(node.range.start, node.range.end).includes('\n')) {
      // `""` and `none` make room; a TODO of the right kind stays.
      if (typeof value === 'object' || fillOf(node) === 'empty') this.#replace(node, inFlowStyle(wanted(value, path, missing)))
    }
  }

  #mergeList(template: readonly Plain[], items: readonly (YamlNode | null)[], entry: YamlEntry, path: YamlPath, missing: readonly YamlPath[], flow: boolean): void {
    const first = template[0]
    if (items.length === 0) {
      if (this.#text[entry.value!.range.start] === '[') this.#replace(entry.value!, inFlowStyle(template as Plain))
      return
    }
    for (const [index, item] of items.entries()) {
      const here = [...path, index]
      const own = missing.filter((other) => other.length > here.length && here.every((step, i) => other[i] === step))
      if (own.length > 0 && item?.kind === 'map' && isPlainMap(first)) this.merge(first, item, here, own, flow || this.#text[entry.value!.range.start] === '[')
    }
  }

  #replace(node: YamlNode, newText: string): void {
    this.#edits.push({ range: node.range, newText })
  }

  /** A key with nothing behind its colon. */
  #fillEmpty(value: Plain, entry: YamlEntry, path: YamlPath, missing: readonly YamlPath[], flow: boolean): void {
    const colon = entry.keyRange.end
    if (this.#text[colon] !== ':') return
    const rest = wanted(value, path, missing)
    const lineEnd = this.#lineEnd(colon)
    const behind = this.#text.slice(colon + 1, lineEnd).trim()
    if (flow || typeof rest !== 'object') {
      const next = this.#text[colon + 1] ?? ''
      this.#edits.push({ range: { start: colon + 1, end: colon + 1 }, newText: ` ${inFlowStyle(rest)}${next !== '' && /[^\s,}\]]/.test(next) ? ' ' : ''}` })
    } else if (behind === '' || behind.startsWith('#')) {
      const indent = columnAt(this.#text, entry.keyRange.start)
      this.#edits.push({ range: { start: lineEnd, end: lineEnd }, newText: this.#newline + inBlockStyle(rest, indent + 2).join(this.#newline) })
    }
  }

  #insert(added: PlainMap, target: YamlMap, form: 'flow' | 'block'): void {
    const last = target.entries.at(-1)
    if (form === 'flow') {
      const inner = inFlowStyle(added).slice(1, -1)
      const at = last ? this.#entryEnd(last) : target.range.start + 1
      this.#edits.push({ range: { start: at, end: at }, newText: last ? `, ${inner}` : inner })
      return
    }
    const indent = columnAt(this.#text, target.entries[0]!.keyRange.start)
    const at = this.#lineEnd(this.#entryEnd(last!))
    this.#edits.push({ range: { start: at, end: at }, newText: this.#newline + inBlockStyle(added, indent).join(this.#newline) })
  }

  /** End of an entry, the colon of a key without a value included. */
  #entryEnd(entry: YamlEntry): number {
    return entry.value === null && this.#text[entry.keyRange.end] === ':' ? entry.keyRange.end + 1 : entry.range.end
  }

  /** Block and flow objects can grow; an alias or one with a tag in front is left alone. */
  #form(map: YamlMap): 'flow' | 'block' | 'other' {
    if (this.#text[map.range.start] === '{') return this.#text[map.range.end - 1] === '}' ? 'flow' : 'other'
    const first = map.entries[0]
    const last = map.entries.at(-1)
    if (!first || !last || this.#text[first.keyRange.start] === '*' || first.keyRange.start !== map.range.start) return 'other'
    // All entries of a copied alias have one place.
    if (map.entries.length > 1 && last.keyRange.start === first.keyRange.start) return 'other'
    return 'block'
  }

  #lineEnd(offset: number): number {
    const at = this.#text.indexOf('\n', offset)
    const end = at === -1 ? this.#text.length : at
    return this.#text[end - 1] === '\r' ? end - 1 : end
  }
}

/** The part of a template that is wanted: keys that are missing, or the whole where everything below is. */
function wanted(value: Plain, path: YamlPath, missing: readonly YamlPath[]): Plain {
  if (!isPlainMap(value)) return value
  if (missing.some((other) => other.length <= path.length && other.every((step, i) => step === path[i]))) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, below]) => (isWanted([...path, key], missing) ? [[key, wanted(below, [...path, key], missing)]] : [])))
}

const PLAIN = /^[A-Za-z][\w ./-]*$/
const KEYWORD = /^(?:true|false|null|yes|no|on|off|~)$/i

const scalar = (value: string | number | boolean): string =>
  typeof value !== 'string' || (PLAIN.test(value) && !KEYWORD.test(value) && !value.endsWith(' ')) ? String(value) : JSON.stringify(value)

function inFlowStyle(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(inFlowStyle).join(', ')}]`
  if (isPlainMap(value))
    return `{${Object.entries(value)
      .map(([key, v]) => `${key}: ${inFlowStyle(v)}`)
      .join(', ')}}`
  return scalar(value as string | number | boolean)
}

function inBlockStyle(value: Plain, indent: number): string[] {
  const pad = ' '.repeat(indent)
  if (Array.isArray(value)) {
    return value.flatMap((item: Plain) => {
      const [first = '', ...rest] = typeof item === 'object' ? inBlockStyle(item, indent + 2) : [`${pad}  ${scalar(item)}`]
      return [`${pad}- ${first.slice(indent + 2)}`, ...rest]
    })
  }
  if (!isPlainMap(value)) return [pad + scalar(value as string | number | boolean)]
  return Object.entries(value).flatMap(([key, v]) => {
    if (typeof v !== 'object') return [`${pad}${key}: ${scalar(v)}`]
    if (Array.isArray(v) && v.every((item) => typeof item !== 'object')) return [`${pad}${key}: ${inFlowStyle(v)}`]
    return [`${pad}${key}:`, ...inBlockStyle(v, indent + 2)]
  })
}
