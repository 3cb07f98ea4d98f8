import { unitsOf } from '../../claims/units.ts'
import { measuresIn } from '../../documents/quantities.ts'
import { entriesAt, isWritten, nameOf, sectionsAbout, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const SECTION = /\b(?:slos?|service level(?: objective)?s?)\b/
const PERIOD = /\b(?:month\w*|quarter\w*|weeks?|weekly|year\w*|annual\w*|rolling|nights?|days?|daily|calendar|window)\b/i

export default defineRule({
  id: 'PL-OBS-013',
  name: 'slo-incomplete',
  category: 'observability',
  title: 'SLO lacks parts',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'warning', 'warning', 'info'],
  satisfiedBy: 'What is counted (definition, good events, threshold or a link to the OpenSLO file), and over which window',
  why: 'Two people who measure the same service by it come to different answers',
  help: 'Define the indicator (`sli.good` and `sli.total`, or `sli.threshold`), and give the window',
  references: ['OpenSLO v1', 'Google SRE Workbook, Implementing SLOs'],
  examples: {
    good: [
      sampleManifest('slos: [{name: fast, sli: {type: latency, threshold: "p95 <= 80 ms"}, target: 0.99, window: 28d}]'),
      sampleDocument('ml-design-doc', '## SLO\n\n| Indicator | Objective | Window |\n|---|---|---|\n| Calls answered within 80 ms | 99 % | 28 days |'),
    ],
    bad: [
      sampleManifest('slos: [{name: fast, sli: {type: latency}, target: 0.99, window: 28d}]'),
      sampleDocument('ml-design-doc', '## SLO\n\n| Indicator | Objective |\n|---|---|\n| Calls answered within 80 ms | 99 % |'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root } }: RuleContext): Iterable<Report> {
  for (const { node, range } of entriesAt(root, 'spec.slos')) {
    const type = textAt(node, 'sli.type')
    // Without an indicator at all, `no-slo` says so.
    if (type === undefined || isWritten(node, 'ref')) continue
    const limited = isWritten(node, 'sli.threshold')
    const defined = limited || isWritten(node, 'sli.definition') || isWritten(node, 'sli.good')
    const part =
      type === 'latency' || type === 'freshness' || type === 'throughput'
        ? limited || isWritten(node, 'sli.good')
          ? undefined
          : 'a threshold'
        : defined
          ? undefined
          : 'a definition of what counts as good'
    if (part) yield { range, message: `SLO ${nameOf(node) ?? type} lacks ${part}` }
  }
}

/** A section of objectives with a share, and not one word about the time over which it is measured. */
function* inProse({ document }: RuleContext): Iterable<Report> {
  for (const section of sectionsAbout(document, SECTION)) {
    const units = unitsOf(document).filter((u) => u.range.start >= section.range.start && u.range.end <= section.range.end && u.void === undefined)
    const objective = units.some((u) => u.kind !== 'group' && measuresIn(u.text).some((m) => m.dimension === 'share' && m.value >= 0.9 && m.value < 1))
    if (!objective || units.some((u) => PERIOD.test(u.text) || PERIOD.test(u.columns.join(' ')))) continue
    yield {
      range: section.heading!.textRange,
      message: `SLO '${section.heading!.text}' lacks a window`,
      help: 'Say over which time the objective is measured, such as 28 days rolling',
    }
  }
}
