import { approvalsPath } from '../approvals/approvals.ts'
import { digestOf, partsOf } from '../approvals/parts.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldText } from '../documents/fields.ts'
import { modelReference } from '../documents/identity.ts'
import { appendRecord, replaceRecord } from '../syntax/yaml-append.ts'
import type { RecordValue } from '../syntax/yaml-append.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlMap } from '../syntax/yaml.ts'
import type { Edits } from './edits.ts'
import { scopeOf } from './scope.ts'
import type { ModelSource } from './scope.ts'

/** A decision to write down. */
export interface Decision {
  readonly role: string
  readonly approver: string
  readonly status: 'approved' | 'conditional' | 'rejected'
  readonly conditions?: readonly string[]
  readonly comment?: string
}

/**
 * Writes an approval, bound to the parts that were decided upon, into the manifest of a model, or into the front matter of a document whose model has none. A former approval
 * of the same role, person and version is replaced.
 */
export function signOff(source: ModelSource, path: string, decision: Decision): Edits {
  const scope = scopeOf(source, path)
  const view = scope?.manifest ?? scope?.documents[0]
  if (!view) return { refused: `${path} is no document of a model` }
  if (view.problems.length > 0) return { refused: `${view.path} cannot be read as meant; mend its syntax first` }
  if (decision.approver.trim() === '') return { refused: 'an approval names who gives it' }
  if (decision.status === 'conditional' && !(decision.conditions ?? []).some((condition) => condition.trim() !== ''))
    return { refused: 'a conditional approval names its conditions' }
  const record = recordOf(decision, view, source)
  const at = approvalsPath(view)
  const known = sameDecision(view, at, decision)
  const bounds = view.markdown?.frontMatter?.contentRange
  if (view.markdown && !bounds) {
    const text = `---\n${appendRecord('', null, at, record, { start: 0, end: 0 })!.newText}---\n\n`
    return { edits: [{ path: view.path, edit: { range: { start: 0, end: 0 }, newText: text } }], creates: [] }
  }
  const edit = known ? replaceRecord(view.text, known, record) : appendRecord(view.text, view.root, at, record, bounds ?? { start: 0, end: view.text.length })
  return edit ? { edits: [{ path: view.path, edit }], creates: [] } : { refused: `${at.join('.')} of ${view.path} is no list that could take the approval` }
}

function recordOf({ role, approver, status, conditions = [], comment }: Decision, view: DocumentView, source: ModelSource): Readonly<Record<string, RecordValue>> {
  const parts = partsOf(view)
  const version = modelReference(view)?.version
  return {
    role,
    approver: oneLine(approver),
    status,
    decided: source.today(),
    ...(version === undefined ? {} : { version }),
    ...(conditions.length > 0 ? { conditions: conditions.map(oneLine).filter((text) => text !== '') } : {}),
    ...(comment !== undefined && comment.trim() !== '' ? { notes: oneLine(comment) } : {}),
    digest: digestOf(parts),
    parts: Object.fromEntries([...parts].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 2000)

function sameDecision(view: DocumentView, at: readonly string[], { role, approver }: Decision): YamlMap | undefined {
  const list = yamlAt(view.root, at)
  const version = modelReference(view)?.version
  for (const item of list?.kind === 'seq' ? list.items : [])
    if (item?.kind === 'map' && fieldText(item, ['role']) === role && fieldText(item, ['approver']) === approver.trim() && fieldText(item, ['version']) === version) return item
  return undefined
}
