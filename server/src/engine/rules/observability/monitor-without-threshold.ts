import { isWritten, sectionsAbout, blocksOf } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'
import { monitorsOf } from './monitors.ts'

/** Monitors and what is asked of them here: the rest is asked by `no-drift-monitoring`, `no-data-quality-monitoring` and `vague-monitoring`. */
const ASKED: Readonly<Record<string, readonly ('threshold' | 'window' | 'schedule')[]>> = {
  cost: ['window'],
  dataQuality: ['schedule'],
  fairness: ['window'],
  llmSafety: ['window'],
  skew: ['threshold', 'window'],
}
const SECTION = /\b(?:monitor\w*|observab\w+|alert\w*|telemetry|drift|dashboards?)\b/
const LIMIT = /\b(?:thresholds?|limits?|alert(?:s| (?:at|when|if|level))?|bounds?|trigger)\b/i
const EMPTY = /^(?:|-|–|—|n\/a|none|tbd|tba|tbc|todo|\?+|open|to be (?:defined|determined|decided))$/i

export default defineRule({
  id: 'PL-OBS-007',
  name: 'monitor-without-threshold',
  category: 'observability',
  title: 'Monitor that cannot alert',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'A threshold and a window for each monitor, and a limit in each row of a table of monitors',
  why: 'A curve without a limit is looked at after the incident',
  help: 'Say from which value, over which time, somebody is called',
  references: ['Google SRE Workbook, Alerting on SLOs'],
  examples: {
    good: [
      sampleManifest('monitoring: {skew: {name: feature-skew, metric: mismatch_rate, threshold: "< 0.1%", schedule: hourly}}'),
      sampleDocument('ml-design-doc', '## Monitoring\n\n| Metric | Limit |\n|---|---|\n| p95 latency | 80 ms over 5 minutes |\n| Error rate | 0.5 % over 15 minutes |'),
    ],
    bad: [
      sampleManifest('monitoring: {skew: {name: feature-skew, metric: mismatch_rate, schedule: hourly}}'),
      sampleDocument('ml-design-doc', '## Monitoring\n\n| Metric | Limit |\n|---|---|\n| p95 latency | 80 ms over 5 minutes |\n| Error rate | TBD |'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inTables(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root } }: RuleContext): Iterable<Report> {
  for (const { node, list, name, range } of monitorsOf(root, Object.keys(ASKED))) {
    // What is compared each night has a schedule instead of a window.
    const timed = isWritten(node, 'window') || isWritten(node, 'schedule')
    const missing = ASKED[list]!.filter((part) => (part === 'threshold' ? !isWritten(node, part) : !timed))
    if (missing.length > 0) yield { range, message: `Monitor ${name} has no ${missing.join(' and no ')}` }
  }
}

function* inTables({ document }: RuleContext): Iterable<Report> {
  for (const section of sectionsAbout(document, SECTION))
    for (const block of blocksOf(section)) {
      if (block.kind !== 'table' || block.quoted) continue
      const column = block.header.findIndex((cell, i) => i > 0 && LIMIT.test(cell.text))
      // An empty column is a table that means something else.
      if (column < 0 || !block.rows.some((row) => !EMPTY.test(row.cells[column]?.text ?? ''))) continue
      for (const row of block.rows) {
        const name = row.cells[0]?.text ?? ''
        const cell = row.cells[column]
        const words = cell?.text ?? ''
        if (name === '' || !EMPTY.test(words) || /^(?:n\/a|none)$/i.test(words)) continue
        yield { range: words === '' ? (row.cells[0]?.range ?? row.range) : cell!.range, message: `Monitor ${name} has no threshold` }
      }
    }
}
