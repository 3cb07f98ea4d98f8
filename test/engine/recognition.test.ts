import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import type { Recognition } from '../../server/src/engine/documents/kinds.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'
import { isTestData } from '../../server/src/engine/documents/standing.ts'
import { benchmarkFiles, corpusFiles, PROSE, SKIPPED_BENCHMARK, SKIPPED_CORPUS } from '../support/collections.ts'

const recognised = (file: string, text: string): Recognition | undefined => parseDocument({ path: file, text }).views.find((view) => view.recognition)?.recognition
const kindOf = (file: string, text: string): string | undefined => recognised(file, text)?.kind

const proseFiles = (): readonly { readonly file: string; readonly kind: string; readonly text: string }[] =>
  readdirSync(path.join(PROSE, 'labels')).flatMap((name) => {
    // A design in the form of a model card, or the runbook of a database, is what its name and form say.
    const { file, kind, recognised: own = kind } = JSON.parse(readFileSync(path.join(PROSE, 'labels', name), 'utf8')) as { file: string; kind: string; recognised?: string }
    return [{ file, kind: own, text: readFileSync(path.join(PROSE, 'docs', file), 'utf8') }]
  })

const wrong = (files: readonly { readonly file: string; readonly kind: string; readonly text: string }[]): readonly string[] =>
  files.flatMap(({ file, kind, text }) => {
    const found = kindOf(`docs/${file}`, text)
    return found === (kind === 'other' ? undefined : kind) ? [] : [`${file}: ${found ?? 'nothing'}, not ${kind}`]
  })

test('design documents in any form are recognised, other writing about ML is not: benchmark', { skip: SKIPPED_BENCHMARK }, (t) => {
  const files = benchmarkFiles()
  const bad = wrong(files)
  t.diagnostic(`benchmark: ${files.length - bad.length} of ${files.length} right`)
  assert.deepEqual(bad, [])
})

/** A terse note that names no learned model and hardly a concept of its life: known not to be recognised, and to be taken off this list once it is. */
const MISSED = ['1529-zirconia-shrink-factor.md']

test('design documents in any form are recognised, other writing about ML is not: our own', (t) => {
  const files = proseFiles()
  const bad = wrong(files)
  t.diagnostic(`own documents: ${files.length - bad.length} of ${files.length} right`)
  assert.deepEqual(
    bad,
    MISSED.map((file) => `${file}: nothing, not ml-design-doc`),
  )
})

/**
 * Designs in odd forms and other writing in the words of designs, written before recognition was changed for them: 4 of 12 designs and 6 of 12 others were right then.
 * By a table that was fitted without them, 12 and 9 are; `scripts/generate-design-form.ts` prints the figures of all held-out documents.
 * Sixteen others (overviews, case studies, patterns, release notes and the like) were added after real pages of these sorts had been taken for designs, 7 of the 16 right before, and five designs in the terse manner of repositories, 3 right before.
 */
const oddForms = (): readonly { readonly file: string; readonly kind: string; readonly text: string }[] =>
  ['design', 'other'].flatMap((kind) => {
    const folder = path.resolve(import.meta.dirname, '../fixtures/recognition', kind)
    return readdirSync(folder).map((file) => ({ file, kind: kind === 'design' ? 'ml-design-doc' : 'other', text: readFileSync(path.join(folder, file), 'utf8') }))
  })

test('the form a design is written in does not matter, nor the words that other writing uses', () => {
  const files = oddForms()
  assert.equal(files.length, 45)
  assert.deepEqual(wrong(files), [])
})

