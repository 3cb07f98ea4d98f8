import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Analysis } from '../../server/src/engine/index.ts'
import { LineIndex, Workspace } from '../../server/src/engine/index.ts'
import { CORPUS, hasCorpus, SKIPPED_CORPUS } from '../support/collections.ts'
import type { CorpusEntry } from '../support/corpus-tree.ts'
import { corpusEntries, readText } from '../support/corpus-tree.ts'
import { worked } from '../support/worked.ts'

const TODAY = '2026-11-22'
/** Folders of which Plumbline must say nothing at all. */
const SILENT = ['misc-yaml', 'k8s', 'grafana', 'prometheus-rules', 'ci-github']
/** Milliseconds; one file may take no longer. */
const LONGEST = 1_000

interface Read {
  readonly entry: CorpusEntry
  readonly length: number
  readonly analysis: Analysis
  readonly milliseconds: number
}

/** Each file alone, under its original path, in a workspace of its own. */
function readAlone(): readonly Read[] {
  return corpusEntries().map((entry) => {
    const text = readText(entry.file)
    const workspace = new Workspace({ today: () => TODAY, exists: () => undefined })
    const started = worked()
    workspace.set(entry.path, text)
    const analysis = workspace.analyze(entry.path)
    return { entry, length: text.length, analysis, milliseconds: worked() - started }
  })
}

const where = ({ entry }: Read): string => `${entry.kind}: ${entry.repository}/${entry.path}`

/** Findings that would be Plumbline's own mistake: failures, and ranges outside the text. */
function mistakes(analysis: Analysis, length: number, place: string): readonly string[] {
  return analysis.findings.flatMap(({ rule, range, message }) => {
    const inText = Number.isInteger(range.start) && 0 <= range.start && range.start <= range.end && range.end <= length
    return rule === 'internal-error' ? [`${place}: ${message}`] : inText ? [] : [`${place}: ${rule} at ${range.start}–${range.end} of ${length}`]
  })
}

describe('every file of the corpus through the engine', { skip: SKIPPED_CORPUS }, () => {
  const reads = hasCorpus ? readAlone() : []

  it('prints its figures', (t) => {
    const folders = Map.groupBy(reads, ({ entry }) => entry.kind)
    for (const [kind, of] of folders) {
      const kinds = new Map<string, number>()
      for (const { analysis } of of) if (analysis.recognition) kinds.set(analysis.recognition.kind, (kinds.get(analysis.recognition.kind) ?? 0) + 1)
      const findings = of.reduce((sum, { analysis }) => sum + analysis.findings.length, 0)
      t.diagnostic(`${kind}: ${of.length} files, ${[...kinds].map(([k, n]) => `${k} ${n}`).join(', ') || 'none recognised'}, ${findings} findings`)
    }
    const slowest = reads.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 3)
    t.diagnostic(`${reads.length} files; slowest ${slowest.map((read) => `${read.milliseconds.toFixed(0)} ms ${where(read)}`).join(', ')}`)
    assert.ok(reads.length > 1_000)
    assert.ok(folders.size > 30)
  })

  it('no failure, no range outside a text', () =>
    assert.deepEqual(
      reads.flatMap((read) => mistakes(read.analysis, read.length, where(read))),
      [],
    ))

  it(`no file takes longer than ${LONGEST} ms`, () => assert.deepEqual(reads.filter(({ milliseconds }) => milliseconds > LONGEST).map(where), []))

  it('files of other tools have no finding', () => {
    for (const kind of SILENT) {
      const of = reads.filter(({ entry }) => entry.kind === kind)
      assert.ok(of.length > 0, `the corpus holds ${kind}`)
      assert.deepEqual(of.filter(({ analysis }) => analysis.findings.length > 0).map(where), [])
    }
  })

  it('at most 2 % of other design documents are taken for ours', (t) => {
    const of = reads.filter(({ entry }) => entry.kind === 'design-doc-general')
    const ours = of.filter(({ analysis }) => analysis.recognition !== undefined)
    t.diagnostic(`${ours.length} of ${of.length}: ${ours.map((read) => `${where(read)} ${read.analysis.recognition?.kind}`).join(', ')}`)
    assert.ok(of.length > 0)
    assert.ok(ours.length <= of.length * 0.02, `${ours.length} of ${of.length}`)
  })
})

