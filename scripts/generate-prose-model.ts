/**
 * Fits the prose scorer to the labelled documents and sentences and writes server/src/engine/claims/generated/prose-model.json.
 * `--check` fails when the committed file differs; it fits the weights again, and of the thresholds, which take five fits more, it only asks whether they come of the same
 * documents, labels and programs (`--check --thresholds` finds them again too). Needs the labelled benchmark: without it the file is left as it is.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { MOST, ZERO } from '../server/src/engine/claims/prose-model.ts'
import type { ProseModelData } from '../server/src/engine/claims/prose-model.ts'
import { stemKnowledge } from '../server/src/engine/claims/standard.ts'
import { decide, heldOutScores } from './prose/crossvalidate.ts'
import type { Held } from './prose/crossvalidate.ts'
import { benchmarkFolder, readDataset, readKnowledge, root } from './prose/dataset.ts'
import type { Dataset } from './prose/dataset.ts'
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
const basis = basisOf(data)
const committed = existsSync(target) ? (JSON.parse(readFileSync(target, 'utf8')) as ProseModelData) : undefined
const thresholds = check && !process.argv.includes('--thresholds') && committed?.basis === basis ? committed.thresholds : foundThresholds()
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
  basis,
  bias: [...bias].map(round),
  output: [...output].map(round),
  hidden: [...hidden].map(round),
  scale: [...largest].map((m) => Number((m / MOST ** 2).toPrecision(6))),
  names: names.join('\n'),
  weights,
}
const text = JSON.stringify(model) + '\n'
console.log(`${names.length} features`)
write(target, text)

/** Thresholds by subject, found on documents that the model which scores them has not seen. */
function foundThresholds(): number[] {
  const held = heldOutScores(data)
  const total = { tp: 0, fp: 0, fn: 0, tn: 0 }
  for (const { all } of decide(held).values()) for (const key of ['tp', 'fp', 'fn', 'tn'] as const) total[key] += all[key]
  console.log(`cross-validated micro F1 ${f1(total).toFixed(3)}`)
  const pairs = (own: readonly Held[]) => own.map(({ score, verdict }) => [score, verdict] as const)
  const prior = chooseThreshold(pairs([...held.values()].flat()))
  return data.subjects.map((subject) => round(chooseThreshold(pairs(held.get(subject)!), prior) - (held.get(subject)!.length < FEW ? 0 : CAUTION)))
}

/** Digest of all that the thresholds come of: features, labels and evidence of the documents, sentences, and the programs that fit and decide. */
function basisOf({ subjects, names, documents, sentences }: Dataset): string {
  const digest = createHash('sha256')
  const add = (value: unknown): void => void digest.update(JSON.stringify(value) + '\n')
  add([subjects, names])
  for (const { kind, labels, units, features, evidence } of documents)
    add([kind, labels, units.map((unit) => unit.void ?? ''), features.map((own) => [...own]), subjects.map((subject) => evidence(subject))])
  for (const { subject, adequate, features } of sentences) add([subject, adequate, [...features]])
  for (const program of ['scripts/prose/train.ts', 'scripts/prose/crossvalidate.ts', 'server/src/engine/claims/prose-model.ts']) add(readFileSync(join(root, program), 'utf8'))
  add([CAUTION, FEW])
  return digest.digest('hex').slice(0, 32)
}

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
