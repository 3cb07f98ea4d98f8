/**
 * Fits the prose scorer to the labelled documents and sentences and writes server/src/engine/claims/generated/prose-model.json.
 * `--check` fails when the committed file differs. Needs the labelled benchmark: without it the file is left as it is.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ProseModelData } from '../server/src/engine/claims/prose-model.ts'
import { stemKnowledge } from '../server/src/engine/claims/standard.ts'
import { decide, heldOutScores } from './prose/crossvalidate.ts'
import { benchmarkFolder, readDataset, readKnowledge, root } from './prose/dataset.ts'
import { chooseThreshold, f1, fitAll } from './prose/train.ts'
import type { Weights } from './prose/train.ts'

/** Weights below this (in log-odds) change nothing that a reader would notice, and would fill most of the file. */
const NEGLIGIBLE = 0.06

const folder = join(root, 'server/src/engine/claims/generated')
const target = join(folder, 'prose-model.json')
const check = process.argv.includes('--check')
write(join(folder, 'prose-knowledge.json'), JSON.stringify(stemKnowledge(readKnowledge())) + '\n')
if (!existsSync(benchmarkFolder)) {
  console.log(`The labelled benchmark is not at ${benchmarkFolder}: the prose model was not fitted again`)
  process.exit(0)
}
const data = readDataset()
const held = heldOutScores(data)
const prior = chooseThreshold([...held.values()].flat().map((h) => [h.score, h.verdict] as const))
const thresholds = data.subjects.map((s) =>
  round(
    chooseThreshold(
      held.get(s)!.map((h) => [h.score, h.verdict] as const),
      prior,
    ),
  ),
)
const fitted = fitAll(data, data.documents)
const columns: Weights[] = [...data.subjects.map((s) => fitted.said.get(s)!), ...data.subjects.map((s) => fitted.denied.get(s)!), fitted.adequacy]
const scale = columns.map((c) => c.values.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-6) / 127)
const names: string[] = []
const bytes: number[] = []
for (const [f, name] of data.names.entries()) {
  const row: number[] = []
  for (const [c, { values }] of columns.entries()) {
    const step = Math.round(values[f]! / scale[c]!)
    if (Math.abs(values[f]!) >= NEGLIGIBLE && step !== 0) row.push(c, step & 255)
  }
  if (row.length === 0) continue
  names.push(name)
  bytes.push(row.length / 2, ...row)
}
const model: ProseModelData = {
  subjects: data.subjects,
  thresholds,
  bias: columns.map((c) => round(c.bias)),
  scale: scale.map((s) => Number(s.toPrecision(6))),
  names: names.join('\n'),
  weights: Buffer.from(bytes).toString('base64'),
}
const text = JSON.stringify(model, null, 1) + '\n'
const total = { tp: 0, fp: 0, fn: 0, tn: 0 }
for (const { all } of decide(held).values()) for (const key of ['tp', 'fp', 'fn', 'tn'] as const) total[key] += all[key]
console.log(`${names.length} features, ${bytes.length} bytes of weights; cross-validated micro F1 ${f1(total).toFixed(3)}`)
write(target, text)

function write(path: string, content: string): void {
  if (!check) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
    console.error(`${path} is stale: run \`node scripts/generate-prose-model.ts\``)
    process.exitCode = 1
  }
}

function round(x: number): number {
  return Number(x.toFixed(4))
}
