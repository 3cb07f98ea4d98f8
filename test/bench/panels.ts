// The panels in a real VS Code with the packaged extension, and the reports of many models by the CLI.
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { launch, runInExtensionHost } from '../vscode/host/browser.ts'
import { bundleForHost } from '../vscode/host/bundle.ts'
import { install } from '../vscode/host/install.ts'
import { RUNNER, VSIX } from '../vscode/host/paths.ts'
import { outputOf, startHost } from '../vscode/host/server.ts'
import { figure, median, ms, quantile } from './figures.ts'
import type { Figure } from './figures.ts'
import { manifestOf, modelFiles } from './models.ts'
import type { PanelTimes } from './panels-in-vscode.ts'
import { watchPaints } from './paints.ts'
import { wallTime } from './processes.ts'
import { ROOT } from './server.ts'
import { workspaceOnDisk } from './workspace.ts'

const MODELS = 100
const REPORTS = 3
const TIMEOUT = 1_200_000

/** A time that is allowed, and what it is held against in the same run. */
interface Bounds {
  readonly name?: string
  readonly ms?: number
  readonly peer?: readonly number[]
}

/** Median and p95 beside a target; the fastest and the load of the machine too, for other programs on it only ever make times longer. */
function line(metric: string, times: readonly number[], { name = '', ms: most, peer }: Bounds = {}): Figure {
  return figure(`${metric}, ${times.length}×, fastest ${ms(Math.min(...times))}, load ${loadavg()[0]!.toFixed(1)}`, {
    median: ms(median(times)),
    p95: ms(quantile(times, 0.95)),
    target: name,
    ratio: peer ? (median(times) / median(peer)).toFixed(2) : '',
    met: most === undefined ? undefined : median(times) <= most,
  })
}

/** Opening the preview and repainting after an edit, for two sizes of manifest. */
async function previewFigures(): Promise<Figure[]> {
  if (!existsSync(VSIX)) return [figure('preview: SKIPPED, npm run package makes the extension', {})]
  install()
  const tests = await bundleForHost(join(import.meta.dirname, 'panels-in-vscode.ts'), 'bench')
  using folder = workspaceOnDisk(new Map([40, 300].map((parts) => [`parts-${parts}.model.yaml`, manifestOf(parts)])))
  await using host = await startHost({ workspace: folder.path })
  const browser = await launch().catch(() => undefined)
  if (!browser) return [figure('preview: SKIPPED, no Chromium', {})]
  try {
    // The extension host reads the file while it waits: it must never see half of one.
    const paint = join(host.output, 'paint.json')
    await runInExtensionHost(browser, host, { extension: RUNNER, tests }, TIMEOUT, (page) =>
      watchPaints(page, (seen) => {
        writeFileSync(`${paint}~`, JSON.stringify(seen))
        renameSync(`${paint}~`, paint)
      }),
    )
  } finally {
    await browser.close()
  }
  const times = outputOf(host, 'times.json')
  if (times === undefined) throw new Error(`the preview could not be measured: ${outputOf(host, 'error.txt') ?? 'VS Code ended without a word'}`)
  return Object.entries(JSON.parse(times) as Readonly<Record<string, PanelTimes>>).flatMap(([parts, { openings, repaints, edits, peer }]) => {
    const again = peer.openings.slice(1)
    return [
      line(`preview of ${parts} components, opened again`, openings.slice(1), { peer: again, ...(parts === '40' ? { name: '1 s', ms: 1000 } : {}) }),
      line('  peer: a page of VS Code with a fixed picture', again),
      line('  the first time', openings.slice(0, 1)),
      line(`preview of ${parts} components, from findings to picture`, repaints, { name: '150 ms', ms: 150, peer: peer.repaints }),
      line('  peer: a fixed picture in which a word changes', peer.repaints),
      line('  from edit to picture', edits),
    ]
  })
}

/** Reports of a workspace of many models, as a terminal or CI makes them: with nothing kept of earlier runs, and again. */
async function reportFigures(): Promise<Figure[]> {
  using folder = workspaceOnDisk(modelFiles(MODELS))
  const cli = join(ROOT, 'dist/cli.mjs')
  const target = { name: '5 s', ms: 5000 }
  const times = { first: [] as number[], again: [] as number[], portfolio: [] as number[] }
  for (let run = 0; run < REPORTS; run++) {
    using cache = workspaceOnDisk(new Map())
    const report = (...args: string[]): Promise<number> =>
      wallTime(process.execPath, [cli, ...args, '--format', 'html', '--output', join(cache.path, 'report.html')], folder.path, { XDG_CACHE_HOME: cache.path })
    times.first.push(await report('check', '--fail-on', 'never'))
    times.again.push(await report('check', '--fail-on', 'never'))
    times.portfolio.push(await report('portfolio'))
  }
  return [
    line(`check --format html, ${MODELS} models`, times.first, target),
    line('  again, results of that run taken over', times.again, target),
    line(`portfolio --format html, ${MODELS} models`, times.portfolio, target),
  ]
}

export const panelsPart = async (): Promise<Figure[]> => [...(await previewFigures()), ...(await reportFigures())]
