import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adrPart, isAdrRecord } from '../../server/src/engine/documents/adr-parts.ts'
import { parseDocument } from '../../server/src/engine/documents/parse-document.ts'

const view = (path: string, text: string) => parseDocument({ path, text }).views[0]!
const kindOf = (path: string, text: string): string | undefined => view(path, text).recognition?.kind

const QUESTIONS = `# ML System Design Template

## Problem

- What is the core problem?
- Who are the stakeholders?

## Metrics

- **Target**: [the value that must be reached]
- Describe the loss function.
- What are the metrics of the model?
`
const FILLED = `# ML System Design, after our template

## Problem

- Cancelled contracts cost 2 m€ a year.
- The campaign team owns the model.

## Metrics

- **Target**: recall 0.6 at a precision of 0.4
- Log loss on months held out.
`

test('a template that only asks is no design and no card; filled in, it is', () => {
  assert.equal(kindOf('templates/ml_design_doc.md', QUESTIONS), undefined)
  assert.equal(kindOf('docs/ml_design_doc.md', QUESTIONS), undefined)
  assert.equal(kindOf('docs/ml_design_doc.md', QUESTIONS.replace(' Template', ' of churn')), 'ml-design-doc')
  assert.equal(kindOf('docs/ml_design_doc.md', FILLED), 'ml-design-doc')
  assert.equal(kindOf('docs/template-matching/ml_design.md', FILLED), 'ml-design-doc')
  assert.equal(
    kindOf(
      'src/templates/modelcard_template.md',
      '# Model Card for {{ model_id | default("Model ID", true) }}\n\n## Uses\n\n{{ uses | default("[More Information Needed]", true) }}\n\n- **Language:** {{ language }}\n',
    ),
    undefined,
  )
  assert.equal(
    kindOf(
      'cards/model_card_template.md',
      '# {Model} Model Card\n\n_What the model is, in short._\n\n| | |\n|---|---|\n| **Type** | _Kind of model_ |\n| **Status** | _Where it stands_ |\n\n**Scope:** _What it is for._\n\n**Users:** _Who uses it._\n',
    ),
    undefined,
  )
  assert.equal(kindOf('MODEL_CARD.md', '# Model card of churn\n\n## Uses\n\n{{ uses }}\n'), 'model-card')
})

test('a file that is called template is none of what it is a template for', () => {
  const card = '# Model name\n\n## Model Details\n\n- Person or organisation\n\n## Intended Use\n\n## Training Data\n\n## Ethical Considerations\n'
  assert.equal(kindOf('cards/template.md', card), undefined)
  assert.equal(kindOf('cards/churn.md', card), 'model-card')
  assert.equal(isAdrRecord(view('TeamAdrTemplate.md', '# Short title\n\n## Context\n\nWhy.\n\n## Decision\n\nWhat.\n\n## Consequences\n\nSo.\n')), false)
})

test('what tests read is nobody’s document, unless it says what it is', () => {
  for (const path of ['tests/fixtures/cards/model-card.md', 'core/integration-tests/project/docs/adr/0001-x.md', 'pkg/testdata/docs/adr/0001-x.md', '__tests__/docs/adr/0001-x.md'])
    assert.equal(kindOf(path, '# X\n\nText.\n'), undefined, path)
  assert.equal(kindOf('docs/fixtures-planning/model-card.md', '# X\n\nText.\n'), 'model-card')
  assert.equal(kindOf('tests/fixtures/x.md', '---\nkind: adr\n---\n# X\n'), 'adr')
})

test('a document that has gone elsewhere owes nothing here', () => {
  const card = '\n\n## Intended use\n\nPredicts churn.\n\n## Training data\n\nContracts.\n'
  assert.equal(kindOf('model-card.md', `# DEPRECATED. This is now live at https://example.org/card. Please change it there.${card}`), undefined)
  assert.equal(kindOf('model-card.md', `# Churn\n\n> This card has moved to [the registry](https://example.org/card).${card}`), undefined)
  assert.equal(kindOf('model-card.md', `# Churn\n\nThe fields of the old form, now deprecated, are [listed](fields.md).${card}`), 'model-card')
  assert.equal(kindOf('model-card.md', `# Churn\n\nThis model has moved to [real-time serving](https://example.org/adr/7).${card}`), 'model-card')
  assert.equal(kindOf('model-card.md', `# Churn${card}\nThis card has moved to [the registry](https://example.org/card).`), 'model-card')
})

