import { modelReference } from '../../documents/identity.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const ONE = sampleManifest('release: {strategy: canary}').text

export default defineRule({
  id: 'PL-TRC-012',
  name: 'duplicate-identity',
  category: 'traceability',
  title: 'Two manifests have the same name and version',
  kinds: ['model-manifest'],
  severity: 'error',
  ignoresStage: true,
  waivable: false,
  satisfiedBy: 'A name and version that no other manifest of the workspace has',
  why: 'A registry, a report and a rollback that name the model could mean either of them',
  help: 'Raise the version of the newer manifest, give the other model another name, or delete the copy',
  references: ['Semantic Versioning 2.0.0'],
  examples: {
    good: [{ path: 'a.model.yaml', text: `//- path: a.model.yaml\n${ONE}//- path: b.model.yaml\n${ONE.replace('version: 2.1.0', 'version: 2.2.0')}` }],
    bad: [{ path: 'a.model.yaml', text: `//- path: a.model.yaml\n${ONE}//- path: b.model.yaml\n${ONE}` }],
  },
  *check({ document, workspace }): Iterable<Report> {
    const own = modelReference(document)
    const node = yamlAt(document.root, ['metadata', 'version']) ?? yamlAt(document.root, ['metadata', 'name'])
    if (!own?.version || !node) return
    for (const path of workspace.manifestsNamed(own.name)) {
      if (path === document.path) continue
      const other = workspace.document(path)
      const theirs = other?.recognition?.kind === 'model-manifest' ? modelReference(other) : undefined
      if (!other || theirs?.name !== own.name || theirs.version !== own.version) continue
      yield {
        range: node.range,
        message: `${own.name} ${own.version} is also defined in ${path}`,
        related: [{ path, range: other.titleRange, message: 'The other manifest' }],
      }
      return
    }
  },
})
