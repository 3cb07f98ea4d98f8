/**
 * Fits the prose scorer to the labelled documents and sentences and writes server/src/engine/claims/generated/prose-model.json.
 * `--check` fails when the committed file differs. Needs the labelled benchmark: without it the file is left as it is.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MOST, ZERO } from '../server/src/engine/claims/prose-model.ts'
import type { ProseModelData } from '../server/src/engine/claims/prose-model.ts'
import { stemKnowledge } from '../server/src/engine/claims/standard.ts'
import { decide, heldOutScores } from './prose/crossvalidate.ts'
import { benchmarkFolder, readDataset, readKnowledge, root } from './prose/dataset.ts'
import { chooseThreshold, f1, fitAll } from './prose/train.ts'

/** A false alarm costs more than a miss: thresholds lie this much below those of the best F1 (less than 0.002 of it, cross-validated). */
const CAUTION = 0.25
/** Thresholds that rest on fewer documents are too uncertain to lean anywhere. */
const FEW = 200
const NOTHING = String.fromCharCode(ZERO)

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
    ) - (held.get(s)!.length < FEW ? 0 : CAUTION),
  ),
)
const { width, values, linear, hidden, output, bias } = fitAll(data, data.documents)
/** A row of a feature: its weights into the hidden units, then those past them into the columns. */
const full = width + bias.length
const weightOf = (f: number, i: number): number => (i < width ? values[f * width + i]! : linear[f * bias.length + i - width]!)
const largest = new Float32Array(full)
for (const f of data.names.keys()) for (let i = 0; i < full; i++) largest[i] = Math.max(largest[i]!, Math.abs(weightOf(f, i)))
const names: string[] = []
let weights = ''
for (const [f, name] of data.names.entries()) {
  let row = ''
  for (let i = 0; i < full; i++) {
    const v = weightOf(f, i)
    const level = Math.round(MOST * Math.sqrt(Math.abs(v) / largest[i]!))
    row += String.fromCharCode(ZERO + (v < 0 ? -level : level))
  }
  if (row === NOTHING.repeat(full)) continue
  names.push(name)
  weights += row
}
const model: ProseModelData = {
  subjects: data.subjects,
  thresholds,
  bias: [...bias].map(round),
  output: [...output].map(round),
  hidden: [...hidden].map(round),
  scale: [...largest].map((m) => Number((m / MOST ** 2).toPrecision(6))),
  names: names.join('\n'),
  weights,
}
const text = JSON.stringify(model) + '\n'
const total = { tp: 0, fp: 0, fn: 0, tn: 0 }
for (const { all } of decide(held).values()) for (const key of ['tp', 'fp', 'fn', 'tn'] as const) total[key] += all[key]
console.log(`${names.length} features; cross-validated micro F1 ${f1(total).toFixed(3)}`)
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
