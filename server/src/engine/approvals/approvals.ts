import { dateOf } from '../documents/dates.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldList, fieldText, looseEntry } from '../documents/fields.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { Range } from '../text/range.ts'
import type { Parts } from './parts.ts'
import { changedParts, digestOf } from './parts.ts'

/** A decision that a manifest or front matter records. */
export interface Approval {
  readonly role: string
  readonly approver: string
  /** `requested`, `approved`, `conditional`, `rejected`. */
  readonly status: string
  readonly date: string | undefined
  readonly version: string | undefined
  readonly conditions: readonly string[]
  /** Digest of what was decided upon. */
  readonly digest: string | undefined
  readonly parts: Parts
  readonly range: Range
  /** The digest as written, or the whole approval. */
  readonly digestRange: Range
}

/** Where a document keeps its approvals. */
export const approvalsPath = (view: DocumentView): readonly string[] =>
  view.markdown ? [looseEntry(view.root, ['approvals'])?.key ?? 'approvals'] : ['spec', 'governance', 'approvals']

/** The approvals that a document records, in its order. */
export function approvalsOf(view: DocumentView): readonly Approval[] {
  const list = yamlAt(view.root, approvalsPath(view))
  return list?.kind === 'seq' ? list.items.flatMap((item) => (item?.kind === 'map' ? [approvalOf(item)] : [])) : []
}

function approvalOf(item: YamlNode): Approval {
  const parts = yamlAt(item, ['parts'])
  return {
    role: fieldText(item, ['role']) ?? '',
    approver: fieldText(item, ['approver']) ?? '',
    status: fieldText(item, ['status']) ?? '',
    date: dateOf(fieldText(item, ['decided']) ?? fieldText(item, ['date'])),
    version: fieldText(item, ['version']),
    conditions: fieldList(item, ['conditions']),
    digest: fieldText(item, ['digest']),
    parts: new Map(
      parts?.kind === 'map'
        ? parts.entries.flatMap(({ key, value }) => (value?.kind === 'scalar' ? [[key, value.source === '' ? String(value.value) : unquoted(value.source)]] : []))
        : [],
    ),
    range: item.range,
    digestRange: yamlAt(item, ['digest'])?.range ?? item.range,
  }
}

/** As written: `012345678901` would lose its zero as a number, and `1e5` its letters. */
const unquoted = (source: string): string => source.replace(/^(["'])(.*)\1$/, '$2')

/**
 * Whether what was decided upon is still so: undefined for an approval without digest, else the names of the parts that changed. Where parts were not
 * written down, the whole counts as one.
 */
export function staleParts({ digest, parts }: Approval, now: Parts): readonly string[] | undefined {
  if (digest === undefined) return undefined
  if (digest === digestOf(now)) return []
  const changed = parts.size === 0 ? [] : changedParts(parts, now)
  return changed.length > 0 ? changed : ['the document']
}
