import { fieldList } from '../../documents/fields.ts'
import type { DocumentView } from '../../documents/document.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import { entriesAt, fieldAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const CONTRACT = `apiVersion: v3.1.0
kind: DataContract
id: scans
version: 1.0.0
status: active
schema:
  - name: scans
    properties:
      - {name: scanned_at, logicalType: date}
      - {name: recipient_email, logicalType: string, classification: CLASS}
`

const example = (spec: string, classification: string): string =>
  `//- path: eta.model.yaml\n${sampleManifest(spec).text}//- path: contracts/scans.odcs.yaml\n${CONTRACT.replace('CLASS', classification)}`

/** Classes of a data contract's column that mean personal data. */
const PERSONAL = new Set(['pii', 'personal', 'personal-data', 'personal data', 'spi', 'phi', 'sensitive-personal', 'special-category', 'gdpr'])
/** Columns that hold personal data whatever their class: words of the name, split at `_` and capitals. */
const NAMES = new Set(['email', 'ssn', 'iban', 'birthdate', 'birthday', 'dob', 'passport', 'firstname', 'lastname', 'surname', 'phonenumber'])

export default defineRule({
  id: 'PL-PRV-005',
  name: 'privacy-classification-contradiction',
  category: 'privacy',
  title: 'No personal data, says the manifest; its data say otherwise',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'error', 'warning'],
  ignoresStage: true,
  satisfiedBy: 'Data categories that agree with the data sets and their contracts',
  why: 'Every protection of personal data is switched off by one word that is not true',
  help: 'Name the categories in `privacy.dataCategories`, or take the personal data out of the data set',
  references: ['GDPR, Art. 4 and 30'],
  examples: {
    good: [
      {
        path: 'eta.model.yaml',
        text: example('lineage: {datasets: [{name: scans, role: train, contract: contracts/scans.odcs.yaml}]}\nprivacy: {dataCategories: [contact]}', 'pii'),
      },
      {
        path: 'eta.model.yaml',
        text: example('lineage: {datasets: [{name: scans, role: train, contract: contracts/scans.odcs.yaml}]}\nprivacy: {dataCategories: [none]}', 'internal').replace(
          'recipient_email',
          'depot',
        ),
      },
    ],
    bad: [
      { path: 'eta.model.yaml', text: example('lineage: {datasets: [{name: scans, role: train, contract: contracts/scans.odcs.yaml}]}\nprivacy: {dataCategories: [none]}', 'pii') },
      { title: 'A data set that says so itself', ...sampleManifest('lineage: {datasets: [{name: scans, role: train, personalData: true}]}\nprivacy: {dataCategories: [none]}') },
    ],
  },
  *check({ document, workspace, model }): Iterable<Report> {
    const { root, path } = document
    const categories = fieldList(root, ['spec', 'privacy', 'dataCategories'])
    if (categories.length !== 1 || categories[0] !== 'none') return
    const range = fieldAt(root, 'spec.privacy.dataCategories')!.range
    for (const { node, value } of entriesAt(root, 'spec.lineage.datasets')) {
      const name = textAt(node, 'name') ?? 'a data set'
      if ((value as { personalData?: unknown }).personalData === true) {
        yield {
          range,
          message: `${model} declares no personal data, but the data set ${name} says that it has some`,
          related: [{ path, range: yamlAt(node, ['personalData'])!.range, message: 'Said here' }],
        }
        return
      }
      const contract = textAt(node, 'contract')
      const target =
        contract === undefined ? undefined : [workspace.resolve('', contract), workspace.resolve(path, contract)].map((p) => p && workspace.document(p.path)).find(Boolean)
      const column = target && personalColumn(target)
      if (target && column) {
        yield {
          range,
          message: `${model} declares no personal data, but ${target.path} has the column ${column.name}`,
          related: [{ path: target.path, range: column.range, message: 'The column' }],
        }
        return
      }
    }
  },
})

function personalColumn(contract: DocumentView): { readonly name: string; readonly range: { readonly start: number; readonly end: number } } | undefined {
  for (const { node: table } of entriesAt(contract.root, 'schema'))
    for (const { node: column, range } of entriesAt(table, 'properties')) {
      const name = textAt(column, 'name') ?? ''
      const words = name
        .replace(/([a-z])([A-Z])/g, '$1_$2')
        .toLowerCase()
        .split(/[^a-z0-9]+/)
      const joined = words.map((word, i) => word + (words[i + 1] ?? ''))
      if (PERSONAL.has((textAt(column, 'classification') ?? '').toLowerCase()) || [...words, ...joined].some((word) => NAMES.has(word))) return { name, range }
    }
  return undefined
}
