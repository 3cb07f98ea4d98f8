import type { ErrorObject } from 'ajv'
import type { DocumentView } from '../documents/document.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { yamlAt, yamlEntryAt, yamlRange, yamlToJs } from '../syntax/yaml.ts'
import type { YamlMap, YamlNode, YamlPath } from '../syntax/yaml.ts'
import { nearest } from '../text/edit-distance.ts'
import type { Range } from '../text/range.ts'
import {
  validateFrontMatterAdr,
  validateFrontMatterMlDesignDoc,
  validateFrontMatterModelCard,
  validateFrontMatterReadinessChecklist,
  validateFrontMatterRoadmap,
  validateFrontMatterRunbook,
  validateFrontMatterSystemCard,
  validateFrontMatterThreatModel,
  validateModelManifest,
  validatePack,
  validateWorkspace,
} from './generated/validators.js'
import type { SchemaValidator } from './generated/validators.js'
import { describe, keysAt, schemasAt } from './lookup.ts'
import type { SchemaPlace } from './lookup.ts'
import { expectation } from './words.ts'

/** One place where a document departs from its schema. */
export interface SchemaError {
  /** `spec.serving.latency.target`, as written in messages. */
  readonly path: string
  /** The value, the unknown key, or the key of the object that lacks something. */
  readonly range: Range
  /** JSON Schema keyword; `unknown` for keys that are not in the schema. */
  readonly keyword: string
  readonly message: string
  readonly help: string | undefined
  /** What was probably meant: the text to put in place of `range`. */
  readonly suggestion: string | undefined
}

const VALIDATORS: Readonly<Partial<Record<DocumentKind, SchemaValidator>>> = {
  'model-manifest': validateModelManifest,
  workspace: validateWorkspace,
  pack: validatePack,
  adr: validateFrontMatterAdr,
  'ml-design-doc': validateFrontMatterMlDesignDoc,
  'model-card': validateFrontMatterModelCard,
  'readiness-checklist': validateFrontMatterReadinessChecklist,
  roadmap: validateFrontMatterRoadmap,
  runbook: validateFrontMatterRunbook,
  'system-card': validateFrontMatterSystemCard,
  'threat-model': validateFrontMatterThreatModel,
}
/** Keywords that only say that one of their parts failed. */
const WRAPPERS = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'not', '$ref', 'propertyNames'])
/** The most telling first, where one place has several errors. */
const ORDER = ['additionalProperties', 'unevaluatedProperties', 'const', 'enum', 'type', 'pattern', 'minLength', 'minItems', 'required']
/** Keys that other tools put in front matter; near to ours, but no slips. */
const FOREIGN = new Set([
  'author',
  'reviewed',
  'reviewer',
  'owners',
  'tag',
  'link',
  'name',
  'names',
  'layout',
  'parent',
  'slug',
  'type',
  'state',
  'date',
  'dates',
  'data',
  'models',
  'modal',
  'license',
  'language',
  'version',
  'category',
  'categories',
  'created_at',
  'updated',
  'create',
  'status_date',
  'nav_order',
  'adr',
  'ids',
  'deciders',
  'creator',
  'profiles',
  'titles',
  'kinds',
  'tile',
  'mode',
  'module',
  'modules',
  'refs',
  'references',
])

/** Keys of front matter that checks rest on: a value outside their list is a mistake, not a dialect. */
const FIRM_KEYS = new Set(['kind', 'decisionScope', 'runbookType', 'decision', 'aiActClass', 'riskTier'])
/** Definitions whose form matters in front matter too. */
const FIRM_FORMS = new Set(['Date', 'DateTime', 'Duration', 'Tier'])

/** Front matter is written for people and other tools too: names of owners, models and versions take any form there. */
const isFirm = (keyword: string, path: YamlPath, places: readonly SchemaPlace[]): boolean =>
  keyword === 'enum' || keyword === 'const' || FIRM_KEYS.has(String(path[0])) || places.some((p) => p.definition !== undefined && FIRM_FORMS.has(p.definition))

/** Most errors of one document that are explained: more help nobody, and each is looked up. */
const MOST_ERRORS = 300

/** Front matter stays the same while the text below it is edited. */
const known = new WeakMap<YamlNode, { readonly kind: DocumentKind; readonly open: boolean; readonly errors: readonly SchemaError[] }>()

