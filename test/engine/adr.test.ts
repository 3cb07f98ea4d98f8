import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { parseAdrStatus, readAdrReferences, readAdrStatus } from '../../server/src/engine/documents/adr.ts'
import type { DocumentView } from '../../server/src/engine/documents/document.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'
import { adrNumber } from '../../server/src/engine/documents/names.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { WorkspaceIndex } from '../../server/src/engine/workspace/workspace-index.ts'
import { QueryGraph } from '../../server/src/engine/workspace/caches.ts'
import { corpusFiles, SKIPPED_CORPUS } from '../support/collections.ts'
import { worked } from '../support/worked.ts'

const view = (text: string, file = 'docs/adr/0004-x.md'): DocumentView => parseDocument({ path: file, text }).views[0]!

test('statuses and supersessions of a labelled sample of real records', { skip: SKIPPED_CORPUS }, (t) => {
  const sample = JSON.parse(readFileSync(path.join(import.meta.dirname, 'adr-sample.json'), 'utf8')) as { path: string; status: string; supersedes: string; supersededBy: string }[]
  const files = new Map(corpusFiles((kind) => kind === 'adr').map((file) => [`${file.repository}:${file.path}`, file]))
  const wrong: string[] = []
  for (const { path: key, status, supersedes, supersededBy } of sample) {
    const file = files.get(key)
    assert.ok(file, `not in the corpus: ${key}`)
    const document = view(file.text, file.path)
    const named = (relation: string): string =>
      readAdrReferences(document)
        .filter((r) => r.relation === relation)
        .map((r) => String(r.number ?? r.written))
        .join(', ')
    const read = { status: readAdrStatus(document)?.status ?? '', supersedes: named('supersedes'), supersededBy: named('supersededBy') }
    if (read.status !== status || read.supersedes !== supersedes || read.supersededBy !== supersededBy) wrong.push(`${key}: ${JSON.stringify(read)}`)
  }
  t.diagnostic(`${sample.length - wrong.length} of ${sample.length} right`)
  assert.equal(sample.length, 40)
  assert.deepEqual(wrong, [])
})

test('a status is read wherever it stands', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['---\nstatus: accepted\n---\n# X\n', 'accepted', 'accepted'],
    ['---\nstatus: "superseded by ADR-0005"\n---\n# X\n', 'superseded', 'superseded by ADR-0005'],
    ['---\nstatus: "{proposed | rejected | accepted}"\n---\n# X\n', undefined, '{proposed | rejected | accepted}'],
    ['# X\n\n## Status\n\n✅ Accepted\n', 'accepted', '✅ Accepted'],
    ['# X\n\n## Status\n\n~~Proposed~~ Rejected\n', 'rejected', 'Rejected'],
    ['# X\n\n## Status\n\n~~Accepted~~\n\nSuperseded by [ADR-5](0005-y.md)\n', 'superseded', 'Superseded by ADR-5'],
    ['# X\n\n## Status\n\nAccepted\n\nSuperseded by [ADR-5](0005-y.md)\n', 'superseded', 'Superseded by ADR-5'],
    ['# X\n\n## Status\n\n- 2021-01-02 proposed\n- 2021-03-04 accepted\n', 'accepted', '2021-03-04 accepted'],
    ['# X\n\n## Status: Accepted\n', 'accepted', 'Accepted'],
    ['# X\n\nStatus: Draft\n', 'draft', 'Draft'],
    ['# X\n\n* Status: [accepted] <!-- optional -->\n* Date: 2021-01-01\n', 'accepted', 'accepted'],
    ['# X\n\n- **Status**: deprecated\n', 'deprecated', 'deprecated'],
    ['# X\n\n| Date | Status |\n|---|---|\n| 2018-02-05 | Accepted |\n', 'accepted', 'Accepted'],
    ['# X\n\n| Status | Rejected |\n|---|---|\n| Date | 2018-02-05 |\n', 'rejected', 'Rejected'],
    ['# X\n\n## Status\n\nWe like it\n', undefined, 'We like it'],
  ]
  for (const [text, status, written] of cases) {
    const read = readAdrStatus(view(text))
    assert.deepEqual([read?.status, read?.written], [status, written], text)
    assert.ok(read!.range.start < read!.range.end && read!.range.end <= text.length, text)
  }
  assert.equal(readAdrStatus(view('# X\n\n## Context\n\nThe status quo is slow.\n')), undefined)
  assert.equal(readAdrStatus(view('# X\n\n<!-- Status: accepted -->\n')), undefined)
})

test('words of a status', () => {
  assert.equal(parseAdrStatus('not yet accepted'), 'proposed')
  assert.equal(parseAdrStatus('Superceded by ADR 9'), 'superseded')
  assert.equal(parseAdrStatus('Accepted (supersedes ADR-3)'), 'accepted')
  assert.equal(parseAdrStatus('on hold'), undefined)
})

test('numbers come from file names, dates do not', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['docs/adr/0012-x.md', 12],
    ['adr-7-x.md', 7],
    ['ADR013-x.md', 13],
    ['AD0001-x.md', 1],
    ['2021-06-05_001-x.md', 1],
    ['2021-06-05-x.md', undefined],
    ['20200924-x.md', undefined],
    ['x.md', undefined],
  ]
  for (const [file, number] of cases) assert.equal(adrNumber(file), number, file)
})

test('the graph resolves links and numbers, in the record’s own folder first', () => {
  const graph = new QueryGraph()
  const index = new WorkspaceIndex(graph, { exists: () => undefined }, graph.input({}))
  index.setText('docs/adr/0001-a.md', '# A\n\n## Status\n\nSuperseded by [2](0002-b.md)\n')
  index.setText('docs/adr/0002-b.md', '# B\n\n## Status\n\nAccepted\n\nSupersedes ADR-0001\n')
  index.setText('docs/adr/0003-c.md', '---\nstatus: accepted\namends: 2\nsupersedes: [ADR-0001, ADR-0099]\n---\n# C\n')
  index.setText('other/adr/0002-z.md', '# Z\n')
  const { nodes } = index.adrs()
  assert.deepEqual(
    nodes.map((n) => [n.path, n.status, n.supersedes, n.supersededBy, n.amends]),
    [
      ['docs/adr/0001-a.md', 'superseded', [], ['docs/adr/0002-b.md'], []],
      ['docs/adr/0002-b.md', 'accepted', ['docs/adr/0001-a.md'], [], []],
      ['docs/adr/0003-c.md', 'accepted', ['docs/adr/0001-a.md'], [], ['docs/adr/0002-b.md']],
      ['other/adr/0002-z.md', undefined, [], [], []],
    ],
  )
  const before = index.adrs()
  index.setText('docs/adr/0002-b.md', '# B\n\nA word more.\n\n## Status\n\nAccepted\n\nSupersedes ADR-0001\n')
  assert.equal(index.adrs(), before, 'an edit that changes no fact keeps the graph')
  index.setText('docs/adr/0002-b.md', '# B\n\n## Status\n\nDraft\n')
  assert.equal(index.adrs().byPath('docs/adr/0002-b.md')?.status, 'draft')
})

test('10,000 cross-references stay quick', () => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined })
  workspace.set('docs/adr/0001-a.md', `# A\n\n## Status\n\nAccepted\n\n${'Supersedes ADR-0002. '.repeat(10_000)}\n`)
  const from = worked()
  workspace.analyze('docs/adr/0001-a.md')
  assert.ok(worked() - from < 3000)
})
