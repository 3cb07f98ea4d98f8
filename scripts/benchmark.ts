/**
 * `npm run benchmark`: how well Plumbline tells the 28 core anti-patterns in labelled documents it is given as files.
 * The table is of the shipped engine (which was fitted to these documents); the cross-validated column is of engines that had not seen the
 * document they decide on, and is the figure to believe.
 */
import { existsSync, readFileSync } from 'node:fs'
import { Workspace } from '../server/src/engine/index.ts'
import { decide, heldOutScores } from './prose/crossvalidate.ts'
import { benchmarkFolder, readDataset } from './prose/dataset.ts'
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
const shipped = new Map<string, Counts>(data.subjects.map((s) => [s, none()]))
const onOther: string[] = []
const errors: string[] = []
for (const d of data.documents) {
  if (d.set !== 'benchmark') continue
  const workspace = new Workspace(workspaceHost, { tier: 1 })
  workspace.set(`docs/${d.file}`, readFileSync(d.path, 'utf8'))
  const rules = new Set(workspace.analyze(`docs/${d.file}`).findings.map((f) => f.rule))
  if (d.kind === 'other') {
    if (rules.size > 0) onOther.push(`${d.file}: ${[...rules].join(', ')}`)
    continue
  }
  for (const s of data.subjects) {
    const verdict = d.labels[s]
    if (!verdict) continue
    tally(shipped.get(s)!, verdict, rules.has(s))
    if (verdict !== 'na' && (verdict === 'present') !== rules.has(s)) errors.push(`${verdict === 'present' ? 'missed' : 'false alarm'} ${s} ${d.file}`)
  }
}
const held = process.argv.includes('--no-cv') ? undefined : decide(heldOutScores(data))
console.log(`${'anti-pattern'.padEnd(30)}   tp   fp   fn   tn     F1   cross-validated: benchmark, all documents`)
const total = none()
const totalHeld = none()
const totalAll = none()
for (const s of data.subjects) {
  const c = shipped.get(s)!
  sum(total, c)
  const h = held?.get(s)
  if (h) {
    sum(totalHeld, h.benchmark)
    sum(totalAll, h.all)
  }
  console.log(row(s, c, h && f1(h.benchmark), h && f1(h.all)))
}
console.log(row('MICRO', total, held && f1(totalHeld), held && f1(totalAll)))
console.log(`documents of kind "other" with findings: ${onOther.length} of ${data.documents.filter((d) => d.set === 'benchmark' && d.kind === 'other').length}`)
for (const line of onOther) console.log(`  ${line}`)
if (process.argv.includes('--errors')) for (const line of errors.sort()) console.log(line)

function row(name: string, c: Counts, cv: number | undefined, all: number | undefined): string {
  const n = (x: number): string => String(x).padStart(5)
  return `${name.padEnd(30)}${n(c.tp)}${n(c.fp)}${n(c.fn)}${n(c.tn)}  ${f1(c).toFixed(3)}   ${cv === undefined ? '' : cv.toFixed(3)}  ${all === undefined ? '' : all.toFixed(3)}`
}