/** Checks a document against the schema of its kind; in document order, one error a place. Empty for kinds without a schema. */
export function validateDocument({ recognition, root, markdown }: DocumentView): readonly SchemaError[] {
  const kind = recognition?.kind
  if (!kind || !root) return []
  const open = markdown !== undefined
  let checked = known.get(root)
  if (checked?.kind !== kind || checked.open !== open) known.set(root, (checked = { kind, open, errors: errorsOf(root, kind, open) }))
  return checked.errors
}

function errorsOf(root: YamlNode, kind: DocumentKind, open: boolean): readonly SchemaError[] {
  const validator = VALIDATORS[kind]
  const errors = new Map<string, SchemaError>()
  const add = (error: SchemaError | undefined): void => {
    if (error && !errors.has(`${error.range.start}:${error.range.end}`)) errors.set(`${error.range.start}:${error.range.end}`, error)
  }
  if (validator && !validator(yamlToJs(root))) for (const error of mostSpecific(validator.errors ?? []).slice(0, MOST_ERRORS)) add(explain(error, kind, root, open))
  if (open && root.kind === 'map') for (const error of misspelt(root, kind)) add(error)
  return [...errors.values()].sort((a, b) => a.range.start - b.range.start)
}

/** `/spec/slos/0/target` as steps; numbers are indexes. */
const stepsOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((s) => (/^\d+$/.test(s) ? Number(s) : s.replaceAll('~1', '/').replaceAll('~0', '~')))

/** `spec.slos[0].target` */
export const pathInWords = (path: YamlPath): string => path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')

/** Wrappers, and errors of a place whose parts have errors of their own, go. */
function mostSpecific(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const parts = errors.filter((e) => !WRAPPERS.has(e.keyword))
  const wanted = parts.length ? parts : errors
  // An object stands where only `{notApplicable: …}` may: the kind of value is wrong, not its keys.
  const shape = new Set(wanted.filter((e) => e.keyword === 'required' && (e.params as { missingProperty?: string }).missingProperty === 'notApplicable').map((e) => e.instancePath))
  return wanted
    .filter((e) => !(shape.has(e.instancePath) && e.keyword !== 'required'))
    .map((error, index) => ({ error, index }))
    .sort((a, b) => rank(a.error) - rank(b.error) || a.index - b.index)
    .map(({ error }) => error)
}

const rank = (error: ErrorObject): number => {
  const at = ORDER.indexOf(error.keyword)
  return at === -1 ? ORDER.length : at
}

