import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlEntry, YamlNode, YamlPath } from '../syntax/yaml.ts'

/** The scalar at a path as text, trimmed; `undefined` for absent, empty and composite values. */
export function fieldText(root: YamlNode | null | undefined, path: YamlPath): string | undefined {
  const node = yamlAt(root, path)
  if (node?.kind !== 'scalar' || node.value === null) return undefined
  const text = String(node.value).trim()
  return text === '' ? undefined : text
}

/** The scalars at a path: of a list, or the one that stands there. */
export function fieldList(root: YamlNode | null | undefined, path: YamlPath): readonly string[] {
  const node = yamlAt(root, path)
  const nodes = node?.kind === 'seq' ? node.items : [node]
  return nodes.flatMap((n) => (n?.kind === 'scalar' && n.value !== null && String(n.value).trim() !== '' ? [String(n.value).trim()] : []))
}

/** First of several top-level keys that is written, compared without case, blanks, `-` and `_`: `Risk tier`, `risk_tier` and `riskTier` are one key. */
export function looseEntry(root: YamlNode | null | undefined, names: readonly string[]): YamlEntry | undefined {
  if (root?.kind !== 'map') return undefined
  for (const name of names) {
    const exact = yamlEntryAt(root, [name])
    if (exact) return exact
    const loose = root.entries.find((entry) => foldKey(entry.key) === foldKey(name))
    if (loose) return loose
  }
  return undefined
}

export const looseText = (root: YamlNode | null | undefined, names: readonly string[]): string | undefined => {
  const entry = looseEntry(root, names)
  return entry ? fieldText(root, [entry.key]) : undefined
}

const foldKey = (key: string): string => key.toLowerCase().replace(/[\s_-]/g, '')

/** Whether something stands at a path: a value that is not empty, or a `notApplicable` answer. */
export function isGiven(root: YamlNode | null | undefined, path: YamlPath): boolean {
  const node = yamlAt(root, path)
  if (!node) return false
  if (node.kind === 'scalar') return node.value !== null && String(node.value).trim() !== ''
  return node.kind === 'seq' ? node.items.length > 0 : node.entries.length > 0
}
