import { describe, it } from 'node:test'
import { adrRules } from '../../server/src/engine/rules/adr/index.ts'
import { check } from '../support/check.ts'

const rules = adrRules.map((rule) => rule.name)
const adr = (fixture: string, path = 'docs/adr/0005-score-churn-nightly.md'): void => void check(fixture, { path, rules })

const REST = `
## Context

Scores are read once a day.

## Decision

We will score nightly.

## Consequences

Cheap, but stale by noon.
`

describe('ADR rules', () => {
  it('are content with dialects that say everything somewhere', () => {
    adr(
      '# Score churn nightly\n\n* Status: accepted\n* Date: 2026-03-02\n\n## Context and Problem Statement\n\nScores are read once a day.\n\n## Considered Options\n\n1. Nightly batch\n2. Online endpoint\n\n## Decision Outcome\n\nChosen option: "Nightly batch", because nothing has to run by day.\n\n### Positive Consequences\n\n* Cheap\n\n### Negative Consequences\n\n* Stale by noon\n',
    )
    adr(
      '# ADR 5: Score churn nightly\n\nDate 02/03/2026\n\n## Status\n\n✅ Accepted\n\n## Background\n\nScores are read once a day.\n\n## Solution\n\nWe will score nightly.\n\n## Trade-offs\n\nCheap, but stale by noon.\n',
    )
    adr(
      '# Score churn nightly\n\n| Date | Status |\n|---|---|\n| 2026-03-02 | accepted |\n\nIn the context of a campaign tool that reads scores daily, facing idle servers, we decided for a nightly run to achieve low cost, accepting that scores are stale by noon.\n',
    )
  })

  it('take the date from the file name', () => adr(`# Score churn nightly\n\n## Status\n\nAccepted\n${REST}`, 'docs/adr/2026-03-02-score-churn-nightly.md'))

  it('are silent on templates and indexes', () => {
    adr('# [short title]\n\n## Status\n\n[proposed | accepted]\n\n## Context\n\n## Decision\n', 'docs/adr/0000-template.md')
    adr('# Decisions\n\n- [Score churn nightly](0005-score-churn-nightly.md)\n', 'docs/adr/README.md')
  })

  it('point at the heading of what is empty', () =>
    adr(`
# Score churn nightly

Date: 2026-03-02

## Status

Accepted

## Context
//~^^^^^^^ adr-missing-section error

## Decision
//~^^^^^^^^ adr-missing-section error

TBD

## Consequences

Cheap, but stale by noon.
`))

  it('point at the title for what is missing', () =>
    adr(`---
title: Score churn nightly
//~    ^^^^^^^^^^^^^^^^^^^ adr-missing-section error
status: accepted
---
## Context

Scores are read once a day.

## Decision

We will score nightly.

## Consequences

Cheap, but stale by noon.
`))

  it('point at the words of a status', () =>
    adr(`
# Score churn nightly

- Date: 2021-03-02
- Status: proposed
//~       ^^^^^^^^ adr-proposed-stale warning
${REST}`))

  it('do not take the date of a review for that of the proposal', () =>
    adr(`
# Score churn nightly

**Status:** Proposed | **Date:** 2021-03-02 | **Review:** 2026-07-01
//~         ^^^^^^^^ adr-proposed-stale warning
${REST}`))

  it('leave the words of a record in another language alone, lists included', () =>
    adr(
      '# Implantação canário\n\nData: 2024-03-21\n\n## Status\n\nAceito\n\n## Contexto\n\nNossa estratégia de implantação apresenta riscos:\n\n- Dificuldade em detectar problemas precocemente\n- Impacto amplo em caso de falhas\n- Reversões demoradas\n- Falta de validação\n- Métricas limitadas sobre o impacto das mudanças\n\n## Decisão\n\nLiberações graduais, com validação automática e reversão rápida.\n\n- Redução de risco nas implantações\n- Validação gradual das alterações\n- Métricas precisas do impacto\n\n## Consequências\n\n- Implantações mais seguras\n- Configuração e observação mais trabalhosas\n',
    ))

  it('take what is struck through for what has been said', () =>
    adr(
      '# Score churn nightly\n\n* Status: rejected\n* Date: 2026-03-02\n\n## Context\n\nScores are read once a day.\n\n## Decision\n\n~~We will score nightly.~~\n\n## Consequences\n\nCheap, but stale by noon.\n',
    ))

  it('say of a guide among the records that it is none, and of a record that has just been begun what it lacks', () => {
    const guide = `---
title: Unit tests
//~    ^^^^^^^^^^ adr-missing-section info
---

Tests are grouped by feature.${' Tables of tests are made anew when something in them has changed, and used in one file only.'.repeat(7)}

## Parsing tests

They stand beside the functional tests.
`
    adr(guide)
    adr(`---
title: Unit tests
//~    ^^^^^^^^^^ adr-missing-section error
---

Tests are grouped by feature, as each team needs its own.
`)
  })

  it('know a misspelt status and the choices of a template', () => {
    adr(`
# Score churn nightly

- Date: 2026-03-02
- Status: acepted
//~       ^^^^^^^ adr-status-invalid error
${REST}`)
    adr(`
# Score churn nightly

- Date: 2026-03-02
- Status: [proposed | rejected | accepted | deprecated]
//~        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ adr-status-invalid error
${REST}`)
  })

  it('follow supersession both ways', () =>
    adr(`
//- path: docs/adr/0005-score-churn-nightly.md
# 5. Score churn nightly

Date: 2026-03-02

Status: accepted
${REST}
//- path: docs/adr/0006-score-churn-online.md
# 6. Score churn online

Date: 2026-05-02

Supersedes [ADR-0005](0005-score-churn-nightly.md), amends [ADR-0009](0009-gone.md)
//~        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ adr-supersede-not-reciprocal error
//~                                                        ^^^^^^^^^^^^^^^^^^^^^^^^ adr-dangling-reference error

Status: accepted
${REST}`))

  it('see two numbers of one record', () =>
    adr(`
# ADR 12: Score churn nightly
//~   ^^ adr-number-conflict error

Date: 2026-03-02

Status: accepted
${REST}`))

  it('see consequences of one colour', () =>
    adr(`
# Score churn nightly

Date: 2026-03-02

Status: accepted

## Context

Scores are read once a day.

## Decision

We will score nightly.

## Consequences
//~^^^^^^^^^^^^ adr-one-sided-consequences warning

### Positive

- Cheap

### Negative
`))

  it('want board and executive decisions by those who may take them', () =>
    adr(`---
status: accepted
date: 2026-03-02
decisionScope: vendor
decision-makers: team:churn
//~              ^^^^^^^^^^ adr-approval-level error
---
# Buy labels from one vendor

## Context

Nobody has time for labels.

## Considered Options

* Vendor
* Own staff

## Decision

We will buy labels; the audit of each batch confirms their quality.

## Consequences

Fast, but the vendor sees our data.
`))
})
