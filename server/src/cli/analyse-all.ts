import { availableParallelism } from 'node:os'
import type { AnalysisOptions, Workspace } from '../engine/index.ts'
import type { CheckOptions } from './check-options.ts'
import { cacheFolder } from './compile-cache.ts'
import { Digests, digestOf } from './digests.ts'
import type { Progress } from './output.ts'
import { runWork } from './parallel.ts'
import { BUILD, ResultCache } from './result-cache.ts'
import type { Kept } from './result-cache.ts'
import { marksFor, openWork } from './shared-work.ts'
import type { Done, Work } from './shared-work.ts'

/**
 * Characters for which another thread is worth its start. It loads the engine again and warms its code again, and on two processors it takes the one on which the
 * first thread has its code compiled and its memory collected: together some 2 s of processor.
 */
const WORTH = 3_000_000
/** More threads read the same files more often than they save. */
const MOST = 8

interface AllDone {
  readonly workspace: Workspace
  /** In the order asked for. */
  readonly results: readonly Done[]
  readonly reused: number
  readonly threads: number
}

/** Analyses files of a workspace: takes over what an earlier run found and still holds, and shares the rest between threads. */
export async function analyseAll(
  root: string,
  { tier, kind, profile, noWaivers, cache: useCache, jobs }: CheckOptions,
  environment: NodeJS.ProcessEnv,
  texts: ReadonlyMap<string, string>,
  requested: readonly string[],
  configuration: string,
  progress: Progress,
): Promise<AllDone> {
  const options: AnalysisOptions = { tier, kind, profile, noWaivers }
  const cache = useCache && BUILD !== undefined ? new ResultCache(cacheFolder(environment), BUILD, root, options, configuration) : undefined
  const digests = new Map<string, string>()
  if (cache) for (const [path, text] of texts) digests.set(path, digestOf(text))
  const known = [...digests].flatMap(([path, digest]) => {
    const facts = cache?.facts(path, digest)
    return facts ? [[path, facts] as const] : []
  })
  const { SOURCE_DATE_EPOCH } = environment
  const base = { root, options, environment: SOURCE_DATE_EPOCH === undefined ? {} : { SOURCE_DATE_EPOCH }, texts: [...texts], known, cache: useCache, traced: cache !== undefined }
  const workspace = openWork(base)
  const answers = new Digests(workspace)
  const reused = new Map<string, Done>()
  if (cache) {
    for (const path of requested) {
      const analysis = cache.analysis(path, digests.get(path)!, answers)
      if (analysis) reused.set(path, { path, analysis, failure: undefined, ms: 0, trace: undefined })
    }
  }
  const wanted = requested.filter((path) => !reused.has(path))
  const facts = new Set(known.map(([path]) => path))
  const unknown = [...texts.keys()].filter((path) => !facts.has(path) && workspace.mustBeParsed(path))
  const work: Work = { ...base, wanted, unknown, shared: marksFor(wanted) }
  const helpers = wanted.length < 2 ? 0 : (jobs ?? threadsFor(texts, new Set([...wanted, ...unknown]))) - 1
  const fresh = new Map((await runWork(workspace, work, helpers, progress)).map((done) => [done.path, done]))
  if (cache && (wanted.length > 0 || unknown.length > 0)) cache.save(kept(workspace, digests, fresh), answers)
  return { workspace, results: requested.map((path) => reused.get(path) ?? fresh.get(path)!), reused: reused.size, threads: helpers + 1 }
}

function threadsFor(texts: ReadonlyMap<string, string>, paths: ReadonlySet<string>): number {
  let size = 0
  for (const path of paths) size += texts.get(path)?.length ?? 0
  return Math.min(availableParallelism(), MOST, 1 + Math.floor(size / WORTH))
}

/** All that is known at the end of a run. */
function kept(workspace: Workspace, digests: ReadonlyMap<string, string>, fresh: ReadonlyMap<string, Done>): ReadonlyMap<string, Kept> {
  return new Map(
    [...digests].map(([path, digest]): [string, Kept] => {
      const done = fresh.get(path)
      return [
        path,
        { digest, facts: workspace.hasFacts(path) ? workspace.facts(path) : undefined, fresh: done?.trace ? { analysis: done.analysis, trace: done.trace } : undefined },
      ]
    }),
  )
}
