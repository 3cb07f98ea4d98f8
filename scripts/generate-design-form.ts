/**
 * Fits the table that tells by its form whether a text about models designs one of them, and writes
 * server/src/engine/documents/generated/design-form.json. Prints how documents were scored by tables fitted without them. `--check` fails when the committed file
 * differs, and measures nothing. Needs the labelled benchmark and the corpus: without them the file is left as it is.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { formFigures, rate } from '../server/src/engine/documents/form.ts'
import { contentFeatures, scoreOf, textsOf, wordsOf } from '../server/src/engine/documents/ml-content.ts'
import { parseMarkdown } from '../server/src/engine/syntax/markdown.ts'
import { benchmarkFolder, root } from './prose/dataset.ts'

/** A word counts that stands in so many labelled documents; rarer ones belong to a subject. */
const LEAST_DOCUMENTS = 15
/** Figures are held back less than single words, by this factor of scale. */
const FIGURES_SCALE = 2
/** Inverse strength of L2. */
const C = 0.01
/** A word of small spread is not blown up beyond this. */
const LEAST_SPREAD = 0.15
const FOLDS = 10
/** Weights of words are multiples of 1 / LEVELS. Coarser ones cut off what many small weights are worth together. */
const LEVELS = 250

interface Example {
  readonly source: string
  readonly name: string
  readonly design: boolean
  readonly weight: number
  readonly figures: Readonly<Record<string, number>>
  readonly words: ReadonlyMap<string, number>
  readonly length: number
  /** Made from the one before it. */
  readonly usual?: boolean
}

/** Files of whole repositories that are the design of their model. */
const TREE_DESIGNS = /(?:^|\/)(?:ML_ARCHITECTURE|ML_DESIGN|ML_SYSTEM_DESIGN|ml_system_design_doc\w*)\.md$/

/**
 * The labelled designs say many things without the usual word, as whoever wrote them was asked to, and the labelled others use all of the words: fitted to them
 * alone, "rollback" would speak against a design. So each design stands there a second time with the usual sections added.
 */
const USUAL = `
## Owner and risk tier
## Training data, labels and features
## Evaluation gate on the holdout, metrics, slices
## Serving, latency SLO
## Rollout: shadow, canary, guardrail metrics, abort threshold
## Rollback to the previous version
## Monitoring: drift detection, data quality, alerts, thresholds
## Retraining policy, reproducible training, model registry
## Fallback
## Runbook, on-call, incident response
## Training/serving skew, point-in-time correctness
## Privacy, personal data, access
## Cost estimate
## Retirement of the model
`.replaceAll('\n', '\n\n')
const USUAL_WEIGHT = 0.1

function example(source: string, name: string, at: string, design: boolean, text: string): Example[] {
  const markdown = parseMarkdown(text).value
  const features = contentFeatures(markdown, markdown.frontMatter?.root ?? null, at, undefined)
  // Only these are asked for their form at all.
  if (features.words < 60 || features.foreign >= 0.3 || features.ml === 0 || scoreOf(features) <= 0) return []
  const words = new Map<string, number>()
  for (const part of textsOf(markdown)) for (const word of wordsOf(part)) words.set(word, (words.get(word) ?? 0) + 1)
  // Real designs and labelled others are few.
  const weight = source === 'corpus' ? (design ? 3 : 1) : design ? 1 : 3
  return [{ source, name, design, weight, figures: formFigures(features), words, length: features.words }]
}

const withUsual = (examples: readonly Example[], text: string, at: string): readonly Example[] =>
  examples.flatMap((e) =>
    e.design ? [e, ...example(e.source, `${e.name} with the usual sections`, at, true, text + USUAL).map((u) => ({ ...u, weight: USUAL_WEIGHT, usual: true }))] : [e],
  )

function labelled(): readonly Example[] {
  const { docs } = JSON.parse(readFileSync(path.join(benchmarkFolder, 'labels.json'), 'utf8')) as { docs: { file: string; kind: string }[] }
  const read = (source: string, file: string, design: boolean, folder: string): readonly Example[] => {
    const text = readFileSync(path.join(folder, file), 'utf8')
    return withUsual(example(source, file, `docs/${file}`, design, text), text, `docs/${file}`)
  }
  const benchmark = docs.flatMap(({ file, kind }) => read('benchmark', file, kind === 'ml-design-doc', path.join(benchmarkFolder, 'docs')))
  const prose = path.join(root, 'test/prose')
  const own = readdirSync(path.join(prose, 'labels')).flatMap((label) => {
    const { file, kind } = JSON.parse(readFileSync(path.join(prose, 'labels', label), 'utf8')) as { file: string; kind: string }
    return read(Number.parseInt(file, 10) < 561 ? 'own to 560' : 'own from 561', file, kind === 'ml-design-doc', path.join(prose, 'docs'))
  })
  const forms = path.join(root, 'test/fixtures/recognition')
  const odd = ['design', 'other'].flatMap((kind) => readdirSync(path.join(forms, kind)).flatMap((file) => read('odd forms', file, kind === 'design', path.join(forms, kind))))
  return [...benchmark, ...own, ...odd]
}

