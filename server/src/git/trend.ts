import { chooseRevisions, TREND_POINTS, TrendWorkspace } from '../engine/index.ts'
import type { AnalysisOptions, DiagramCheck, Trend, TrendPoint } from '../engine/index.ts'
import { git, GitError } from './git.ts'
import { documentCommits, History } from './history.ts'

/** Documents that are looked at for all points together; large workspaces get fewer points, but three at least. */
const MAX_WORK = 12_000
const FEWEST = 3

export interface TrendOptions {
  readonly points?: number
  readonly analysis?: AnalysisOptions
  readonly diagramProblem?: DiagramCheck | undefined
  readonly signal?: AbortSignal
  /** Which models count, by the path of their document. */
  wanted?(path: string): boolean
  /** Called now and then, so that a host can do other work in between. */
  breathe?(): Promise<void>
}

/** The commit that is checked out; undefined where there is no repository, no commit or no git. */
export const headOf = (root: string, signal?: AbortSignal): Promise<string | undefined> =>
  git(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { signal }).then((out) => out.toString('utf8').trim(), unlessOther)

/** The past of a workspace's models, without the point of now; undefined where git tells nothing. */
export async function trendOf(
  root: string,
  { points = TREND_POINTS, analysis = {}, diagramProblem, signal, wanted = () => true, breathe }: TrendOptions = {},
): Promise<Trend | undefined> {
  const commits = await documentCommits(root, signal).catch(unlessOther)
  if (!commits || commits.length === 0) return undefined
  const { by, chosen } = chooseRevisions(commits, points)
  const history = new History(root, signal)
  const workspace = new TrendWorkspace(analysis, diagramProblem)
  const found: TrendPoint[] = []
  let states = chosen
  for (let i = 0; i < states.length; i++) {
    const paths = workspace.move(await history.state(states[i]!))
    if (i === 0) states = thinned(chosen, Math.max(FEWEST, Math.floor(MAX_WORK / Math.max(1, paths.length))))
    for (const [n, path] of paths.entries()) {
      workspace.analyze(path)
      if (n % 8 === 0) {
        await breathe?.()
        signal?.throwIfAborted()
      }
    }
    const point = workspace.point(wanted)
    if (point.models > 0) found.push(point)
  }
  return { by, points: found }
}

/** So many of them, evenly spread, the first and the last kept. */
function thinned<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all
  return Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / (count - 1))]!)
}

const unlessOther = (error: unknown): undefined => {
  if (error instanceof GitError) return undefined
  throw error
}
