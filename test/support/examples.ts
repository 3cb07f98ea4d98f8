import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'

const ROOT = join(import.meta.dirname, '../../examples')

/** The example folder as a workspace, judged on a fixed day. */
export function exampleWorkspace(): Workspace {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (path) => existsSync(join(ROOT, path)) })
  for (const path of readdirSync(ROOT, { recursive: true, encoding: 'utf8' })) if (/\.(?:md|ya?ml)$/.test(path)) workspace.set(path, readFileSync(join(ROOT, path), 'utf8'))
  return workspace
}

/** A text with edits applied. */
export function applied(text: string, edits: readonly { readonly range: { readonly start: number; readonly end: number }; readonly newText: string }[]): string {
  let result = text
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start - a.range.start)) result = result.slice(0, range.start) + newText + result.slice(range.end)
  return result
}