describe('whole repositories of the corpus as workspaces', { skip: SKIPPED_CORPUS }, () => {
  const trees = Map.groupBy(hasCorpus ? corpusEntries().filter(({ kind }) => kind === 'project-tree') : [], ({ repository }) => repository)

  it('has some', () => assert.ok(trees.size >= 10))

  for (const [repository, entries] of trees) {
    it(repository, (t) => {
      const paths = new Set(entries.map((entry) => entry.path))
      const workspace = new Workspace({ today: () => TODAY, exists: (path) => paths.has(path) || [...paths].some((known) => known.startsWith(`${path}/`)) || undefined })
      for (const entry of entries) workspace.set(entry.path, readText(entry.file))
      const kinds: string[] = []
      let findings = 0
      for (const { path, file } of entries) {
        const started = worked()
        const analysis = workspace.analyze(path)
        const taken = worked() - started
        assert.ok(taken <= LONGEST, `${path}: ${taken} ms`)
        assert.deepEqual(mistakes(analysis, readText(file).length, path), [])
        if (analysis.recognition) kinds.push(`${path} ${analysis.recognition.kind}`)
        findings += analysis.findings.length
      }
      t.diagnostic(`${entries.length} files, ${findings} findings in ${kinds.join(', ') || 'no document'}`)
    })
  }
})

describe('what a document beside a design describes', { skip: SKIPPED_CORPUS }, () => {
  it('is not called missing: the playbook of a repository has rollback, drift and the gate of a promotion', () => {
    const entries = corpusEntries().filter(({ kind, repository }) => kind === 'project-tree' && repository === '0x0000dead/whales-identification')
    const workspace = new Workspace({ today: () => TODAY, exists: () => undefined })
    for (const { path, file } of entries) workspace.set(path, readText(file))
    const messages = workspace.analyze('docs/ML_ARCHITECTURE.md').findings.flatMap(({ rule, message }) => (/^MLOPS_PLAYBOOK\.md /.test(message) ? [rule] : []))
    assert.deepEqual(messages.toSorted(), ['missing-rollback', 'no-drift-monitoring', 'no-drift-response', 'no-evaluation-gate', 'no-runbook'])
  })
})

describe('the whole corpus through the command line', { skip: SKIPPED_CORPUS }, () => {
  it('ends with findings or without, and has not failed', (t) => {
    const entry = fileURLToPath(new URL('../../server/src/cli/main.ts', import.meta.url))
    const started = performance.now()
    const { status, stdout, stderr } = spawnSync(process.execPath, [entry, 'check', CORPUS, '--format', 'json', '--quiet'], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
    const seconds = (performance.now() - started) / 1_000
    assert.ok(status === 0 || status === 1, `exit code ${status}: ${stderr.slice(0, 2_000)}`)
    const report = JSON.parse(stdout) as {
      readonly summary: Readonly<Record<string, number>>
      readonly findings: readonly { readonly rule: string; readonly path: string; readonly range: { readonly start: { readonly line: number } } }[]
    }
    t.diagnostic(`exit code ${status}, ${seconds.toFixed(1)} s, ${JSON.stringify(report.summary)}`)
    assert.deepEqual(
      report.findings.filter(({ rule }) => rule === 'internal-error'),
      [],
    )
    assert.deepEqual(
      report.findings.filter(({ path }) => SILENT.some((kind) => path.includes(`${kind}/`) && !path.includes('project-tree/'))).map(({ path }) => path),
      [],
    )
    const lines = new Map<string, LineIndex>()
    for (const { path, range } of report.findings) {
      if (!lines.has(path)) lines.set(path, new LineIndex(readText(`${CORPUS}/${path.replace(/^corpus\//, '')}`)))
      assert.ok(range.start.line < lines.get(path)!.lineCount, path)
    }
  })
})
