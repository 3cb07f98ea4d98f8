import type { ModelWorkspace } from '../workspace/view.ts'
import { Builder } from './build.ts'
import type { Cut, Parts } from './types.ts'
import { cutOf } from './words.ts'

const MAX_ADRS = 400

/** Records that are not drawn. */
export const adrCut = (models: ModelWorkspace): Cut | null =>
  cutOf(models.adrs().nodes, MAX_ADRS, ({ title, path }) => ({ label: title, place: { path, range: models.document(path)?.titleRange ?? { start: 0, end: 0 } } }))

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
