/**
 * `npm run benchmark`: how well Plumbline tells the 28 core anti-patterns in labelled documents it is given as files.
 * The table is of the shipped engine (which was fitted to these documents); the cross-validated columns are of engines that had not seen the
 * document they decide on, and are the figures to believe. Both are told for the benchmark and for our own documents (test/prose). `--no-cv` leaves the slow
 * columns out, `--errors` lists each wrong decision. The line `held out` is of documents that nothing is fitted to (test/prose/held-out).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Workspace } from '../server/src/engine/index.ts'
import { decide, heldOutScores } from './prose/crossvalidate.ts'
import { benchmarkFolder, readDataset, root } from './prose/dataset.ts'
import { f1, tally } from './prose/train.ts'
import type { Counts } from './prose/train.ts'

if (!existsSync(benchmarkFolder)) {
  console.error(`No labelled benchmark at ${benchmarkFolder}; set PLUMBLINE_BENCHMARK to its folder`)
  process.exit(2)
}
const none = (): Counts => ({ tp: 0, fp: 0, fn: 0, tn: 0 })
const sum = (into: Counts, c: Counts): void => {
  for (const key of ['tp', 'fp', 'fn', 'tn'] as const) into[key] += c[key]
}
const data = readDataset()
const workspaceHost = { today: () => '2026-11-22', exists: () => undefined }
const SETS = ['benchmark', 'own'] as const
const shipped = new Map(data.subjects.map((s) => [s, { benchmark: none(), own: none() }]))
const onOther: string[] = []
const errors: string[] = []
for (const d of data.documents) {
  const rules = rulesOf(d.file, d.path)
  if (d.kind === 'other') {
    if (rules.size > 0) onOther.push(`${d.file}: ${[...rules].join(', ')}`)
    continue
  }
  for (const s of data.subjects) {
    const verdict = d.labels[s]
    if (!verdict) continue
    tally(shipped.get(s)![d.set], verdict, rules.has(s))
    if (verdict !== 'na' && (verdict === 'present') !== rules.has(s)) errors.push(`${verdict === 'present' ? 'missed' : 'false alarm'} ${s} ${d.file}`)
  }
}
const held = process.argv.includes('--no-cv') ? undefined : decide(heldOutScores(data))
console.log(`${' '.repeat(30)} shipped engine, on documents it was fitted to         cross-validated F1`)
console.log(`${'anti-pattern'.padEnd(30)}   tp   fp   fn   tn  F1 benchmark  F1 own    benchmark    own    all`)
const total = { benchmark: none(), own: none(), heldBenchmark: none(), heldOwn: none(), heldAll: none() }
for (const s of data.subjects) {
  const own = shipped.get(s)!
  for (const set of SETS) sum(total[set], own[set])
  const h = held?.get(s)
  if (h) {
    sum(total.heldBenchmark, h.benchmark)
    sum(total.heldOwn, h.own)
    sum(total.heldAll, h.all)
  }
  console.log(row(s, own, h))
}
console.log(row('MICRO', total, held && { benchmark: total.heldBenchmark, own: total.heldOwn, all: total.heldAll }))
console.log(`documents of kind "other" with findings: ${onOther.length} of ${data.documents.filter((d) => d.kind === 'other').length}`)
for (const line of onOther) console.log(`  ${line}`)
const heldOut = none()
const heldOutOther: string[] = []
const heldOutFolder = join(root, 'test/prose/held-out')
for (const name of readdirSync(join(heldOutFolder, 'labels')).sort()) {
  const { file, kind, labels } = JSON.parse(readFileSync(join(heldOutFolder, 'labels', name), 'utf8')) as { file: string; kind: string; labels: Record<string, string> }
  const rules = rulesOf(file, join(heldOutFolder, 'docs', file))
  if (kind === 'other' && rules.size > 0) heldOutOther.push(file)
  for (const [s, verdict] of Object.entries(labels)) tally(heldOut, verdict, rules.has(s))
}
console.log(`held out: ${JSON.stringify(heldOut)}, F1 ${f1(heldOut).toFixed(3)}; "other" with findings: ${heldOutOther.join(', ') || 'none'}`)
if (process.argv.includes('--errors')) for (const line of errors.sort()) console.log(line)

/** Rules of the findings of one document by itself. */
function rulesOf(file: string, path: string): ReadonlySet<string> {
  const workspace = new Workspace(workspaceHost, { tier: 1 })
  workspace.set(`docs/${file}`, readFileSync(path, 'utf8'))
  return new Set(workspace.analyze(`docs/${file}`).findings.map((f) => f.rule))
}

function row(name: string, { benchmark, own }: Record<'benchmark' | 'own', Counts>, held: Record<'benchmark' | 'own' | 'all', Counts> | undefined): string {
  const n = (x: number): string => String(x).padStart(5)
  const { tp, fp, fn, tn } = benchmark
  const after = held ? `        ${f1(held.benchmark).toFixed(3)}  ${f1(held.own).toFixed(3)}  ${f1(held.all).toFixed(3)}` : ''
  return `${name.padEnd(30)}${n(tp)}${n(fp)}${n(fn)}${n(tn)}         ${f1(benchmark).toFixed(3)}   ${f1(own).toFixed(3)}${after}`
}
