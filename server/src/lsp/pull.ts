import type {
  CancellationToken,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  ResultProgressReporter,
  WorkDoneProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver'
import { checkCancelled, uriOf } from './guard.ts'
import { pause } from './pause.ts'
import type { Session } from './session.ts'
import type { Updates } from './updates.ts'
import { uriKey } from './uri.ts'

const SLICE = 8
const PART = 100

/** `textDocument/diagnostic`. */
export async function documentDiagnostics(session: Session, updates: Updates, params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
  const key = uriKey(uriOf(params))
  await session.ready(key)
  checkCancelled(token)
  const { id, diagnostics } = session.result(key)
  updates.pulled(key, id, session.documents.get(key)?.version ?? null)
  session.platform.answered?.()
  if (params.previousResultId === id) return { kind: 'unchanged', resultId: id }
  return { kind: 'full', resultId: id, items: [...diagnostics] }
}

/**
 * `workspace/diagnostic`: every document of every folder, in slices, so that keystrokes come in between. Documents that never
 * had a finding are left out; those that the client names are answered in any case.
 */
export async function workspaceDiagnostics(
  session: Session,
  updates: Updates,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
  partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
): Promise<WorkspaceDiagnosticReport> {
  const previous = new Map((Array.isArray(params?.previousResultIds) ? params.previousResultIds : []).map((p) => [uriKey(p.uri), p]))
  const items: WorkspaceDocumentDiagnosticReport[] = []
  const add = (item: WorkspaceDocumentDiagnosticReport): void => {
    items.push(item)
    if (partial && items.length >= PART) partial.report({ items: items.splice(0) })
  }
  progress.begin('Plumbline', 0, 'Reading documents', true)
  try {
    await session.settled
    for (const folder of session.folders.all()) {
      await folder.ready
      checkCancelled(token)
    }
    const nested = session.folders.all().length > 1
    const work = session.folders.all().flatMap((folder) => folder.workspace.paths().map((path) => ({ folder, path })))
    let since = session.platform.now()
    for (const [index, { folder, path }] of work.entries()) {
      checkCancelled(token)
      if (session.platform.now() - since > SLICE) {
        progress.report((index / work.length) * 100, path)
        session.platform.worked?.()
        await pause()
        since = session.platform.now()
        checkCancelled(token)
      }
      const uri = folder.uriOf(path)
      const key = uriKey(uri)
      // A file below two folders belongs to the inner one.
      if (nested && session.folders.folderOf(key) !== folder) continue
      const document = session.documents.get(key)
      const version = document?.version ?? null
      const known = previous.get(key)
      previous.delete(key)
      const { id, diagnostics } = session.result(key)
      const spelling = document?.uri ?? known?.uri ?? uri
      if (known?.value === id) add({ kind: 'unchanged', uri: spelling, version, resultId: id })
      else if (known || diagnostics.length > 0) add({ kind: 'full', uri: spelling, version, resultId: id, items: [...diagnostics] })
      if (known || diagnostics.length > 0) updates.pulled(key, id, version)
    }
    // What the client still shows but is in no folder any more. Open documents outside have their own pulls.
    for (const [key, { uri }] of previous) if (!session.documents.get(key)) add({ kind: 'full', uri, version: null, items: [] })
  } finally {
    progress.done()
    updates.rest()
  }
  if (partial && items.length > 0) partial.report({ items: items.splice(0) })
  return { items }
}
