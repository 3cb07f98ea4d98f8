/** Five-fold cross-validation: fit on four fifths of the documents, decide on the rest; thresholds come from the other folds too. */
import { readDataset } from './dataset.ts'
import type { Dataset, LabelledDocument } from './dataset.ts'
import { chooseThreshold, f1, fitAll, scoreDocument, SETTINGS, tally } from './train.ts'
import type { Counts } from './train.ts'

const FOLDS = 5
const none = (): Counts => ({ tp: 0, fp: 0, fn: 0, tn: 0 })

export interface Held {
  readonly document: LabelledDocument
  readonly fold: number
  readonly score: number
  readonly verdict: string
}

/** Scores of each document by a model that has not seen it, by subject. */
export function heldOutScores(data: Dataset, settings = SETTINGS, folds = FOLDS): Map<string, Held[]> {
  const result = new Map<string, Held[]>(data.subjects.map((s) => [s, []]))
  for (let fold = 0; fold < folds; fold++) {
    const train = data.documents.filter((_, i) => (i * 7919) % folds !== fold)
    const fitted = fitAll(data, train, settings)
    for (const [i, document] of data.documents.entries()) {
      if ((i * 7919) % folds !== fold || document.kind === 'other') continue
      for (const [subject, score] of scoreDocument(fitted, document)) {
        const verdict = document.labels[subject]
        if (verdict) result.get(subject)!.push({ document, fold, score, verdict })
      }
    }
  }
  return result
}

/** Decisions with thresholds fitted on the other folds: counts a subject, for all documents, the benchmark's and our own. */
export function decide(scores: Map<string, Held[]>, folds = FOLDS): Map<string, Record<'all' | LabelledDocument['set'], Counts>> {
  const result = new Map<string, Record<'all' | LabelledDocument['set'], Counts>>()
  for (const [subject, held] of scores) {
    const counts = { all: none(), benchmark: none(), own: none() }
    for (let fold = 0; fold < folds; fold++) {
      const everywhere = [...scores.values()]
        .flat()
        .filter((h) => h.fold !== fold)
        .map((h) => [h.score, h.verdict] as const)
      const threshold = chooseThreshold(
        held.filter((h) => h.fold !== fold).map((h) => [h.score, h.verdict] as const),
        chooseThreshold(everywhere),
      )
      for (const h of held.filter((x) => x.fold === fold)) {
        tally(counts.all, h.verdict, h.score < threshold)
        tally(counts[h.document.set], h.verdict, h.score < threshold)
      }
    }
    result.set(subject, counts)
  }
  return result
}

if (import.meta.main) {
  const data = readDataset()
  const settings = { ...SETTINGS, ...(JSON.parse(process.argv[2] ?? '{}') as Partial<typeof SETTINGS>) }
  const decisions = decide(heldOutScores(data, settings))
  const all = none()
  const benchmark = none()
  for (const [subject, c] of decisions) {
    for (const key of ['tp', 'fp', 'fn', 'tn'] as const) {
      all[key] += c.all[key]
      benchmark[key] += c.benchmark[key]
    }
    console.log(`${subject.padEnd(30)} ${f1(c.all).toFixed(3)} ${JSON.stringify(c.all)}`)
  }
  console.log(
    `${data.documents.length} documents, ${data.sentences.length} sentences: cross-validated micro F1 ${f1(all).toFixed(3)}, on the benchmark's documents ${f1(benchmark).toFixed(3)}`,
  )
}