function explain(error: ErrorObject, kind: DocumentKind, root: YamlNode, open: boolean): SchemaError | undefined {
  const path = stepsOf(error.instancePath)
  const params = error.params as Readonly<Record<string, unknown>>
  const name = pathInWords(path)
  const node = yamlAt(root, path)
  const help = describe(kind, path)
  const extra = params['additionalProperty'] ?? params['unevaluatedProperty']
  if (typeof extra === 'string') {
    const entry = yamlEntryAt(root, [...path, extra])
    if (open && !nearest(extra, keysAt(kind, path))) return undefined
    const suggestion = freeSibling(extra, node, keysAt(kind, path))
    const where = name ? ` in \`${name}\`` : ''
    return {
      path: pathInWords([...path, extra]),
      range: entry?.keyRange ?? yamlRange(root, path, 'key') ?? root.range,
      keyword: 'unknown',
      message: `Unknown field \`${extra}\`${where}${suggestion ? `; did you mean \`${suggestion}\`?` : ''}`,
      help: suggestion
        ? `Rename it to \`${suggestion}\``
        : `Known here: ${list(keysAt(kind, path).filter((k) => k !== 'notApplicable' && k !== 'notes' && k !== '$schema'))}; keys of your own begin with \`x-\``,
      suggestion,
    }
  }
  const range = yamlRange(root, path) ?? root.range
  if (error.keyword === 'required') {
    const missing = String(params['missingProperty'])
    if (missing === 'notApplicable')
      return { path: name, range, keyword: 'type', message: `\`${name}\` must be ${expectation(schemasAt(kind, path), true)}`, help, suggestion: undefined }
    if (open) return undefined
    const own = path.length && typeof path.at(-1) === 'string' ? yamlRange(root, path, 'key') : node?.kind === 'map' ? node.entries[0]?.keyRange : undefined
    const field = pathInWords([...path, missing])
    return {
      path: field,
      range: own ?? range,
      keyword: 'required',
      message: `\`${field}\` is missing`,
      help: describe(kind, [...path, missing]) ?? `Add \`${missing}\``,
      suggestion: undefined,
    }
  }
  const value = node?.kind === 'scalar' ? node.value : undefined
  // Empty keys of front matter are left-overs of a template, not wrong values.
  if (value === null || node === null || node === undefined)
    return open ? undefined : { path: name, range: yamlRange(root, path, 'key') ?? range, keyword: 'type', message: `\`${name}\` has no value`, help, suggestion: undefined }
  const found = node.kind === 'scalar' ? `, found \`${clip(node.source)}\`` : node.kind === 'map' ? ', found an object' : ', found a list'
  const expected = expectation(schemasAt(kind, path), false)
  if (open && !isFirm(error.keyword, path, schemasAt(kind, path))) return undefined
  if (error.keyword === 'enum' || error.keyword === 'const') {
    const allowed = (Array.isArray(params['allowedValues']) ? params['allowedValues'] : [params['allowedValue']]).map(String)
    if (open && allowed.some((a) => a.toLowerCase() === String(value).toLowerCase())) return undefined
    const suggestion = typeof value === 'string' ? (nearest(value, allowed) ?? allowed.find((a) => fold(a) === fold(value))) : undefined
    if (open && !suggestion && !FIRM_KEYS.has(String(path[0]))) return undefined
    return {
      path: name,
      range,
      keyword: error.keyword,
      message: `\`${name}\` must be ${list(allowed, 'or')}${found}${suggestion ? `; did you mean \`${suggestion}\`?` : ''}`,
      help: suggestion ? `Write \`${suggestion}\`` : help,
      suggestion,
    }
  }
  if (error.keyword === 'minLength') return { path: name, range, keyword: error.keyword, message: `\`${name}\` is empty`, help, suggestion: undefined }
  if (error.keyword === 'minItems')
    return {
      path: name,
      range,
      keyword: error.keyword,
      message: `\`${name}\` needs at least ${String(params['limit'])} ${params['limit'] === 1 ? 'entry' : 'entries'}`,
      help,
      suggestion: undefined,
    }
  if (error.keyword === 'minimum' || error.keyword === 'maximum' || error.keyword.startsWith('exclusive')) {
    const named = schemasAt(kind, path).some((p) => p.definition === 'Tier' || p.definition === 'Ratio' || p.definition === 'Percent')
    const bound = `${error.keyword.endsWith('inimum') ? (error.keyword.startsWith('exclusive') ? 'above' : 'at least') : error.keyword.startsWith('exclusive') ? 'below' : 'at most'} ${String(params['limit'])}`
    return { path: name, range, keyword: error.keyword, message: `\`${name}\` must be ${named ? expected : bound}${found}`, help, suggestion: undefined }
  }
  if (error.keyword === 'pattern' && expected.startsWith('a text'))
    return {
      path: name,
      range,
      keyword: error.keyword,
      message: `\`${name}\` has the wrong form${expected.includes('such as') ? ` (right: ${expected.slice(expected.indexOf('`'))})` : ''}${found}`,
      help,
      suggestion: undefined,
    }
  return {
    path: name,
    range,
    keyword: error.keyword,
    message: `\`${name}\` must be ${expected}${found}`,
    help: help?.startsWith('A') && expected.length > 40 ? undefined : help,
    suggestion: undefined,
  }
}

const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, '')
const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text).replace(/\s+/g, ' ')

const list = (words: readonly string[], last = 'and'): string => {
  const quoted = words.slice(0, 16).map((w) => `\`${w}\``)
  if (words.length > 16) quoted.push('…')
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1)}`
}

/** The nearest known key that is not written already. */
function freeSibling(key: string, parent: YamlNode | null | undefined, known: readonly string[]): string | undefined {
  const written = new Set(parent?.kind === 'map' ? parent.entries.map((e) => e.key) : [])
  const free = known.filter((k) => !written.has(k))
  return free.find((k) => fold(k) === fold(key)) ?? nearest(key, free)
}

/** Front matter is open: only slips of known keys are reported. */
function* misspelt(root: YamlMap, kind: DocumentKind): Generator<SchemaError> {
  const known = keysAt(kind, [])
  const written = new Set(root.entries.map((e) => fold(e.key)))
  for (const { key, keyRange } of root.entries) {
    if (key.length < 4 || key.startsWith('x-') || known.includes(key) || FOREIGN.has(key.toLowerCase()) || known.some((k) => fold(k) === fold(key))) continue
    const suggestion = nearest(
      key,
      known.filter((k) => k.length >= 4 && !written.has(fold(k))),
    )
    if (suggestion)
      yield {
        path: key,
        range: keyRange,
        keyword: 'unknown',
        message: `Unknown field \`${key}\`; did you mean \`${suggestion}\`?`,
        help: `Rename it to \`${suggestion}\``,
        suggestion,
      }
  }
}
