import { ARITHMETIC } from './domain-arithmetic.ts'
import { BEFORE_RELEASE } from './domain-before-release.ts'
import { ofFamily, to, where } from './domain-case.ts'
import type { DomainCase } from './domain-case.ts'
import { DATES, ORDER } from './domain-dates.ts'
import { IN_OPERATION } from './domain-in-operation.ts'

const dead = ofFamily('dead link')

/** Links whose target is not there and that have a rule of their own; `generate.ts` breaks every link of the schema besides. */
const LINKS: readonly DomainCase[] = [
  ...['performance', 'drift', 'dataQuality', 'service'].map((list) =>
    dead('alert-without-runbook', 'monitor.runbook missing or broken', `spec.monitoring.${list}.*.runbook`, to('runbooks/nowhere.md')),
  ),
  dead(
    'no-data-contract',
    'contract Ref resolves',
    'spec.lineage.datasets.0.contract',
    where(({ sibling }) => sibling('role') === 'train', 'contracts/nowhere.odcs.yaml'),
  ),
  dead('missing-model-card', 'documents.modelCard missing/unresolved', 'spec.governance.documents.modelCard', to('NOWHERE.md')),
  dead('evidence-missing', 'evidence path missing', 'spec.governance.evidence.*.path', to('deploy/nowhere.yaml')),
]

/** All that the domain says with figures, words and dates. */
export const DOMAIN: readonly DomainCase[] = [...BEFORE_RELEASE, ...IN_OPERATION, ...LINKS, ...DATES, ...ORDER, ...ARITHMETIC]
