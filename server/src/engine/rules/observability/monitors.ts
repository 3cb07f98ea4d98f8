import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, nameOf, textAt } from '../reading.ts'
import type { Field } from '../reading.ts'

export interface Monitor extends Field {
  /** Name of its list below `monitoring`. */
  readonly list: string
  readonly name: string
}

/** Entries of lists of monitors of a manifest, with what people call them. */
export const monitorsOf = (root: YamlNode | null, lists: readonly string[]): readonly Monitor[] =>
  lists
    .flatMap((list) => (list === 'skew' ? [fieldAt(root, 'spec.monitoring.skew')] : entriesAt(root, `spec.monitoring.${list}`)).map((field) => ({ field, list })))
    .flatMap(({ field, list }) =>
      field && field.node.kind === 'map' && !fieldAt(field.node, 'notApplicable') ? [{ ...field, list, name: nameOf(field.node) ?? textAt(field.node, 'dimension') ?? list }] : [],
    )
