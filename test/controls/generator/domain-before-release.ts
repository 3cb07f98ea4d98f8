import { and, at, ofFamily, removed, to, where } from './domain-case.ts'
import type { DomainCase, Input } from './domain-case.ts'

const against = ofFamily('contradict')
const without = ofFamily('remove')

/** Roles whose approval the domain asks for by default: in tier 2 that of the architecture only, which every example has. */
const owesApproval = ({ sibling }: Input): boolean => sibling('role') === 'architecture'

const online = ({ root }: Input): boolean => at(root, 'spec.serving.pattern') !== 'batch'

/** Values of owners, risk, data, training and evaluation that contradict a rule. */
export const BEFORE_RELEASE: readonly DomainCase[] = [
  against('missing-owner', 'owner is placeholder, "the team", "everyone"', 'spec.ownership.owner', to('everyone')),
  against('missing-owner', 'owner is placeholder, "the team", "everyone"', 'spec.ownership.owner', to('team:tbd')),
  against('missing-risk-tier', 'risk.tier absent/invalid', 'spec.risk.tier', to('urgent')),
  against('missing-risk-tier', 'risk.tier absent/invalid', 'spec.risk.tier', to('7')),
  against('raci-accountable-not-unique', 'an activity with ≠ 1 accountable', 'spec.ownership.raci.*.accountable', to('[team:one, team:other]')),
  without('raci-accountable-not-unique', 'an activity with ≠ 1 accountable', 'spec.ownership.raci.*.accountable', removed),
  against('missing-approvals', 'roles lack `approved` for this version', 'spec.governance.approvals.*.status', where(owesApproval, 'requested')),
  against('missing-approvals', 'roles lack `approved` for this version', 'spec.governance.approvals.*.status', where(owesApproval, 'rejected')),
  against(['approval-invalid', 'missing-approvals'], 'other version', 'spec.governance.approvals.*.version', to('0.9.0')),
  against('approval-invalid', 'approver = owner/author for validation|risk role', 'spec.governance.approvals.*.approver', ({ sibling, root }) =>
    sibling('role') === 'validation' ? String(at(root, 'spec.ownership.owner')) : undefined,
  ),
  against('approval-invalid', 'conditional with open conditions at production', 'spec.governance.approvals.*.status', ({ path }) => [
    { path, do: { set: 'conditional' } },
    { path: path.replace(/\.status$/, ''), do: { add: ['conditions', '[load test at the peak]'] } },
  ]),
  against('prohibited-practice', 'aiAct.class prohibited with stage ≠ idea/retired', 'spec.risk.aiAct.class', to('prohibited')),
  against('risk-tier-inconsistent', 'high-risk class with tier ≥ 3', 'spec.risk.tier', and('3', ['spec.risk.aiAct.class', { set: 'high-risk-annex-iii' }])),
  against(
    'risk-tier-inconsistent',
    'automated + affectedPersons customers with tier ≥ 3',
    'spec.risk.autonomy',
    where(({ root }) => at(root, 'spec.risk.affectedPersons') !== 'none', and('automated', ['spec.risk.tier', { set: '3' }])),
  ),
  against(
    'risk-tier-inconsistent',
    'special-category/health/biometric/children data with tier 4',
    'spec.privacy.dataCategories',
    and('[health]', ['spec.risk.tier', { set: '4' }]),
    ['spec.risk.tier'],
  ),
  against('no-regulated-validation', 'validator = owner', 'spec.risk.modelRisk.validator', ({ root }) => String(at(root, 'spec.ownership.owner'))),
  against('dataset-unversioned', 'version `latest|current|main|prod table`', 'spec.lineage.datasets.*.version', and('latest', ['.digest', 'remove'])),
  without('dataset-unversioned', 'dataset without version and digest', 'spec.lineage.datasets.*.digest', ({ path }) => [
    { path, do: 'remove' },
    { path: path.replace(/digest$/, 'version'), do: 'remove' },
  ]),
  against('leakage-unchecked', 'random split on temporal/entity data', 'spec.training.split.strategy', to('random')),
  against(
    'train-test-overlap',
    'same uri+version',
    'spec.lineage.datasets.1.uri',
    ({ root }) =>
      at(root, 'spec.lineage.datasets.1.role') === 'test'
        ? [
            { path: 'spec.lineage.datasets.1.uri', do: { set: String(at(root, 'spec.lineage.datasets.0.uri')) } },
            { path: 'spec.lineage.datasets.1.timeRange', do: 'remove' },
            { path: 'spec.lineage.datasets.1.digest', do: 'remove' },
          ]
        : undefined,
    ['spec.lineage.datasets'],
  ),
  against('training-serving-skew', 'dual-implementation without test+threshold', 'spec.features.parity', where(online, '{method: dual-implementation}')),
  against('artifact-as-file', 'artifact uri of `.pkl|.joblib|.pt` on local disk, home, shared drive', 'spec.artifacts.*.uri', to('/mnt/share/models/model.pkl')),
  against('artifact-as-file', 'artifact uri of `.pkl|.joblib|.pt` on local disk, home, shared drive', 'spec.artifacts.*.uri', to('file:///home/someone/model.joblib')),
  against('manual-training', 'trigger manual at production', 'spec.training.pipeline.trigger', to('manual')),
  against('manual-training', '`.ipynb` as pipeline ref', 'spec.training.pipeline.ref', to('notebooks/train.ipynb')),
  without('environment-unpinned', 'no digest, no lockfile', 'spec.training.reproducibility.environment', to('{image: "registry/train:latest"}')),
  against('commit-not-pinned', 'commit not 40-hex, is branch/tag only', 'spec.lineage.code.commit', to('main')),
  against('commit-not-pinned', 'commit not 40-hex', 'spec.lineage.code.commit', to('9f2c1d7')),
  against(
    'mutable-artifact-reference',
    '`latest|prod|stable|main` in artifact, image or storageUri',
    'spec.artifacts.*.uri',
    and('s3://models/card-fraud/latest/model.ubj', ['.digest', 'remove']),
  ),
  against('mutable-artifact-reference', 'MLflow stage URI `models:/x/Production`', 'spec.artifacts.*.uri', and('models:/card-fraud/Production', ['.digest', 'remove'])),
  against('no-evaluation-gate', 'gate missing, not blocking', 'spec.evaluation.gate.blocks', to('false')),
  against('no-evaluation-gate', 'ok: automated/blocking gate', 'spec.evaluation.gate.automated', to('false')),
  against(
    'accuracy-only-metrics',
    'metrics ⊆ {accuracy}',
    'spec.evaluation.metrics',
    where(({ root }) => /fraud/.test(String(at(root, 'metadata.name'))), '[{name: accuracy, value: 0.9, threshold: ">= 0.8", role: primary}]'),
  ),
  against('offline-online-unlinked', 'ok: proxy names a metric', 'spec.useCase.businessMetric.*.proxy', to('n/a')),
]
