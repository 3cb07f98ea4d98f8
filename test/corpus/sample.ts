// A seeded sample of what Plumbline finds in real documents, to be judged by a reader: right, arguable or wrong. test/corpus/judged-all.json holds judgements of all 290
// findings of 30 November (178 right, 107 arguable, 5 wrong); judged.json (29 November) and judged-3011.json (30 November, before the linear part of ADR 16), judged-42.json
// and judged-77.json hold earlier samples of 60, most of whose wrong findings were mended thereafter.
//
//   node test/corpus/sample.ts [SEED] [COUNT] [--counts]
import { corpusEntries, readText } from '../support/corpus-tree.ts'
import { Workspace } from '../../server/src/engine/index.ts'
import type { Finding } from '../../server/src/engine/index.ts'
import { LineIndex } from '../../server/src/engine/index.ts'

const KINDS = ['adr', 'ml-design-doc', 'model-card', 'project-tree']
const TODAY = '2026-11-22'

/** Numbers in [0, 1) from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

interface Found {
  readonly file: string
  readonly kind: string
  readonly line: number
  readonly text: string
  readonly finding: Finding
}

/** Every finding of the folders of real documents; repositories are workspaces. */
function findings(): readonly Found[] {
  const entries = corpusEntries().filter(({ kind }) => KINDS.includes(kind))
  const groups = Map.groupBy(entries, ({ kind, repository, path }) => (kind === 'project-tree' ? repository : `${repository}/${path}`))
  const all: Found[] = []
  for (const own of groups.values()) {
    const paths = new Set(own.map(({ path }) => path))
    const whole = own[0]!.kind === 'project-tree'
    const workspace = new Workspace({ today: () => TODAY, exists: (path) => paths.has(path) || (whole && [...paths].some((known) => known.startsWith(`${path}/`))) || undefined })
    for (const { path, file } of own) workspace.set(path, readText(file))
    for (const { kind, path, file } of own) {
      const text = readText(file)
      const lines = new LineIndex(text)
      for (const finding of workspace.analyze(path).findings) {
        const { line } = lines.position(finding.range.start)
        all.push({ file, kind, line: line + 1, text: text.slice(finding.range.start, finding.range.end), finding })
      }
    }
  }
  return all
}

const [seed = '1', count = '60'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const all = findings()
if (process.argv.includes('--counts')) {
  const byRule = Map.groupBy(all, ({ finding }) => finding.rule)
  for (const [rule, own] of [...byRule].sort((a, b) => b[1].length - a[1].length)) console.log(`${String(own.length).padStart(6)}  ${rule}`)
  console.log(`${all.length} findings`)
} else {
  const next = random(Number(seed))
  const left = [...all]
  for (let i = 0; i < Number(count) && left.length > 0; i++) {
    const [one] = left.splice(Math.floor(next() * left.length), 1)
    const { file, line, text, finding } = one!
    console.log(
      JSON.stringify({
        file: file.replace(/^.*\/corpus\//, ''),
        line,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        on: text.slice(0, 120),
        help: finding.help,
      }),
    )
  }
}
