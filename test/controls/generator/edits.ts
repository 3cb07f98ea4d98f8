import { parse } from 'yaml'
import { parseYaml, yamlAt, yamlEntryAt } from '../../../server/src/engine/syntax/yaml.ts'
import type { YamlNode } from '../../../server/src/engine/syntax/yaml.ts'
import type { Range } from '../../../server/src/engine/text/range.ts'
import { mutate, steps } from '../mutations.ts'
import { isMap, valueAt } from './requirements.ts'
import type { Plain } from './requirements.ts'

/** One change of a manifest: of a field, or a key added to an object. */
export interface Edit {
  readonly path: string
  readonly do: 'remove' | 'empty' | { readonly set: string } | { readonly rename: string } | { readonly add: readonly [key: string, value: string] }
}

/** Carries out edits one after the other; `root` is what `text` was read as. */
export function edited(text: string, root: YamlNode | null, edits: readonly Edit[]): string {
  let now = text
  for (const [i, { path, do: operation }] of edits.entries()) {
    const tree = i === 0 ? root : parseYaml(now).value.documents[0]!.root
    now = typeof operation === 'object' && 'add' in operation ? added(now, tree, path, operation.add) : mutate(now, tree, path, operation)
  }
  return now
}

/** The same edits on values. */
export function editedValue(root: Plain, edits: readonly Edit[]): Plain {
  const copy = structuredClone(root)
  for (const { path, do: operation } of edits) {
    const keys = steps(path)
    const key = keys.at(-1)!
    const target = (typeof operation === 'object' && 'add' in operation ? valueAt(copy, keys) : valueAt(copy, keys.slice(0, -1))) as Record<string | number, Plain>
    if (operation === 'remove') delete target[key]
    else if (operation === 'empty') target[key] = emptied(target[key])
    else if ('set' in operation) target[key] = parse(operation.set) as Plain
    else if ('add' in operation) target[operation.add[0]] = parse(operation.add[1]) as Plain
    else {
      target[operation.rename] = target[key]!
      delete target[key]
    }
  }
  return copy
}

const emptied = (value: Plain | undefined): Plain => (Array.isArray(value) ? [] : isMap(value) ? {} : '')

/** Writes a key into an object as its first. */
function added(text: string, root: YamlNode | null, path: string, [key, value]: readonly [string, string]): string {
  const node = yamlAt(root, steps(path))
  if (node?.kind !== 'map' || node.entries.length === 0) throw new Error(`no object at ${path}`)
  const { start } = node.entries[0]!.range
  const flow = text[node.range.start] === '{'
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  // A first key behind a dash has its siblings below its own column.
  const indent = ' '.repeat(start - lineStart)
  return `${text.slice(0, start)}${key}: ${value}${flow ? ', ' : `\n${indent}`}${text.slice(start)}`
}

/** Where a finding about a field may stand: in the named entry around it, its key included. */
export function regionOf(root: YamlNode | null, path: string): Range {
  let parent = steps(path).slice(0, -1)
  while (parent.length > 0) {
    const entry = typeof parent.at(-1) === 'number' ? undefined : yamlEntryAt(root, parent)
    if (entry) return entry.range
    parent = parent.slice(0, -1)
  }
  return root?.range ?? { start: 0, end: 0 }
}

/** The entry of a field that stands, or the region in which it would. */
export const placeOf = (root: YamlNode | null, path: string): Range => yamlEntryAt(root, steps(path))?.range ?? regionOf(root, `${path}.x`)
