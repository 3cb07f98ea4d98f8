import type { FileEvent, RegistrationParams } from 'vscode-languageserver'
import { hasDocumentName, isSkippedFolder } from '../engine/index.ts'
import { DOCUMENT_GLOB } from './files.ts'
import type { Folder } from './folder.ts'
import type { Session } from './session.ts'
import { uriKey } from './uri.ts'

const DELETED = 3
const AT_ONCE = 16

/**
 * What is asked of a client that can watch files: documents in every respect, and the coming and going of everything else, since
 * documents link to it, and since a folder that is moved or deleted is told as one event.
 */
export const watchRegistration = (): RegistrationParams => ({
  registrations: [
    {
      id: 'plumbline-watch',
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: {
        watchers: [{ globPattern: DOCUMENT_GLOB }, { globPattern: '**/.plumbline.{yaml,yml}' }, { globPattern: '**/.gitignore' }, { globPattern: '**/*', kind: 1 | 4 }],
      },
    },
  ],
})

/** Brings the folders up to date with what happened on disk. Gives whether anything changed. */
export async function filesChanged(session: Session, events: readonly FileEvent[]): Promise<boolean> {
  const reloads = new Map<string, { readonly folder: Folder; readonly path: string }>()
  const rescans = new Set<Folder>()
  const rechecks = new Set<Folder>()
  let changed = false
  for (const { uri, type } of events) {
    if (typeof uri !== 'string') continue
    for (const { folder, path } of session.folders.containing(uriKey(uri))) {
      const segments = path.split('/')
      const name = segments.at(-1)!
      // The last name may be a file's: hidden files count, what lies in hidden folders does not.
      if (segments.slice(0, -1).some(isSkippedFolder)) continue
      if (hasDocumentName(name)) {
        // What a deletion deleted may be there again: the disk decides, not the order of events.
        reloads.set(`${folder.key}\n${path}`, { folder, path })
      } else if (name === '.gitignore') rescans.add(folder)
      else if (type === DELETED) {
        if (folder.forgetBelow(path)) changed = true
      } else if (!name.includes('.') && !isSkippedFolder(name)) rescans.add(folder)
      rechecks.add(folder)
    }
  }
  const queue = [...reloads.values()]
  for (let at = 0; at < queue.length; at += AT_ONCE) {
    const results = await Promise.all(queue.slice(at, at + AT_ONCE).map(({ folder, path }) => folder.reload(path)))
    if (results.includes(true)) changed = true
  }
  for (const folder of rescans) {
    await folder.rescan()
    changed = true
  }
  for (const folder of rechecks) if (!rescans.has(folder) && (await folder.recheck())) changed = true
  return changed
}
