import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { check } from '../support/check.ts'

const MANIFEST = `//- path: churn.model.yaml
apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
    serving: {pattern: realtime}
    release: {strategy: canary, rollback: {trigger: guardrail breached, target: 0.9.0, owner: 'team:churn'}}
`

describe('controls in Markdown', () => {
  it('points at the section that should hold it, the best name first', () => {
    check(`
---
kind: ml-design-doc
---
# Churn score

## Serving

The model runs on the company cluster.

## Release notes

The service is released on Mondays.

## Release
//~^^^^^^^ missing-rollback error

Blue and green.
`)
  })

  it('points at the title where no section fits', () => {
    check(`
---
kind: ml-design-doc
---
   # Churn score
//~  ^^^^^^^^^^^ missing-rollback error

## Colours

Blue and green.
`)
  })

  it('counts what the manifest says that the document names', () => {
    check(
      `
//- path: docs/design.md
---
kind: ml-design-doc
model: churn
---
# Churn score

## Release

The service is released on Mondays.
${MANIFEST}`,
      { rules: ['missing-rollback'] },
    )
  })

  it('leaves the finding to the manifest if there is one', () => {
    check(`
//- path: docs/design.md
---
kind: ml-design-doc
model: churn
---
# Churn score

## Colours

Blue and green.
${MANIFEST.replace(/, rollback: \{.*?\}/, '')}//~ ^^^^^^^ missing-rollback error
`)
  })

  it('takes an owner and a tier from front matter, in any spelling of the key', () => {
    check(
      `
---
kind: ml-design-doc
Owner: team:churn
risk_tier: high
---
# Churn score

Blue and green.
`,
      { rules: ['missing-owner', 'missing-risk-tier'] },
    )
  })

  it('takes no placeholder for an owner', () => {
    check(`
---
kind: ml-design-doc
owner: everyone
//~    ^^^^^^^^ missing-owner error
---
# Churn score

Blue and green are the colours of the screen.
`)
  })

  it('takes a link to a runbook that is there, and not one that is not', () => {
    const design = (target: string): string => `
//- path: docs/design.md
---
kind: ml-design-doc
---
# Churn score

## Operations

Broken scores: [what to do](${target}).
//- path: runbooks/scores.md
---
kind: runbook
---
# Scores are broken
`
    check(design('../runbooks/scores.md'), { rules: ['no-runbook'] })
    assert.throws(() => check(design('../runbooks/other.md'), { rules: ['no-runbook'] }), /no-runbook/)
  })
})

describe('controls in manifests', () => {
  it('names the missing parts and is milder for batch scoring', () => {
    const analyses = check(`
//- path: churn.model.yaml
apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
    serving: {pattern: batch}
//~ ^^^^^^^ no-fallback warning
    release: {strategy: batch-compare, rollback: {trigger: a bad list}}
    //~                                ^^^^^^^^ missing-rollback error
`)
    const rollback = analyses.get('churn.model.yaml')!.findings.find((f) => f.rule === 'missing-rollback')
    assert.equal(rollback?.message, 'The rollback of churn lacks target version and time, owner or procedure')
  })

  it('takes notApplicable with a reason where that is an answer', () => {
    const text = (tier: number): string => `
//- path: churn.model.yaml
apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
  risk: {tier: ${tier}, rationale: A list for analysts}
  serving: {pattern: realtime, fallback: {notApplicable: {reason: nobody waits for the score}}}
  release: {rollback: {notApplicable: {reason: the list is made once}}}
`
    check(text(3), { rules: ['no-fallback', 'missing-rollback'] })
    check(`${text(2)}  //~       ^^^^^^^^ missing-rollback error\n`, { rules: ['no-fallback', 'missing-rollback'] })
  })

  it('wants an owner of a data contract', () => {
    check(`
//- path: contracts/usage.odcs.yaml
apiVersion: v3.0.2
kind: DataContract
id: usage
name: usage
//~   ^^^^^ missing-owner error
version: 1.0.0
status: active
`)
  })
})
