import type { Place } from '../analysis/types.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldList, fieldText, isGiven } from '../documents/fields.ts'
import { yamlAt, yamlEntryAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { Builder } from './build.ts'
import type { Cut, Parts } from './types.ts'
import { cutOf } from './words.ts'

const MAX_ITEMS = 60

/** Datasets, feature views and artifacts beyond those that are drawn of each. */
export function lineageCut(manifest: DocumentView): Cut | null {
  const lists = ['lineage.datasets', 'features.views', 'artifacts'].map((path) => {
    const node = yamlAt(manifest.root, ['spec', ...path.split('.')])
    return node?.kind === 'seq' ? node.items : []
  })
  const rest = lists.flatMap((items) => items.slice(MAX_ITEMS))
  if (rest.length === 0) return null
  const of = lists.reduce((sum, { length }) => sum + length, 0)
  const cut = cutOf(rest, 0, (item) => ({ label: fieldText(item, ['name']) ?? 'without a name', place: item ? { path: manifest.path, range: item.range } : null }))
  return cut && { ...cut, drawn: of - rest.length, of }
}

/** From the data to what is served: datasets, features, code, training, evaluation gate, artifacts, registry, serving. Undefined where the manifest tells none of it. */
export function lineageParts(manifest: DocumentView): Parts | undefined {
  const spec = yamlAt(manifest.root, ['spec'])
  if (!spec || !['lineage', 'artifacts', 'training', 'features'].some((key) => isGiven(spec, [key]))) return undefined
  const builder = new Builder()
  const place = (...path: readonly string[]): Place | null => {
    const entry = yamlEntryAt(spec, path)
    return entry ? { path: manifest.path, range: entry.range } : null
  }
  const list = (...path: readonly string[]): readonly YamlNode[] => {
    const node = yamlAt(spec, path)
    return node?.kind === 'seq' ? node.items.slice(0, MAX_ITEMS).filter((item): item is YamlNode => item !== null) : []
  }
  const at = (node: YamlNode): Place => ({ path: manifest.path, range: node.range })
  const data = builder.group('Data')
  const making = builder.group('Training')
  const release = builder.group('Model')
  const use = builder.group('Serving')

  const datasets = list('lineage', 'datasets').map((item) => ({
    id: builder.node(fieldText(item, ['name']) ?? 'dataset', 'dataset', at(item), {
      shape: 'store',
      group: data,
      owner: fieldText(item, ['owner']),
      details: [
        fieldText(item, ['role']),
        version(item),
        fieldText(item, ['digest']) === undefined && fieldText(item, ['version']) === undefined ? 'not versioned' : undefined,
        fieldText(item, ['license']),
      ],
    }),
    role: fieldText(item, ['role']),
    name: fieldText(item, ['name']),
  }))
  const views = list('features', 'views').map((item) => {
    const id = builder.node(fieldText(item, ['name']) ?? 'feature view', 'feature-view', at(item), {
      shape: 'store',
      group: data,
      owner: fieldText(item, ['owner']),
      details: [fresh(item)],
    })
    builder.edge(datasets.find(({ name }) => name !== undefined && name === fieldText(item, ['source']))?.id, id)
    return id
  })
  const training =
    isGiven(spec, ['training']) || isGiven(spec, ['lineage', 'code'])
      ? builder.node(
          fieldText(spec, ['training', 'pipeline', 'ref']) ?? 'Training',
          'training-pipeline',
          place('training', 'pipeline') ?? place('training') ?? place('lineage', 'code'),
          {
            group: making,
            details: [
              fieldText(spec, ['training', 'pipeline', 'orchestrator']),
              commit(spec),
              isGiven(spec, ['lineage', 'run']) ? `run ${fieldText(spec, ['lineage', 'run', 'id']) ?? ''}`.trim() : undefined,
            ],
          },
        )
      : undefined
  const gate = isGiven(spec, ['evaluation', 'gate'])
    ? builder.node('Evaluation gate', 'evaluation-gate', place('evaluation', 'gate'), {
        shape: 'decision',
        group: making,
        details: [fieldText(spec, ['evaluation', 'gate', 'blocks']) === 'true' ? 'blocks' : undefined],
      })
    : undefined
  const parent = fieldText(spec, ['lineage', 'parentModel', 'name'])
  if (parent !== undefined) builder.edge(builder.node(parent, 'parent-model', place('lineage', 'parentModel'), { shape: 'round', group: data }), training)
  const artifacts = list('artifacts').map((item) =>
    builder.node(fieldText(item, ['name']) ?? 'artifact', 'artifact', at(item), {
      shape: 'store',
      group: release,
      details: [fieldText(item, ['format']), fieldText(item, ['digest']) === undefined ? 'no digest' : undefined, isGiven(item, ['signature']) ? 'signed' : 'not signed'],
    }),
  )
  const registry = isGiven(spec, ['lineage', 'registry'])
    ? builder.node(fieldText(spec, ['lineage', 'registry', 'system']) ?? 'Registry', 'model-registry', place('lineage', 'registry'), {
        shape: 'store',
        group: release,
        details: [[fieldText(spec, ['lineage', 'registry', 'name']), fieldText(spec, ['lineage', 'registry', 'version'])].filter(Boolean).join(' ')],
      })
    : undefined
  const serving = isGiven(spec, ['serving'])
    ? builder.node(fieldText(spec, ['serving', 'runtime', 'name']) ?? 'Serving', 'serving', place('serving', 'runtime') ?? place('serving'), {
        group: use,
        details: [fieldList(spec, ['serving', 'pattern']).join(', ')],
      })
    : undefined

  for (const { id, role, name } of datasets) {
    const used = views.length > 0 && list('features', 'views').some((item) => fieldText(item, ['source']) === name)
    if (role === 'test' || role === 'validation' || role === 'golden') builder.edge(id, gate ?? training, role)
    else if (!used) builder.edge(id, training, role ?? null)
  }
  for (const id of views) builder.edge(id, training)
  for (const [i, id] of views.entries()) if (fieldText(list('features', 'views')[i], ['online']) === 'true') builder.edge(id, serving, 'online')
  builder.edge(training, gate)
  for (const id of artifacts) {
    builder.edge(gate ?? training, id)
    builder.edge(id, registry ?? serving)
  }
  if (artifacts.length === 0) builder.edge(gate ?? training, registry ?? serving)
  builder.edge(registry, serving)
  const { parts } = builder
  return parts.nodes.length > 0 ? { ...parts, groups: parts.groups.filter(({ id }) => parts.nodes.some(({ group }) => group === id)) } : undefined
}

const version = (item: YamlNode): string | undefined => {
  const text = fieldText(item, ['version'])
  return text === undefined ? undefined : `version ${text}`
}

const fresh = (item: YamlNode): string | undefined => {
  const text = fieldText(item, ['freshness'])
  return text === undefined ? undefined : `fresh within ${text}`
}

const commit = (spec: YamlNode): string | undefined => {
  const text = fieldText(spec, ['lineage', 'code', 'commit'])
  return text === undefined ? 'no commit' : `commit ${text.slice(0, 10)}`
}
