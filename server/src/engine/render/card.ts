import { fillOf, isAnswered } from '../controls/field-values.ts'
import type { DocumentView } from '../documents/document.ts'
import { fieldList, fieldText } from '../documents/fields.ts'
import type { ModelScope } from '../readiness/scope.ts'
import { yamlAt } from '../syntax/yaml.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import type { CardField, CardTemplate } from './card-sections.ts'
import { code, markdownWords } from './words.ts'

/** How a field is known. */
type Mark = 'verified' | 'stated' | 'missing' | 'not applicable'

/** A document made from the manifest of a model, each field marked; front matter links it back. */
export function cardText({ document, title, note, sections }: CardTemplate, scope: ModelScope & { readonly manifest: DocumentView }): string {
  const { manifest, name, version, tier, tierStated } = scope
  const front = [
    `kind: ${document}`,
    `title: ${JSON.stringify(title(name))}`,
    `model: ${JSON.stringify(version === undefined ? name : `${name}@${version}`)}`,
    `manifest: ${JSON.stringify(manifest.path)}`,
  ]
  if (tierStated) front.push(`riskTier: ${tier}`)
  const owner = fieldText(manifest.root, ['spec', 'ownership', 'owner'])
  if (owner !== undefined) front.push(`owner: ${JSON.stringify(owner)}`)
  const counts = { verified: 0, stated: 0, missing: 0, 'not applicable': 0 }
  const body = sections.map(({ title: heading, fields }) => {
    const lines = fields.flatMap((field) => {
      const mark = markOf(field, scope)
      if (mark === 'missing' && field.applies !== undefined && !scope.source.models.applies(manifest, field.applies)) return []
      counts[mark]++
      return [fieldLines(field, mark, manifest)]
    })
    return `## ${heading}\n\n${lines.join('\n').trimEnd()}`
  })
  const total = `${counts.verified} fields verified, ${counts.stated} stated, ${counts.missing} missing${counts['not applicable'] > 0 ? `, ${counts['not applicable']} not applicable` : ''}.`
  return `---\n${front.join('\n')}\n---\n# ${markdownWords(title(name))}\n\n${note} ${total}\n\n${body.join('\n\n')}\n`
}

/** Verified: a file that `governance.evidence` names for the field, or one around it, is there. */
function markOf({ path }: CardField, { manifest, source }: ModelScope & { readonly manifest: DocumentView }): Mark {
  const keys = path.split('.')
  if (fillOf(yamlAt(manifest.root, keys)) !== 'present') return isAnswered(manifest.root, keys) ? 'not applicable' : 'missing'
  const evidence = yamlAt(manifest.root, ['spec', 'governance', 'evidence'])
  const pointer = `/${keys.join('/')}`
  for (const item of evidence?.kind === 'seq' ? evidence.items : []) {
    const file = fieldText(item, ['path'])
    if (
      file === undefined ||
      !fieldList(item, ['supports']).some((supported) => pointer === supported || pointer.startsWith(`${supported}/`) || supported.startsWith(`${pointer}/`))
    )
      continue
    const places = [source.models.resolve(manifest.path, file), source.models.resolve('', file)]
    if (places.some((place) => place && source.models.exists(place.path) === true)) return 'verified'
  }
  return 'stated'
}

function fieldLines({ label, path }: CardField, mark: Mark, { root }: DocumentView): string {
  if (mark === 'missing') return `- **${label}**: **missing** (${code(path)})`
  if (mark === 'not applicable')
    return `- **${label}**: not applicable, ${markdownWords(fieldText(root, [...path.split('.'), 'notApplicable', 'reason']) ?? fieldText(root, [...path.split('.'), 'notApplicable']) ?? 'as the manifest says')}`
  const node = yamlAt(root, path.split('.')) ?? null
  const table = tableLines(node)
  if (table) return `- **${label}** (*${mark}*):\n\n${table.map((line) => `  ${line}`).join('\n')}\n`
  const value = valueLines(node)
  return `- **${label}** (*${mark}*)${value.length === 1 ? `: ${value[0]}` : `:\n${value.map((line) => `  - ${line}`).join('\n')}`}`
}

const MAX_LINES = 40

/** A list of objects as a table, a column for each key that one of them has; undefined for anything else. */
function tableLines(node: YamlNode | null): readonly string[] | undefined {
  if (node?.kind !== 'seq' || node.items.length === 0) return undefined
  const items = node.items.slice(0, MAX_LINES)
  const columns = new Set<string>()
  for (const item of items) {
    if (item?.kind !== 'map') return undefined
    for (const { key } of item.entries) if (key !== 'notes') columns.add(key)
  }
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const keys = [...columns]
  return [row(keys.map(markdownWords)), row(keys.map(() => '---')), ...items.map((item) => row(keys.map((key) => inline(yamlAt(item, [key]) ?? null))))]
}

/** A value in lines: a list one line an item, an object one line a key. */
function valueLines(node: YamlNode | null): readonly string[] {
  if (node?.kind === 'seq') return node.items.slice(0, MAX_LINES).map(inline)
  if (node?.kind === 'map')
    return node.entries
      .filter(({ key }) => key !== 'notes')
      .slice(0, MAX_LINES)
      .map(({ key, value }) => `${markdownWords(key)}: ${inline(value)}`)
  return [inline(node)]
}

function inline(node: YamlNode | null): string {
  if (node === null) return ''
  if (node.kind === 'scalar') return markdownWords(String(node.value ?? ''))
  if (node.kind === 'seq') return node.items.map(inline).join(', ')
  return node.entries.map(({ key, value }) => `${markdownWords(key)} ${inline(value)}`).join('; ')
}
