import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMermaid } from '../../server/src/engine/syntax/mermaid/index.ts'
import { Workspace } from '../../server/src/engine/index.ts'
import { nodeDiagramCheck } from '../../server/src/mermaid/node.ts'
import { check } from '../support/check.ts'
import { worked } from '../support/worked.ts'

/** Nodes as `id=label/shape@group`, edges as `a→b(label)`; dashed ones with `⇢`, those without direction with `↔`. */
function picture(text: string): { readonly nodes: readonly string[]; readonly edges: readonly string[]; readonly groups: readonly string[] } {
  const { nodes, edges, groups } = readMermaid(text)
  return {
    nodes: nodes.map(({ id, label, shape, group }) => `${id}=${label}/${shape}${group === undefined ? '' : `@${group}`}`),
    edges: edges.map(({ from, to, label, dashed, both }) => `${from}${both ? '↔' : dashed ? '⇢' : '→'}${to}${label === undefined ? '' : `(${label})`}`),
    groups: groups.map(({ id, label, parent }) => `${parent === undefined ? '' : `${parent}/`}${id}=${label}`),
  }
}

test('flowcharts: shapes, chains, labels, groups, styles, comments', () => {
  assert.deepEqual(
    picture(`---
title: Scoring
---
%%{init: {"theme": "dark"}}%%
flowchart LR
  %% nobody draws me --> x
  subgraph vpc [Our network]
    subgraph inner
      gw["Gateway (TLS)"]:::hot --> svc[Scorer] & log[(Log)]
    end
    svc -- features --> fs{{Store}}
  end
  svc -. timeout .-> fb([Fallback])
  a<-->b; b --- c
  c ==>|12 ms| d@{ shape: cyl, label: "Events" }
  d ~~~ e
  classDef hot fill:#f00
  style gw fill:#fff
  click gw "https://example.com"`),
    {
      nodes: [
        'gw=Gateway (TLS)/box@inner',
        'svc=Scorer/box@inner',
        'log=Log/store@inner',
        'fs=Store/box@vpc',
        'fb=Fallback/round',
        'a=a/box',
        'b=b/box',
        'c=c/box',
        'd=Events/store',
        'e=e/box',
      ],
      edges: ['gw→svc', 'gw→log', 'svc→fs(features)', 'svc⇢fb(timeout)', 'a↔b', 'b↔c', 'c→d(12 ms)'],
      groups: ['vpc=Our network', 'vpc/inner=inner'],
    },
  )
})

test('C4, architecture and sequence diagrams', () => {
  assert.deepEqual(
    picture(
      'C4Container\nPerson(u, "Courier")\nSystem_Boundary(s, "Routing") {\n  Container(a, "API", "FastAPI", "answers")\n  ContainerDb(d, "Features", "Redis")\n}\nRel(u, a, "asks", "https")\nRel_D(a, d, "reads")',
    ),
    {
      nodes: ['u=Courier/person', 'a=API/box@s', 'd=Features/store@s'],
      edges: ['u→a(asks)', 'a→d(reads)'],
      groups: ['s=Routing'],
    },
  )
  assert.deepEqual(
    picture('architecture-beta\n  group api(cloud)[API]\n  service db(database)[Database] in api\n  service srv(server)[Server] in api\n  srv:R --> L:db\n  db:T -- B:srv'),
    {
      nodes: ['db=Database/store@api', 'srv=Server/box@api'],
      edges: ['srv→db', 'db↔srv'],
      groups: ['api=API'],
    },
  )
  assert.deepEqual(
    picture(
      'sequenceDiagram\n  participant A as Courier app\n  actor D\n  box Ours\n  participant S\n  end\n  A->>+S: position\n  alt late\n  S-->>-A: mean\n  end\n  Note over A,S: a note',
    ),
    {
      nodes: ['A=Courier app/box', 'D=D/person', 'S=S/box@box 59'],
      edges: ['A→S(position)', 'S⇢A(mean)'],
      groups: ['box 59=Ours'],
    },
  )
})

