import { dateOf } from '../../documents/dates.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'

export interface DateField {
  /** As written in messages: `spec.lifecycle.retirement.date`. */
  readonly path: string
  readonly iso: string
  readonly range: Range
  /** The object that the date stands in. */
  readonly parent: YamlNode
}

/** Dates at a path, in which `*` stands for every entry of a list: `spec.governance.approvals.*.decided`. */
export function dateFields(root: YamlNode | null | undefined, pattern: string): readonly DateField[] {
  let places: readonly { readonly node: YamlNode; readonly path: string; readonly parent: YamlNode }[] = root ? [{ node: root, path: '', parent: root }] : []
  for (const step of pattern.split('.')) {
    places = places.flatMap(({ node, path }) => {
      if (step === '*') return node.kind === 'seq' ? node.items.flatMap((item, i) => (item ? [{ node: item, path: `${path}[${i}]`, parent: node as YamlNode }] : [])) : []
      const value = node.kind === 'map' ? node.entries.find((e) => e.key === step)?.value : undefined
      return value ? [{ node: value, path: path ? `${path}.${step}` : step, parent: node }] : []
    })
  }
  return places.flatMap(({ node, path, parent }) => {
    const iso = node.kind === 'scalar' ? dateOf(node.value) : undefined
    return iso === undefined ? [] : [{ path, iso, range: node.range, parent }]
  })
}
