import { durationOf, durationText, shareOf, trimmed } from '../../documents/quantities.ts'
import { thresholdOf } from '../../documents/thresholds.ts'
import { entriesAt, fieldAt, nameOf, numberAt, saidIn, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** `100 % availability`, `uptime of 100%`. Bounded, so that it cannot backtrack far. */
const ALWAYS =
  /(?<![\d.,])100(?:\.0{1,3})?\s?%\s(?:of the time\s)?(?:availability|availab\w+|uptime)\b|\b(?:availability|uptime)(?:\s(?:slo|target|objective))?\s?(?:of|is|:|=|must be|target)\s?(?:at\s)?100(?:\.0{1,3})?\s?%/gi
const NOT_MEANT = /\b(?:not|no|never|cannot|n't|without|impossible|unrealistic|currently|was|were|last (?:month|year|quarter)|instead|observed|measured)\b/i

const couldPromise = saidIn((words) => words.includes('100'))

export default defineRule({
  id: 'PL-OBS-015',
  name: 'slo-unreachable',
  category: 'observability',
  title: 'SLO cannot be attained',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['warning', 'warning', 'info', 'off'],
  ignoresStage: true,
  satisfiedBy: 'A target below 1 that the hard dependencies, the hops and the update of the features allow',
  why: 'A promise that the parts cannot keep is broken every month, until nobody looks at it',
  help: 'Lower the target, or take the dependency out of the path (cache, default value, second provider)',
  references: ['Treynor et al., The Calculus of Service Availability (ACM Queue, 2017)'],
  examples: {
    good: [
      sampleManifest(
        'serving: {resilience: {dependencies: [{name: feature store, criticality: hard, availability: 0.9999}]}}\nslos: [{name: availability, sli: {type: availability}, target: 0.999, window: 28d}]',
      ),
      sampleDocument('ml-design-doc', '## SLO\n\nAvailability is 99.9 % over 28 days.'),
    ],
    bad: [
      sampleManifest(
        'serving: {resilience: {dependencies: [{name: feature store, criticality: hard, availability: 0.998}, {name: map service, criticality: hard, availability: 0.999}]}}\nslos: [{name: availability, sli: {type: availability}, target: 0.999, window: 28d}]',
      ),
      sampleManifest('slos: [{name: availability, sli: {type: availability}, target: 1, window: 28d}]', { title: 'No failure allowed' }),
      sampleManifest(
        'features: {views: [{name: depot_load, online: true, updateInterval: 1h}]}\nslos: [{name: fresh, sli: {type: freshness, threshold: "<= 10 min"}, target: 0.99, window: 28d}]',
        { title: 'Fresher than the features' },
      ),
      sampleDocument('ml-design-doc', '## SLO\n\nThe service must reach an availability of 100 %.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root, path } }: RuleContext): Iterable<Report> {
  const hard = entriesAt(root, 'spec.serving.resilience.dependencies').flatMap(({ node, range }) => {
    const availability = numberAt(node, 'availability')
    return /^(?:hard|critical|high|required)$/i.test(textAt(node, 'criticality') ?? '') && availability !== undefined && availability > 0 && availability <= 1
      ? [{ availability, range, name: nameOf(node) ?? 'dependency' }]
      : []
  })
  const product = hard.reduce((all, { availability }) => all * availability, 1)
  for (const slo of entriesAt(root, 'spec.slos')) {
    const name = nameOf(slo.node) ?? 'SLO'
    const targetField = fieldAt(slo.node, 'target')
    const target = shareOf(targetField?.value, 'ratio')
    const type = textAt(slo.node, 'sli.type')
    if (targetField && target !== undefined && target >= 1) {
      yield {
        range: targetField.range,
        message: `SLO ${name} allows no failure at all (target ${trimmed(target)})`,
        help: 'Give a target below 1, such as 0.999; what is left is the error budget',
      }
      continue
    }
    if (type === 'availability' && targetField && target !== undefined && hard.length > 0 && target > product + 1e-12)
      yield {
        range: targetField.range,
        message: `SLO ${name} (${exact(target)}) is stricter than its dependencies allow (${exact(product)})`,
        related: hard.map(({ range, name: dependency, availability }) => ({ path, range, message: `${dependency}: ${exact(availability)}` })),
      }
    const thresholdField = fieldAt(slo.node, 'sli.threshold')
    const threshold = thresholdOf(thresholdField?.value)
    if (!thresholdField || threshold?.value.dimension !== 'duration' || threshold.relativeTo !== undefined) continue
    if (type === 'latency') {
      const sum = sumOfHops(root)
      const asked = durationOf(fieldAt(root, 'spec.serving.latency.target')?.value)
      // Where the target of the hops themselves is exceeded, `latency-budget-exceeded` says so.
      if (sum > threshold.value.value * (1 + 1e-9) && (asked === undefined || sum <= asked))
        yield { range: thresholdField.range, message: `SLO ${name} (${durationText(threshold.value.value)}) is stricter than its hops allow (${durationText(sum)})` }
    }
    if (type === 'freshness') {
      const slowest = entriesAt(root, 'spec.features.views').flatMap(({ node, range }) => {
        const interval = durationOf(fieldAt(node, 'updateInterval')?.value)
        return interval !== undefined && fieldAt(node, 'online')?.value === true ? [{ interval, range, view: nameOf(node) ?? 'view' }] : []
      })
      const worst = slowest.find(({ interval }) => interval > threshold.value.value)
      if (worst)
        yield {
          range: thresholdField.range,
          message: `SLO ${name} (${durationText(threshold.value.value)}) is stricter than the update of ${worst.view} allows (${durationText(worst.interval)})`,
          related: [{ path, range: worst.range, message: 'The feature view' }],
        }
    }
  }
}

const exact = (ratio: number): string => String(Number(ratio.toPrecision(6)))

function sumOfHops(root: RuleContext['document']['root']): number {
  const groups = new Map<string, number>()
  let sum = 0
  for (const { node } of entriesAt(root, 'spec.serving.latency.hops')) {
    const budget = durationOf(fieldAt(node, 'budget')?.value) ?? 0
    const group = textAt(node, 'parallelGroup')
    if (group === undefined) sum += budget
    else groups.set(group, Math.max(groups.get(group) ?? 0, budget))
  }
  return [...groups.values()].reduce((a, b) => a + b, sum)
}

function* inProse({ document }: RuleContext): Iterable<Report> {
  if (!couldPromise(document)) return
  const { plain, blocks } = document.markdown!
  for (const block of blocks) {
    if ((block.kind !== 'paragraph' && block.kind !== 'item') || block.quoted) continue
    const text = plain.slice(block.range.start, block.range.end)
    if (!text.includes('100')) continue
    for (const match of text.matchAll(ALWAYS)) {
      const before = text.slice(Math.max(0, match.index - 80), match.index)
      if (NOT_MEANT.test(before.slice(before.search(/[^.;]*$/)))) continue
      const start = block.range.start + match.index
      yield {
        range: { start, end: start + match[0].length },
        message: `'${match[0]}' allows no failure at all`,
        help: 'Give a target below 100 %, such as 99.9 %; what is left is the error budget',
      }
    }
  }
}
