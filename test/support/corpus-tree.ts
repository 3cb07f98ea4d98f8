import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CORPUS } from './collections.ts'

/** A file of the corpus, of any type. */
export interface CorpusEntry {
  readonly kind: string
  readonly repository: string
  /** Path in its own repository. */
  readonly path: string
  /** Where it lies on disk. */
  readonly file: string
}

/** All files that SOURCES.tsv lists, of any type, in its order. */
export function corpusEntries(): readonly CorpusEntry[] {
  const rows = readFileSync(path.join(CORPUS, 'SOURCES.tsv'), 'utf8').split('\n').slice(1)
  return rows.flatMap((row) => {
    const [name, kind, repository, , original] = row.split('\t')
    if (!name || !kind || !repository || !original || kind === 'kind') return []
    const file = path.join(CORPUS, name)
    return existsSync(file) ? [{ kind, repository, path: original, file }] : []
  })
}

/** As hosts decode: invalid bytes become replacement characters, a byte order mark is left out. */
export const readText = (file: string): string => new TextDecoder('utf-8').decode(readFileSync(file))
