import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answersOf } from '../../server/src/engine/claims/answers.ts'
import knowledge from '../../server/src/engine/claims/generated/prose-knowledge.json' with { type: 'json' }
import { Mentions } from '../../server/src/engine/claims/mentions.ts'
import { plainReader } from '../../server/src/engine/claims/plain.ts'
import type { ProseKnowledge } from '../../server/src/engine/claims/standard.ts'
import { compileKnowledge } from '../../server/src/engine/claims/standard.ts'
import { unitsOf } from '../../server/src/engine/claims/units.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'

const { tagger } = compileKnowledge(knowledge as unknown as ProseKnowledge, true)
const mentions = new Mentions(tagger)
const plain = plainReader(mentions)

/** Subjects that the plain readers find in a body below `## Operation`, or below headings of its own. */
function subjectsOf(body: string, kind: string): ReadonlySet<string> {
  const { views } = parseDocument({
    path: 'docs/eta.md',
    text: `---\nkind: ${kind}\n---\n# Delivery times\n\n${body.startsWith('#') ? '' : '## Operation\n\n'}${body}\n\n## Data\n\n${'Orders of two years are read from the warehouse. '.repeat(6)}\n`,
  })
  const view = views[0]!
  return new Set([...plain(view).map(({ subject }) => subject), ...unitsOf(view).flatMap((unit) => (unit.void ? [] : answersOf(unit, tagger, mentions)))])
}

interface Reader {
  readonly subject: string
  readonly kind?: string
  /** What only mentions the matter, by the way in which it does. */
  readonly mentions: Readonly<Record<string, string>>
  /** What claims it: in unusual words, or under two negations. */
  readonly claims: readonly string[]
}