function corpus(folder: string): readonly Example[] {
  const rows = readFileSync(path.join(folder, 'SOURCES.tsv'), 'utf8').split('\n').slice(1)
  return rows.flatMap((row) => {
    const [file, kind, , , original] = row.split('\t')
    if (!file || !kind || !original || !/\.(?:md|markdown|mdx)$/i.test(file) || !existsSync(path.join(folder, file))) return []
    const design = kind === 'ml-design-doc' || (kind === 'project-tree' && TREE_DESIGNS.test(original))
    return example('corpus', `${kind} ${original}`, original, design, readFileSync(path.join(folder, file), 'utf8'))
  })
}

interface Model {
  readonly bias: number
  /** In raw units. */
  readonly weights: Float64Array
}

const round = (v: number, levels: number): number => Math.round(v * levels) / levels

/** Logistic regression with L2 over standardised columns, by accelerated gradient. */
function fit(rows: readonly Float64Array[], examples: readonly Example[], figures: number): Model {
  const width = rows[0]!.length
  const mean = new Float64Array(width)
  const spread = new Float64Array(width)
  for (const row of rows) for (let j = 0; j < width; j++) mean[j]! += row[j]! / rows.length
  for (const row of rows) for (let j = 0; j < width; j++) spread[j]! += (row[j]! - mean[j]!) ** 2 / rows.length
  const scale = spread.map((v, j) => (j < figures ? FIGURES_SCALE / Math.max(0.05, Math.sqrt(v)) : 1 / Math.max(LEAST_SPREAD, Math.sqrt(v))))
  const x = rows.map((row) => row.map((v, j) => (v - mean[j]!) * scale[j]!))
  const dot = (a: Float64Array, b: Float64Array): number => {
    let sum = 0
    for (let j = 0; j < width; j++) sum += a[j]! * b[j]!
    return sum
  }
  // Largest curvature, by power iteration.
  let direction = new Float64Array(width).fill(1 / Math.sqrt(width))
  let curvature = 1
  for (let i = 0; i < 15; i++) {
    const next = new Float64Array(width)
    for (const [r, row] of x.entries()) {
      const k = dot(row, direction) * examples[r]!.weight
      for (let j = 0; j < width; j++) next[j]! += k * row[j]!
    }
    curvature = Math.sqrt(dot(next, next))
    direction = next.map((v) => v / curvature)
  }
  const step = 1 / (1 + C * 0.25 * curvature * 1.1)
  const biasStep = 1 / (C * 0.25 * examples.reduce((sum, e) => sum + e.weight, 0))
  let w = new Float64Array(width)
  let look = w
  let bias = 0
  for (let i = 0; i < 250; i++) {
    const gradient = look.slice()
    let atBias = 0
    for (const [r, row] of x.entries()) {
      const error = C * examples[r]!.weight * (1 / (1 + Math.exp(-(dot(row, look) + bias))) - (examples[r]!.design ? 1 : 0))
      atBias += error
      for (let j = 0; j < width; j++) gradient[j]! += error * row[j]!
    }
    const next = look.map((v, j) => v - step * gradient[j]!)
    const speed = i / (i + 3)
    look = next.map((v, j) => v + speed * (v - w[j]!))
    w = next
    bias -= biasStep * atBias
  }
  // What is written down is rounded, so what is measured is too.
  const weights = w.map((v, j) => (j < figures ? round(v * scale[j]!, 1000) : round(v * scale[j]!, LEVELS)))
  return { bias: bias - dot(weights, mean), weights }
}

