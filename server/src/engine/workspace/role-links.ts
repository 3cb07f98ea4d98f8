import type { DocumentView } from '../documents/document.ts'
import { fieldList, looseEntry } from '../documents/fields.ts'
import { resolveTarget } from './paths.ts'

const LINK_KEYS = ['runbook', 'runbooks', 'modelCard', 'systemCard', 'threatModel', 'adrs', 'adr', 'checklist', 'designDoc'] as const

/** Targets that a document links with a role: front matter, or `governance.documents` of a manifest. */
function linkedTargets({ markdown, root, recognition }: DocumentView): readonly string[] {
  if (markdown)
    return LINK_KEYS.flatMap((key) => {
      const entry = looseEntry(root, [key])
      return entry ? fieldList(root, [entry.key]) : []
    })
  if (recognition?.kind !== 'model-manifest') return []
  return LINK_KEYS.flatMap((key) => fieldList(root, ['spec', 'governance', 'documents', key]))
}

/** The documents of ours that these targets lead to, counted from the document or from the root. */
export const linkedDocuments = (document: DocumentView, documentAt: (path: string) => DocumentView | undefined): readonly DocumentView[] =>
  linkedTargets(document).flatMap((target) => {
    for (const resolved of [resolveTarget(document.path, target), resolveTarget('', target)]) {
      const view = resolved && resolved.path !== document.path ? documentAt(resolved.path) : undefined
      if (view?.recognition) return [view]
    }
    return []
  })
