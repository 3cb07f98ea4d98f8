import type { Change, Edge, Node, Parts } from './types.ts'

/**
 * Marks what differs from an older state: what is new, what is otherwise, and, added to the picture, what is gone. Parts are the same when their name is, edges when
 * they lead from and to the same.
 */
export function compareParts(now: Parts, before: Parts): Parts {
  const key = (node: Node): string => node.label.toLowerCase().trim()
  const oldNodes = new Map(before.nodes.map((node) => [key(node), node]))
  const newKeys = new Map(now.nodes.map((node) => [node.id, key(node)]))
  const oldKeys = new Map(before.nodes.map((node) => [node.id, key(node)]))
  const known = new Set(newKeys.values())
  const edgeKey = (edge: Edge, keys: ReadonlyMap<string, string>): string => `${keys.get(edge.from)}\n${keys.get(edge.to)}\n${edge.state === 'ghost' ? 'ghost' : ''}`
  const oldEdges = new Map(before.edges.map((edge) => [edgeKey(edge, oldKeys), edge]))
  const newEdges = new Set(now.edges.map((edge) => edgeKey(edge, newKeys)))

  const nodes = now.nodes.map((node): Node => ({ ...node, change: changeOf(oldNodes.get(key(node)), node, nodeWords) }))
  const edges = now.edges.map((edge): Edge => ({ ...edge, change: changeOf(oldEdges.get(edgeKey(edge, newKeys)), edge, edgeWords) }))
  const groupByLabel = new Map(now.groups.map((group) => [group.label, group.id]))
  const groups = [...now.groups]
  const gone = before.nodes
    .filter((node) => !known.has(key(node)))
    .map((node, i): Node => {
      const old = before.groups.find(({ id }) => id === node.group)
      let group = old ? groupByLabel.get(old.label) : undefined
      if (old && group === undefined) {
        group = `rg${groups.length}`
        groups.push({ ...old, id: group, place: null })
        groupByLabel.set(old.label, group)
      }
      return { ...node, id: `rn${i}`, group: group ?? null, problems: [], asserted: [], place: null, change: 'removed' }
    })
  const idOf = new Map([...nodes.map((node) => [key(node), node.id] as const), ...gone.map((node) => [key(node), node.id] as const)])
  const goneEdges = before.edges
    .filter((edge) => !newEdges.has(edgeKey(edge, oldKeys)))
    .flatMap((edge, i): Edge[] => {
      const [from, to] = [idOf.get(oldKeys.get(edge.from) ?? ''), idOf.get(oldKeys.get(edge.to) ?? '')]
      return from === undefined || to === undefined ? [] : [{ ...edge, id: `re${i}`, from, to, problems: [], asserted: [], place: null, change: 'removed' }]
    })
  return { nodes: [...nodes, ...gone], edges: [...edges, ...goneEdges], groups }
}

function changeOf<T extends Node | Edge>(before: T | undefined, now: T, words: (part: T) => string): Change | null {
  // What the reference asks for is not the author's.
  if (now.place === null && now.state !== 'present') return null
  if (before === undefined) return 'added'
  return words(before) === words(now) ? null : 'changed'
}

const nodeWords = ({ role, technology, owner, shape, details }: Node): string => JSON.stringify([role, technology, owner, shape, details])
/** Without the verdict of the reference, which is of today. */
const edgeWords = ({ label, classification, crossing, dashed, details }: Edge): string =>
  JSON.stringify([label, classification, crossing, dashed, details.filter((text) => !/^(?:forbidden|deviation): /.test(text))])
