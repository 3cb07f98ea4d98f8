import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Workspace } from '../../server/src/engine/index.ts'
import type { WorkspaceHost } from '../../server/src/engine/index.ts'
import { designs, edit, examples, lineBreaks, mistakes, mutation, SEED, TODAY } from './material.ts'
import type { Mutation, Sample } from './material.ts'

const RUNS = process.env['CI'] ? 500 : 150

const host: WorkspaceHost = { today: () => TODAY, exists: () => undefined }

const fresh = (texts: ReadonlyMap<string, string>): Workspace => {
  const workspace = new Workspace(host)
  for (const [path, text] of texts) workspace.set(path, text)
  return workspace
}

/** After every edit the edited document, and after the last one all of them, give what a workspace gives that never saw another text. */
function holds(files: readonly Sample[], edits: readonly { readonly file: number; readonly mutate: Mutation; readonly look: boolean }[], limit: number): void {
  const texts = new Map(files.map(({ path, text }) => [path, text.slice(0, limit)]))
  const paths = [...texts.keys()]
  const kept = fresh(texts)
  for (const path of paths) kept.analyze(path)
  for (const { file, mutate, look } of edits) {
    const path = paths[file % paths.length]!
    const text = mutate(texts.get(path)!, texts.get(paths[0]!)!).slice(0, 3 * limit)
    texts.set(path, text)
    kept.set(path, text)
    if (look) assert.deepEqual(kept.analyze(path), fresh(texts).analyze(path), `${path} after an edit`)
  }
  const anew = fresh(texts)
  for (const path of paths) {
    const analysis = kept.analyze(path)
    assert.deepEqual(analysis, anew.analyze(path), path)
    assert.deepEqual(mistakes(analysis, kept), [])
  }
}

const edits = (mutations: fc.Arbitrary<Mutation>, maxLength: number): fc.Arbitrary<readonly { readonly file: number; readonly mutate: Mutation; readonly look: boolean }[]> =>
  fc.array(fc.record({ file: fc.nat(7), mutate: mutations, look: fc.boolean() }), { minLength: 1, maxLength })

test('edits of a design document in prose', () => {
  fc.assert(
    fc.property(fc.constantFrom(...designs()), edits(fc.oneof({ weight: 6, arbitrary: edit }, lineBreaks), 8), (sample, list) => holds([sample], list, 2_500)),
    { numRuns: RUNS, seed: SEED },
  )
})

test('damage of a design document in prose', () => {
  fc.assert(
    fc.property(fc.constantFrom(...designs()), edits(mutation, 6), (sample, list) => holds([sample], list, 1_500)),
    { numRuns: RUNS, seed: SEED + 1 },
  )
})

test('edits of the examples of all rules, manifests and sets of records among them', () => {
  fc.assert(
    fc.property(fc.constantFrom(...examples()), edits(mutation, 6), (files, list) => holds(files, list, 2_500)),
    { numRuns: RUNS, seed: SEED + 2 },
  )
})

test('edits of a design, its manifest and the records beside them, each seen by the others', () => {
  const records = examples().filter((files) => files.length > 1 && files.every(({ path }) => path.endsWith('.md')))
  const manifests = examples()
    .flat()
    .filter(({ path }) => path.endsWith('.model.yaml'))
  const workspace = fc.record({ design: fc.constantFrom(...designs()), manifest: fc.constantFrom(...manifests), adrs: fc.constantFrom(...records) })
  fc.assert(
    fc.property(workspace, edits(mutation, 8), ({ design, manifest, adrs }, list) =>
      holds(
        [
          { path: 'docs/churn-design.md', text: `---\nkind: ml-design-doc\nmanifest: ../churn.model.yaml\n---\n${design.text}` },
          { path: 'churn.model.yaml', text: manifest.text },
          ...adrs,
        ],
        list,
        1_500,
      ),
    ),
    { numRuns: RUNS, seed: SEED + 3 },
  )
})

