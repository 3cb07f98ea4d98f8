import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

/** Folders of shared material; tests that need one say loudly that they did not run where it is absent. */
export const CORPUS = path.resolve(root, process.env['PLUMBLINE_CORPUS'] ?? '../shared/corpus')
export const BENCHMARK = path.resolve(root, process.env['PLUMBLINE_BENCHMARK'] ?? '../shared/benchmark')
export const PROSE = path.resolve(root, 'test/prose')

export const hasCorpus = existsSync(path.join(CORPUS, 'SOURCES.tsv'))
export const hasBenchmark = existsSync(path.join(BENCHMARK, 'labels.json'))

export const SKIPPED_CORPUS = hasCorpus ? false : `NOT RUN: no corpus at ${CORPUS}; set PLUMBLINE_CORPUS`
export const SKIPPED_BENCHMARK = hasBenchmark ? false : `NOT RUN: no benchmark at ${BENCHMARK}; set PLUMBLINE_BENCHMARK`

export interface CorpusFile {
  readonly kind: string
  readonly repository: string
  /** Path in its own repository. */
  readonly path: string
  readonly text: string
}

/** Text files of the corpus with their original paths. */
export function corpusFiles(wanted: (kind: string) => boolean = () => true): readonly CorpusFile[] {
  const rows = readFileSync(path.join(CORPUS, 'SOURCES.tsv'), 'utf8').split('\n').slice(1)
  return rows.flatMap((row) => {
    const [file, kind, repository, , original] = row.split('\t')
    if (!file || !kind || !repository || !original || !wanted(kind) || !/\.(?:md|markdown|mdx|ya?ml)$/i.test(file)) return []
    const at = path.join(CORPUS, file)
    return existsSync(at) ? [{ kind, repository, path: original, text: readFileSync(at, 'utf8') }] : []
  })
}

export interface LabelledFile {
  readonly file: string
  readonly kind: 'ml-design-doc' | 'other'
  readonly text: string
}

export function benchmarkFiles(): readonly LabelledFile[] {
  const { docs } = JSON.parse(readFileSync(path.join(BENCHMARK, 'labels.json'), 'utf8')) as { docs: { file: string; kind: LabelledFile['kind'] }[] }
  return docs.map(({ file, kind }) => ({ file, kind, text: readFileSync(path.join(BENCHMARK, 'docs', file), 'utf8') }))
}
