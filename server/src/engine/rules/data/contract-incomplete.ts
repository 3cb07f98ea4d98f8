import type { DocumentView } from '../../documents/document.ts'
import { statedStage } from '../../documents/identity.ts'
import { yamlEntryAt } from '../../syntax/yaml.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, isWritten, textAt } from '../reading.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext, RuleExample } from '../types.ts'

const SLA = ['latency', 'frequency', 'timeofavailability', 'freshness', 'availability']

const contract = (status: string, rest: string): RuleExample => ({
  path: 'contracts/meter-readings.odcs.yaml',
  text: `apiVersion: v3.1.0
kind: DataContract
id: meter-readings
version: 2.0.0
status: ${status}
schema:
  - name: readings
    properties:
      - {name: meter_id, logicalType: string, primaryKey: true, required: true}
      - {name: kwh, logicalType: number, required: true}
${rest}`,
})
const QUALITY = '    quality: [{type: library, metric: nullValues, mustBeLessThan: 1, unit: percent}]\n'
const REST = 'slaProperties: [{property: latency, value: 6, unit: h, element: readings.kwh}]\nteam: {name: metering}\n'

export default defineRule({
  id: 'PL-DAT-007',
  name: 'contract-incomplete',
  category: 'data',
  title: 'Data contract lacks guarantees',
  kinds: ['data-contract'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Types of all columns, a key, a quality rule with a limit, latency or frequency, team or support; no draft behind a model in production',
  why: 'A contract without guarantees is a description: nobody can be held to it',
  help: 'Add what is missing in the form of the Open Data Contract Standard',
  references: ['Bitol, Open Data Contract Standard 3'],
  examples: {
    good: [contract('active', QUALITY + REST)],
    bad: [
      contract('active', REST),
      contract('active', QUALITY),
      { ...contract('draft', QUALITY + REST), title: 'A draft that a model in production reads', text: consumed(contract('draft', QUALITY + REST).text) },
    ],
  },
  *check(context): Iterable<Report> {
    const { document } = context
    const legacy = isWritten(document.root, 'dataContractSpecification')
    const parts = legacy ? legacyGaps(document.root) : gapsOf(document.root)
    const own = textAt(document.root, 'id')
    // Nobody knows a contract by its UUID.
    const id = own !== undefined && !/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(own) ? own : (textAt(document.root, 'name') ?? own ?? document.title)
    if (parts.length > 0) yield { range: document.titleRange, message: `Contract ${id} lacks ${parts.join(', ')}` }
    const status = textAt(document.root, legacy ? 'info.status' : 'status')?.toLowerCase()
    const consumer = status === 'draft' || status === 'proposed' ? consumerOf(context) : undefined
    if (consumer)
      yield {
        range: yamlEntryAt(document.root, legacy ? ['info', 'status'] : ['status'])?.value?.range ?? document.titleRange,
        message: `Contract ${id} is a ${status}, but ${consumer.title} reads the data in production`,
        help: 'Agree on the contract and set its status to active',
        related: [{ path: consumer.path, range: consumer.titleRange, message: 'The model in production' }],
      }
  },
})

function consumed(text: string): string {
  return `${text}
//- path: load-forecast.model.yaml
apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: load-forecast, version: 1.4.0}
spec:
  lineage: {datasets: [{name: readings, role: train, version: "2026-10-01", contract: contracts/meter-readings.odcs.yaml}]}
  lifecycle: {stage: production}
`
}

/** A quality rule that can fail: with an operator, a query, a rule or an engine of its own. */
const isRule = (node: YamlNode): boolean =>
  node.kind === 'map' &&
  node.entries.some(
    ({ key, value }) =>
      value !== null && value !== undefined && (/^(?:mustBe|mustNotBe)/.test(key) || ['query', 'implementation', 'validValues', 'rule', 'specification'].includes(key)),
  )

/** What a contract of the Open Data Contract Standard lacks. */
function gapsOf(root: YamlNode | null): readonly string[] {
  const objects = entriesAt(root, 'schema')
  const properties = objects.flatMap(({ node }) => entriesAt(node, 'properties'))
  const parts: string[] = []
  if (properties.length === 0) parts.push('a schema with columns')
  else {
    const untyped = properties.filter(({ node }) => !fieldAt(node, 'logicalType') && !fieldAt(node, 'physicalType') && !fieldAt(node, 'authoritativeDefinitions'))
    if (untyped.length > 0) parts.push(untyped.length === properties.length ? 'types of columns' : `types of ${untyped.length} columns`)
    if (!properties.some(({ node }) => fieldAt(node, 'primaryKey')?.value === true || fieldAt(node, 'unique')?.value === true)) parts.push('a key')
  }
  const rules = [...entriesAt(root, 'quality'), ...[...objects, ...properties].flatMap(({ node }) => entriesAt(node, 'quality'))]
  if (!rules.some(({ node }) => isRule(node))) parts.push('a quality rule with a limit')
  if (!entriesAt(root, 'slaProperties').some(({ node }) => SLA.includes((textAt(node, 'property') ?? '').toLowerCase()) && fieldAt(node, 'value')))
    parts.push('latency or frequency')
  if (!fieldAt(root, 'team') && entriesAt(root, 'support').length === 0) parts.push('a team or support channel')
  return parts
}

/** The same of the older Data Contract Specification. */
function legacyGaps(root: YamlNode | null): readonly string[] {
  const models = fieldAt(root, 'models')?.node
  const fields = models?.kind === 'map' ? models.entries.flatMap(({ value }) => (value ? childrenOf(fieldAt(value, 'fields')?.node) : [])) : []
  const parts: string[] = []
  if (fields.length === 0) parts.push('a schema with columns')
  else {
    if (fields.some((node) => !fieldAt(node, 'type') && !fieldAt(node, '$ref'))) parts.push('types of columns')
    if (!fields.some((node) => fieldAt(node, 'primaryKey')?.value === true || fieldAt(node, 'primary')?.value === true || fieldAt(node, 'unique')?.value === true))
      parts.push('a key')
  }
  const tables = models?.kind === 'map' ? models.entries.flatMap(({ value }) => (value ? [value] : [])) : []
  if (!fieldAt(root, 'quality') && ![...tables, ...fields].some((node) => fieldAt(node, 'quality'))) parts.push('a quality rule with a limit')
  if (!['latency', 'frequency', 'freshness', 'availability'].some((key) => fieldAt(root, `servicelevels.${key}`))) parts.push('latency or frequency')
  if (!fieldAt(root, 'info.owner') && !fieldAt(root, 'info.contact')) parts.push('an owner or contact')
  return parts
}

const childrenOf = (node: YamlNode | undefined): readonly YamlNode[] => (node?.kind === 'map' ? node.entries.flatMap(({ value }) => (value ? [value] : [])) : [])

/** The first model in production whose manifest links this contract. */
function consumerOf({ document, workspace }: RuleContext): DocumentView | undefined {
  for (const path of workspace.ofKind('model-manifest')) {
    const manifest = workspace.document(path)
    if (!manifest || statedStage(manifest) !== 'production') continue
    const links = entriesAt(manifest.root, 'spec.lineage.datasets').map(({ node }) => textAt(node, 'contract'))
    if (links.some((link) => link !== undefined && [workspace.resolve(path, link)?.path, workspace.resolve('', link)?.path].includes(document.path))) return manifest
  }
  return undefined
}
