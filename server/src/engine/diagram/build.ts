import type { Place } from '../analysis/types.ts'
import type { Edge, Group, Node, Parts, Shape } from './types.ts'

/** Gathers the parts of a view that is made from fields rather than drawn by somebody. */
export class Builder {
  readonly #nodes: Node[] = []
  readonly #edges: Edge[] = []
  readonly #groups: Group[] = []

  group(label: string): string {
    const known = this.#groups.find((group) => group.label === label)
    if (known) return known.id
    const id = `g${this.#groups.length}`
    this.#groups.push({ id, label, trust: null, place: null })
    return id
  }

  /** Adds a node and gives its id. */
  node(
    label: string,
    role: string,
    place: Place | null,
    more: { readonly shape?: Shape; readonly group?: string; readonly owner?: string; readonly details?: readonly (string | undefined)[] } = {},
  ): string {
    const id = `n${this.#nodes.length}`
    this.#nodes.push({
      id,
      label,
      role,
      technology: null,
      owner: more.owner ?? null,
      group: more.group ?? null,
      shape: more.shape ?? 'box',
      state: 'present',
      details: (more.details ?? []).filter((text): text is string => text !== undefined && text !== ''),
      problems: [],
      asserted: [],
      place,
      change: null,
    })
    return id
  }

  edge(from: string | undefined, to: string | undefined, label: string | null = null, dashed = false, place: Place | null = null): void {
    if (from === undefined || to === undefined || from === to) return
    this.#edges.push({
      id: `e${this.#edges.length}`,
      from,
      to,
      label,
      classification: null,
      crossing: false,
      state: 'present',
      dashed,
      onPath: false,
      details: [],
      problems: [],
      asserted: [],
      place,
      change: null,
    })
  }

  get parts(): Parts {
    return { nodes: this.#nodes, edges: this.#edges, groups: this.#groups }
  }
}
