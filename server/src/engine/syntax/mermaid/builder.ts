import type { Range } from '../../text/range.ts'
import { plainLabel } from './labels.ts'
import type { DiagramEdge, DiagramGroup, DiagramNode, NodeShape } from './types.ts'

/** Most parts of one diagram that are read; nobody can look at more. */
export const MAX_NODES = 2_000
export const MAX_EDGES = 4_000
const MAX_GROUPS = 500
/** Longest label that is kept, in characters. */
const MAX_LABEL = 300

interface NodeWords {
  readonly label?: string | undefined
  readonly technology?: string | undefined
  readonly shape?: NodeShape | undefined
  readonly external?: boolean
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Gathers the parts of a diagram. A node may be named before it gets its label. */
export class DiagramBuilder {
  readonly #nodes = new Map<string, Mutable<DiagramNode> & { labelled: boolean }>()
  readonly #edges: DiagramEdge[] = []
  readonly #groups = new Map<string, DiagramGroup>()
  readonly #open: (string | undefined)[] = []
  truncated = false

  node(id: string, range: Range, words: NodeWords = {}, group = this.#open.at(-1)): void {
    const label = words.label === undefined ? undefined : plainLabel(words.label).slice(0, MAX_LABEL)
    const known = this.#nodes.get(id)
    if (known) {
      known.group ??= group
      if (label !== undefined && label !== '' && !known.labelled) Object.assign(known, { label, labelled: true, range, shape: words.shape ?? known.shape })
      known.technology ??= words.technology
      return
    }
    if (this.#nodes.size >= MAX_NODES) {
      this.truncated = true
      return
    }
    this.#nodes.set(id, {
      id,
      label: label === undefined || label === '' ? id.slice(0, MAX_LABEL) : label,
      labelled: label !== undefined && label !== '',
      technology: words.technology === undefined || words.technology === '' ? undefined : plainLabel(words.technology).slice(0, MAX_LABEL),
      shape: words.shape ?? 'box',
      external: words.external ?? false,
      group,
      range,
    })
  }

  edge(
    from: string,
    to: string,
    range: Range,
    { label, dashed = false, both = false }: { readonly label?: string | undefined; readonly dashed?: boolean; readonly both?: boolean } = {},
  ): void {
    if (this.#edges.length >= MAX_EDGES) {
      this.truncated = true
      return
    }
    const words = label === undefined ? '' : plainLabel(label).slice(0, MAX_LABEL)
    this.#edges.push({ from, to, label: words === '' ? undefined : words, dashed, both, range })
  }

  /** Opens a group; what follows lies in it until `close`. */
  open(id: string, label: string | undefined, range: Range): void {
    this.group(id, label, this.#open.at(-1), range)
    // Beyond what is read, levels are still counted, so that `end` closes the right one.
    this.#open.push(this.#groups.has(id) ? id : this.#open.at(-1))
  }

  /** Opens what is closed like a group and is none. */
  openBlock(): void {
    this.#open.push(this.#open.at(-1))
  }

  group(id: string, label: string | undefined, parent: string | undefined, range: Range): void {
    if (this.#groups.has(id)) return
    if (this.#groups.size >= MAX_GROUPS) {
      this.truncated = true
      return
    }
    const words = label === undefined ? '' : plainLabel(label).slice(0, MAX_LABEL)
    this.#groups.set(id, { id, label: words === '' ? id.slice(0, MAX_LABEL) : words, parent: parent === id ? undefined : parent, range })
  }

  close(): void {
    this.#open.pop()
  }

  get depth(): number {
    return this.#open.length
  }

  /** What was gathered; edges to and from groups stay, as their ids name no node. */
  parts(): { readonly nodes: readonly DiagramNode[]; readonly edges: readonly DiagramEdge[]; readonly groups: readonly DiagramGroup[]; readonly truncated: boolean } {
    const groups = [...this.#groups.values()]
    const nodes = [...this.#nodes.values()].filter((node) => !this.#groups.has(node.id)).map(({ labelled: _, ...node }): DiagramNode => node)
    return { nodes, edges: this.#edges, groups, truncated: this.truncated }
  }
}
