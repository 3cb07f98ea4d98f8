import { yamlAt, yamlEntryAt } from '../../syntax/yaml.ts'
import { entriesAt, isWritten, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const WHOLE = `
lineage:
  datasets: [{name: scans, role: train, uri: 's3://scans', version: '2026-10-01'}]
  code: {repository: 'https://git.example.com/eta', commit: 9f2c1d7ab3e4f5061728394a5b6c7d8e9f001122}
  run: {tracker: mlflow, id: 4f2a}
  registry: {system: mlflow, name: parcel-eta, version: '12'}
artifacts: [{name: model, type: model, uri: 'models:/parcel-eta/12', digest: 'sha256:5f0c3ad1b2e4968775a3c1d0e9f8b7a6958473625140392817263544556677aa'}]
`

/** So many links may be missing for the rest to be a chain. */
const MOST = 1

export default defineRule({
  id: 'PL-TRC-007',
  name: 'lineage-incomplete',
  category: 'traceability',
  title: 'The chain from data to the served model has a gap',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'info'],
  applies: ['trained'],
  satisfiedBy: 'Training data, code, run, artifact and registry entry, each named',
  why: 'Where one link of the chain is missing, nobody can tell which data and code made the model that is served',
  help: 'Name the missing link: dataset with version, commit, run id, artifact with digest, registry name and version',
  references: ['EU AI Act, Annex IV 2', 'Breck et al., The ML Test Score (2017), Infra 1'],
  examples: { good: [sampleManifest(WHOLE)], bad: [sampleManifest(WHOLE.replace(/ {2}run:.*\n/, ''))] },
  *check({ document, model }): Iterable<Report> {
    const { root } = document
    const lineage = yamlEntryAt(root, ['spec', 'lineage'])
    // Without any lineage other rules say what is missing.
    if (!lineage) return
    if (yamlAt(root, ['spec', 'lineage', 'notApplicable'])) return
    const roles = entriesAt(root, 'spec.lineage.datasets').map(({ node }) => textAt(node, 'role'))
    const artifacts = entriesAt(root, 'spec.artifacts').filter(({ node }) => isWritten(node, 'uri') || isWritten(node, 'digest'))
    const has = (path: string): boolean => isWritten(root, path)
    const chain: readonly (readonly [string, boolean])[] = [
      ['the training data', roles.includes('train') || has('spec.lineage.parentModel.name')],
      ['the code', has('spec.lineage.code.commit') || has('spec.lineage.code.tag')],
      ['the run', has('spec.lineage.run.id') || has('spec.lineage.run.uri')],
      ['the artifact', artifacts.length > 0],
      ['the registry', has('spec.lineage.registry.name') || has('spec.lineage.registry.uri') || has('spec.lineage.registry.system')],
    ]
    const gaps = chain.filter(([, there]) => !there).map(([name]) => name)
    // A chain that is hardly begun has no gap; what is missing there other rules name.
    if (gaps.length === 0 || gaps.length > MOST) return
    yield { range: lineage.keyRange, message: `The lineage of ${model} has a gap at ${gaps.join(' and ')}` }
  },
})
