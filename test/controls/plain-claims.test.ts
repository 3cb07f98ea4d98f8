import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixtureWorkspace, readFixture } from '../support/check.ts'

const rules = (text: string, path = 'MODEL_CARD.md'): readonly string[] =>
  fixtureWorkspace(readFixture(text, path))
    .analyze(path)
    .findings.map(({ rule }) => rule)

const card = (details: string, metrics = ''): readonly string[] =>
  rules(
    `# Model Card: Reef\n\n## Model Details\n\n${details}\n\n## Intended Use\n\nNames fish in photographs.\n\n## Training Data\n\n40,000 photographs of divers.\n\n## Metrics\n\n${metrics}\n\n## Limitations\n\nMurky water.\n`,
  )

describe('the owner of a model card', () => {
  it('is who made the model, or where to turn to', () => {
    for (const details of [
      'This model was developed by researchers at Reef Institute to count fish.',
      '**Developed by:** Reef Institute',
      '**Organization developing the model:** The Vision team of Reef.',
      '- **Send questions to:** reef-model@example.org',
      '- **Issues:** https://github.com/reef/model/issues',
      'Maintained by the Vision team of Reef.',
      'Questions and comments can be sent via the GitHub repository of the project.',
    ])
      assert.ok(!card(details).includes('missing-owner'), details)
  })

  it('is nobody where a placeholder, a method or users are named', () => {
    for (const details of [
      '**Developed by:** [More Information Needed]',
      'A ResNet developed for photographs.',
      '**Users:** Marine biologists',
      'Written by A. Meyer in spring.',
      'The model was developed by hand.',
    ])
      assert.ok(card(details).includes('missing-owner'), details)
  })

  it('is accountable in a design document', () => {
    const design = '---\nkind: ml-design-doc\n---\n# Reef\n\nCounts fish over REST.\n\n## Background\n\nThe model was developed by Reef Institute.\n'
    assert.ok(rules(design, 'docs/reef-design.md').includes('missing-owner'))
  })
})

describe('metrics of several kinds', () => {
  it('are counted over a list', () => {
    for (const metrics of [
      '- Fréchet Audio Distance on features of a classifier\n- CLAP score between audio and text\n\nWe also run qualitative studies with human participants.',
      '- Edit distance to the final text\n- The acceptance rate of drafts should exceed 60 %',
      '| Metric | Value |\n|---|---|\n| Precision | 0.88 |\n| Recall | 0.72 |',
      'Accuracy 0.9, and interval coverage of 79 % at a nominal 80 %.',
      'We found accuracy above 96 % across all races for gender classification.',
    ])
      assert.ok(!card('A model.', metrics).includes('accuracy-only-metrics'), metrics)
  })

  it('are one kind where all tell how often it is right', () => {
    for (const metrics of [
      '- ROC-AUC 0.82\n- Accuracy 0.70\n- F1 0.66',
      'Accuracy is 94 %. We would measure the edit distance later.',
      'Precision 0.8.\n\n## Monitoring\n\n- Fréchet distance to training, weekly',
    ])
      assert.ok(card('A model.', metrics).includes('accuracy-only-metrics'), metrics)
  })
})

describe('what is done on a condition', () => {
  const design = (body: string): readonly string[] => rules(`---\nkind: ml-design-doc\nriskTier: 1\n---\n# Feed\n\nRanks posts over REST.\n\n${body}\n`, 'docs/feed-design.md')

  it('is told by a list below it', () => {
    const found = design(
      '## Monitoring\n\nThe service tracks:\n\n- Data drift\n- Latency\n\nIn case of threshold breaches:\n\n- Switch to the previous model\n- Trigger pipeline retraining',
    )
    assert.ok(!found.includes('no-retraining-policy'))
    assert.ok(!found.includes('no-drift-response'))
  })

  it('is told by the item behind a trigger, and drift is noticed by a measure with a value', () => {
    const found = design('## Drift\n\n- Feature drift (PSI > 0.1), daily\n- Alert when drift > 10%\n- Trigger the retraining pipeline')
    for (const rule of ['no-drift-monitoring', 'no-drift-response', 'no-retraining-policy']) assert.ok(!found.includes(rule), rule)
  })

  it('answers drift only where drift is watched, and not where it is left open', () => {
    assert.ok(design('## Errors\n\nIn case of alerts:\n\n- Notify the owner').includes('no-drift-response'))
    assert.ok(design('## Monitoring\n\n- Data drift\n\nIn case of threshold breaches:\n\n- Trigger retraining, to be defined').includes('no-retraining-policy'))
  })
})

describe('the risk tier of a model card', () => {
  it('is missing only where it is left open', () => {
    assert.ok(!card('A model.').includes('missing-risk-tier'))
    assert.ok(card('The risk tier of this model is still to be decided.').includes('missing-risk-tier'))
  })
})

describe('the evaluation of a language model', () => {
  const design = (body: string): readonly string[] =>
    rules(`---\nkind: ml-design-doc\nriskTier: 1\n---\n# Journal\n\nAn LLM (a small language model) drafts journal entries.\n\n${body}\n`, 'docs/journal-design.md')

  it('is a set that is kept and a value that is to be reached', () => {
    assert.ok(!design('## Evaluation\n\nWe test on 20 held-out personas.\n\n## Metrics\n\nThe edit distance should decrease by 15 % every month.').includes('no-llm-evaluation'))
    assert.ok(design('## Metrics\n\nThe edit distance should decrease by 15 % every month.').includes('no-llm-evaluation'))
  })
})

describe('a fallback', () => {
  const design = (body: string): readonly string[] =>
    rules(`---\nkind: ml-design-doc\nriskTier: 1\n---\n# Prices\n\nPredicts prices over REST.\n\n${body}\n`, 'docs/prices-design.md')

  it('is what answers when the model cannot', () => {
    for (const body of [
      '## Serving\n\nThe worker falls back to the statistical estimate for cards not in the file.',
      '### Statistical fallback\n\nWhen models are unavailable, the estimate of last month is used.',
      '## Rules\n\nIf the confidence is below 0.4, nothing is filled in; instead the user is asked.',
    ])
      assert.ok(!design(body).includes('no-fallback'), body)
  })

  it('is none where it is put off, or nothing takes its place', () => {
    for (const body of ['## Fallback\n\nIf the model is down, it is to be defined what is used instead.', '## Serving\n\nIf the model fails, the call returns an error.'])
      assert.ok(design(body).includes('no-fallback'), body)
  })
})
