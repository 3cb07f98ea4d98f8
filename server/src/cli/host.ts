import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkspaceHost } from '../engine/index.ts'
import { nodeDiagramCheck } from '../mermaid/node.ts'
import { inside } from './targets.ts'

/** The workspace's window on the file system: whether files exist below its root, and nothing about what lies outside. */
export function createHost(root: string, environment: Readonly<Record<string, string | undefined>>): WorkspaceHost {
  const known = new Map<string, boolean | undefined>()
  return {
    today: () => today(environment),
    diagramProblem: nodeDiagramCheck(),
    exists(path) {
      if (!known.has(path)) known.set(path, exists(root, path))
      return known.get(path)
    },
  }
}

/** Date of the run in UTC, as in the language server; SOURCE_DATE_EPOCH fixes it, so that a run can be repeated to the byte. */
function today({ SOURCE_DATE_EPOCH }: Readonly<Record<string, string | undefined>>): string {
  if (SOURCE_DATE_EPOCH !== undefined && /^\d{1,11}$/.test(SOURCE_DATE_EPOCH)) return new Date(Number(SOURCE_DATE_EPOCH) * 1000).toISOString().slice(0, 10)
  return new Date().toISOString().slice(0, 10)
}

function exists(root: string, path: string): boolean | undefined {
  const absolute = join(root, path)
  if (path.includes('\0') || inside(root, absolute) === undefined) return undefined
  try {
    return inside(root, realpathSync.native(absolute)) === undefined ? undefined : true
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') ? false : undefined
  }
}
