import type { FindingDto, FindingsResult } from '../protocol/index.ts'
import { Lines, toFindingDto } from './convert.ts'
import type { Folder } from './folder.ts'
import { pause } from './pause.ts'
import type { Session } from './session.ts'
import { uriKey } from './uri.ts'

/** `plumbline/findings`: a document's findings, or those of all documents of a folder, as the JSON output of `check` has them; sorted by path, position, rule. */
export async function documentFindings(session: Session, uri: string): Promise<FindingsResult> {
  const key = uriKey(uri)
  await session.ready(key)
  const folder = session.folders.all().find((f) => f.key === key)
  if (folder) return { findings: await folderFindings(folder) }
  const place = session.folders.place(key)
  if (!place || place.workspace.text(place.path) === undefined) return { findings: [] }
  const lines = new Lines(place)
  return { findings: place.workspace.analyze(place.path).findings.map((f) => toFindingDto(f, lines)) }
}

async function folderFindings(folder: Folder): Promise<readonly FindingDto[]> {
  await folder.ready
  const lines = new Lines(folder)
  const findings: FindingDto[] = []
  for (const path of folder.workspace.paths()) {
    for (const finding of folder.workspace.analyze(path).findings) findings.push(toFindingDto(finding, lines))
    await pause()
  }
  return findings
}
