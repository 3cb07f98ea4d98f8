import type { ModelWorkspace } from '../workspace/view.ts'
import { Builder } from './build.ts'
import type { Parts } from './types.ts'

const MAX_ADRS = 400

/** The decision records of the workspace and how they follow each other; undefined where there are none. */
export function adrParts(models: ModelWorkspace): Parts | undefined {
  const nodes = models.adrs().nodes.slice(0, MAX_ADRS)
  if (nodes.length === 0) return undefined
  const builder = new Builder()
  const folders = new Set(nodes.map(({ path }) => folderOf(path)))
  const ids = new Map(
    nodes.map((node) => {
      const view = models.document(node.path)
      const label = node.number === undefined || node.title.includes(String(node.number)) ? node.title : `${node.number} ${node.title}`
      return [
        node.path,
        builder.node(label, 'adr', view ? { path: node.path, range: view.titleRange } : null, {
          shape: node.status === 'accepted' ? 'box' : 'round',
          details: [node.status ?? 'no status'],
          ...(folders.size > 1 ? { group: builder.group(folderOf(node.path) || '.') } : {}),
        }),
      ]
    }),
  )
  for (const { path, supersedes, supersededBy, amends } of nodes) {
    for (const other of supersedes) builder.edge(ids.get(path), ids.get(other), 'supersedes')
    for (const other of supersededBy) if (!nodes.find((node) => node.path === other)?.supersedes.includes(path)) builder.edge(ids.get(other), ids.get(path), 'supersedes', true)
    for (const other of amends) builder.edge(ids.get(path), ids.get(other), 'amends', true)
  }
  return builder.parts
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '')
