// `npm run bench [-- PART…]`: how fast and how large the built programs are on this machine. Never part of the tests: times depend on
// the machine and on what else runs, hence the ratios to other programs in the same run.
//
//   PART is one of keystroke, check, start, memory, package, panels
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { repository } from './documents.ts'
import { figure, median, ms, quantile, table } from './figures.ts'
import type { Figure } from './figures.ts'
import { keystrokes, summary } from './keystrokes.ts'
import { panelsPart } from './panels.ts'
import { startTime, wallTime } from './processes.ts'
import { ROOT, Server } from './server.ts'
import { workspaceOnDisk } from './workspace.ts'

const CORPUS = resolve(ROOT, process.env['PLUMBLINE_CORPUS'] ?? '../shared/corpus')
const NODE = process.execPath

async function keystrokePart(): Promise<Figure[]> {
  const pulled: [number, { median: number; p95: number }][] = []
  const figures: Figure[] = []
  for (const documents of [10, 2000]) {
    const times = await keystrokes(documents, 240, true)
    const server = summary(times.server)
    const client = summary(times.client)
    pulled.push([documents, server])
    figures.push(figure(`keystroke, ${documents} documents, in the server`, { median: ms(server.median), p95: ms(server.p95), target: 'p95 10 ms', met: server.p95 <= 10 }))
    figures.push(figure(`keystroke, ${documents} documents, seen by the client`, { median: ms(client.median), p95: ms(client.p95) }))
  }
  const ratio = pulled[1]![1].median / pulled[0]![1].median
  figures.push(figure('keystroke, 2000 : 10 documents', { target: '0.8 – 1.2', ratio: ratio.toFixed(2), met: ratio <= 1.2 }))
  for (const place of ['front matter', 'manifest'] as const) {
    const { median: middle, p95 } = summary((await keystrokes(10, 80, true, place)).server)
    figures.push(figure(`keystroke in ${place === 'manifest' ? 'a manifest of 18 kB' : 'the front matter'}, 10 documents, in the server`, { median: ms(middle), p95: ms(p95) }))
  }
  const pushed = summary((await keystrokes(10, 80, false)).server)
  figures.push(figure('keystroke, 10 documents, pushed', { median: ms(pushed.median), p95: ms(pushed.p95), target: 'p95 10 ms', met: pushed.p95 <= 10 }))
  return figures
}

/** All Markdown below a folder, sorted; hidden folders too, since both programs get the files by name. */
function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const PEER = join(ROOT, 'node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs')
const PEER_CONFIGURATION = join(import.meta.dirname, 'peer.markdownlint-cli2.yaml')

/** Runs with nothing kept from earlier ones (`first`), after an equal one (`again`), in one thread (`alone`), and with the YAML (`whole`), beside the peer. */
async function checkPart(): Promise<Figure[]> {
  if (!existsSync(CORPUS)) return [figure('check of the corpus: SKIPPED, no corpus', {})]
  const files = markdownBelow(CORPUS)
  const times = { first: [] as number[], again: [] as number[], alone: [] as number[], whole: [] as number[], peer: [] as number[] }
  const cli = join(ROOT, 'dist/cli.mjs')
  const check = (folder: string, ...args: string[]): Promise<number> => wallTime(NODE, [cli, 'check', '--fail-on', 'never', ...args], CORPUS, { XDG_CACHE_HOME: folder })
  for (let run = 0; run < 7; run++) {
    using folder = workspaceOnDisk(new Map())
    times.first.push(await check(folder.path, ...files))
    times.again.push(await check(folder.path, ...files))
    times.alone.push(await check(folder.path, '--no-cache', '--jobs', '1', ...files))
    times.whole.push(await check(folder.path, '--no-cache', CORPUS))
    times.peer.push(await wallTime(NODE, [PEER, '--config', PEER_CONFIGURATION, ...files.map((file) => `:${file}`)], CORPUS))
  }
  const line = (metric: string, of: readonly number[], target?: number): Figure => {
    const ratio = median(of) / median(times.peer)
    const parts = { median: ms(median(of)), p95: ms(quantile(of, 0.95)), ratio: ratio.toFixed(2) }
    return figure(metric, target === undefined ? parts : { ...parts, target: `${target.toFixed(2)} × peer`, met: ratio <= target })
  }
  return [
    line(`check, ${files.length} Markdown files of the corpus, nothing kept before`, times.first, 0.2),
    line('  again, results of that run taken over', times.again, 0.2),
    line('  without any cache, one thread', times.alone),
    line('check, the whole corpus with its YAML, without any cache', times.whole),
    line('  peer: markdownlint-cli2, the same files', times.peer),
  ]
}

async function startPart(): Promise<Figure[]> {
  const own: number[] = []
  const base: number[] = []
  for (let run = 0; run < 25; run++) {
    base.push(await wallTime(NODE, ['-e', '0'], ROOT))
    own.push(await startTime(NODE, [join(ROOT, 'dist/server.mjs'), '--stdio'], ROOT))
  }
  const ratio = median(own) / median(base)
  return [
    figure('server start to the answer to initialize', {
      median: ms(median(own)),
      p95: ms(quantile(own, 0.95)),
      target: '3 × node -e 0',
      ratio: ratio.toFixed(2),
      met: ratio <= 3,
    }),
    figure('  peer: node -e 0', { median: ms(median(base)), p95: ms(quantile(base, 0.95)), ratio: '1.00' }),
  ]
}

async function memoryPart(): Promise<Figure[]> {
  const resident: number[] = []
  const peaks: number[] = []
  const first: number[] = []
  using folder = workspaceOnDisk(repository(2000))
  for (let run = 0; run < 3; run++) {
    const server = await Server.start(folder.uri)
    let peak = 0
    const watch = setInterval(() => (peak = Math.max(peak, server.resident())), 20)
    const began = performance.now()
    await server.pullAll()
    first.push(performance.now() - began)
    // What an editor has open while it waits for the next keystroke.
    await new Promise((done) => setTimeout(done, 3000))
    clearInterval(watch)
    resident.push(server.resident())
    peaks.push(peak)
    await server.stop()
  }
  const mb = (value: number): string => `${value.toFixed(0)} MB`
  return [
    figure('memory of the server, 2000 documents checked', { median: mb(median(resident)), p95: mb(Math.max(...resident)), target: '250 MB', met: median(resident) <= 250 }),
    figure('  highest meanwhile', { median: mb(median(peaks)), p95: mb(Math.max(...peaks)) }),
    figure('first check of 2000 documents', { median: ms(median(first)), p95: ms(Math.max(...first)) }),
  ]
}

function packagePart(): Promise<Figure[]> {
  const name = readdirSync(ROOT).find((entry) => entry.endsWith('.vsix'))
  if (name === undefined) return Promise.resolve([figure('.vsix: SKIPPED, npm run package makes it', {})])
  const size = statSync(join(ROOT, name)).size / 1024 / 1024
  return Promise.resolve([figure(name, { median: `${size.toFixed(2)} MB`, target: '3 MB', met: size <= 3 })])
}

const PARTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  keystroke: keystrokePart,
  check: checkPart,
  start: startPart,
  memory: memoryPart,
  package: packagePart,
  panels: panelsPart,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name))
if (unknown.length > 0) {
  process.stderr.write(`plumbline: there is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}\n`)
  process.exitCode = 2
} else {
  const figures: Figure[] = []
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    process.stderr.write(`plumbline: measuring ${name} …\n`)
    figures.push(...(await part()))
  }
  process.stdout.write(`${table(figures)}\n`)
}