const READERS: Readonly<Record<string, Reader>> = {
  fallbacks: {
    subject: 'no-fallback',
    mentions: {
      'is TBD': 'When the model is unavailable, the service falls back to: TBD.',
      'is a rejected alternative': 'We rejected the proposal that the service falls back to a rule list when the model fails.',
      'is an option below such a heading': '## Alternatives considered\n\nWhen the model fails, the service falls back to a rule list.',
      'was ruled out': 'That the service falls back to a rule list when the model fails was ruled out by the board.',
      'is a question': 'If the model fails, does the service fall back to the rule list?',
      'is a quoted comment': '> Ann: when the model fails, the service falls back to the rule list.',
      'is a comment between quotation marks': 'Ann (review): "when the model fails, the service falls back to the rule list".',
      'is what a reviewer said': 'A reviewer wrote “when the model fails, the service falls back to the rule list” below the draft.',
      'is struck through': '~~When the model fails, the service falls back to the rule list.~~',
      'is an HTML comment': 'Text.\n\n<!-- When the model fails, the service falls back to the rule list. -->',
      'is a glossary line': '## Glossary\n\n- Fallback: when a model fails, a service falls back to something simpler.',
      'is of a predecessor': 'The predecessor falls back to a rule list when the model fails.',
      'is of the old system': 'In the old system the service falls back to a rule list when the model is down.',
      'is conditional': 'If we had a rule list, the service would fall back on it when the model fails.',
      'is in the future': 'That the service falls back to a rule list when the model fails will be added next quarter.',
      'is planned': 'It is planned that the service falls back to a rule list when the model fails.',
      'is negated': 'When the model is unavailable, the service does not fall back to anything.',
      'is never': 'The service never falls back to a rule list when the model fails.',
      'has none': '## Fallback\n\nNone, when the model fails it returns an error later: TBD.',
    },
    claims: [
      'There is no outage in which the service does not fall back to the rule list: it does so if the model fails.',
      'Whenever the scorer times out, callers get nothing new: the app falls back on yesterday’s list.',
      'On errors, falls back to the median of the route.',
      '## Fallback\n\nIf the model is not reachable, the legacy timetable is used.',
      '**When the model is down.** Falls back to the statistical estimate.',
      'When confidence is below 0.4, the form stays empty; instead it asks the user.',
      'If the model does not answer, the checkout falls back to the mean of the day, no later than after 200 ms.',
    ],
  },
  'evaluation sets': {
    subject: 'no-llm-evaluation',
    mentions: {
      'is TBD': 'Golden set of 400 questions: TBD. Faithfulness must be at least 0.9.',
      'is a rejected alternative': 'We considered a golden set of 400 questions and a faithfulness of at least 0.9.',
      'is below rejected options': '## Options considered\n\nA golden set of 400 questions. Faithfulness must be at least 0.9.',
      'is a question': 'Do we need a golden set of 400 questions? Must faithfulness be at least 0.9?',
      'is a quoted comment': '> Please add a golden set of 400 questions. Faithfulness must be at least 0.9.',
      'is a comment between quotation marks': 'Reviewer: "add a golden set of 400 questions with a faithfulness of at least 0.9".',
      'is struck through': '~~A golden set of 400 questions. Faithfulness must be at least 0.9.~~',
      'is an HTML comment': 'Text.\n\n<!-- A golden set of 400 questions. Faithfulness must be at least 0.9. -->',
      'is a glossary line': '## Terms and abbreviations\n\n- Golden set: some 400 questions with answers. Faithfulness must be at least 0.9.',
      'is of a predecessor': 'The predecessor had a golden set of 400 questions. Faithfulness must be at least 0.9.',
      'is of another team': 'The other team keeps a golden set of 400 questions. Faithfulness must be at least 0.9.',
      'is conditional': 'If we had a golden set of 400 questions, faithfulness would have to be at least 0.9.',
      'is in the future': 'A golden set of 400 questions will be added next quarter. Faithfulness must be at least 0.9.',
      'is to be made': 'A golden set of 400 questions, to be collected by support. Faithfulness must be at least 0.9.',
      'is negated': 'There is no golden set of 400 questions. Faithfulness must be at least 0.9.',
      'is negated behind': 'The golden set of 400 questions does not exist. Faithfulness must be at least 0.9.',
      'has an open target': 'The golden set has 400 questions. Faithfulness should probably be above 0.9, not decided.',
    },
    claims: [
      'No prompt goes out without passing the golden set of 400 questions. Faithfulness must be at least 0.9.',
      'Not released unless the golden set (400 questions) reaches a faithfulness of at least 0.9.',
      'Test on 20 held-out personas. The acceptance rate should exceed 60%.',
      '- The test set holds 520 reports, never used in training.\n- Exact match ≥ 0.94, no fact below 0.88.',
      '| Gold standard | 300 letters |\n|---|---|\n| Hallucination rate | must not exceed 2 % |',
      'Macro F1 on the frozen test set (80,000 lines) at least 0.90, no country under 0.84.',
      'The judge reads an eval set of 150 chats; a win rate above 55 % lets the prompt out, not less.',
    ],
  },
  'metric families': {
    subject: 'accuracy-only-metrics',
    mentions: {
      'is TBD': 'Accuracy 0.93. Calibration error: TBD.',
      'is a rejected alternative': 'Accuracy 0.93. We considered the expected calibration error.',
      'is instead of': 'We judge by accuracy instead of the expected calibration error.',
      'is below alternatives': 'Accuracy 0.93.\n\n## Rejected alternatives\n\nThe expected calibration error.',
      'is a question': 'Accuracy 0.93. Should we add the expected calibration error?',
      'is a quoted comment': 'Accuracy 0.93.\n\n> And the expected calibration error.',
      'is a comment between quotation marks': 'Accuracy 0.93. The reviewer said "show me the expected calibration error".',
      'is struck through': 'Accuracy 0.93. ~~The expected calibration error is 0.02.~~',
      'is an HTML comment': 'Accuracy 0.93. <!-- The expected calibration error is 0.02. -->',
      'is a glossary line': 'Accuracy 0.93.\n\n## Glossary\n\n- ECE: expected calibration error',
      'is of a predecessor': 'Accuracy 0.93. The old model was judged by its expected calibration error.',
      'is of the old model': 'Accuracy 0.93. ECE of the old model was 0.1.',
      'is conditional': 'Accuracy 0.93. With more data we would look at the expected calibration error.',
      'is in the future': 'Accuracy 0.93. The expected calibration error will be added next quarter.',
      'is negated': 'Accuracy 0.93. We do not compute the expected calibration error.',
      'is negated behind': 'Accuracy 0.93. The expected calibration error is not computed.',
      'is a matter of time': 'Accuracy 0.93. I look at the calibration plot if I have time.',
    },
    claims: [
      'Accuracy 0.93. No version is released without a look at the expected calibration error.',
      'Accuracy 0.93, and not only that: the expected calibration error is 0.02.',
      'AUC not below the incumbent, interval coverage no lower than 0.78.',
      'What counts? Recall 0.46, and an ECE of 0.02.',
      '| Measure | Value | Before |\n|---|---|---|\n| Recall | 0.7 | none |\n| ECE | 0.02 | none |',
      'MAPE 17 %, the old schedule 22 %; a missed peak costs ten times a false one.',
      'Neither the ROUGE of a draft nor its F1 may be lower than that of the version in use.',
    ],
  },
  'drift by a value': {
    subject: 'no-drift-monitoring',
    mentions: {
      'is TBD': 'Drift: PSI > 0.2 TBD.',
      'is a rejected alternative': 'A drift alarm (PSI > 0.2) was rejected.',
      'is below alternatives': '## Alternatives\n\nA drift alarm (PSI > 0.2).',
      'is a question': 'Shall we alert at drift (PSI > 0.2)?',
      'is a quoted comment': '> PSI > 0.2 raises an alarm.',
      'is a comment between quotation marks': 'Comment: "a PSI > 0.2 should raise an alarm".',
      'is struck through': '~~PSI > 0.2 raises an alarm.~~',
      'is an HTML comment': 'Text.\n\n<!-- PSI > 0.2 raises an alarm. -->',
      'is a glossary line': '## Definitions\n\n- Drift: a PSI > 0.2 of an input.',
      'is of a predecessor': 'The legacy system has a drift alarm (PSI > 0.2).',
      'is conditional': 'If we had the statistics, a PSI > 0.2 would raise an alarm.',
      'is in the future': 'An alarm at a PSI > 0.2 will be added next quarter.',
      'is negated': 'We do not alert on drift (PSI > 0.2).',
      'is not yet': 'Drift alarm (PSI > 0.2): not yet.',
      'is a measure of one sample': 'Gini at least 0.65, population stability of the development sample < 0.1.',
    },
    claims: [
      'No week goes by without a check of drift (PSI > 0.2).',
      'Input colour histogram, PSI over 0.25 for 3 days → ticket "new soil?"',
      'Wasserstein distance of depth > 0.3 turns the weekly sheet red; what follows is nobody’s job.',
      '| What | Alarm | Who |\n|---|---|---|\n| Shift | Jensen-Shannon distance of the scores above 0.1 | on-call |',
      'If the PSI stays above 0.2 for two nights, the on-call follows the drift runbook.',
      'Q: drift? A: KS for top features exceeds 0.2 → ticket.',
    ],
  },
  'reactions to a condition': {
    subject: 'no-retraining-policy',
    mentions: {
      'is TBD': 'In case of threshold breaches:\n\n- Trigger retraining: TBD',
      'is a rejected alternative': '## Rejected\n\nIn case of threshold breaches:\n\n- Trigger retraining.',
      'is a question': 'In case of threshold breaches:\n\n- Trigger retraining?',
      'is a quoted comment': '> In case of threshold breaches:\n>\n> - Trigger retraining.',
      'is struck through': 'In case of threshold breaches:\n\n- ~~Trigger retraining.~~',
      'is an HTML comment': 'In case of threshold breaches:\n\n<!-- - Trigger retraining. -->',
      'is a glossary line': '## Glossary\n\nIn case of threshold breaches:\n\n- Trigger retraining.',
      'is of a predecessor': 'In the old system, in case of threshold breaches:\n\n- Trigger retraining.',
      'is conditional': 'If we had alarms, in case of threshold breaches:\n\n- Trigger retraining.',
      'is in the future': 'From next quarter on, in case of threshold breaches:\n\n- Trigger retraining.',
      'is later': 'In case of threshold breaches:\n\n- Trigger retraining, later.',
      'is negated': 'In case of threshold breaches:\n\n- Start no retraining.',
      'is perhaps': 'In case of threshold breaches:\n\n- Trigger retraining, maybe.',
    },
    claims: [
      'In case of threshold breaches:\n\n- Stop at nothing but retraining.',
      'In case of threshold breaches:\n\n- Notify analysts and other teams.\n- Switch to the previous model.\n- Trigger pipeline retraining.',
      'If PSI exceeds 0.2:\n\n1. Open a ticket.\n2. Retrain on the last 90 days, not later than Friday.',
      'Once the error exceeds its limit:\n\n- We retrain with the labels of the month.',
      '- Alert when drift > 10 %\n- Retrain within a week',
    ],
  },
  'owners of cards': {
    subject: 'missing-owner',
    kind: 'model-card',
    mentions: {
      'is TBD': 'Contact: TBD',
      'is nobody': 'Maintained by: None',
      'is not decided': '## Maintainers\n\nNot yet decided.',
      'is a rejected alternative': 'We considered that the model be maintained by Vision Labs.',
      'is a question': 'Is the model maintained by Vision Labs?',
      'is a quoted comment': '> The model is maintained by Vision Labs.',
      'is a comment between quotation marks': 'A reviewer wrote "the model is maintained by Vision Labs".',
      'is struck through': 'Contact: ~~Ann Moore~~',
      'is an HTML comment': 'Contact: <!-- Ann Moore -->',
      'is a glossary line': '## Glossary\n\n- Maintainer: Somebody who answers Questions',
      'is of a predecessor': 'The predecessor model was developed by Vision Labs.',
      'is of the base model': 'The base model was developed by Vision Labs.',
      'is conditional': 'If we had the budget, the model would be maintained by Vision Labs.',
      'is in the future': 'From next quarter on the model is maintained by Vision Labs.',
      'is negated': 'The model is not maintained by Vision Labs.',
      'is an unwanted address': 'There is no contact, not even by mail.',
    },
    claims: [
      'The model is not without an owner: it is maintained by Vision Labs.',
      'Developed by: Vision Labs (Oslo)',
      '## Contact\n\nVision Labs, vision@example.org',
      'Questions go to https://example.org/forum.',
      '| Provider | Open Data Institute |\n|---|---|\n| Licence | MIT |',
      'These checkpoints were trained and released by researchers at Vision Labs.',
      'Bugs can be reported in the issue tracker of the repository, feedback by mail; we do not answer on the phone.',
    ],
  },
  'answers to a label': {
    subject: 'missing-owner',
    mentions: {
      'is TBD': '**Owner:** TBD',
      'is nobody': '**Owner:** Nobody',
      'is vacant': '**Owner:** Vacant (Ann left)',
      'is open': '**Owner:** Open',
      'is pending': '**Owner:** Pending',
      'is a rejected alternative': '**Owner:** Rejected',
      'is a question': '**Owner:** Ann Moore?',
      'is a quoted comment': '> **Owner:** Ann Moore',
      'is struck through': '**Owner:** ~~Ann Moore~~',
      'is an HTML comment': '**Owner:** <!-- Ann Moore -->',
      'is a glossary line': '## Glossary\n\n- Owner: Person',
      'is below alternatives': '## Rejected alternatives\n\n- Owner: Ann Moore',
      'is of a predecessor': '## The predecessor\n\n- Owner: Ann Moore',
      'is conditional': '**Owner:** Ideally Ann Moore',
      'is in the future': '**Owner:** Ann Moore next quarter',
      'is negated': '**Owner:** Not Ann Moore',
      'is unknown': '**Owner:** Unknown',
    },
    claims: [
      '**Owner:** Planning & Analytics team',
      '**Owner:** Open Data Platform',
      '| Accountable | A. Kowalska (Options Desk) |\n|---|---|\n| Unit | x |',
      '- Maintained by: @search-team',
      '## Who is responsible?\n\nHead of Roadmap Tools',
      'Owner: Ann Moore (deputy: Li Wei)',
    ],
  },
}

