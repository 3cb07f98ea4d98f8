import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, visit } from 'yaml'
import type { Document, ParsedNode, YAMLError } from 'yaml'
import { lineStart } from '../text/lines.ts'
import type { Range } from '../text/range.ts'
import type { Parsed, SyntaxProblem } from './problem.ts'

/** Largest YAML text that is read, in characters. Manifests are three orders of magnitude smaller. */
export const MAX_YAML_LENGTH = 2_000_000
/** Deepest nesting of flow and block collections that is read. */
export const MAX_YAML_DEPTH = 200
/** Most problems of one text that are told: a text that is no YAML has one on every line. */
const MAX_PROBLEMS = 100
/** Aliases may make the tree at most this many nodes larger: refuses alias bombs. */
const MAX_ALIAS_NODES = 10_000

export type YamlNode = YamlMap | YamlSeq | YamlScalar

interface YamlBase {
  /** Where the value stands in the whole file (for front matter and fences too). */
  readonly range: Range
}

export interface YamlEntry {
  readonly key: string
  readonly keyRange: Range
  /** `null`: a key with nothing behind the colon. */
  readonly value: YamlNode | null
  /** Key and value together. */
  readonly range: Range
}

export interface YamlMap extends YamlBase {
  readonly kind: 'map'
  readonly entries: readonly YamlEntry[]
}

export interface YamlSeq extends YamlBase {
  readonly kind: 'seq'
  readonly items: readonly (YamlNode | null)[]
}

export interface YamlScalar extends YamlBase {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** The characters as written, quotes included. */
  readonly source: string
}

export interface YamlComment {
  /** Text without the leading `#`. */
  readonly text: string
  /** From `#` to the end of the line. */
  readonly range: Range
}

export interface YamlDocument {
  readonly root: YamlNode | null
  readonly range: Range
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[]
  readonly comments: readonly YamlComment[]
  /** Anchors or aliases stand in it: parts of it may show elsewhere. */
  readonly linked: boolean
}

export type YamlPath = readonly (string | number)[]

/**
 * Parses a YAML text of one or more documents. Positions are offsets in the file that holds it:
 * `base` is where the text begins there. Never throws; what cannot be read is a problem and the rest is kept.
 */
export function parseYaml(text: string, base = 0): Parsed<YamlFile> {
  const problems: SyntaxProblem[] = []
  const whole = { start: base, end: base + text.length }
  const empty: YamlFile = { documents: [], comments: [], linked: false }
  if (text.length > MAX_YAML_LENGTH) {
    return {
      value: empty,
      problems: [
        {
          code: 'yaml-too-large',
          unread: true,
          range: { start: base, end: base + firstLineLength(text) },
          message: `This YAML text has ${text.length} characters; at most ${MAX_YAML_LENGTH} are read`,
          help: 'Split the file, or exclude it in .plumbline.yaml',
        },
      ],
    }
  }
  const deep = tooDeepAt(text)
  if (deep !== undefined) {
    // The lines above it say what the document is.
    const above = lineStart(text, deep)
    const { value, problems: before } = above === 0 ? { value: empty, problems: [] } : parseYaml(text.slice(0, above), base)
    return {
      value,
      problems: [
        ...before,
        {
          code: 'yaml-too-deep',
          range: { start: base + deep, end: base + deep + 1 },
          message: `Nesting deeper than ${MAX_YAML_DEPTH} levels is not read`,
          help: 'Flatten the structure',
        },
      ],
    }
  }
  // A byte order mark would shift the library's first key; it keeps offsets if it is replaced by a blank of the same length.
  const source = text.charCodeAt(0) === 0xfeff ? ' ' + text.slice(1) : text
  let parsed: Document.Parsed<ParsedNode>[]
  try {
    const result = parseAllDocuments(source, { keepSourceTokens: false, prettyErrors: false, strict: true, uniqueKeys: false, logLevel: 'silent', version: '1.2' })
    parsed = Array.isArray(result) ? (result as Document.Parsed<ParsedNode>[]) : []
  } catch (error) {
    return {
      value: empty,
      problems: [{ code: 'yaml-unreadable', range: whole, message: `This YAML text cannot be read: ${error instanceof Error ? error.message : String(error)}` }],
    }
  }
  const documents: YamlDocument[] = []
  let linked = false
  for (const document of parsed) {
    for (const error of document.errors) if (problems.length < MAX_PROBLEMS) problems.push(problemOf(error, base, text))
    const state: ConvertState = { base, text, budget: MAX_ALIAS_NODES, anchors: new Map(), problems, expanding: new Set() }
    visit(document, {
      Node: (_key, node) => {
        if ('anchor' in node && typeof node.anchor === 'string') state.anchors.set(node.anchor, node as ParsedNode)
      },
      Alias: () => void (linked = true),
    })
    if (state.anchors.size > 0) linked = true
    const root = document.contents ? convert(document.contents, state) : null
    const [start, , end] = document.range ?? [0, 0, text.length]
    documents.push({ root, range: { start: base + start, end: base + end } })
  }
  return { value: { documents, comments: commentsOf(text, base), linked }, problems }
}

