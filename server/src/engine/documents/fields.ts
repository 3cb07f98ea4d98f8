import { yamlAt } from '../syntax/yaml.ts'
import { remembered } from '../text/remembered.ts'
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
  const entries = entriesOf(root)
  for (const name of names) {
    const entry = entries.exact.get(name) ?? entries.folded.get(foldKey(name))
    if (entry) return entry
  }
  return undefined
}

interface Entries {
  readonly exact: ReadonlyMap<string, YamlEntry>
  /** The first of each folded key. */
  readonly folded: ReadonlyMap<string, YamlEntry>
}

/** Many rules ask for keys of the same front matter. */
const knownEntries = new WeakMap<YamlNode, Entries>()

function entriesOf(root: YamlNode & { readonly kind: 'map' }): Entries {
  let known = knownEntries.get(root)
  if (!known) {
    const folded = new Map<string, YamlEntry>()
    for (const entry of root.entries) if (!folded.has(foldKey(entry.key))) folded.set(foldKey(entry.key), entry)
    knownEntries.set(root, (known = { exact: new Map(root.entries.toReversed().map((entry) => [entry.key, entry])), folded }))
  }
  return known
}

export const looseText = (root: YamlNode | null | undefined, names: readonly string[]): string | undefined => {
  const entry = looseEntry(root, names)
  return entry ? fieldText(root, [entry.key]) : undefined
}

const foldKey = remembered(500, (key) => key.toLowerCase().replace(/[\s_-]/g, ''))

/** Whether something stands at a path: a value that is not empty, or a `notApplicable` answer. */
export function isGiven(root: YamlNode | null | undefined, path: YamlPath): boolean {
  const node = yamlAt(root, path)
  if (!node) return false
  if (node.kind === 'scalar') return node.value !== null && String(node.value).trim() !== ''
  return node.kind === 'seq' ? node.items.length > 0 : node.entries.length > 0
}
