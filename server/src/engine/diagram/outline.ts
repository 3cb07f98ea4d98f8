import { roleTitle } from '../architecture/roles.ts'
import type { Problem } from '../analysis/problems.ts'
import type { Content, Cut, Edge, Node, OutlineLine, Total } from './types.ts'
import { afterStart, flat, severityOf } from './words.ts'

/** The picture as lines of text: boundaries, components with what flows in and out, findings, sums. For the terminal, the keyboard and screen readers. */
export function outlineOf({ nodes, edges, groups, bars, totals, problems, reference, cut }: Content): readonly OutlineLine[] {
  const names = new Map(nodes.map(({ id, label }) => [id, flat(label)]))
  const line = (node: Node): OutlineLine => nodeLine(node, edges, names)
  const grouped = groups.flatMap(({ id, label, trust, place }): OutlineLine[] => {
    const own = nodes.filter(({ group }) => group === id)
    return own.length === 0 ? [] : [plain(`${flat(label)}${trust === null ? '' : ` (${trust})`}`, own.map(line), place)]
  })
  const loose = nodes.filter(({ group }) => group === null || !groups.some(({ id }) => id === group)).map(line)
  return [
    ...(reference ? [plain(`Reference ${reference.title}: ${reference.satisfied} of ${reference.required} requirements met`)] : []),
    ...grouped,
    ...loose,
    ...bars.map((bar): OutlineLine => ({
      text: [`${flat(bar.label)}: ${spanOf(bar.start, bar.end)}`, ...bar.details.map(flat)].join(', '),
      id: bar.id,
      place: bar.place,
      severity: severityOf(bar),
      children: bar.problems.map(problemLine),
    })),
    ...totals.map(totalLine),
    ...(cut ? [cutLine(cut)] : []),
    ...(problems.length > 0 ? [plain('Findings of the whole', problems.map(problemLine))] : []),
  ]
}

function cutLine({ drawn, of, rest }: Cut): OutlineLine {
  const more = of - drawn - rest.length
  return plain(`Not drawn: ${of - drawn} of ${of} parts`, [...rest.map(({ label, place }) => plain(flat(label), [], place)), ...(more > 0 ? [plain(`and ${more} more`)] : [])])
}

const plain = (text: string, children: readonly OutlineLine[] = [], place: OutlineLine['place'] = null): OutlineLine => ({ text, id: null, place, severity: null, children })

const spanOf = (start: string | number, end: string | number): string => {
  if (typeof start === 'number' && typeof end === 'number') return `${afterStart(start)} to ${afterStart(end)}`
  return start === end ? String(start) : `${start} to ${end}`
}

const STATES = { present: '', ghost: 'missing: ', deviation: 'left out: ', forbidden: 'forbidden: ' } as const
const CHANGES = { added: 'new: ', changed: 'changed: ', removed: 'gone: ' } as const

const prefix = ({ state, change }: Pick<Node, 'state' | 'change'>): string => `${change === null ? '' : CHANGES[change]}${STATES[state]}`

function nodeLine(node: Node, edges: readonly Edge[], names: ReadonlyMap<string, string>): OutlineLine {
  const facts = [
    node.role !== null && flat(node.role) !== flat(node.label) ? roleTitle(node.role) : undefined,
    node.technology ?? undefined,
    node.owner === null ? undefined : `owner ${node.owner}`,
    ...node.details,
  ].filter((text): text is string => text !== undefined && text !== '')
  return {
    text: `${prefix(node)}${names.get(node.id)}${facts.length > 0 ? ` (${facts.map(flat).join(', ')})` : ''}`,
    id: node.id,
    place: node.place,
    severity: severityOf(node),
    children: [
      ...edges.filter(({ from }) => from === node.id).map((edge) => edgeLine(edge, `to ${names.get(edge.to)}`)),
      ...edges.filter(({ to }) => to === node.id).map((edge) => edgeLine(edge, `from ${names.get(edge.from)}`)),
      ...assertedLines(node),
      ...node.problems.map(problemLine),
    ],
  }
}

function edgeLine(edge: Edge, where: string): OutlineLine {
  const facts = [edge.label, edge.classification, ...edge.details].filter((text): text is string => text !== null && text !== '')
  return {
    text: `${prefix(edge)}${where}${facts.length > 0 ? `: ${facts.map(flat).join(', ')}` : ''}`,
    id: edge.id,
    place: edge.place,
    severity: severityOf(edge),
    children: [...assertedLines(edge), ...edge.problems.map(problemLine)],
  }
}

const assertedLines = ({ asserted }: Node | Edge): readonly OutlineLine[] =>
  asserted.length === 0 ? [] : [plain(`stated without evidence: ${asserted.map(({ control }) => flat(control)).join(', ')}`, [], asserted[0]!.place)]

const problemLine = ({ severity, message, rule, place, waiver }: Problem): OutlineLine => ({
  text: `${waiver ? 'waived' : severity}: ${flat(message)} (${rule})`,
  id: null,
  place,
  severity: waiver ? null : severity,
  children: [],
})

function totalLine({ name, value, limit, within, parts, place }: Total): OutlineLine {
  const verdict = within === null ? '' : within ? ', within' : ', over'
  return {
    text: `${name}: ${value}${limit === null ? '' : ` of ${limit}${verdict}`}`,
    id: null,
    place,
    severity: within === false ? 'error' : null,
    children: parts.map((part) => ({ text: `${flat(part.name)}: ${part.value}`, id: part.node, place: null, severity: null, children: [] })),
  }
}

/** The outline as indented text. */
export function outlineText(lines: readonly OutlineLine[], depth = 0): string {
  return lines.map(({ text, children }) => `${'  '.repeat(depth)}${text}\n${outlineText(children, depth + 1)}`).join('')
}