test('a title in the words of another genre hardly matters: the domain of a model may be courses, surveys or incidents', (t) => {
  const designs = [...proseFiles(), ...oddForms()].filter(({ kind }) => kind === 'ml-design-doc')
  for (const word of ['Minutes:', 'Course', 'Incident']) {
    const kept = designs.filter(({ file, text }) => kindOf(`docs/${file}`, text.replace(/^# /m, `# ${word} `)) === 'ml-design-doc').length
    t.diagnostic(`${word} ${kept} of ${designs.length}`)
    assert.ok(kept >= designs.length * 0.95, `${word} ${kept} of ${designs.length}`)
  }
})

test('a name alone does not make other writing a document of ours', () => {
  const filler = 'People read it, put it down again and went home without having done anything about it. '.repeat(12)
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['docs/blog-runbook.md', `---\nreading_time: 5 min\n---\n# The runbook\n\n${filler}\n`, undefined],
    ['docs/drift-runbook.md', `# Drift of the churn model\n\n${filler}\n`, 'runbook'],
    ['docs/bad-scores-runbook.md', `# Incident: bad scores\n\n${filler}\n\n## If it is late\n\nPut it back.\n`, 'runbook'],
    ['docs/incident-runbook.md', `# Incident runbook\n\n## Symptoms\n\n${filler}\n\n## Mitigation\n\nPut it back.\n`, 'runbook'],
    ['docs/x.md', `# Incident review\n\n${filler}\n\n## Timeline\n\n## Detection\n\nLate.\n\n## Triage\n\n## Mitigation\n\n## Escalation\n\nNone.\n`, undefined],
    ['docs/readiness-policy.md', `# Readiness policy\n\nApplies to all teams.\n\n${filler}\n\n- [ ] a\n- [ ] b\n- [x] c\n- [ ] d\n- [ ] e\n`, undefined],
    ['docs/readiness.md', `# Readiness policy\n\n${filler}\n\n${`- [ ] ${filler}\n`.repeat(5)}`, 'readiness-checklist'],
    ['README.md', `---\npipeline_tag: text-classification\n---\n# Tutorial\n\n${filler}\n`, 'model-card'],
  ]
  for (const [file, text, kind] of cases) assert.equal(kindOf(file, text), kind, `${file}: ${text.slice(0, 60)}`)
})

test('recognition does not lean on file names: the same under a neutral name', { skip: SKIPPED_BENCHMARK }, (t) => {
  const files = [...benchmarkFiles(), ...proseFiles()]
  const bad = files.filter(({ kind, text }) => (kindOf('notes/page.md', text) === 'ml-design-doc') !== (kind === 'ml-design-doc')).map((file) => file.file)
  t.diagnostic(`neutral names: ${files.length - bad.length} of ${files.length} right`)
  assert.deepEqual(bad, MISSED)
})

test('foreign files are nobody’s', { skip: SKIPPED_CORPUS }, (t) => {
  const silent = new Set(['misc-yaml', 'k8s', 'grafana', 'prometheus-rules', 'ci-github'])
  const found = corpusFiles((kind) => silent.has(kind)).flatMap(({ kind, path: file, text }) => {
    const seen = recognised(file, text)
    return seen ? [`${kind} ${file}: ${seen.kind} by ${seen.evidence}`] : []
  })
  assert.deepEqual(found, [])
  const designs = corpusFiles((kind) => kind === 'design-doc-general')
  const mistaken = designs.flatMap(({ path: file, text }) => recognised(file, text)?.evidence ?? [])
  t.diagnostic(`design-doc-general: ${mistaken.length} of ${designs.length} recognised`)
  assert.ok(mistaken.length <= designs.length * 0.02, mistaken.join('\n'))
})

const MARKDOWN_FOLDERS = new Set(['adr', 'ml-design-doc', 'model-card'])

test('the corpus figures by kind', { skip: SKIPPED_CORPUS }, (t) => {
  const counts = new Map<string, Map<string, number>>()
  for (const { kind, path: file, text } of corpusFiles()) {
    // Blank forms and the input of tests lie in the folders too, and are nobody's documents.
    if (MARKDOWN_FOLDERS.has(kind) && (isTestData(file) || /(?:^|\/)templates\//.test(file))) continue
    const row = counts.get(kind) ?? counts.set(kind, new Map()).get(kind)!
    const seen = kindOf(file, text) ?? '-'
    row.set(seen, (row.get(seen) ?? 0) + 1)
  }
  for (const [kind, row] of counts) t.diagnostic(`${kind}: ${[...row].map(([seen, n]) => `${seen} ${n}`).join(', ')}`)
  const share = (kind: string, as: string): number => (counts.get(kind)?.get(as) ?? 0) / [...(counts.get(kind)?.values() ?? [1])].reduce((a, b) => a + b, 0)
  assert.ok(share('adr', 'adr') > 0.97)
  assert.equal(share('ml-design-doc', 'ml-design-doc'), 1)
  assert.ok(share('odcs', 'data-contract') > 0.9)
  // The folder also holds guides about cards, the specification of their metadata, a card that has moved, a page that sends to the card, pages of ten lines, and READMEs without the marks of a card.
  assert.ok(share('model-card', 'model-card') > 0.25)
  for (const kind of counts.keys()) if (!['ml-design-doc', 'project-tree'].includes(kind)) assert.ok(share(kind, 'ml-design-doc') < 0.05, `${kind} is taken for design documents`)
})

test('identity comes first, then what is foreign, then the name, then the content', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['a/b.md', '---\nkind: ml-design-doc\n---\n# X\n', 'ml-design-doc'],
    ['a/b.md', '---\nkind: Model_Card\n---\n# X\n', 'model-card'],
    ['docs/adr/0001-x.md', '---\nkind: runbook\n---\n# X\n', 'runbook'],
    ['docs/adr/0001-x.md', '# X\n', 'adr'],
    ['docs/decisions/ADR-7.md', '# X\n', 'adr'],
    ['0001-x.md', '# X\n', undefined],
    ['x.yaml', 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\n', 'model-manifest'],
    ['x.yaml', 'apiVersion: plumbline.dev/v1\nkind: ModelManifst\n', 'model-manifest'],
    ['x.yaml', 'apiVersion: plumbline.dev/v1\nkind: Pack\n', 'pack'],
    ['.plumbline.yaml', 'apiVersion: plumbline.dev/v1\nkind: Workspace\n', 'workspace'],
    ['.plumbline.yaml', '', 'workspace'],
    ['x.yaml', '$schema: https://plumbline.dev/schemas/model-manifest.schema.json\n', 'model-manifest'],
    ['x.yaml', 'kind: DataContract\napiVersion: v3.0.2\n', 'data-contract'],
    ['x.yaml', 'dataContractSpecification: 1.1.0\n', 'data-contract'],
    ['x.model.yaml', 'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n', undefined],
    ['x.model.yaml', 'apiVersion: openslo/v1\nkind: SLO\n', undefined],
    ['x.model.yaml', '', 'model-manifest'],
    ['x.model.yaml', 'tables: []\n', undefined],
    ['churn-model-card.md', '# X\n', 'model-card'],
    ['README.md', '---\npipeline_tag: text-classification\n---\n# X\n', 'model-card'],
    ['README.md', '# X\n\n## Usage\n', undefined],
    ['docs/drift-runbook.md', '# X\n', 'runbook'],
    ['THREATMODEL.md', '# X\n', 'threat-model'],
    ['prr.md', '# X\n\n- [ ] a\n- [ ] b\n- [x] c\n- [ ] d\n- [ ] e\n', 'readiness-checklist'],
    ['groceries-checklist.md', '# X\n\n- [ ] a\n', undefined],
    ['docs/churn.mldd.md', '# X\n', 'ml-design-doc'],
    ['docs/design/churn.md', '# Churn model\n\n## Rollback\n\nTBD\n', 'ml-design-doc'],
    ['docs/design/login-page.md', '# Login page\n\nThe button is blue.\n', undefined],
  ]
  for (const [file, text, kind] of cases) assert.equal(kindOf(file, text), kind, `${file}: ${JSON.stringify(text)}`)
})

test('each YAML document of a file has a view of its own', () => {
  const { views } = parseDocument({
    path: 'all.yaml',
    text: 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Service\n---\napiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: b}\n',
  })
  assert.deepEqual(
    views.map((view) => [view.recognition?.kind, view.title]),
    [
      ['model-manifest', 'a'],
      [undefined, 'all.yaml'],
      ['model-manifest', 'b'],
    ],
  )
})

test('a binary file is spoken of only if its name says it is ours', () => {
  assert.equal(parseDocument({ path: 'picture.md', text: 'PNG\u0000\u0001' }).unreadable, undefined)
  assert.equal(parseDocument({ path: 'churn-runbook.md', text: 'PNG\u0000\u0001' }).unreadable?.code, 'unreadable-document')
  assert.equal(parseDocument({ path: 'churn-runbook.md', text: '\ufffd'.repeat(60) }).unreadable?.code, 'unreadable-document')
})
