import { join } from 'node:path'
import { LineIndex, Workspace, hasDocumentName } from '../engine/index.ts'
import { discover } from './discovery.ts'
import { UsageError } from './exit.ts'
import { readDocument } from './files.ts'
import { createHost } from './host.ts'
import { note } from './output.ts'
import { resolveTargets } from './targets.ts'

/** A workspace that was read whole, and the lines of its texts. */
export interface OpenWorkspace {
  readonly root: string
  readonly workspace: Workspace
  linesOf(path: string): LineIndex | undefined
}

/** Reads all documents of a workspace. What cannot be read is said on stderr. */
function open(root: string, profile: string | undefined): OpenWorkspace {
  const workspace = new Workspace(createHost(root, process.env), { profile })
  for (const path of discover(root).paths) {
    if (!hasDocumentName(path)) continue
    const result = readDocument(join(root, path))
    if ('text' in result) workspace.set(path, result.text)
    else note(`${path} ${result.reason}`)
  }
  return {
    root,
    workspace,
    linesOf: linesIn(workspace),
  }
}

/** Lines of the documents of a workspace, by path. */
export const linesIn =
  (workspace: { text(path: string): string | undefined }) =>
  (path: string): LineIndex | undefined => {
    const text = workspace.text(path)
    return text === undefined ? undefined : new LineIndex(text)
  }

/** The workspaces that paths lie in, with what was named in each; without paths the one that the user stands in. */
function openWorkspaces(
  paths: readonly string[],
  profile: string | undefined,
): readonly (OpenWorkspace & { readonly files: readonly string[]; readonly folders: readonly string[] })[] {
  return resolveTargets(paths, process.cwd()).map(({ root, files, folders }) => ({ ...open(root, profile), files, folders }))
}

/** The one document that a command is about: a file, or the only manifest below a folder. */
export function openDocument(command: string, paths: readonly string[], profile: string | undefined): OpenWorkspace & { readonly path: string } {
  if (paths.length > 1) throw new UsageError(`${command} takes one path`, `plumbline ${command} PATH`)
  const [opened] = openWorkspaces(paths, profile)
  const { files, folders, workspace } = opened!
  if (files[0] !== undefined) {
    if (!workspace.includes(files[0])) throw new UsageError(`${files[0]} is excluded by the configuration of the workspace`)
    return { ...opened!, path: files[0] }
  }
  const folder = folders[0] ?? ''
  const manifests = workspace.models.ofKind('model-manifest').filter((path) => folder === '' || path.startsWith(`${folder}/`))
  if (manifests.length === 1) return { ...opened!, path: manifests[0]! }
  throw new UsageError(
    manifests.length === 0 ? `there is no model manifest in ${folder || 'this workspace'}` : `there are ${manifests.length} models in ${folder || 'this workspace'}: name one`,
    manifests.slice(0, 5).join(', ') || `plumbline ${command} PATH`,
  )
}