const corpusFolder = process.env.PLUMBLINE_CORPUS ?? path.join(root, '../shared/corpus')
if (!existsSync(path.join(benchmarkFolder, 'labels.json')) || !existsSync(path.join(corpusFolder, 'SOURCES.tsv'))) {
  console.log(`No benchmark at ${benchmarkFolder} or no corpus at ${corpusFolder}: the table was not fitted again`)
  process.exit(0)
}
const own = labelled()
const examples = [...own, ...corpus(corpusFolder)]
const documents = new Map<string, number>()
for (const { words, usual } of own) if (!usual) for (const word of words.keys()) documents.set(word, (documents.get(word) ?? 0) + 1)
const vocabulary = [...documents].flatMap(([word, n]) => (n >= LEAST_DOCUMENTS && word.length > 1 && !/\d/.test(word) ? [word] : [])).sort()
const figureNames = Object.keys(examples[0]!.figures)
const rows = examples.map(({ figures, words, length }) =>
  Float64Array.from([...figureNames.map((n) => figures[n]!), ...vocabulary.map((word) => rate(words.get(word) ?? 0, length))]),
)

const score = ({ bias, weights }: Model, row: Float64Array): number => row.reduce((sum, v, j) => sum + v * weights[j]!, bias)
const without = (held: (e: Example, i: number) => boolean): readonly { readonly e: Example; readonly score: number }[] => {
  const kept = examples.flatMap((e, i) => (held(e, i) ? [] : [i]))
  const model = fit(
    kept.map((i) => rows[i]!),
    kept.map((i) => examples[i]!),
    figureNames.length,
  )
  return examples.flatMap((e, i) => (held(e, i) ? [{ e, score: score(model, rows[i]!) }] : []))
}
const report = (title: string, scored: readonly { readonly e: Example; readonly score: number }[]): void => {
  const designs = scored.filter(({ e }) => e.design)
  const others = scored.filter(({ e }) => !e.design)
  const wrong = [...designs.filter((s) => s.score <= 0), ...others.filter((s) => s.score > 0)]
  console.log(`${title}: designs ${designs.filter((s) => s.score > 0).length} of ${designs.length}, others ${others.filter((s) => s.score <= 0).length} of ${others.length}`)
  for (const { e, score: s } of wrong) console.log(`    ${e.design ? 'design' : 'other '} ${s.toFixed(2)} ${e.name}`)
}
function measure(): void {
  for (const source of ['benchmark', 'own from 561', 'odd forms'])
    report(
      `fitted without ${source}`,
      without((e) => e.source === source).filter(({ e }) => !e.usual),
    )
  // Every tenth of each source and kind, by a fixed shuffle of the order; a made example goes with its original.
  const rank = new Map<string, number>()
  const fold = examples.map(() => 0)
  for (const i of examples.map((_, k) => (k * 7919) % examples.length)) {
    const { source, design } = examples[i]!
    const n = rank.get(`${source} ${design}`) ?? 0
    rank.set(`${source} ${design}`, n + 1)
    fold[i] = n % FOLDS
  }
  for (const [i, { usual }] of examples.entries()) if (usual) fold[i] = fold[i - 1]!
  const held = Array.from({ length: FOLDS }, (_, k) => without((_e, i) => fold[i] === k)).flat()
  report(
    'cross-validated, labelled',
    held.filter(({ e }) => e.source !== 'corpus' && !e.usual),
  )
  report(
    '  with the usual sections added',
    held.filter(({ e }) => e.usual),
  )
  report(
    'cross-validated, corpus (names aside)',
    held.filter(({ e }) => e.source === 'corpus'),
  )
}

const { bias, weights } = fit(rows, examples, figureNames.length)
const levels = new Map<string, string[]>()
for (const [j, word] of vocabulary.entries()) {
  const level = weights[figureNames.length + j]!.toFixed(3)
  if (Number(level) !== 0) levels.set(level, [...(levels.get(level) ?? []), word])
}
const table = {
  bias: round(bias, 1000),
  figures: Object.fromEntries(figureNames.map((name, j) => [name, weights[j]!])),
  words: Object.fromEntries([...levels].sort((a, b) => Number(a[0]) - Number(b[0])).map(([level, words]) => [level, words.join(' ')])),
}
const target = path.join(root, 'server/src/engine/documents/generated/design-form.json')
const text = `${JSON.stringify(table, null, 1)}\n`
if (!process.argv.includes('--check')) {
  measure()
  writeFileSync(target, text)
} else if (readFileSync(target, 'utf8') !== text) {
  console.error(`${target} is stale: run \`node scripts/generate-design-form.ts\``)
  process.exitCode = 1
}
console.log(`${vocabulary.length} words, ${figureNames.length} figures, ${examples.length} documents`)
