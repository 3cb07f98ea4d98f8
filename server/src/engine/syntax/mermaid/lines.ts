import type { DiagramBuilder } from './builder.ts'
import type { NodeShape } from './types.ts'

/** A line of a diagram text with its offset in it. */
interface Line {
  readonly text: string
  readonly start: number
}

function* linesOf(source: string, from: number): Generator<Line> {
  for (let at = from; at < source.length;) {
    const next = source.indexOf('\n', at)
    const end = next === -1 ? source.length : next
    let start = at
    while (start < end && /\s/.test(source[start]!)) start++
    const text = source.slice(start, end).trimEnd()
    if (text !== '') yield { text, start }
    at = end + 1
  }
}

const rangeOf = ({ text, start }: Line, base: number): { start: number; end: number } => ({ start: base + start, end: base + start + text.length })

/** Words of a C4 call and what they draw. */
const C4_NODE = /^(Person|System|Container|Component)(Db|Queue)?(_Ext)?\s?\(/
const C4_EDGE = /^(Bi)?Rel(?:_[A-Za-z]{1,10})?\s?\(/
const C4_GROUP = /^(?:System_Boundary|Container_Boundary|Enterprise_Boundary|Boundary|Deployment_Node|Node|Node_L|Node_R)\s?\(/

/** Reads the C4 diagrams: context, container, component, dynamic, deployment. */
export function readC4(source: string, from: number, base: number, into: DiagramBuilder): void {
  for (const line of linesOf(source, from)) {
    const range = rangeOf(line, base)
    if (line.text.startsWith('}')) {
      into.close()
      continue
    }
    const edge = C4_EDGE.exec(line.text)
    const group = edge ? null : C4_GROUP.exec(line.text)
    const node = edge || group ? null : C4_NODE.exec(line.text)
    const words = callArguments(line.text, (edge ?? group ?? node)?.[0].length ?? -1)
    const [id, label, third] = words
    if (id === undefined || id === '') continue
    if (group) into.open(id, label, range)
    else if (node) {
      const person = node[1] === 'Person'
      const shape: NodeShape = person ? 'person' : node[2] === 'Db' ? 'store' : node[2] === 'Queue' ? 'queue' : 'box'
      const technology = node[1] === 'Container' || node[1] === 'Component' ? third : undefined
      into.node(id, range, { label, technology, shape, external: person || node[3] !== undefined })
    } else if (edge && label !== undefined && label !== '') into.edge(id, label, range, { label: third, both: edge[1] !== undefined })
  }
}

/** Arguments of a call from behind its bracket: quotes and `$name=` removed. */
function callArguments(text: string, from: number): readonly string[] {
  if (from < 0) return []
  const found: string[] = []
  let own = ''
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const c = text[at]!
    if (c === '"') quoted = !quoted
    else if (!quoted && (c === ',' || c === ')')) {
      found.push(own.trim())
      own = ''
      if (c === ')') return found
    } else own += c
  }
  return [...found, own.trim()]
}

const SERVICE = /^(group|service)\s+([\w-]{1,100})\s?(?:\(([^)]{0,100})\))?\s?(?:\[([^\]]{0,300})\])?\s?(?:in\s+([\w-]{1,100}))?$/
const BEAM = /^([\w-]{1,100})(?:\{group\})?\s?:\s?[LRTB]\s?(<)?-?(?:-|\[([^\]]{0,200})\]-)(>)?\s?[LRTB]\s?:\s?([\w-]{1,100})(?:\{group\})?$/

/** Reads `architecture-beta`: groups, services, junctions, edges between sides. */
export function readArchitecture(source: string, from: number, base: number, into: DiagramBuilder): void {
  for (const line of linesOf(source, from)) {
    const range = rangeOf(line, base)
    const part = SERVICE.exec(line.text)
    if (part) {
      const [, what, id, icon, label, parent] = part
      if (what === 'group') into.group(id!, label ?? icon, parent, range)
      else into.node(id!, range, { label: label ?? icon, shape: icon === 'database' || icon === 'disk' ? 'store' : 'box' }, parent)
      continue
    }
    const junction = /^junction\s+([\w-]{1,100})/.exec(line.text)
    if (junction) {
      into.node(junction[1]!, range, {})
      continue
    }
    const edge = BEAM.exec(line.text)
    if (!edge) continue
    const [, left, tail, label, head, right] = edge
    const reversed = tail !== undefined && head === undefined
    into.edge(reversed ? right! : left!, reversed ? left! : right!, range, { label, both: (tail === undefined) === (head === undefined) })
  }
}

const ARROWS = ['<<-->>', '<<->>', '-->>', '->>', '--x', '-x', '--)', '-)', '-->', '->'] as const

/** Reads sequence diagrams: participants and who sends what to whom; replies are dashed. */
export function readSequence(source: string, from: number, base: number, into: DiagramBuilder): void {
  for (const line of linesOf(source, from)) {
    const { text } = line
    const range = rangeOf(line, base)
    const named = /^(?:create\s+)?(participant|actor)\s+/.exec(text)
    if (named) {
      const rest = text.slice(named[0].length)
      const as = rest.indexOf(' as ')
      const id = (as === -1 ? rest : rest.slice(0, as)).replace(/@\{.*$/, '').trim()
      const actor = named[1] === 'actor'
      if (id !== '') into.node(id, range, { label: as === -1 ? undefined : rest.slice(as + 4), shape: actor ? 'person' : 'box', external: actor })
      continue
    }
    const box = /^box(?:\s+(.*))?$/.exec(text)
    if (box) into.open(`box ${line.start}`, box[1], range)
    else if (text === 'end' && into.depth > 0) into.close()
    else if (/^(?:alt|loop|opt|par|critical|break|rect)\b/.test(text)) into.openBlock()
    else message(line, base, into)
  }
}

function message(line: Line, base: number, into: DiagramBuilder): void {
  const colon = line.text.indexOf(':')
  if (colon === -1) return
  const head = line.text.slice(0, colon)
  const place = ARROWS.map((arrow) => ({ arrow, at: head.indexOf(arrow) }))
    .filter(({ at }) => at > 0)
    .sort((a, b) => a.at - b.at || b.arrow.length - a.arrow.length)[0]
  if (!place) return
  const from = head.slice(0, place.at).trim()
  const to = head
    .slice(place.at + place.arrow.length)
    .replace(/^[+-]/, '')
    .trim()
  if (from === '' || to === '' || from.length > 200 || to.length > 200) return
  const range = rangeOf(line, base)
  into.node(from, range)
  into.node(to, range)
  into.edge(from, to, range, { label: line.text.slice(colon + 1), dashed: place.arrow.includes('--'), both: place.arrow.startsWith('<<') })
}
