import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findRule, formatPretty, LineIndex, MACHINE_FORMATS, Workspace } from '../../server/src/engine/index.ts'
import type { RunReport } from '../../server/src/engine/index.ts'
import { designs, examples, mistakes, mutation, SEED, TODAY } from './material.ts'
import type { Sample } from './material.ts'
import { worked } from '../support/worked.ts'

/** Documents of a run: 20,000 where everything is checked; PLUMBLINE_FUZZ says otherwise. */
const RUNS = Number(process.env['PLUMBLINE_FUZZ'] ?? (process.env['CI'] ? 20_000 : 3_000))
/** Milliseconds that no document may take. */
const LONGEST = 1_000
/** Parts of long documents: what goes wrong shows in small ones, and more of them can be tried. */
const PART = 1_200

/** Beginnings and middles of documents, and the examples of all rules. */
function parts(): readonly Sample[] {
  const prose = designs().flatMap(({ path, text }) => [
    { path, text: text.slice(0, PART) },
    { path, text: text.slice(PART, 2 * PART) },
  ])
  return [
    ...prose,
    ...examples()
      .flat()
      .map(({ path, text }) => ({ path, text: text.slice(0, PART) })),
  ]
}

test(`${RUNS} mutated documents: no exception, no failed rule, no range outside the text, none slower than ${LONGEST} ms`, { timeout: 600_000 }, (t) => {
  const samples = parts()
  const beside = samples.find(({ path }) => path.endsWith('.model.yaml'))!
  const document = fc.record({ sample: fc.constantFrom(...samples), other: fc.constantFrom(...samples), mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }) })
  let slowest = 0
  let characters = 0
  let findings = 0
  let recognised = 0
  const started = worked()
  fc.assert(
    fc.property(document, ({ sample, other, mutations }) => {
      let text = sample.text
      for (const mutate of mutations) text = mutate(text, other.text).slice(0, 8 * PART)
      const before = worked()
      const workspace = new Workspace({ today: () => TODAY, exists: () => undefined })
      workspace.set(sample.path, text)
      if (sample.path !== beside.path) workspace.set(beside.path, beside.text)
      const analysis = workspace.analyze(sample.path)
      const taken = worked() - before
      slowest = Math.max(slowest, taken)
      characters += text.length
      findings += analysis.findings.length
      if (analysis.recognition) recognised++
      assert.deepEqual(mistakes(analysis, workspace), [])
      assert.ok(taken < LONGEST, `${taken.toFixed(0)} ms`)
    }),
    { numRuns: RUNS, seed: SEED },
  )
  t.diagnostic(
    `${RUNS} documents, ${(characters / RUNS).toFixed(0)} characters on average, ${recognised} recognised, ${findings} findings, slowest ${slowest.toFixed(0)} ms, all ${((worked() - started) / 1_000).toFixed(1)} s`,
  )
  assert.ok(recognised > RUNS / 3, 'most documents stay ours')
})

test('what mutated documents give can be reported in every format', () => {
  const samples = parts()
  const document = fc.record({ sample: fc.constantFrom(...samples), other: fc.constantFrom(...samples), mutations: fc.array(mutation, { minLength: 1, maxLength: 5 }) })
  fc.assert(
    fc.property(document, ({ sample, other, mutations }) => {
      let text = sample.text
      for (const mutate of mutations) text = mutate(text, other.text).slice(0, 8 * PART)
      const workspace = new Workspace({ today: () => TODAY, exists: () => undefined })
      workspace.set(sample.path, text)
      const analysis = workspace.analyze(sample.path)
      const lines = new LineIndex(text)
      const report: RunReport = {
        version: '1',
        packs: [],
        files: [{ path: sample.path, text, lines, analysis, findings: analysis.findings }],
        skipped: [],
        baselined: 0,
        staleBaseline: 0,
        linesOf: (path) => (path === sample.path ? lines : undefined),
        rule: findRule,
      }
      for (const format of Object.values(MACHINE_FORMATS)) assert.equal(typeof format(report), 'string')
      JSON.parse(MACHINE_FORMATS['json']!(report))
      JSON.parse(MACHINE_FORMATS['sarif']!(report))
      formatPretty(report, { width: 100, quiet: false, style: (_role, words) => words, show: (path) => path })
    }),
    { numRuns: Math.min(RUNS, 500), seed: SEED },
  )
})
