/** Labelled documents and sentences, as units with features: what the prose scorer is fitted to and measured on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { featuresOf } from '../../server/src/engine/claims/features.ts'
import { compileKnowledge } from '../../server/src/engine/claims/standard.ts'
import type { ProseKnowledge } from '../../server/src/engine/claims/standard.ts'
import { neighbour, unitsOf } from '../../server/src/engine/claims/units.ts'
import type { Unit } from '../../server/src/engine/claims/unit.ts'
import type { DocumentView } from '../../server/src/engine/documents/document.ts'
import { buildSections } from '../../server/src/engine/documents/sections.ts'
import { parseMarkdown } from '../../server/src/engine/syntax/markdown.ts'
import { LineIndex } from '../../server/src/engine/text/line-index.ts'

export const root = join(import.meta.dirname, '../..')
export const benchmarkFolder = process.env.PLUMBLINE_BENCHMARK ?? join(root, '../shared/benchmark')

export type Verdict = 'present' | 'absent' | 'na'

export interface LabelledDocument {
  readonly file: string
  readonly path: string
  readonly kind: 'ml-design-doc' | 'other'
  /** `benchmark`, or `own` for the documents under test/prose. */
  readonly set: 'benchmark' | 'own'
  readonly labels: Readonly<Record<string, Verdict>>
  readonly units: readonly Unit[]
  /** Feature ids a unit. */
  readonly features: readonly Int32Array[]
  /** Indices of the units that hold the evidence of a label. */
  evidence(subject: string): readonly number[]
}

export interface LabelledSentence {
  readonly subject: string
  readonly adequate: boolean
  readonly features: Int32Array
}

export interface Dataset {
  readonly subjects: readonly string[]
  readonly documents: readonly LabelledDocument[]
  readonly sentences: readonly LabelledSentence[]
  /** Feature names by id. */
  readonly names: readonly string[]
}

interface Label {
  readonly file: string
  readonly kind: 'ml-design-doc' | 'other'
  readonly labels: Record<string, Verdict>
  readonly evidence: Record<string, string>
}

/** The standard's prose knowledge, read from its data files. */
export function readKnowledge(): ProseKnowledge {
  const folder = join(root, 'schemas/standard/subjects')
  const lexicon = parse(readFileSync(join(root, 'schemas/standard/lexicon.yaml'), 'utf8')) as { concepts: Record<string, string[]>; terms: Record<string, string[]> }
  const subjects = readdirSync(folder)
    .sort()
    .map((f) => [f.replace('.yaml', ''), parse(readFileSync(join(folder, f), 'utf8')) as ProseKnowledge['subjects'][string]] as const)
  return { families: lexicon.concepts, terms: lexicon.terms, subjects: Object.fromEntries(subjects) }
}

/** Reads everything; the benchmark is left out (and said to be) where it is not there. */
export function readDataset(): Dataset {
  const { tagger, frames } = compileKnowledge(readKnowledge())
  const ids = new Map<string, number>()
  const names: string[] = []
  const idsOf = (features: readonly string[]): Int32Array =>
    Int32Array.from(features, (f) => {
      let id = ids.get(f)
      if (id === undefined) {
        ids.set(f, (id = names.length))
        names.push(f)
      }
      return id
    })
  const documents: LabelledDocument[] = []
  const add = (path: string, label: Label, set: LabelledDocument['set']): void => {
    const units = unitsOfText(path, readFileSync(path, 'utf8'))
    const lines = new LineIndex(readFileSync(path, 'utf8'))
    const features = units.map((u, i) => idsOf(featuresOf(u, neighbour(units, i, -1), neighbour(units, i, 1), tagger, frames)))
    documents.push({
      file: label.file,
      path,
      kind: label.kind,
      set,
      labels: label.labels,
      units,
      features,
      evidence: (subject) => evidenceUnits(label.evidence[subject], units, lines),
    })
  }
  if (existsSync(benchmarkFolder)) {
    for (const label of (JSON.parse(readFileSync(join(benchmarkFolder, 'labels.json'), 'utf8')) as { docs: Label[] }).docs)
      add(join(benchmarkFolder, 'docs', label.file), label, 'benchmark')
  } else console.error(`The labelled benchmark is not at ${benchmarkFolder}: only our own documents are used`)
  const own = join(root, 'test/prose/labels')
  for (const f of readdirSync(own).sort()) {
    const label = JSON.parse(readFileSync(join(own, f), 'utf8')) as Label
    add(join(root, 'test/prose/docs', label.file), label, 'own')
  }
  const subjects = [...new Set(documents.flatMap((d) => Object.keys(d.labels)))]
  const sentences: LabelledSentence[] = []
  const folder = join(root, 'test/prose/sentences')
  for (const f of readdirSync(folder).sort()) {
    let index = 0
    for (const line of readFileSync(join(folder, f), 'utf8').split('\n')) {
      const unit = unitOfLine(line, index++)
      if (unit) sentences.push({ subject: f.replace('.txt', ''), adequate: line.startsWith('+'), features: idsOf(featuresOf(unit, undefined, undefined, tagger, frames)) })
    }
  }
  return { subjects, documents, sentences, names }
}

export function unitsOfText(path: string, text: string): readonly Unit[] {
  const { value } = parseMarkdown(text)
  return unitsOf({ path, text, lines: new LineIndex(text), markdown: value, sections: buildSections(value), root: value.frontMatter?.root ?? null } as unknown as DocumentView)
}

/** `+ Context || text`: a sentence, row or field with its context, which stands as heading and as lead-in in turn. */
export function unitOfLine(line: string, index: number): Unit | undefined {
  const match = /^([+-])\s+(?:(.*?)\s*\|\|\s*)?(.+)$/.exec(line)
  if (!match) return undefined
  const context = match[2] ?? ''
  const text = match[3]!
  const row = text.includes(' | ')
  const field = /^[\w-]+: ?\{|^\w+: \S+$/.test(text)
  const lead = row ? text.split(' | ')[0]! : field ? text.split(':')[0]! : ''
  return {
    kind: row ? 'row' : field ? 'field' : 'sentence',
    text,
    range: { start: 0, end: 1 },
    headings: context && index % 2 ? ['', context] : ['', ''],
    lead: context && index % 2 === 0 ? `${context} ${lead}`.trim() : lead,
    columns: [],
    block: 0,
    void: undefined,
  }
}

function evidenceUnits(evidence: string | undefined, units: readonly Unit[], lines: LineIndex): number[] {
  const found: number[] = []
  for (const match of (evidence ?? '').matchAll(/lines? (\d+)(?:\s*[-–]\s*(\d+))?/g)) {
    const from = Number(match[1]) - 1
    const to = Number(match[2] ?? match[1]) - 1
    for (const [i, u] of units.entries()) if (lines.lineOf(u.range.start) <= to && lines.lineOf(u.range.end) >= from) found.push(i)
  }
  // A line may hold several sentences: the quotation tells which.
  const quote = /'([^]*)'/
    .exec(evidence ?? '')?.[1]
    ?.replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const quoted = quote ? found.filter((i) => units[i]!.text.includes(quote.slice(0, 25)) || units[i]!.text.includes(quote.slice(-20))) : []
  return quoted.length > 0 ? quoted : found
}
