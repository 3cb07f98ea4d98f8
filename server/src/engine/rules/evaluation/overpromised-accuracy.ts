import { unitFacts } from '../../claims/unit-facts.ts'
import { saidIn } from '../reading.ts'
import { sampleDocument } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Promises that no model keeps. Literal words and bounded gaps: linear. */
const PROMISES: readonly RegExp[] = [
  /(?<![\d.,])100(?:\.0{1,2})?\s?(?:%|percent) (?:accura(?:te|cy)|correct|precise|precision|reliable|error[- ]free|safe|secure|unbiased|certain\w*)\b/i,
  /\b(?:accuracy|precision|recall) of (?:about |nearly |almost )?100(?:\.0{1,2})?\s?(?:%|percent)/i,
  /\b(?:perfectly|flawlessly|infallibly) (?:predict|detect|classif|identif|forecast|recogni)\w*/i,
  /\b(?:perfect|flawless|infallible|error[- ]free|fool-?proof) (?:accuracy|predictions?|detection|forecasts?|model|results?)\b/i,
  /\b(?:eliminates?|eliminate|removes?|prevents?|catch(?:es)?|stops?|detects?) (?:all|every|any)(?: (?:kinds?|types?) of)? (?:fraud|errors?|mistakes?|risks?|bias(?:es)?|false (?:positives|negatives|alarms)|defects?|hallucinations?|attacks?|failures?|churn|human error)\b/i,
  /\b(?:zero|no) (?:false (?:positives?|negatives?|alarms?)|hallucinations?|errors?) (?:at all|guaranteed|ever|in production)\b/i,
  /\b(?:guarantees?|guaranteed|will guarantee) (?:to be |the |a |an )?(?:correct|accura\w+|error[- ]free|fair\w*|unbiased|no (?:errors?|hallucinations?|bias)|zero (?:errors?|hallucinations?)|(?:\w+ )?(?:accuracy|predictions|uplift|savings|roi))\b/i,
  /\b(?:is|are|will be) never wrong\b|\bnever (?:makes? (?:a )?mistakes?|errs|hallucinates?|fails to detect)\b/i,
  /\b(?:completely|totally|fully|entirely) (?:unbiased|bias[- ]free|hallucination[- ]free|free of (?:bias|errors?|hallucinations?))\b/i,
]
/** What turns it into something else than a promise, or gives it the evidence. */
const NOT_PROMISED =
  /\b(?:not|cannot|can't|no model|nobody|never (?:claim|promise)|don't|doesn't|isn't|aren't|won't|without|unless|instead|rather|goal|aim|impossible|unrealistic|unlikely|suspicious|leak\w*|overfit\w*|if|would|must|should|shall|requirement|training set|train(?:ing)? accuracy|toy|synthetic|red flag|avoid|claims? (?:of|like|such)|vendor|marketing|warn\w*|beware|too good|roc|auc|curve|upper bound|oracle|bug|expected|schema|valid json|format)\b/i
const EVIDENCE = /\b(?:interval|confidence|ci|±|on (?:the )?(?:holdout|test set|test data)|out of \d|\d+ of \d+|limitation|limits)\b|±/i

const couldPromise = saidIn((words) => PROMISES.some((promise) => promise.test(words)))

export default defineRule({
  id: 'PL-EVL-010',
  name: 'overpromised-accuracy',
  category: 'evaluation',
  readsProse: true,
  title: 'Promise without limits',
  kinds: ['ml-design-doc', 'system-card', 'roadmap'],
  severity: ['warning', 'warning', 'info', 'info'],
  satisfiedBy: 'A claim with the data that it was measured on, its uncertainty and its limits',
  why: 'Who reads it will rely on it, and it will be quoted when the model is wrong',
  help: 'Give the figure with the data, the interval and the cases for which it does not hold',
  references: ['FTC, Keep your AI claims in check (2023)'],
  examples: {
    good: [
      sampleDocument('ml-design-doc', '## Evaluation\n\nOn the holdout of October 96.2 % of the labels are correct (95 % interval 95.8 to 96.6). No model is 100 % accurate.'),
      sampleDocument('system-card', '## Limitations\n\nThe classifier does not catch all defects; scratches below 2 mm are missed.'),
      sampleDocument('roadmap', '## Target state\n\nThe share of late parcels is below 4 %.'),
    ],
    bad: [
      sampleDocument('ml-design-doc', '## Summary\n\nThe new model is 100 % accurate on all depots.'),
      sampleDocument('system-card', '## Capabilities\n\nThe system detects all defects.'),
      sampleDocument('roadmap', '## Target state\n\nThe new platform guarantees accurate predictions for every product.'),
    ],
  },
  *check({ document }): Iterable<Report> {
    if (!couldPromise(document)) return
    for (const { unit, fact } of promises(document)) yield { range: unit.range, message: `'${fact}' has no supporting evidence; state data, interval and limits` }
  },
})

const promises = unitFacts(({ kind, text, void: voided }) => {
  if (voided || kind === 'group' || kind === 'field' || text.length > 600 || text.endsWith('?')) return undefined
  for (const promise of PROMISES) {
    const match = promise.exec(text)
    if (match) return NOT_PROMISED.test(text.replace(match[0], ' ')) || EVIDENCE.test(text) ? undefined : match[0]
  }
  return undefined
})