for (const [name, { subject, kind = 'ml-design-doc', mentions: cases, claims }] of Object.entries(READERS))
  describe(`what ${name} read`, () => {
    for (const [way, text] of Object.entries(cases))
      it(`is no claim where it ${way}`, () => {
        assert.ok(!subjectsOf(text, kind).has(subject), text)
      })
    for (const text of claims)
      it(`is a claim: ${text.replaceAll('\n', ' ').slice(0, 90)}`, () => {
        assert.ok(subjectsOf(text, kind).has(subject), text)
      })
  })

/** More of both, written before the readers could tell them apart; the ones that they still cannot are left out. */
const WORDINGS: readonly (readonly [subject: string, claims: boolean, texts: readonly string[]])[] = [
  [
    'no-fallback',
    false,
    [
      'Jane keeps asking that we fall back to the rules when the model is down; nobody has agreed.',
      'When the model fails, we hope to fall back to the rules one day.',
      'If the model times out there is currently nothing to fall back to.',
      'It would be nice if the service falls back to the rules when the model is down.',
      'The competitor falls back to a static list when its model fails.',
      'We decided against falling back to the rules when the model is down.',
      'Until the summer of 2024 the app fell back to the rules when the model was down, falls back to nothing now.',
      'Without a second region the service cannot fall back to anything when the model is down.',
      'Somebody should decide whether the service falls back to the rules when the model is down.',
      'The design review turned down the idea of a fallback to the static list when the model is down.',
      'The first version had a rule engine; when the model failed, it fell back to it, and we removed that.',
      'Perhaps the service falls back to the rules if the model fails, nobody here knows.',
      'If the model fails, the fallback is still to be agreed with Operations.',
      'Customers ask whether we fall back to the rules when the model is down.',
      'When the model fails we have nothing that falls back to anything.',
      'Our sister company falls back to the rules when its model is down.',
    ],
  ],
  [
    'no-fallback',
    true,
    [
      'When the model is down, the service simply falls back to the rules.',
      'On a timeout of the scorer we never show an error but fall back to the popular items.',
      'If the endpoint is overloaded, nothing is lost: callers fall back to the cached value.',
      'Where confidence is under 0.5 the fallback is the human queue, which was tested in May and not changed since.',
      'When the service is not reachable the app falls back to the last value, as the previous system did.',
      'The app must always fall back to the default order if the model fails.',
      'Should the model be down, then on errors the gateway falls back to the flat tariff without anybody noticing.',
      'If loading fails, the container does not start with an empty model but falls back to the last good image.',
      'When scores are not in the cache, the page falls back to bestsellers.',
      'The kiosk works offline: if the network is down it falls back to the price list of the morning, which is never older than a day.',
    ],
  ],
  [
    'no-llm-evaluation',
    false,
    [
      'Support wants a golden set of 400 questions and faithfulness of at least 0.9, we have neither.',
      'We lack a golden set of 400 questions; faithfulness must be above 0.9.',
      'Phase 2: golden set of 400 questions, faithfulness at least 0.9.',
      'One could build a golden set of 400 questions and ask for faithfulness above 0.9.',
      'The golden set of 400 questions has been lost. Faithfulness must be above 0.9.',
      'A golden set of 500 tickets was proposed by support and turned down. Faithfulness must be above 0.9.',
      'Golden set: 0 of 400 questions written. We might ask for faithfulness above 0.9.',
      'Instead of a golden set of 400 questions we read twenty chats a week; faithfulness above 0.9 is a guess.',
    ],
  ],
  [
    'no-llm-evaluation',
    true,
    [
      'The golden set, 400 questions that nobody outside of the team has seen, must be answered with faithfulness above 0.9.',
      'Never is a prompt merged without the eval set of 300 chats; pass rate at least 95 %.',
      'A golden set of 250 letters is read by two clerks each month. Exact match: no less than 0.9.',
      'We do not trust demos; a golden set of 120 questions decides. Groundedness should be above 0.85.',
      'Each pull request runs the golden set (310 questions); groundedness under 0.9 or a hallucination rate above 2 % blocks it.',
      'The held-out part, 200 dialogues, is looked at by nobody before the release. Win rate must exceed 55 %.',
      'Eval set of 90 letters, none older than a year; exact match at least 0.8.',
    ],
  ],
  [
    'accuracy-only-metrics',
    false,
    [
      'Accuracy is 0.91. Calibration error is something we have never looked at.',
      'Accuracy is 0.91. Nobody has drawn a reliability diagram.',
      'Accuracy is 0.91. A calibration plot is on our wish list.',
      'Accuracy is 0.91. One day somebody ought to plot a reliability diagram.',
      'Accuracy is 0.91. As long as there are no probabilities, a calibration error cannot be computed.',
      'Accuracy is 0.91. Future versions will report the ECE.',
    ],
  ],
  [
    'accuracy-only-metrics',
    true,
    [
      'Accuracy is 0.91, and the calibration error is no worse than 0.02.',
      'Accuracy alone says little, so we also report ECE.',
      'We never ship on accuracy alone. The calibration error decides too.',
      'Accuracy 0.91 (rules: 0.80). Calibration error 0.02 (rules: none).',
      'Accuracy is 0.91. Human evaluation by three nurses disagreed in 4 %, which is not much.',
      'AUC does not tell the whole story; we read the reliability diagram each month.',
      'Recall may not fall under 0.8, nor may the ECE rise above 0.03.',
      'Accuracy by region, no region under 0.85; the acceptance rate of drafts is 71 %.',
    ],
  ],
  [
    'no-drift-monitoring',
    false,
    [
      'Nobody watches whether PSI exceeds 0.2.',
      'A PSI of more than 0.2 would go unnoticed.',
      'We have no alarm for drift above 0.2.',
      'Drift (PSI above 0.2) is planned for the second half of the year.',
      'PSI > 0.2 used to raise an alarm until the platform was shut down.',
      'Other teams page at a PSI above 0.2.',
      'Nothing happens if drift is above 0.2.',
      'We would have to alert at PSI > 0.2.',
    ],
  ],
  [
    'no-drift-monitoring',
    true,
    [
      'Drift is not a rare thing here: PSI above 0.2 pages the on-call.',
      'When PSI exceeds 0.2 without a holiday in sight, the on-call is paged.',
      'Population stability above 0.25 opens a ticket that cannot be closed without a comment.',
      'Drift is seen by KS > 0.1 on ten features, later also on the labels.',
      'If drift (PSI) is above 0.25 and there is no known campaign, the on-call opens a ticket.',
      'KL divergence over 0.1 for a week: mail to the data team, no automatic retraining.',
    ],
  ],
]

for (const [subject, claims, texts] of WORDINGS)
  it(`${claims ? 'claims' : 'mentions'} of ${subject} in other words`, () => {
    for (const text of texts) assert.equal(subjectsOf(text, 'ml-design-doc').has(subject), claims, text)
  })
