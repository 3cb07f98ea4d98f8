import { Workspace } from '../engine/index.ts'
import type { AnalysisOptions, FileFacts } from '../engine/index.ts'
import { analyse } from './analyse.ts'
import type { Outcome } from './analyse.ts'
import { Digests } from './digests.ts'
import { createHost } from './host.ts'

/** A run as every thread of it sees it. */
export interface Work {
  readonly root: string
  readonly options: AnalysisOptions
  /** All that the run reads of the environment: the date. */
  readonly environment: { readonly SOURCE_DATE_EPOCH?: string }
  readonly texts: readonly (readonly [path: string, text: string])[]
  readonly known: readonly (readonly [path: string, facts: FileFacts])[]
  /** Files whose facts are to be found first. */
  readonly unknown: readonly string[]
  /** Files to analyse. */
  readonly wanted: readonly string[]
  /** Whether anything may be kept between runs. */
  readonly cache: boolean
  /** Whether what the analyses rest on is to be told: somebody will keep them. */
  readonly traced: boolean
  /** The next of the unknown, and a mark for each of `wanted` that somebody has taken. */
  readonly shared: Int32Array
}

export type Facts = readonly (readonly [path: string, facts: FileFacts])[]

/** The analysis of one of the wanted files. */
export interface Done extends Outcome {
  readonly path: string
  readonly ms: number
  /** What it rests on, as questions with digests of their answers. */
  readonly trace: readonly (readonly [question: string, digest: string])[] | undefined
}

export function openWork({ root, options, environment, texts, known }: Pick<Work, 'root' | 'options' | 'environment' | 'texts' | 'known'>): Workspace {
  const workspace = new Workspace(createHost(root, environment), options)
  for (const [path, text] of texts) workspace.set(path, text)
  for (const [path, facts] of known) workspace.know(path, facts)
  return workspace
}

/** Files taken at a time. */
const HANDFUL = 4

/** Finds facts of files that no other thread has taken. */
export function* findFacts(workspace: Workspace, { unknown, shared }: Work): Generator<readonly [string, FileFacts]> {
  for (;;) {
    const from = Atomics.add(shared, 0, HANDFUL)
    if (from >= unknown.length) return
    for (const path of unknown.slice(from, from + HANDFUL)) yield [path, workspace.facts(path)]
  }
}

/** Analyses the wanted files that no other thread has taken; those of `first` first, since they are parsed here already. */
export function* analyseWanted(workspace: Workspace, work: Work, first: ReadonlySet<string>): Generator<Done> {
  const { wanted, shared, traced } = work
  const digests = traced ? new Digests(workspace) : undefined
  const order = [...wanted.keys()]
  for (const own of [true, false]) {
    for (const i of order) {
      const path = wanted[i]!
      if (first.has(path) !== own || Atomics.compareExchange(shared, RESERVED + i, 0, 1) !== 0) continue
      const began = performance.now()
      const outcome = analyse(workspace, path)
      const ms = performance.now() - began
      yield { ...outcome, path, ms, trace: outcome.failure === undefined ? digests?.trace(path) : undefined }
    }
  }
}

/** Numbers before the marks. */
const RESERVED = 1

export const marksFor = (wanted: readonly string[]): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4 * (RESERVED + wanted.length)))
