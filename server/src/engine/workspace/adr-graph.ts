import type { AdrRecord } from '../documents/adr.ts'
import type { AdrGraph, AdrNode } from './view.ts'

export function readAdrGraph(records: readonly AdrRecord[]): AdrGraph {
  const nodes = records.map((record): AdrNode => ({ ...record, status: undefined, supersedes: [], supersededBy: [], amends: [] }))
  return { nodes, byPath: (path) => nodes.find((node) => node.path === path) }
}
