import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statusText } from '../../client/src/status-text.ts'
import type { DocumentStatus } from '../../server/src/protocol/index.ts'

const status = (some: Partial<DocumentStatus>): DocumentStatus => ({
  uri: 'file:///docs/churn.md',
  kind: 'ml-design-doc',
  by: 'file-name',
  evidence: '`design` in the name',
  tier: 2,
  stage: 'production',
  model: 'churn',
  counts: { error: 0, warning: 0, info: 0, waived: 0 },
  enabled: true,
  skipped: null,
  ...some,
})

test('findings, kind and tier', () => {
  const said = statusText(status({ counts: { error: 1, warning: 2, info: 1, waived: 3 } }), 'full')
  assert.deepEqual(said, {
    text: '$(error) 4 · ML design doc · tier 2',
    label: 'Plumbline: 1 error, 2 warnings, 1 hint, ML design doc, tier 2',
    tooltip: ['ML design doc, recognised by file name: `design` in the name', 'Model churn', 'Risk tier 2, stage production', '1 error, 2 warnings, 1 hint, 3 waived'],
  })
})

test('no findings', () => assert.equal(statusText(status({}), 'full')?.text, '$(check) Plumbline · ML design doc · tier 2'))

test('findings only', () => assert.equal(statusText(status({ counts: { error: 0, warning: 1, info: 0, waived: 0 } }), 'findings')?.text, '$(warning) 1'))

test('a kind without tier', () => assert.equal(statusText(status({ kind: 'adr', tier: null, stage: null, model: null }), 'full')?.text, '$(check) Plumbline · ADR'))

test('nothing about what is none of ours, and nothing when switched off', () => {
  assert.equal(statusText(status({ kind: null }), 'full'), undefined)
  assert.equal(statusText(status({ enabled: false }), 'full'), undefined)
})

test('a document that was not read says why', () =>
  assert.equal(statusText(status({ kind: null, skipped: 'larger than 5 MB' }), 'full')?.label, 'Plumbline: not checked, larger than 5 MB'))
