import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Workspace } from '../../server/src/engine/index.ts'
import type { WorkspaceHost } from '../../server/src/engine/index.ts'
import { designs, edit, examples, lineBreaks, mistakes, mutation, SEED, TODAY } from './material.ts'
import type { Mutation, Sample } from './material.ts'

const RUNS = process.env['CI'] ? 1_000 : 250

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

const edits = (mutations: fc.Arbitrary<Mutation>, maxLength: number): fc.Arbitrary<readonly { readonly file: number; readonly mutate: Mutation; readonly look: boolean }[]> => fc.array(fc.record({ file: fc.nat(7), mutate: mutations, look: fc.boolean() }), { minLength: 1, maxLength })

test('edits of a design document in prose', () => {
  fc.assert(fc.property(fc.constantFrom(...designs()), edits(fc.oneof({ weight: 6, arbitrary: edit }, lineBreaks), 8), (sample, list) => holds([sample], list, 2_500)), { numRuns: RUNS, seed: SEED })
})

test('damage of a design document in prose', () => {
  fc.assert(fc.property(fc.constantFrom(...designs()), edits(mutation, 6), (sample, list) => holds([sample], list, 1_500)), { numRuns: RUNS, seed: SEED + 1 })
})

test('edits of the examples of all rules, manifests and sets of records among them', () => {
  fc.assert(fc.property(fc.constantFrom(...examples()), edits(mutation, 6), (files, list) => holds(files, list, 2_500)), { numRuns: RUNS, seed: SEED + 2 })
})

test('edits of a design, its manifest and the records beside them, each seen by the others', () => {
  const records = examples().filter((files) => files.length > 1 && files.every(({ path }) => path.endsWith('.md')))
  const manifests = examples().flat().filter(({ path }) => path.endsWith('.model.yaml'))
  const workspace = fc.record({ design: fc.constantFrom(...designs()), manifest: fc.constantFrom(...manifests), adrs: fc.constantFrom(...records) })
  fc.assert(fc.property(workspace, edits(mutation, 8), ({ design, manifest, adrs }, list) => holds([{ path: 'docs/churn-design.md', text: `---\nkind: ml-design-doc\nmanifest: ../churn.model.yaml\n---\n${design.text}` }, { path: 'churn.model.yaml', text: manifest.text }, ...adrs], list, 1_500)), { numRuns: RUNS, seed: SEED + 3 })
})
