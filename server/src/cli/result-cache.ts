import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Analysis, AnalysisOptions, FileFacts } from '../engine/index.ts'
import { digestOf } from './digests.ts'
import type { Digests } from './digests.ts'

/** Changes with the form of the files. */
const FORM = 1
/** Results of so many workspaces are kept, the latest. */
const MAX_FILES = 40

/** What is kept of one file of a workspace. */
interface Entry {
  /** Of the text. */
  readonly digest: string
  readonly facts: FileFacts | undefined
  /** An analysis, and the numbers of the questions on whose answers it rests. */
  readonly analysis: Analysis | undefined
  readonly rests: readonly number[]
}

interface Content {
  /** Of the configuration; facts rest on it. */
  readonly configuration: string
  /** Questions with the digests of their answers. */
  readonly questions: readonly (readonly [question: string, digest: string])[]
  readonly files: readonly (readonly [path: string, entry: Entry])[]
}

declare const PLUMBLINE_BUILD: string | undefined

/** Of a program that was built: changes with every change of it. Undefined where it runs from its sources. */
export const BUILD: string | undefined = typeof PLUMBLINE_BUILD === 'string' ? PLUMBLINE_BUILD : undefined

/**
 * Results of earlier runs over one workspace with the same options, in one file of the user's cache folder. An analysis is taken over only when the text of
 * its file and everything that it rests on (`Workspace.questions`) are what they were; a file that is damaged, of another build or another form counts as none.
 */
export class ResultCache {
  readonly #path: string
  readonly #build: string
  readonly #files = new Map<string, Entry>()
  readonly #questions: readonly (readonly [question: string, digest: string])[]
  readonly #sameConfiguration: boolean
  readonly #configuration: string

  constructor(folder: string, build: string, root: string, options: AnalysisOptions, configuration: string) {
    this.#build = build
    this.#configuration = digestOf(configuration)
    this.#path = join(
      folder,
      `check-${createHash('sha256')
        .update(JSON.stringify([root, options]))
        .digest('hex')
        .slice(0, 32)}.json`,
    )
    const content = this.#read()
    this.#questions = content?.questions ?? []
    this.#sameConfiguration = content?.configuration === this.#configuration
    for (const [path, entry] of content?.files ?? []) this.#files.set(path, entry)
  }

  #read(): Content | undefined {
    let text: string
    try {
      text = readFileSync(this.#path, 'utf8')
    } catch {
      // None yet, or none that this user may read.
      return undefined
    }
    const cut = text.indexOf('\n')
    const body = text.slice(cut + 1)
    if (cut === -1 || text.slice(0, cut) !== this.#head(body)) return undefined
    return JSON.parse(body) as Content
  }

  /** First line of the file: whose it is and what must stand below. */
  #head(body: string): string {
    return `plumbline ${FORM} ${this.#build} ${digestOf(body)}`
  }

  /** Facts of a file with this text, if they are known. */
  facts(path: string, digest: string): FileFacts | undefined {
    const entry = this.#files.get(path)
    return this.#sameConfiguration && entry?.digest === digest ? entry.facts : undefined
  }

  /** The analysis of a file with this text, if what it rests on still holds. */
  analysis(path: string, digest: string, answers: Digests): Analysis | undefined {
    const entry = this.#files.get(path)
    return entry?.digest === digest && entry.analysis && this.#holds(entry, answers) ? entry.analysis : undefined
  }

  #holds({ rests }: Entry, answers: Digests): boolean {
    return rests.every((index) => {
      const [question, digest] = this.#questions[index]!
      return answers.of(question) === digest
    })
  }

  /**
   * Keeps what this run found, and of earlier runs what still holds. `files` are all that were read. Gives whether it could; a cache that cannot be written
   * is no reason to fail.
   */
  save(files: ReadonlyMap<string, Kept>, answers: Digests): boolean {
    const questions: (readonly [question: string, digest: string])[] = []
    const numbers = new Map<string, number>()
    // Should an answer have changed during the run, the question stands there once for each.
    const number = (pair: readonly [question: string, digest: string]): number => {
      const key = pair.join('\n')
      let index = numbers.get(key)
      if (index === undefined) {
        numbers.set(key, (index = questions.length))
        questions.push(pair)
      }
      return index
    }
    const entries: [string, Entry][] = []
    for (const [path, { digest, facts, fresh }] of files) {
      const old = this.#files.get(path)
      const kept = old?.digest === digest && old.analysis && this.#holds(old, answers) ? old : undefined
      const analysis = fresh?.analysis ?? kept?.analysis
      const rests = fresh ? fresh.trace.map(number) : (kept?.rests.map((index) => number(this.#questions[index]!)) ?? [])
      entries.push([path, { digest, facts: facts ?? this.facts(path, digest), analysis, rests }])
    }
    const content: Content = { configuration: this.#configuration, questions, files: entries }
    const body = JSON.stringify(content)
    const folder = join(this.#path, '..')
    const temporary = `${this.#path}.${process.pid}.tmp`
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    } catch {
      return false
    }
    try {
      writeFileSync(temporary, `${this.#head(body)}\n${body}`, { mode: 0o600 })
      renameSync(temporary, this.#path)
      prune(folder)
      return true
    } catch {
      rmSync(temporary, { force: true })
      return false
    }
  }
}

/** What a run knows of one file. */
export interface Kept {
  readonly digest: string
  readonly facts: FileFacts | undefined
  /** Its analysis, if it was made in this run. */
  readonly fresh: { readonly analysis: Analysis; readonly trace: readonly (readonly [question: string, digest: string])[] } | undefined
}

/** Removes the oldest files beyond a number. */
function prune(folder: string): void {
  const own = readdirSync(folder).filter((name) => name.startsWith('check-'))
  if (own.length <= MAX_FILES) return
  const dated = own.map((name) => ({ name, at: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 })).sort((a, b) => b.at - a.at)
  for (const { name } of dated.slice(MAX_FILES)) rmSync(join(folder, name), { force: true })
}
