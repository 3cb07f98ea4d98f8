import type { AdrRecord, AdrRelation } from '../documents/adr.ts'
import { baseName } from '../documents/identity.ts'
import { sameAdrLog } from '../documents/names.ts'
import { folderOf, resolveTarget } from './paths.ts'
import type { AdrGraph, AdrNode } from './view.ts'

/** Resolves what each record says of others to paths: by link, else by number in its own folder, else by a number that only one record of its log has. */
export function readAdrGraph(records: readonly AdrRecord[]): AdrGraph {
  const paths = new Set(records.map((record) => record.path))
  const byNumber = new Map<number, string[]>()
  for (const { number, path } of records) {
    if (number === undefined) continue
    const list = byNumber.get(number)
    if (list) list.push(path)
    else byNumber.set(number, [path])
  }
  const resolve = (record: AdrRecord, { target, number, written }: AdrRecord['references'][number]): string | undefined => {
    const linked = target === undefined ? undefined : (resolveTarget(record.path, target)?.path ?? undefined)
    if (linked !== undefined && paths.has(linked)) return linked
    if (number !== undefined) {
      const candidates = (byNumber.get(number) ?? []).filter((path) => sameAdrLog(path, record.path))
      const beside = candidates.filter((path) => folderOf(path) === folderOf(record.path))
      return beside.length === 1 ? beside[0] : candidates.length === 1 ? candidates[0] : undefined
    }
    const stem = written.toLowerCase()
    return records.find(({ path }) => folderOf(path) === folderOf(record.path) && baseName(path).toLowerCase().replace(/\.md$/, '') === stem)?.path
  }
  const nodes = records.map((record): AdrNode => {
    const named = (relation: AdrRelation): readonly string[] => [...new Set(record.references.filter((r) => r.relation === relation).flatMap((r) => resolve(record, r) ?? []))]
    const { path, number, title, status } = record
    return { path, number, title, status, supersedes: named('supersedes'), supersededBy: named('supersededBy'), amends: named('amends') }
  })
  const byPath = new Map(nodes.map((node) => [node.path, node]))
  return { nodes, byPath: (path) => byPath.get(path) }
}
