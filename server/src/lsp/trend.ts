import type { CancellationToken } from 'vscode-languageserver'
import { modelsIn, pointOf, TREND_NOTE, trendPicture, trendTitle } from '../engine/index.ts'
import type { Trend, TrendPoint } from '../engine/index.ts'
import type { TrendDto, TrendResult } from '../protocol/index.ts'
import { checkCancelled } from './guard.ts'
import { pause } from './pause.ts'
import type { Session } from './session.ts'

/** `plumbline/trend`: the past of each folder's models, and how they are now. Only clients that trust the folders ask. */
export async function trend(session: Session, token: CancellationToken): Promise<TrendResult> {
  await session.settled
  const trends: TrendDto[] = []
  const stop = new AbortController()
  token.onCancellationRequested(() => stop.abort())
  for (const folder of session.folders.all()) {
    await folder.ready
    const past = await pastOf(session, folder.uri, stop.signal).catch((error: unknown) => {
      // Git and the reading end with an error when they are stopped; nobody waits for it.
      checkCancelled(token)
      throw error
    })
    if (!past || past.points.length === 0) continue
    const now: TrendPoint = pointOf(modelsIn(folder.workspace), null, session.platform.today())
    const whole = { ...past, points: [...past.points, now] }
    trends.push({ folder: folder.uri, title: trendTitle(whole), note: TREND_NOTE, points: whole.points, svg: trendPicture(whole) })
    await pause()
  }
  return { trends }
}

async function pastOf(session: Session, uri: string, signal: AbortSignal): Promise<Trend | undefined> {
  const { platform } = session
  const head = await platform.headOf?.(uri, signal)
  if (head === undefined) return undefined
  // The past is the same as long as the same commit is checked out.
  const before = session.pasts.get(uri)
  if (before?.head === head) return before.past
  const past = await platform.pastOf?.(uri, signal, pause)
  if (past) session.pasts.set(uri, { head, past })
  return past
}
