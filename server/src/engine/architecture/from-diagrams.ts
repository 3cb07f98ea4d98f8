import type { DocumentView } from '../documents/document.ts'
import { durationIn } from '../documents/quantities.ts'
import type { Block } from '../syntax/markdown.ts'
import { diagramSource, readMermaid } from '../syntax/mermaid/index.ts'
import type { Diagram } from '../syntax/mermaid/index.ts'
import { perPiece } from '../syntax/pieces.ts'
import { toldOf } from '../syntax/stretches.ts'
import { rolesIn } from './roles.ts'
import type { Component, Graph } from './types.ts'

type Fence = Extract<Block, { readonly kind: 'fence' }>

/** Most diagrams of one document that are read. */
const MAX_DIAGRAMS = 50

/** A fenced mermaid diagram of a document. */
export interface FencedDiagram {
  readonly fence: Fence
  /** Its text with blanks for comments and directives, for whoever checks its syntax. */
  readonly source: string
  readonly diagram: Diagram
}

const isMermaid = (info: string): boolean => /^(?:\{?\.?mermaid\b|\{mermaid)/i.test(info.trim())

/** What is quoted is somebody else's. */
const isDiagram = (block: Block): block is Fence => block.kind === 'fence' && !block.quoted && isMermaid(block.info)

/** Diagrams by piece: what is unchanged is not read again. */
const diagramsIn = toldOf(
  perPiece((piece): readonly FencedDiagram[] =>
    piece.blocks.flatMap((block) => {
      if (!isDiagram(block)) return []
      const start = block.contentRange.start - piece.base
      const text = piece.text.slice(start, block.contentRange.end - piece.base)
      return [{ fence: block, source: diagramSource(text), diagram: readMermaid(text) }]
    }),
  ),
)

/** The mermaid diagrams of a document in their order. */
export function diagramsOf({ markdown }: DocumentView): readonly FencedDiagram[] {
  if (!markdown) return []
  const found: FencedDiagram[] = []
  for (const { fact, by } of diagramsIn(markdown)) {
    if (found.length === MAX_DIAGRAMS) return found
    const { fence, source, diagram } = fact
    const placed = { ...fence, range: moved(fence.range, by), contentRange: moved(fence.contentRange, by) }
    found.push({ fence: placed, source, diagram: placedAt(diagram, placed.contentRange.start) })
  }
  return found
}

const moved = ({ start, end }: { readonly start: number; readonly end: number }, by: number): { start: number; end: number } => ({ start: start + by, end: end + by })

const placedAt = (diagram: Diagram, base: number): Diagram => ({
  ...diagram,
  keywordRange: moved(diagram.keywordRange, base),
  nodes: diagram.nodes.map((node) => ({ ...node, range: moved(node.range, base) })),
  edges: diagram.edges.map((edge) => ({ ...edge, range: moved(edge.range, base) })),
  groups: diagram.groups.map((group) => ({ ...group, range: moved(group.range, base) })),
})

/** Graphs of the diagrams that show components: those of other kinds and those without edges are left out. */
export const diagramGraphs = (document: DocumentView): readonly Graph[] =>
  diagramsOf(document).flatMap(({ diagram, fence }) => (diagram.type === 'other' || diagram.nodes.length === 0 ? [] : [graphOf(document.path, diagram, fence)]))

function graphOf(path: string, diagram: Diagram, fence: Fence): Graph {
  return {
    path,
    source: 'mermaid',
    range: fence.range,
    components: diagram.nodes.map((node): Component => {
      const named = rolesIn(`${node.label} ${node.technology ?? ''}`)
      return {
        id: node.id,
        name: node.label,
        role: named[0]?.role,
        roleBy: named[0]?.by,
        roles: named.map(({ role }) => role),
        technology: node.technology,
        owner: undefined,
        boundary: node.group,
        criticality: undefined,
        latency: durationIn(node.label),
        shape: node.shape,
        external: node.external,
        range: node.range,
        nameRange: node.range,
      }
    }),
    flows: diagram.edges.map(({ from, to, label, dashed, both, range }) => ({
      from,
      to,
      label,
      classification: undefined,
      protocol: undefined,
      auth: undefined,
      encrypted: undefined,
      sync: undefined,
      crossesBoundary: undefined,
      latency: label === undefined ? undefined : durationIn(label),
      dashed,
      both,
      range,
    })),
    boundaries: diagram.groups.map(({ id, label, parent, range }) => ({ id, name: label, trust: undefined, parent, range })),
  }
}