test('ranges hold what is written', () => {
  const text = 'flowchart LR\n  %% é\n  a[Alpha] --> b["Beta 𝒳"]\n'
  const { nodes, edges, keywordRange } = readMermaid(text, 0)
  assert.deepEqual(
    [...nodes, ...edges, { range: keywordRange }].map(({ range }) => text.slice(range.start, range.end)),
    ['a[Alpha]', 'b["Beta 𝒳"]', 'a[Alpha] --> b["Beta 𝒳"]', 'flowchart'],
  )
})

test('hostile texts are read in linear time, and never throw', () => {
  const parts = [
    '[',
    'a[',
    'a["',
    'a--',
    'a -- ',
    '%%{',
    'a@{',
    'subgraph x\n',
    'a & ',
    'a|',
    'a-->|',
    '"',
    '((((',
    'end\n',
    '---\n',
    'a-.',
    'x--x',
    'Rel(',
    'service x(',
    '<',
    'A->>',
    '\u0000',
    '%%\n',
  ]
  for (const keyword of ['flowchart LR\n', 'C4Context\n', 'architecture-beta\n', 'sequenceDiagram\n', ''])
    for (const part of parts) {
      const times = [20_000, 160_000].map((length) => {
        const text = keyword + part.repeat(length / part.length)
        const start = worked()
        const { nodes, edges } = readMermaid(text)
        for (const { range } of [...nodes, ...edges]) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length)
        return worked() - start
      })
      // Eight times the text: quadratic would be sixty-four times the work. Short runs measure the machine.
      assert.ok(times[1]! < 300 || times[1]! < 30 * times[0]!, `${JSON.stringify(keyword + part)}: ${times.map((t) => t.toFixed(1)).join(' → ')} ms`)
    }
})

const grammars = nodeDiagramCheck()

test('mermaid’s own grammars name the line', () => {
  const line = (text: string): number | undefined => grammars(/^[\w-]+/.exec(text)![0], text)?.line
  assert.equal(line('flowchart LR\n  a[Hi] --> b\n  b -- yes --> c{d}\n\n\n  c --> e["#quot;q"]'), undefined)
  assert.equal(line('flowchart LR\n  a --> b\n  c{d}\n\n\n  x --> --> y'), 5)
  assert.equal(line('flowchart LR\n  a[Hi --> b\n  b --> c'), 1)
  assert.equal(line('graph TD\n  a --> end'), 1)
  assert.equal(line('sequenceDiagram\n  A->>B: hi\n  B->C'), 2)
  assert.equal(line('classDiagram\n  A <|-- B'), undefined)
  assert.equal(line('stateDiagram-v2\n  [*] --> A'), undefined)
  assert.equal(line('gantt\n  section s\n  a :a1, 2026-01-01, 3d'), undefined)
  assert.equal(line('C4Container\nPerson(u, "User"\nRel(u, s)'), 2)
  assert.equal(line('architecture-beta\n  group api(cloud)[API]\n  service db(database[Database] in api'), 2)
  assert.equal(line('pie\n  "a" : 3'), undefined)
  // What is not checked is not judged.
  assert.equal(line('mindmap\n  a\n b(('), undefined)
  assert.equal(line(`flowchart LR\n${'a & '.repeat(4000)}b`), undefined)
  assert.match(grammars('sequenceDiagram', 'sequenceDiagram\n  A->>B: hi\n  deactivate B')!.words!, /inactive participant/)
})

test('findings stand on the line of the document', () => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => true, diagramProblem: grammars })
  const text = '---\nkind: ml-design-doc\n---\n# Design\n\n- item\n\n  ```mermaid\n  %% first\n  flowchart LR\n    a[Gateway --> b\n  ```\n'
  workspace.set('docs/x-design.md', text)
  const found = workspace.analyze('docs/x-design.md').findings.filter(({ rule }) => rule === 'diagram-invalid')
  assert.deepEqual(
    found.map(({ range, message }) => [text.slice(range.start, range.end), message]),
    [['a[Gateway --> b', "Mermaid cannot read this line of the diagram 'a[Gateway --> b'"]],
  )
})

test('the kind of a diagram is known without the grammars', () => {
  check(`---
kind: ml-design-doc
---
# Design

~~~mermaid
   flowchrt LR
//~^^^^^^^^ diagram-invalid warning
  a --> b
~~~

   ~~~mermaid
//~^^^^^^^^^^ diagram-invalid warning

   ~~~

~~~mermaid
newthing-beta
  a
~~~
`)
})
