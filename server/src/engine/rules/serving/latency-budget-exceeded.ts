import type { DocumentView } from '../../documents/document.ts'
import { durationIn, durationOf, durationText, measuresIn, shareOf } from '../../documents/quantities.ts'
import type { Block, Cell } from '../../syntax/markdown.ts'
import { blocksOf, entriesAt, fieldAt, sectionsAbout, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const HOPS =
  'hops: [{name: gateway, budget: 10ms}, {name: features, budget: 30ms, parallelGroup: a}, {name: traffic, budget: 25ms, parallelGroup: a}, {name: inference, budget: 40ms}]'
const SECTION = /\b(?:latenc(?:y|ies)|performance|serving|inference|slos?|nfrs?|requirements?|architecture|budgets?)\b/
const COLUMN = /\b(?:budget|latency|time|duration|p\d\d(?:\.\d)?)\b/i
const TOTAL = /^(?:total|sum|end[- ]to[- ]end|e2e|overall|target|budget|limit)\b/i
const TARGET = /\b(?:total|end[- ]to[- ]end|target|budget|limit|must|at most|slo|below|within|under)\b/i

export default defineRule({
  id: 'PL-SRV-001',
  name: 'latency-budget-exceeded',
  category: 'serving',
  title: 'Hops exceed the latency target',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'error', 'warning', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'The budgets of the hops, of parallel ones the longest, sum up to at most the target less its headroom',
  why: 'If the plan already exceeds the target, the service will, and nobody knows which part has to give way',
  help: 'Cut a hop, run hops in parallel (`parallelGroup`), or agree on another target',
  references: ['Google SRE, Service Level Objectives'],
  examples: {
    good: [
      sampleManifest(`serving: {pattern: realtime, latency: {percentile: p95, target: 100ms, headroomPercent: 20, ${HOPS}}}`),
      sampleDocument('ml-design-doc', '## Latency\n\n| Hop | Budget |\n|---|---|\n| Gateway | 10 ms |\n| Features | 30 ms |\n| Inference | 40 ms |\n| Total | 80 ms |'),
    ],
    bad: [
      sampleManifest(`serving: {pattern: realtime, latency: {percentile: p95, target: 80ms, headroomPercent: 10, ${HOPS}}}`),
      sampleDocument(
        'ml-design-doc',
        '## Latency\n\nThe p95 target is 70 ms end to end.\n\n| Hop | Budget |\n|---|---|\n| Gateway | 10 ms |\n| Features | 30 ms |\n| Inference | 40 ms |',
      ),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inTables(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root, path } }: RuleContext): Iterable<Report> {
  const latency = fieldAt(root, 'spec.serving.latency')
  const target = fieldAt(root, 'spec.serving.latency.target')
  const limit = durationOf(target?.value)
  const hops = entriesAt(root, 'spec.serving.latency.hops').flatMap((hop) => {
    const budget = durationOf(fieldAt(hop.node, 'budget')?.value)
    return budget === undefined ? [] : [{ ...hop, budget, group: textAt(hop.node, 'parallelGroup'), percentile: textAt(hop.node, 'percentile') }]
  })
  if (!latency || !target || limit === undefined || hops.length === 0) return
  const groups = new Map<string, number>()
  let sum = 0
  for (const { budget, group } of hops) {
    if (group === undefined) sum += budget
    else groups.set(group, Math.max(groups.get(group) ?? 0, budget))
  }
  for (const longest of groups.values()) sum += longest
  const percentile = textAt(root, 'spec.serving.latency.percentile')
  const headroom = shareOf(fieldAt(root, 'spec.serving.latency.headroomPercent')?.value, 'percent') ?? 0
  const allowed = limit * (1 - headroom)
  const related = [{ path, range: entriesAt(root, 'spec.serving.latency.hops')[0]!.range, message: `${hops.length} hops, together ${durationText(sum)}` }]
  if (sum > allowed * (1 + 1e-9))
    yield {
      range: target.range,
      message: `Latency hops sum to ${durationText(sum)}, over the ${percentile ? `${percentile} ` : ''}target ${durationText(limit)}${headroom > 0 ? ` less ${Math.round(headroom * 100)} % headroom` : ''}`,
      related,
    }
  const other = hops.find((hop) => hop.percentile !== undefined && percentile !== undefined && hop.percentile !== percentile)
  if (other)
    yield {
      range: fieldAt(other.node, 'percentile')!.range,
      severity: 'info',
      message: `Hop ${textAt(other.node, 'name') ?? ''} is budgeted at ${other.percentile}, the target at ${percentile}`,
      help: 'Give all hops at the percentile of the target; the sum is then an upper bound of it',
    }
}

/** Tables of hops: a column of durations with a total or target in its last row, or in a sentence above it. */
function* inTables({ document }: RuleContext): Iterable<Report> {
  for (const section of sectionsAbout(document, SECTION)) {
    // The paragraph right above a table; what it says is looked at where there is one.
    let above: Block | undefined
    for (const block of blocksOf(section)) {
      if (block.kind === 'paragraph' && !block.quoted) above = block
      else if (block.kind === 'table' && !block.quoted) {
        for (const [i, head] of block.header.entries()) if (i > 0 && COLUMN.test(head.text)) yield* inColumn(block, i, head, above && targetIn(document, above))
      } else above = undefined
    }
  }
}

function targetIn({ markdown }: DocumentView, { range }: Block): number | undefined {
  const text = markdown!.plain.slice(range.start, range.end)
  const durations = TARGET.test(text) ? measuresIn(text).filter((m) => m.dimension === 'duration') : []
  return durations.length === 1 ? durations[0]!.value : undefined
}

function* inColumn(table: Block & { kind: 'table' }, column: number, head: Cell, stated: number | undefined): Iterable<Report> {
  // The unit may stand in the head: `Budget (ms)`.
  const unit = /\((ms|s)\)/.exec(head.text)?.[1]
  const cells = table.rows.map((row) => {
    const text = row.cells[column]?.text ?? ''
    return {
      label: row.cells[0]?.text ?? '',
      range: row.cells[column]?.range ?? row.range,
      value: durationIn(unit !== undefined && /^[\d.,]+$/.test(text) ? `${text} ${unit}` : text.replace(/^[<≤~≈]=?\s*/, '')),
    }
  })
  const total = cells.find((c) => TOTAL.test(c.label.trim()))
  const hops = cells.filter((c) => c !== total && !TOTAL.test(c.label.trim()))
  const limit = total ? total.value : stated
  if (hops.length < 3 || limit === undefined || hops.some((c) => c.value === undefined)) return
  if (cells.some((c) => /\bparallel\b/i.test(c.label)) || /\bparallel\b/i.test(head.text)) return
  const sum = hops.reduce((a, c) => a + c.value!, 0)
  if (sum > limit * (1 + 1e-9))
    yield {
      range: total?.range ?? head.range,
      message: `Latency hops in column '${head.text}' sum to ${durationText(sum)}, over the target ${durationText(limit)}`,
      help: 'Cut a hop, say which run in parallel, or agree on another target',
    }
}
