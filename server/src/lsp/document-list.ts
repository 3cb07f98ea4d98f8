import type { CancellationToken } from 'vscode-languageserver'
import type { DocumentDto, DocumentsResult } from '../protocol/index.ts'
import { pause } from './pause.ts'
import type { Session } from './session.ts'

/** Documents after which the editor's messages get their turn. */
const BATCH = 16

/** `plumbline/documents`: every recognised document of all folders, with its findings counted; what tree views show. */
export async function documentList(session: Session, token: CancellationToken): Promise<DocumentsResult> {
  await session.settled
  const documents: DocumentDto[] = []
  for (const folder of session.folders.all()) {
    await folder.ready
    for (const [i, path] of folder.workspace.paths().entries()) {
      if (i % BATCH === 0) await pause()
      if (token.isCancellationRequested) return { documents }
      const { recognition, tier, stage, model, title, findings } = folder.workspace.analyze(path)
      if (!recognition) continue
      const counts = { error: 0, warning: 0, info: 0, waived: 0 }
      for (const finding of findings) counts[finding.waiver ? 'waived' : finding.severity]++
      documents.push({
        uri: folder.uriOf(path),
        path,
        folder: folder.uri,
        kind: recognition.kind,
        title: title ?? path,
        tier: tier ?? null,
        stage: stage ?? null,
        model: model ?? null,
        status: folder.workspace.adrStatus(path) ?? null,
        counts,
      })
    }
  }
  return { documents }
}