test('edits of a design and of documents beside it that it does not link', () => {
  const runbook = `---\nkind: runbook\nmodel: churn\n---\n# Churn model\n\n## Rollback\n\nIf precision falls below 80 %, the on-call of team Churn sets the alias back to the previous version of the model within ten minutes.\n\n## Drift\n\nThe PSI of the scores is computed each night; above 0.2 the on-call retrains the model.\n`
  const card = '# Model card of churn\n\n## Model details\n\nThe model is retired in 2028; users are told three months before.\n\n## Intended use\n\nCampaigns.\n'
  // Names and kinds come and go: they decide whose the documents are.
  const renamed = fc.constantFrom<Mutation[]>(
    (text) => text.replace('model: churn', 'model: other'),
    (text) => text.replace(/^---\n[^]*?\n---\n/, ''),
    (text) => `---\nkind: ml-design-doc\nmodel: churn\n---\n${text}`,
    (text) => `${text}\n\nSee [it](RUNBOOK.md) and [it](../docs/RUNBOOK.md).\n`,
    () => '',
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...designs()),
      fc.constantFrom(...designs()),
      edits(fc.oneof({ weight: 3, arbitrary: mutation }, { weight: 2, arbitrary: renamed }), 8),
      (design, other, list) =>
        holds(
          [
            { path: 'docs/churn-design.md', text: `---\nkind: ml-design-doc\nriskTier: 1\n---\n${design.text}` },
            { path: 'docs/RUNBOOK.md', text: runbook },
            { path: 'MODEL_CARD.md', text: card },
            { path: 'docs/notes.md', text: other.text.slice(0, 300) },
          ],
          list,
          1_500,
        ),
    ),
    { numRuns: RUNS, seed: SEED + 7 },
  )
})

test('edits beside lines that are too deep or too long to be read', () => {
  const lines = ['> '.repeat(70), '- '.repeat(70), '[('.repeat(300), `a${' '.repeat(900)}b`, 'word '.repeat(4_100), `![](data:image/png;base64,${'A'.repeat(21_000)})`]
  const sample = fc
    .record({ design: fc.constantFrom(...designs()), line: fc.constantFrom(...lines), at: fc.nat(1_000) })
    .map(({ design, line, at }) => ({ path: design.path, text: `${design.text.slice(0, at)}\n\n${line}\n\n${design.text.slice(at, 1_500)}` }))
  const inserted: fc.Arbitrary<Mutation> = fc.record({ at: fc.nat(1_000), line: fc.constantFrom(...lines) }).map(
    ({ at, line }) =>
      (text) =>
        `${text.slice(0, at)}\n${line}\n${text.slice(at)}`,
  )
  const removed: fc.Arbitrary<Mutation> = fc.constantFrom(...lines).map((line) => (text) => text.replace(line, ''))
  fc.assert(
    fc.property(sample, edits(fc.oneof({ weight: 4, arbitrary: edit }, inserted, removed), 6), (file, list) => holds([file], list, 30_000)),
    { numRuns: Math.ceil(RUNS / 5), seed: SEED + 4 },
  )
})

test('front matter that comes, goes and moves', () => {
  const start: fc.Arbitrary<Mutation> = fc.constantFrom('---\n', '---\nkind: runbook\n---\n', '---\nriskTier: 1\n', '\ufeff', '\n', '').map((head) => (text) => head + text)
  const drop: fc.Arbitrary<Mutation> = fc.nat(40).map((count) => (text) => text.slice(count))
  const mark: fc.Arbitrary<Mutation> = fc.record({ at: fc.nat(120), piece: fc.constantFrom('---\n', '\n---\n', '...\n', '--', '-', 'kind: adr\n', ': ') }).map(
    ({ at, piece }) =>
      (text) =>
        text.slice(0, at) + piece + text.slice(at),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(
        ...designs(),
        ...examples()
          .map((files) => files[0]!)
          .filter(({ path }) => path.endsWith('.md')),
      ),
      edits(fc.oneof(start, drop, mark), 8),
      (sample, list) => holds([sample], list, 600),
    ),
    { numRuns: RUNS, seed: SEED + 5 },
  )
})
