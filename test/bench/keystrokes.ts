import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LineIndex } from '../../server/src/engine/text/line-index.ts'
import { designDoc, repository, seeded } from './documents.ts'
import { median, quantile } from './figures.ts'
import { ROOT, Server } from './server.ts'
import { workspaceOnDisk } from './workspace.ts'

export interface Keystrokes {
  /** Milliseconds in the server, from the bytes of `didChange` to the bytes of the diagnostics. */
  readonly server: readonly number[]
  /** The same as the client sees it. */
  readonly client: readonly number[]
}

const WARM_UP = 60
const MANIFEST = join(ROOT, 'test/fixtures/manifests/card-fraud-scoring.model.yaml')

/** Where is typed: into words of a design document of 1,000 lines, into its front matter, or into a field of the manifest of an example. */
export type Place = 'words' | 'front matter' | 'manifest'

/** Types one letter at a time, in a workspace of so many documents. */
export async function keystrokes(documents: number, count: number, pull: boolean, place: Place = 'words'): Promise<Keystrokes> {
  const path = place === 'manifest' ? 'typed/card-fraud-scoring.model.yaml' : 'typed/design.md'
  let text = place === 'manifest' ? readFileSync(MANIFEST, 'utf8') : designDoc(77, 1000)
  using folder = workspaceOnDisk(new Map([...repository(documents - 1), [path, text]]))
  const server = await Server.start(folder.uri, { pull, clock: true })
  const uri = `${folder.uri}/${path}`
  const opened = pull ? undefined : server.published()
  await server.open(uri, text)
  if (pull) await server.pullAll()
  await opened
  const random = seeded(5)
  const times: { server: number; client: number }[] = []
  let at = place === 'words' ? text.length >> 1 : /(?:summary|owner): \w/.exec(text)!.index + 10
  for (let version = 2; version < count + WARM_UP + 2; version++) {
    // A word is typed letter by letter, then the next place is chosen.
    if (version % 8 === 0 && place === 'words') at = pull ? placeIn(text, random) : text.indexOf('\n\n', 300) + 1
    // What is pushed must differ from what was pushed before: a line break moves the findings below it.
    const letter = !pull ? '\n' : version % 8 === 7 ? ' ' : 'abcdefghijklmnopqrstuvwxyz'[Math.floor(random() * 26)]!
    const position = new LineIndex(text).position(at)
    text = text.slice(0, at) + letter + text.slice(at)
    at++
    // Whatever the last keystroke left to do is not this one's.
    await new Promise((resolve) => setTimeout(resolve, pull ? 20 : 160))
    await server.begin()
    const began = performance.now()
    const published = pull ? undefined : server.published()
    const sent = server.change(uri, version, { start: position, end: position }, letter)
    if (pull) await Promise.all([sent, server.pull(uri)])
    else await Promise.race([published, new Promise((resolve) => setTimeout(resolve, 400))])
    const client = performance.now() - began
    times.push({ server: await server.worked(), client })
  }
  await server.stop()
  const measured = times.slice(WARM_UP)
  return { server: measured.map((t) => t.server), client: measured.map((t) => t.client) }
}

/** Behind a letter of a line of prose. */
function placeIn(text: string, random: () => number): number {
  for (;;) {
    const at = 200 + Math.floor(random() * (text.length - 200))
    if (/[a-z]/.test(text[at]!) && /[a-z]/.test(text[at - 1]!) && !/^[|`#]/.test(text.slice(text.lastIndexOf('\n', at) + 1))) return at + 1
  }
}

export const summary = (times: readonly number[]): { readonly median: number; readonly p95: number } => ({ median: median(times), p95: quantile(times, 0.95) })
