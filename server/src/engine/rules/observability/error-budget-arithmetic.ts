import { DAY, durationOf, durationText, measuresIn, shareOf, trimmed } from '../../documents/quantities.ts'
import type { FoundMeasure } from '../../documents/quantities.ts'
import { entriesAt, fieldAt, nameOf, numberAt, saidIn } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** A stated budget may be rounded by so much (domain, PL-OBS-014). */
const TOLERANCE = 0.1
const BUDGET = /\b(?:down ?time|unavailab\w+|error budget|outages?|budget of errors)\b/i
/** Windows that are named instead of measured, with the lengths that people compute with. */
const NAMED: readonly (readonly [RegExp, readonly number[]])[] = [
  [/\b(?:per|a|each|every|in a|over a|within a) (?:calendar )?month\b|\bmonthly\b/i, [28 * DAY, 30 * DAY, (365 / 12) * DAY, 31 * DAY]],
  [/\b(?:per|a|each|every) year\b|\b(?:yearly|annual(?:ly)?)\b/i, [365 * DAY, 366 * DAY]],
  [/\b(?:per|a|each|every) week\b|\bweekly\b/i, [7 * DAY]],
  [/\b(?:per|a|each|every) quarter\b|\bquarterly\b/i, [90 * DAY, (365 / 4) * DAY, 92 * DAY]],
  [/\b(?:per|a|each|every) day\b|\bdaily\b/i, [DAY]],
]

const couldCompute = saidIn((words) => words.includes('%') && BUDGET.test(words))

export default defineRule({
  id: 'PL-OBS-014',
  name: 'error-budget-arithmetic',
  category: 'observability',
  title: 'Error budget does not follow from its objective',
  kinds: ['model-manifest', 'ml-design-doc', 'runbook'],
  severity: ['warning', 'warning', 'warning', 'info'],
  ignoresStage: true,
  satisfiedBy: 'Stated downtime equals (1 - target) times window; of burn-rate alerts the long window is the longer one, and the rate can be reached within it',
  why: 'Teams stop or go on releasing by the number that is written down',
  help: 'Write the computed value, or correct target or window',
  references: ['Google SRE Workbook, Alerting on SLOs (14.4/1h/5m, 6/6h/30m, 1/3d/6h)'],
  examples: {
    good: [
      sampleManifest('slos: [{name: availability, sli: {type: availability}, target: 0.999, window: 30d, alerting: {fastBurn: {rate: 14.4, long: 1h, short: 5m}}}]'),
      sampleDocument('ml-design-doc', '## SLO\n\n99.9% availability over 30 days leaves 43 minutes of downtime.'),
      sampleDocument('runbook', '## Impact\n\nAn availability of 99.5 % allows 3.6 hours of downtime per month.'),
    ],
    bad: [
      sampleManifest('slos: [{name: availability, sli: {type: availability}, target: 0.999, window: 30d, alerting: {fastBurn: {rate: 14.4, long: 5m, short: 1h}}}]'),
      sampleDocument('ml-design-doc', '## SLO\n\n99.9% availability over 30 days leaves 7 hours of downtime.'),
      sampleDocument('runbook', '## Impact\n\nAn availability of 99.5 % allows 20 minutes of downtime per month.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root } }: RuleContext): Iterable<Report> {
  for (const slo of entriesAt(root, 'spec.slos')) {
    const window = durationOf(fieldAt(slo.node, 'window')?.value)
    const target = shareOf(fieldAt(slo.node, 'target')?.value, 'ratio')
    for (const burn of ['fastBurn', 'slowBurn']) {
      const alert = fieldAt(slo.node, `alerting.${burn}`)
      if (!alert) continue
      const rate = numberAt(alert.node, 'rate')
      const long = durationOf(fieldAt(alert.node, 'long')?.value)
      const short = durationOf(fieldAt(alert.node, 'short')?.value)
      const name = nameOf(slo.node) ?? 'the SLO'
      if (long !== undefined && short !== undefined && long <= short)
        yield { range: alert.range, message: `${burn} of ${name} has a long window of ${durationText(long)}, not longer than its short one of ${durationText(short)}` }
      if (rate !== undefined && target !== undefined && target < 1 && rate * (1 - target) > 1)
        yield {
          range: fieldAt(alert.node, 'rate')!.range,
          message: `${burn} of ${name} never fires: at a rate of ${trimmed(rate)} more than all of the calls would have to fail`,
          help: `With a target of ${trimmed(target)} the rate is at most ${trimmed(1 / (1 - target))}`,
        }
      else if (rate !== undefined && long !== undefined && window !== undefined && rate * long > window)
        yield {
          range: fieldAt(alert.node, 'rate')!.range,
          message: `${burn} of ${name} fires after the budget is spent: a rate of ${trimmed(rate)} over ${durationText(long)} uses ${trimmed((rate * long * 100) / window)} % of it`,
          help: 'Lower the rate or shorten the long window',
        }
    }
  }
}

function* inProse({ document }: RuleContext): Iterable<Report> {
  if (!couldCompute(document)) return
  const { plain, blocks } = document.markdown!
  for (const block of blocks) {
    if ((block.kind !== 'paragraph' && block.kind !== 'item') || block.quoted) continue
    const text = plain.slice(block.range.start, block.range.end)
    if (text.length > 2000 || !text.includes('%') || !BUDGET.test(text)) continue
    let start = 0
    for (const sentence of text.split(/(?<=[.;!?])\s+/)) {
      const at = block.range.start + text.indexOf(sentence, start)
      start = at - block.range.start + sentence.length
      const found = BUDGET.test(sentence) ? wrong(sentence) : undefined
      if (found) yield { range: { start: at + found.stated.range.start, end: at + found.stated.range.end }, message: found.message }
    }
  }
}

/** One target, one amount of downtime, and a window, measured or named: anything else is not computed with. */
function wrong(sentence: string): { readonly stated: FoundMeasure; readonly message: string } | undefined {
  const measures = measuresIn(sentence)
  const targets = measures.filter((m) => m.dimension === 'share' && m.value >= 0.9 && m.value < 1)
  const durations = measures.filter((m) => m.dimension === 'duration')
  if (targets.length !== 1 || measures.filter((m) => m.dimension === 'share').length !== 1) return undefined
  const named = NAMED.find(([words]) => words.test(sentence))
  const window = durations.length === 2 ? durations.reduce((a, b) => (b.value > a.value ? b : a)) : undefined
  const stated = durations.find((d) => d !== window)
  const lengths = window ? [window.value] : durations.length === 1 ? named?.[1] : undefined
  if (!stated || !lengths || stated.value <= 0 || (window && window.value < DAY)) return undefined
  const budgets = lengths.map((length) => (1 - targets[0]!.value) * length)
  if (budgets.some((budget) => Math.abs(stated.value - budget) <= budget * TOLERANCE)) return undefined
  const words = sentence.slice(stated.range.start, stated.range.end)
  const period = window ? sentence.slice(window.range.start, window.range.end) : named![0].exec(sentence)![0]
  const target = sentence.slice(targets[0]!.range.start, targets[0]!.range.end)
  return { stated, message: `${target} ${window ? 'over ' : ''}${period} allows ${durationText(budgets[Math.min(1, budgets.length - 1)]!)}, not ${words}` }
}
