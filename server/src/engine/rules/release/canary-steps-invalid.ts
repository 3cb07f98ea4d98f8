import { measuresIn, trimmed } from '../../documents/quantities.ts'
import { contains } from '../../text/range.ts'
import { entriesAt, fieldAt, numberAt, reportsByPiece, sectionsAbout, textsAt } from '../reading.ts'
import type { Field } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** Largest first share of traffic in tier 1, in percent (domain, PL-REL-006). */
const FIRST_SHARE = 25
const ROLLOUT = /\b(?:release|roll ?out|canary|deploy\w*|launch|ramp)\b/
/** What stands between two steps of a rollout in prose. */
const JOINT = /^\s{0,3}(?:→|->|=>|,|;|»|then|and|to|, ?then|, ?and|and then)\s{0,3}(?:to\s)?$/

export default defineRule({
  id: 'PL-REL-006',
  name: 'canary-steps-invalid',
  category: 'release',
  title: 'Steps of a rollout do not add up',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'error', 'warning', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'Shares of traffic that rise to 100, each with a duration; in tier 1 the first is 25 or less',
  why: 'Steps that fall, stop short or lack a duration are a slip that the rollout tool carries out to the letter',
  help: 'Order the steps by `trafficPercent`, give each a `duration`, and end with 100',
  references: ['Argo Rollouts, setWeight', 'KServe, canary rollout strategy'],
  examples: {
    good: [
      sampleManifest('release: {strategy: canary, steps: [{trafficPercent: 5, duration: 6h}, {trafficPercent: 50, duration: 1d}, {trafficPercent: 100}]}'),
      sampleDocument('ml-design-doc', '## Rollout\n\nTraffic goes from 1% to 10%, then 100%, one day each.'),
    ],
    bad: [
      sampleManifest('release: {strategy: canary, steps: [{trafficPercent: 10, duration: 6h}, {trafficPercent: 5, duration: 1d}, {trafficPercent: 100}]}'),
      sampleDocument('ml-design-doc', '## Rollout\n\nTraffic goes 1% → 50% → 25% → 100%, one day each.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document, tier }: RuleContext): Iterable<Report> {
  const steps = entriesAt(document.root, 'spec.release.steps')
  const shares = steps.map((step) => numberAt(step.node, 'trafficPercent'))
  if (shares.length === 0 || shares.some((share) => share === undefined)) return
  const list = shares.map((share) => trimmed(share!)).join(', ')
  const strategies = [...textsAt(document.root, 'spec.release.strategy'), ...textsAt(document.root, 'spec.release.phases')]
  const say = (step: Field, reason: string, milder?: 'warning'): Report => ({
    range: fieldAt(step.node, 'trafficPercent')!.range,
    message: `Canary steps ${list} are invalid: ${reason}`,
    ...(milder ? { severity: milder } : {}),
  })
  for (const [i, step] of steps.entries()) {
    const share = shares[i]!
    // A shadow takes no traffic.
    const shadow = i === 0 && share === 0 && strategies.includes('shadow')
    if (share < 0 || share > 100 || (share === 0 && !shadow)) return yield say(step, `${trimmed(share)} is no share of traffic`)
    if (i > 0 && share <= shares[i - 1]!) return yield say(step, `${trimmed(share)} is not more than ${trimmed(shares[i - 1]!)} before it`)
  }
  if (shares.at(-1) !== 100) yield say(steps.at(-1)!, `the last is ${trimmed(shares.at(-1)!)}, not 100`)
  const first = shares.find((share) => share! > 0)!
  const experiment = strategies.length > 0 && strategies.every((s) => s === 'ab-test' || s === 'blue-green')
  if (tier === 1 && shares.length > 1 && first > FIRST_SHARE && !experiment)
    yield say(steps[shares.indexOf(first)]!, `the first takes more than ${FIRST_SHARE} % of the traffic`, 'warning')
  const open = steps.find((step, i) => shares[i]! < 100 && !fieldAt(step.node, 'duration'))
  if (open) yield { ...say(open, 'a step has no duration'), range: open.range }
}

/** Without one there are no shares: cheaper to see than to measure. */
const SHARE = /%|percent|per cent/i

function* inProse({ document }: RuleContext): Iterable<Report> {
  const found = [...ladders(document)]
  if (found.length === 0) return
  const sections = sectionsAbout(document, ROLLOUT)
  for (const report of found) if (sections.some(({ range }) => contains(range, report.range))) yield report
}

/** Shares that should rise and do not, wherever they stand. */
const ladders = reportsByPiece(function* ({ plain, base, blocks }) {
  for (const block of blocks) {
    if ((block.kind !== 'paragraph' && block.kind !== 'item') || block.quoted) continue
    const text = plain.slice(block.range.start - base, block.range.end - base)
    if (!SHARE.test(text)) continue
    const shares = measuresIn(text).filter((m) => m.dimension === 'share')
    let run: typeof shares = []
    for (const [i, share] of shares.entries()) {
      const joined = i > 0 && JOINT.test(text.slice(shares[i - 1]!.range.end, share.range.start))
      run = joined ? [...run, share] : [share]
      const next = shares[i + 1]
      if (next && JOINT.test(text.slice(share.range.end, next.range.start))) continue
      const fallen = run.findIndex((s, k) => k > 0 && s.value <= run[k - 1]!.value)
      // Two shares may be a split; only a ladder of three has an order, and only one that reaches all traffic is a rollout.
      if (run.length < 3 || fallen < 0 || run.at(-1)!.value !== 1) continue
      const start = block.range.start + run[0]!.range.start
      const list = run.map((s) => trimmed(s.value * 100)).join(', ')
      yield {
        range: { start, end: block.range.start + run.at(-1)!.range.end },
        message: `Canary steps ${list} are invalid: ${trimmed(run[fallen]!.value * 100)} is not more than ${trimmed(run[fallen - 1]!.value * 100)} before it`,
        help: 'Order the steps so that each takes more traffic than the one before, up to 100 %',
      }
    }
  }
})
