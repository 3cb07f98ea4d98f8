/** What the page of the architecture says about the parts of a picture. */
import type { GraphDto, PlaceDto, ProblemDto } from '../../../server/src/protocol/index.ts'
import { matchesQuery } from './parts.ts'

/** Words and place of the part that is selected: a node, an edge or a bar. */
export interface Part {
  readonly id: string
  readonly title: string
  readonly facts: readonly (readonly [string, string])[]
  readonly problems: readonly ProblemDto[]
  readonly place: PlaceDto | null
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  ghost: 'Missing: the reference architecture asks for it',
  deviation: 'Left out with a recorded reason',
  forbidden: 'The reference architecture forbids this flow',
}

/** What the short words are that a picture says of a flow. The one that is none of these is its protocol. */
const OF_FLOWS: readonly (readonly [RegExp, string])[] = [
  [/^(?:a?synchronous)$/, 'Call'],
  [/^auth (?=\S)/, 'Authentication'],
  [/^not encrypted$/, 'Encryption'],
  [/^crosses a trust boundary$/, 'Boundary'],
]

/** Details with what each of them is: some say so (`deviation: …`), words of a flow are known, other short words stand together below `rest`. */
function labelled(details: readonly string[], known: typeof OF_FLOWS, rest: string): readonly (readonly [string, string])[] {
  const named: (readonly [string, string])[] = []
  const plain: string[] = []
  for (const detail of details) {
    const [, name, text] = /^([a-z][a-z ]{2,30}): ([\s\S]+)$/.exec(detail) ?? []
    const [pattern, word] = known.find(([form]) => form.test(detail)) ?? []
    if (name !== undefined && text !== undefined) named.push([name[0]!.toUpperCase() + name.slice(1), text])
    else if (pattern && word !== undefined) named.push([word, word === 'Authentication' ? detail.replace(pattern, '') : detail])
    else plain.push(detail)
  }
  return plain.length === 0 ? named : [[rest, plain.join(', ')], ...named]
}

/** The parts of a picture, whatever it is of. */
export function partsOf({ nodes, edges, bars }: GraphDto): readonly Part[] {
  const label = (id: string): string => nodes.find((node) => node.id === id)?.label ?? id
  const fact = (name: string, text: string | null | undefined): readonly (readonly [string, string])[] => (text ? [[name, text]] : [])
  const shared = ({ asserted, change }: Pick<GraphDto['nodes'][number], 'asserted' | 'change'>): readonly (readonly [string, string])[] => [
    ...fact('Not shown', asserted.map(({ control }) => control).join(', ')),
    ...fact('Change', change),
  ]
  return [
    ...nodes.map((n) => ({
      id: n.id,
      title: n.label,
      facts: [
        ...fact('State', STATE_WORDS[n.state]),
        ...fact('Role', n.role),
        ...fact('Technology', n.technology),
        ...fact('Owner', n.owner),
        ...labelled(n.details, [], 'Facts'),
        ...shared(n),
      ],
      problems: n.problems,
      place: n.place,
    })),
    ...edges.map((e) => ({
      id: e.id,
      title: `${label(e.from)} → ${label(e.to)}`,
      facts: [
        ...fact('State', STATE_WORDS[e.state]),
        ...fact('Carries', e.label),
        ...fact('Class of data', e.classification),
        ...labelled(e.details, OF_FLOWS, 'Protocol'),
        ...shared(e),
      ],
      problems: e.problems,
      place: e.place,
    })),
    ...bars.map((b) => ({
      id: b.id,
      title: b.label,
      facts: [['When', `${b.start} – ${b.end}`] as const, ...labelled(b.details, [], 'Facts')],
      problems: b.problems,
      place: b.place,
    })),
  ]
}

/** Parts in which each word of the query occurs. */
export const matching = (graph: GraphDto, query: string): readonly string[] =>
  query.trim() === '' ? [] : partsOf(graph).flatMap((part) => (matchesQuery(query, part.title, part.facts.map(([, text]) => text).join(' ')) ? [part.id] : []))

/** The part that is written where the cursor stands; the smallest of several. */
export function partAt(shown: GraphDto, uri: string, line: number): string | undefined {
  let best: { readonly id: string; readonly lines: number } | undefined
  for (const { id, place: at } of partsOf(shown)) {
    if (!at || at.uri !== uri || line < at.range.start.line || line > at.range.end.line) continue
    const lines = at.range.end.line - at.range.start.line
    if (!best || lines < best.lines) best = { id, lines }
  }
  return best?.id
}