interface ConvertState {
  readonly base: number
  readonly text: string
  budget: number
  readonly anchors: Map<string, ParsedNode>
  readonly expanding: Set<string>
  readonly problems: SyntaxProblem[]
}

function convert(node: unknown, state: ConvertState, at?: Range): YamlNode | null {
  if (isAlias(node)) {
    const own = rangeOf(node as unknown as ParsedNode, state)
    const target = state.anchors.get(node.source)
    if (!target || state.expanding.has(node.source)) {
      if (state.problems.length < MAX_PROBLEMS)
        state.problems.push({
          code: 'yaml-alias',
          range: own,
          message: target ? `The alias *${node.source}* refers to itself and is not read` : `The alias *${node.source}* has no anchor`,
          help: 'Write the value out',
        })
      return null
    }
    state.expanding.add(node.source)
    // The copy is shown where the alias stands: that is where its reader would mend it.
    const value = convert(target, state, own)
    state.expanding.delete(node.source)
    return value
  }
  if (at && state.budget-- <= 0) {
    // Told once, where it happens first.
    if (state.budget === -1)
      state.problems.push({
        code: 'yaml-alias',
        range: at,
        message: `Aliases expand to more than ${MAX_ALIAS_NODES} values and are not read further`,
        help: 'Write the values out',
      })
    return null
  }
  if (isMap(node)) {
    const entries: YamlEntry[] = []
    // The library compares each key with each other one.
    const keys = new Set<unknown>()
    for (const pair of node.items) {
      if (!isPair(pair)) continue
      const keyNode = pair.key as unknown
      const keyRange = at ?? rangeOf(keyNode as ParsedNode, state)
      if (!at && isScalar(keyNode)) {
        if (keys.has(keyNode.value) && state.problems.length < MAX_PROBLEMS)
          state.problems.push({ code: 'yaml-duplicate-key', range: keyRange, message: 'Map keys must be unique' })
        keys.add(keyNode.value)
      }
      const key = isScalar(keyNode) ? String(keyNode.value) : state.text.slice(keyRange.start - state.base, keyRange.end - state.base)
      const value = pair.value === null || pair.value === undefined ? null : convert(pair.value, state, at)
      const shown = value && !(value.kind === 'scalar' && value.value === null && value.source === '') ? value : null
      entries.push({ key, keyRange, value: shown, range: { start: keyRange.start, end: Math.max(keyRange.end, shown?.range.end ?? 0) } })
    }
    return { kind: 'map', entries, range: at ?? rangeOf(node as unknown as ParsedNode, state) }
  }
  if (isSeq(node)) {
    return { kind: 'seq', items: node.items.map((item) => convert(item, state, at)), range: at ?? rangeOf(node as unknown as ParsedNode, state) }
  }
  if (isScalar(node)) {
    const own = at ?? rangeOf(node as unknown as ParsedNode, state)
    const value = node.value
    const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value)
    return { kind: 'scalar', value: plain, source: node.source === undefined ? '' : String(node.source), range: own }
  }
  return null
}

function rangeOf(node: ParsedNode | null | undefined, { base, text }: ConvertState): Range {
  const [start, end] = node?.range ?? [0, 0]
  let last = end
  // The library ends a block collection at the next token; trailing blanks are not part of the value.
  while (last > start && /\s/.test(text[last - 1]!)) last--
  return { start: base + start, end: base + last }
}

