import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findPlaceholders } from '../../server/src/engine/documents/placeholders.ts'
import { findSecrets } from '../../server/src/engine/rules/security/secret-patterns.ts'
import { check } from '../support/check.ts'
import { worked } from '../support/worked.ts'

const DESIGN = '---\nkind: ml-design-doc\nowner: team:churn\nstatus: approved\n---\n# Churn design\n\n'

describe('placeholder-text', () => {
  it('points at the exact words, once a line, in cells too', () =>
    void check(`${DESIGN}Threshold: TBD, owner: TODO
//~        ^^^ placeholder-text

| Signal | Limit |
|---|---|
| PSI    | ???   |
//~        ^^^ placeholder-text

The limit is to be defined by the board.
//~          ^^^^^^^^^^^^^ placeholder-text
`))

  it('leaves code, addresses, tags, comparisons, generics, sets and talk about placeholders alone', () => {
    for (const text of [
      'Reads from the TODO app',
      'documents that contain TODO or TBD',
      'see TODO.md',
      'the queue "TODO"',
      'Map<String, List<Double>>',
      'a <b and c> d',
      'GET /users/{id}',
      'x in {red, green}',
      'click <kbd>Enter</kbd>',
      'Features need to be defined in the repository',
      'Really???',
      'size XXXL',
      '<br/>',
      'uses {{wanda_on}}',
      'Task states: TODO, DOING, DONE',
      'IBAN DE00 XXXX XXXX',
      'phone +49 XXX',
      'Files are called <name>-<version>.onnx.',
      'one of {proposed | rejected | accepted}',
      'The prompt is "Summarise {{ text }} in {{ n }} words."',
    ])
      assert.deepEqual(
        findPlaceholders(text).map((f) => f.words),
        [],
        text,
      )
    void check(`${DESIGN}Run \`deploy <TODO>\`, see <https://example.org> and <ml@example.org>.\n\n> reviewer: TODO\n\n\`\`\`\nTODO\n\`\`\`\n`, { rules: ['placeholder-text'] })
  })

  it('sees prompts of templates', () => {
    for (const text of [
      '<describe rollback here>',
      '{short title, representative of the problem}',
      '[short title of solved problem]',
      'Owner: <your-team>',
      'tbd',
      'lorem ipsum dolor',
      '(to be decided)',
      '{{ model_name }}',
      'Status: {proposed | rejected | accepted}',
      'XXX: ask the desk',
    ])
      assert.equal(findPlaceholders(text).length, 1, text)
  })
})

describe('schema rules', () => {
  it('point at the value, the key, or the key of the object that lacks something', () => {
    void check(
      `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {version: 1.0.0, name: Churn Model}
//~                              ^^^^^^^^^^^ schema-invalid error
spec:
  serving:
    patern: batch
//~ ^^^^^^ unknown-field warning
    latency: {percentile: p95, target: 50}
//~                                    ^^ schema-invalid error
  lifecycle: {stage: prodution}
//~                  ^^^^^^^^^ schema-invalid error
  release:
    strategy: canary
    strategy: shadow
//~ ^^^^^^^^ schema-invalid error
`,
      { path: 'churn.model.yaml' },
    )
  })

  it('correct slips in front matter, and leave keys of other tools alone', () =>
    void check(
      `---
kind: ml-design-doc
owner: Vision Lab, plant 3
status: approved
sidebar_position: 3
author: K. Aaltonen
x-owner: nobody
---
# Churn design
`,
      { rules: ['schema-invalid', 'unknown-field'] },
    ))

  it('see dates that are none and misspelt keys', () =>
    void check(`---
kind: ml-design-doc
reviewBy: 2099-13-01
//~       ^^^^^^^^^^ schema-invalid warning
---
# Churn design
`))
})

