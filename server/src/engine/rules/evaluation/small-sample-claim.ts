import { measuresIn, trimmed } from '../../documents/quantities.ts'
import { unitFacts } from '../../claims/unit-facts.ts'
import { entriesAt, fieldAt, numberAt, saidIn, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

/** Test cases below which a decision rests on noise (domain, PL-EVL-014). */
const FEW = 200
const METRIC = /\b(?:accuracy|precision|recall|f1|auc|auroc|sensitivity|specificity|error rate|hit rate|correct)\b/i
const TESTED = /\b(?:tests?|tested|held[- ]?out|hold-?out|evaluat\w+|validat\w+|benchmark)\b/i
const CASES =
  /^(?:test|sample|case|example|image|photo|patient|record|row|document|question|item|observation|instance|ticket|claim|invoice|order|call|recording|subject|participant|scan|transaction|customer)$/
const CAVEAT =
  /\b(?:confidence|interval|ci|±|bootstrap\w*|standard (?:deviation|error)|margin of error|uncertain\w*|small|only|too few|limited|not (?:yet )?significant|preliminary|pilot|smoke)\b|±/i

const couldClaim = saidIn((words) => METRIC.test(words) && TESTED.test(words))

export default defineRule({
  id: 'PL-EVL-014',
  name: 'small-sample-claim',
  category: 'evaluation',
  title: 'More precise than the sample allows',
  kinds: ['model-manifest', 'model-card', 'ml-design-doc'],
  severity: ['info', 'info', 'off', 'off'],
  satisfiedBy: 'A difference larger than its uncertainty, or the interval beside the figure',
  why: 'On a hundred cases two points of accuracy come and go with the draw',
  help: 'Give the confidence interval beside the figure, or test on more cases',
  references: ['NIST AI RMF 1.0, MEASURE 2.13'],
  examples: {
    good: [
      sampleManifest(
        'evaluation: {metrics: [{name: recall, value: 0.74, threshold: ">= 0.7", role: primary, confidenceInterval: {low: 0.73, high: 0.75, level: 0.95}}], champion: {version: 2.0.4, metrics: {recall: 0.70}}}',
      ),
      sampleDocument('model-card', '## Metrics\n\nAccuracy is 94.2 % on 18,000 test images.'),
      sampleDocument('ml-design-doc', '## Evaluation\n\nRecall is 91 % (95 % interval 85 to 96 %) on 120 test patients.'),
    ],
    bad: [
      sampleManifest(
        'evaluation: {metrics: [{name: recall, value: 0.74, threshold: ">= 0.7", role: primary, confidenceInterval: {low: 0.70, high: 0.78, level: 0.95}}], champion: {version: 2.0.4, metrics: {recall: 0.73}}}',
      ),
      sampleDocument('model-card', '## Metrics\n\nAccuracy is 97.3 % on 85 test images.'),
      sampleDocument('ml-design-doc', '## Evaluation\n\nTested with 60 patients, the model reaches a sensitivity of 0.933.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root, path } }: RuleContext): Iterable<Report> {
  for (const { node } of entriesAt(root, 'spec.evaluation.metrics')) {
    const name = textAt(node, 'name')
    const value = fieldAt(node, 'value')
    if (textAt(node, 'role') !== 'primary' || name === undefined || typeof value?.value !== 'number') continue
    const rows = entriesAt(root, 'spec.lineage.datasets').find((d) => textAt(d.node, 'name') === textAt(node, 'dataset'))
    const count = numberAt(rows?.node, 'rows')
    if (count !== undefined && count > 0 && count < FEW && !fieldAt(node, 'confidenceInterval'))
      yield { range: value.range, message: `${name} rests on ${count} cases, and no interval is given` }
    const low = numberAt(node, 'confidenceInterval.low')
    const high = numberAt(node, 'confidenceInterval.high')
    const champion = fieldAt(root, 'spec.evaluation.champion.metrics')
    const other = champion?.node.kind === 'map' ? champion.node.entries.find((e) => e.key === name)?.value : undefined
    if (low === undefined || high === undefined || other?.kind !== 'scalar' || typeof other.value !== 'number') continue
    const difference = Math.abs(value.value - other.value)
    if (difference > 0 && difference < (high - low) / 2)
      yield {
        range: value.range,
        message: `The difference ${trimmed(difference)} of ${name} to the champion is within the uncertainty of ±${trimmed((high - low) / 2)}`,
        related: [{ path, range: other.range, message: 'The champion' }],
      }
  }
}

function* inProse({ document }: RuleContext): Iterable<Report> {
  if (!couldClaim(document)) return
  for (const { unit, fact } of claims(document)) yield { range: unit.range, message: fact }
}

const claims = unitFacts(({ kind, text, void: voided }) => {
  if (voided || kind !== 'sentence' || text.length > 500 || !METRIC.test(text) || !TESTED.test(text) || CAVEAT.test(text)) return undefined
  const measures = measuresIn(text)
  const cases = measures.find((m) => m.dimension === 'number' && m.of !== undefined && CASES.test(m.of) && Number.isInteger(m.value) && m.value >= 5)
  const figure = measures.find((m) => m !== cases && (m.dimension === 'share' || (m.dimension === 'number' && m.of === undefined && m.value > 0 && m.value < 1)))
  if (!cases || !figure || cases.value >= FEW) return undefined
  return `${text.slice(figure.range.start, figure.range.end)} on ${cases.value} cases is more precise than the sample allows; no interval is given`
})
