import { readFileSync } from 'node:fs'
import path from 'node:path'

// The JSON Schema of the manifest, walked beside a manifest.

export interface SchemaNode {
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: SchemaNode
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly anyOf?: readonly SchemaNode[]
  readonly 'x-plumbline-required'?: string
}

interface SchemaFile extends SchemaNode {
  readonly $defs: Readonly<Record<string, SchemaNode>>
}

export const SCHEMA = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../schemas/model-manifest.schema.json'), 'utf8')) as SchemaFile

/** A schema with what it refers to, and the name of the definition that it has its type from. */
export interface Resolved {
  readonly node: SchemaNode
  readonly definition: string | undefined
}

export function resolve(node: SchemaNode): Resolved {
  let definition: string | undefined
  let all: SchemaNode = node
  while (all.$ref !== undefined) {
    definition = all.$ref.replace('#/$defs/', '')
    const { $ref, ...own } = all
    void $ref
    all = { ...SCHEMA.$defs[definition], ...own }
    if (SCHEMA.$defs[definition]!.$ref !== undefined) all = { ...all, $ref: SCHEMA.$defs[definition]!.$ref! }
  }
  return { node: all, definition }
}

/** The schema of the field behind a step; undefined where the schema knows none. */
export function below({ node }: Resolved, step: string | number): Resolved | undefined {
  const next = typeof step === 'number' ? node.items : node.properties?.[step]
  return next && resolve(next)
}

/** The words that a field admits, of an enumeration or of a list of them. */
export const wordsOf = ({ node }: Resolved): readonly unknown[] | undefined => node.enum ?? node.anyOf?.flatMap((part) => resolve(part).node.enum ?? [])

/** Whether the schema admits a scalar: kind of value, words, shape and bounds. */
export function admits({ node }: Resolved, value: string | number | boolean): boolean {
  if (node.const !== undefined) return node.const === value
  const words = wordsOf({ node, definition: undefined })
  if (words && words.length > 0) return words.includes(value)
  const types = node.type === undefined ? undefined : typeof node.type === 'string' ? [node.type] : node.type
  const kind = typeof value === 'number' ? (Number.isInteger(value) ? ['number', 'integer'] : ['number']) : [typeof value]
  if (types && !kind.some((k) => types.includes(k))) return false
  if (typeof value === 'string') return (node.pattern === undefined || new RegExp(node.pattern, 'u').test(value)) && value.length >= (node.minLength ?? 0)
  return typeof value !== 'number' || (value >= (node.minimum ?? -Infinity) && value <= (node.maximum ?? Infinity))
}