describe('other hygiene rules', () => {
  it('empty-section points at the heading', () =>
    void check(`${DESIGN}## Rollback
//~^^^^^^^^ empty-section

## Monitoring

### Alerts

PSI above 0.2 pages the on-call.
`))

  it('empty-section sees what stands elsewhere in the text, or is put in by a tool', () => {
    const filled = [
      '## 2.3 Stages\n\n## First stage\n\nText.\n\n## 2.3.1 Data\n\nText.',
      '## II. Metrics\n\n## II.i Losses\n\nText.',
      '## Risks\n\n**Model risk**\n\nIt may drift.',
      '## Risks\n\n<details>\n<summary>All</summary>\n\nText.\n\n</details>',
      '## Risks\n\n<RiskTable of="churn" />',
      '## Risks\n\n![risks][map]\n\n[map]: x.png',
      '## Risks\n\n{% include "risks.md" %}',
      '## Risks\n\n```{include} risks.md\n```',
      '## Risks\n\n<!-- @include: ./risks.md -->',
      '## Risks\n\nhttps://example.org/risks',
      '## Risks\n\n## We looked at the following areas of risk above all:\n\nDrift.',
    ]
    for (const text of filled) void check(`${DESIGN}${text}\n\n## Last\n\nText.\n`, { rules: ['empty-section'] })
    void check(
      `${DESIGN}## 2.3 Stages
//~^^^^^^^^^^ empty-section

## 2.4 Data

Text.

## Rollback
//~^^^^^^^^ empty-section

<Describe the way back>
`,
      { rules: ['empty-section'] },
    )
  })

  it('unit-missing points at the number', () =>
    void check(`${DESIGN}| Requirement | Target |
|---|---|
| p95 latency | 50 |
//~             ^^ unit-missing
| Timeout (ms) | 80 |
| Users | 4000 |
`))

  it('vague-language leaves what is compared with alone', () =>
    void check(
      `${DESIGN}## Requirements

- The system should use fewer resources than other state-of-the-art algorithms.
- The system should be compared with state-of-the-art ranking.
- The system should be scalable.
//~                    ^^^^^^^^ vague-language
`,
      { rules: ['vague-language'] },
    ))

  it('review-overdue and date-order point at the date', () =>
    void check(`---
kind: ml-design-doc
created: 2026-05-10
lastReviewed: 2026-05-01
//~           ^^^^^^^^^^ date-order
reviewBy: 2026-06-01
//~       ^^^^^^^^^^ review-overdue
---
# Churn design
`))

  it('broken-link points at the target', () =>
    void check(`${DESIGN}See [the runbook](runbooks/gone.md), [the web](https://example.org/x) and [below](#serving).
//~               ^^^^^^^^^^^^^^^^ broken-link

## Serving

Nightly.
`))
})

describe('secrets', () => {
  const key = (...parts: readonly string[]): string => parts.join('')
  it('knows the formats', () => {
    const secrets = [
      key('ghp', '_9aZ3kLq7Rt2WvX8bNc4MdP6yHs1JfG5uEo0T'),
      key('AKIA', 'Q7RT2WVX8BNC4MDP'),
      key('-----BEGIN RSA ', 'PRIVATE KEY-----'),
      key('postgres://ml:', 'h7Rt2WvX@db.internal/ml'),
      key('password: ', 'h7Rt2W!vX8bN'),
    ]
    for (const text of secrets) assert.equal(findSecrets(`x ${text} y`).length, 1, text)
  })
  it('leaves examples, references and prose alone', () => {
    for (const text of [
      'AKIAIOSFODNN7EXAMPLE',
      'password: <from vault>',
      'api_key: ${API_KEY}',
      'secret: vault:ml/churn#db',
      'postgres://user:password@host/db',
      'postgresql://aml:aml@localhost:5432/aml',
      'amqp://shop:guest@127.0.0.1/',
      'token: rotated every 90 days',
      'sk-learn-compatible-transformers',
      'password: change-me-1',
    ])
      assert.deepEqual(findSecrets(text), [], text)
  })
  it('does not leave logins of other hosts alone', () => {
    for (const text of ['postgresql://aml:aml@db.example.org/aml', 'postgresql://aml:k4Rq9z@localhost/aml']) assert.equal(findSecrets(text).length, 1, text)
  })
  it('is linear', () => {
    const begin = worked()
    for (const unit of ['password=', 'eyJ', 'sk-', 'https://a:', 'ghp_a', '<a ', '{a ', '[your ', 'AKIA']) {
      findSecrets(unit.repeat(100_000))
      findPlaceholders(unit.repeat(100_000))
    }
    assert.ok(worked() - begin < 10_000)
  })
})