function problemOf(error: YAMLError, base: number, text: string): SyntaxProblem {
  const [from, to] = error.pos
  const start = Math.min(from, text.length)
  const lineEnd = text.indexOf('\n', start)
  const end = Math.min(Math.max(to, start + 1), text.length, lineEnd === -1 ? text.length : Math.max(lineEnd, start + 1))
  return { code: 'yaml-syntax', range: { start: base + start, end: base + Math.max(end, start) }, message: error.message.replace(/ at line \d+.*$/s, '') }
}

function commentsOf(text: string, base: number): YamlComment[] {
  const comments: YamlComment[] = []
  let start = 0
  while (start <= text.length) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    const line = text.slice(start, end)
    const at = commentStart(line)
    if (at >= 0)
      comments.push({
        text: line
          .slice(at + 1)
          .replace(/\r$/, '')
          .trim(),
        range: { start: base + start + at, end: base + start + line.replace(/\r$/, '').length },
      })
    if (next === -1) break
    start = next + 1
  }
  return comments
}

/** Column of the comment on a line, -1 if there is none. `#` counts only at the start or behind a blank, outside quotes. */
function commentStart(line: string): number {
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!
    if (quote) {
      if (c === '\\' && quote === '"') i++
      else if (c === quote) quote = ''
    } else if ((c === '"' || c === "'") && (i === 0 || /[\s[{,:]/.test(line[i - 1]!))) quote = c
    else if (c === '#' && (i === 0 || line[i - 1] === ' ' || line[i - 1] === '\t')) return i
  }
  return -1
}

/** Where a text nests too deep to be read. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0
  let columnRun = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 91 || c === 123) {
      if (++depth > MAX_YAML_DEPTH) return i
    } else if ((c === 93 || c === 125) && depth > 0) depth--
    // Block nesting costs a column a level: `- - - -` or indentation.
    if (c === 10) columnRun = 0
    else if (c === 32 || c === 45 || c === 63) {
      if (++columnRun > MAX_YAML_DEPTH * 12) return i
    } else columnRun = -1_000_000
  }
  return undefined
}

const firstLineLength = (text: string): number => {
  const end = text.indexOf('\n')
  return end === -1 ? Math.min(text.length, 200) : Math.min(end, 200)
}

/** The value below `path`; `undefined` where nothing stands, `null` for a key with an empty value. */
export function yamlAt(root: YamlNode | null | undefined, path: YamlPath): YamlNode | null | undefined {
  let node: YamlNode | null | undefined = root
  for (const step of path) {
    if (!node) return undefined
    if (node.kind === 'map') {
      const entry: YamlEntry | undefined = node.entries.find((e) => e.key === String(step))
      if (!entry) return undefined
      node = entry.value
    } else if (node.kind === 'seq') {
      const index = Number(step)
      if (!Number.isInteger(index) || index < 0 || index >= node.items.length) return undefined
      node = node.items[index]
    } else return undefined
  }
  return node
}

/** The entry (key and value) at `path`, if its last step is a key that is written there. */
export function yamlEntryAt(root: YamlNode | null | undefined, path: YamlPath): YamlEntry | undefined {
  const parent = yamlAt(root, path.slice(0, -1))
  return parent?.kind === 'map' ? parent.entries.find((e) => e.key === String(path.at(-1))) : undefined
}

/**
 * Range of what stands at `path`: the value, or its key with `prefer: 'key'`. Where nothing stands there, the key of the
 * nearest ancestor that does, so that a finding about a missing field points at the place where it belongs.
 */
export function yamlRange(root: YamlNode | null | undefined, path: YamlPath, prefer: 'value' | 'key' = 'value'): Range | undefined {
  for (let length = path.length; length > 0; length--) {
    const here = path.slice(0, length)
    const entry = yamlEntryAt(root, here)
    if (entry) return length < path.length || prefer === 'key' || !entry.value ? entry.keyRange : entry.value.range
    const node = yamlAt(root, here)
    if (node) return length < path.length && node.kind !== 'scalar' ? { start: node.range.start, end: Math.min(node.range.end, node.range.start + 1) } : node.range
  }
  const first = root?.kind === 'map' ? root.entries[0]?.keyRange : undefined
  return first ?? (root ? root.range : undefined)
}

/** Plain JavaScript value of a node; maps have no prototype, so that `__proto__` is a key like any other. */
export function yamlToJs(node: YamlNode | null | undefined): unknown {
  if (!node) return null
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'seq') return node.items.map(yamlToJs)
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const entry of node.entries) object[entry.key] = yamlToJs(entry.value)
  return object
}