test('a page that leaves the design or the card to another file is none', () => {
  const page = '---\npipeline_tag: image-classification\n---\n# Whales\n\n## Uses\n\nPhotos.\n\n'
  assert.equal(kindOf('hub/README.md', page), 'model-card')
  assert.equal(kindOf('hub/README.md', `${page}See [MODEL_CARD.md](https://github.com/a/whales/blob/main/MODEL_CARD.md) for data and results.\n`), undefined)
  assert.equal(
    kindOf('hub/README.md', `${page}Trained on the [same data as Point-E](https://github.com/openai/point-e/blob/main/model-card.md#training-data), see there.\n`),
    'model-card',
  )
  assert.equal(kindOf('hub/README.md', `${page}This replaces the former card, see [old](MODEL_CARD.md).\n`), 'model-card')
})

test('a list of what others have written is no design, nor is the design of a screen', () => {
  const entries = Array.from(
    { length: 14 },
    (_, i) => `- [Scoring churn with boosted trees, part ${i}](https://example.org/${i}): the model is trained weekly, rolled out as a canary, monitored for drift and retrained`,
  )
  assert.equal(kindOf('docs/search.md', `# Search\n\n14 articles on models, their training, evaluation and serving.\n\n${entries.join('\n')}\n`), undefined)
  const screen = `# Dashboard of the retraining pipeline\n\n## Problem\n\nThe page leads with a form, the loop of the model is invisible, and the font is plain.\n\n## Goal\n\nA page that shows training, validation and promotion of the model as a loop, without any change of the API.\n\n${'## Components\n\nThe header, the card of the champion, the chart and the footer are React components with props and a fixture for tests. Empty states are drawn when the endpoint returns nothing.\n\n'.repeat(6)}`
  assert.equal(kindOf('docs/specs/dashboard-design.md', screen), undefined)
  assert.equal(kindOf('docs/specs/churn-design.md', '# Churn\n\nThe model scores customers nightly. Rollback: TBD.\n'), 'ml-design-doc')
})

test('the title of a roadmap says no more than its name', () => {
  assert.equal(kindOf('rfcs/0053-compiler-roadmap.md', '# Roadmap of the compiler\n\n## Roadmap items\n\nA new parser.\n'), undefined)
  assert.equal(kindOf('ROADMAP.md', '# Roadmap\n\n## Milestone 1\n\nA mobile app.\n'), undefined)
  assert.equal(kindOf('ROADMAP.md', '# Roadmap\n\n## Current state\n\nTwo models.\n\n## Target state\n\nFive.\n'), 'roadmap')
})

test('a record that is kept elsewhere keeps its place in the log, and lacks nothing', () => {
  const path = 'docs/adr/0028-scan-repositories.md'
  const signpost = view(path, '# 28 Scan repositories\n\nDate: 2021-11-05\n\n**Link to this ADR: https://example.org/d/1**\n\n(Records on security are stored privately.)\n')
  assert.equal(signpost.recognition?.kind, 'adr')
  assert.equal(isAdrRecord(signpost), false)
  assert.equal(isAdrRecord(view(path, '# 28 Scan repositories\n\nWe scan [them](https://example.org) each night.\n')), true)
})

test('pros and cons of the options, and what is accepted, are consequences', () => {
  const record = (text: string) => adrPart(view('docs/adr/0001-x.md', `# X\n\n## Context\n\nWhy.\n\n## Decision\n\nWe use Kafka.\n\n${text}`), 'consequences')
  assert.ok(record('## Factors\n\nPros:\n\n* fast\n\nCons:\n\n* another cluster\n'))
  assert.ok(record('We accept that newcomers might be annoyed.\n'))
  assert.equal(record('## Options considered\n\n1. RabbitMQ\n\n   - Cons: no replay\n'), undefined)
})
