import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Names that somebody moves to another content. */
const MOVING = '(?:latest|current|prod|production|stable|staging|main|master|champion|newest)'
const TAG = new RegExp(`:${MOVING}$`, 'i')
const LAST = new RegExp(`[/=]${MOVING}(?:\\.[a-z0-9]{1,12})?$`, 'i')
/** A folder `prod` may be a place with versions in it; one of these names has none. */
const FOLDER = /[/=](?:latest|current|newest)\//i
/** `models:/churn/Production`, `models:/churn@champion`; stages were deprecated in MLflow 2.9. */
const REGISTRY = /^models:\/\/?[^/@]+(?:\/(?:production|staging|archived|none|latest)$|@[\w.-]+$)/i

/** Whether an address names something whose content can change; a digest or a version behind `@` fixes it. Linear. */
const isMutable = (reference: string): boolean => {
  const text = reference.trim().slice(0, 500)
  if (/@sha(?:256|512):/i.test(text)) return false
  return text.startsWith('models:') ? REGISTRY.test(text) : TAG.test(text) || LAST.test(text) || FOLDER.test(text)
}

export default defineRule({
  id: 'PL-TRN-007',
  name: 'mutable-artifact-reference',
  category: 'training',
  title: 'Artifact can change under its name',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'info'],
  satisfiedBy: 'Artifacts by digest or by a version that nobody moves; an alias only beside a version',
  why: 'What is served changes without a release, and there is no version to go back to',
  help: 'Give the digest or the version of the registry beside the alias',
  references: ['MLflow 2.9, deprecation of model registry stages', 'SLSA v1.0, provenance'],
  examples: {
    good: [
      sampleManifest("artifacts: [{name: model, uri: 's3://models/eta/42/model.ubj'}]\nlineage: {registry: {system: mlflow, name: eta, version: '42', alias: champion}}"),
      sampleManifest("artifacts: [{name: model, uri: 's3://models/eta/latest/model.ubj', digest: 'sha256:1111111111111111111111111111111111111111111111111111111111111111'}]", {
        title: 'Fixed by its digest',
      }),
    ],
    bad: [
      sampleManifest("artifacts: [{name: model, uri: 'models:/eta/Production'}]"),
      sampleManifest("artifacts: [{name: server, type: container, uri: 'registry.example.com/eta:latest'}]"),
      sampleManifest('lineage: {registry: {system: mlflow, name: eta, alias: champion}}', { title: 'An alias alone' }),
    ],
  },
  *check({ document: { root } }): Iterable<Report> {
    const versioned = fieldAt(root, 'spec.lineage.registry.version') !== undefined
    for (const { node } of entriesAt(root, 'spec.artifacts')) {
      const uri = fieldAt(node, 'uri')
      const text = textAt(node, 'uri')
      if (uri && text !== undefined && isMutable(text) && !fieldAt(node, 'digest') && !(text.includes('@') && versioned))
        yield { range: uri.range, message: `\`${text.slice(0, 80)}\` can change under you; pin version or digest` }
    }
    const alias = fieldAt(root, 'spec.lineage.registry.alias')
    const version = textAt(root, 'spec.lineage.registry.version')
    if (alias && version === undefined)
      yield { range: alias.range, message: `The alias '${textAt(root, 'spec.lineage.registry.alias')}' can change under you; give the version too` }
    const stated = fieldAt(root, 'spec.lineage.registry.version')
    if (stated && version !== undefined && new RegExp(`^${MOVING}$`, 'i').test(version))
      yield { range: stated.range, message: `'${version}' is no version of a registry: it can change under you` }
  },
})
