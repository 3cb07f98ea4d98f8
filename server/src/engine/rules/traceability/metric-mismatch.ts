import type { DocumentView } from '../../documents/document.ts'
import { modelReference } from '../../documents/identity.ts'
import type { YamlNode } from '../../syntax/yaml.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import type { Range } from '../../text/range.ts'
import { foldMetric } from '../evaluation/metric-names.ts'
import { entriesAt, fieldAt, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const MANIFEST = sampleManifest('evaluation: {metrics: [{name: mae, dataset: holdout-2026, value: 4.2, threshold: <= 5}, {name: p90-error, value: 11}]}').text

const card = (row: string): string =>
  `//- path: MODEL_CARD.md\n---\nkind: model-card\nmodel: parcel-eta@2.1.0\n---\n# Model card: parcel arrival times\n\n## Metrics\n\n| Metric | Value |\n|---|---|\n${row}\n//- path: parcel-eta.model.yaml\n${MANIFEST}`

/** A figure that a card states. */
interface Figure {
  readonly metric: string
  readonly value: number
  /** Digits behind the point, as written: a rounded figure agrees with the exact one. */
  readonly digits: number
  readonly percent: boolean
  readonly range: Range
}

export default defineRule({
  id: 'PL-TRC-008',
  name: 'metric-mismatch',
  category: 'traceability',
  title: 'The card states another figure than the manifest',
  kinds: ['model-card'],
  severity: ['error', 'warning', 'warning', 'info'],
  ignoresStage: true,
  satisfiedBy: 'The same value, up to rounding, for each metric that both the card and the manifest state',
  why: 'Users choose a model by its card; figures of another version or another data set mislead them',
  help: 'Take over the value of the manifest, or correct the manifest if the card is the newer one',
  references: ['Mitchell et al., Model Cards for Model Reporting (2019)'],
  examples: {
    good: [{ path: 'MODEL_CARD.md', text: card('| MAE | 4.2 |') }],
    bad: [{ path: 'MODEL_CARD.md', text: card('| MAE | 3.1 |') }],
  },
  *check({ document, workspace }): Iterable<Report> {
    const manifest = workspace.manifestOf(document)
    if (!manifest) return
    // A card of another version has other figures by right; that it is one, another rule says.
    const [own, theirs] = [modelReference(document)?.version, modelReference(manifest)?.version]
    if (own !== undefined && theirs !== undefined && own !== theirs) return
    const known = new Map(
      entriesAt(manifest.root, 'spec.evaluation.metrics').flatMap(({ node }) => {
        const name = textAt(node, 'name')
        const value = numberAt(node, 'value')
        return name === undefined || value === undefined ? [] : [[foldMetric(name), { name, value, range: fieldAt(node, 'value')!.range }] as const]
      }),
    )
    if (known.size === 0) return
    for (const { metric, value, digits, percent, range } of [...inTables(document), ...inModelIndex(document.root)]) {
      const stated = known.get(foldMetric(metric))
      if (!stated || agrees(value, digits, percent, stated.value)) continue
      yield {
        range,
        message: `${metric} is ${value}${percent ? ' %' : ''} in this card, but ${stated.value} in ${manifest.path}`,
        related: [{ path: manifest.path, range: stated.range, message: 'The figure of the manifest' }],
      }
    }
  },
})

/** Whether two figures are the same up to the rounding of the first; a share may be written as percent. */
function agrees(value: number, digits: number, percent: boolean, other: number): boolean {
  const near = (b: number): boolean => Math.abs(value - b) <= 0.5 * 10 ** -digits + 1e-9 * Math.abs(b)
  return near(other) || (percent && near(other * 100)) || (!percent && Math.abs(other) > 1 && near(other / 100))
}

const FIGURE = /^\*{0,2}([-+]?\d{1,9}(?:\.(\d{1,6}))?)\s*(%)?\*{0,2}$/

/** Rows of tables with two columns that are about metrics: a name and one figure. Of wider tables nobody can tell which column counts. */
function inTables({ markdown }: DocumentView): readonly Figure[] {
  const found: Figure[] = []
  for (const block of markdown?.blocks ?? []) {
    if (block.kind !== 'table' || block.quoted || block.header.length !== 2) continue
    for (const { cells } of block.rows) {
      const [name, figure] = cells
      const match = figure && FIGURE.exec(figure.text.trim())
      if (name && figure && match && name.text.length < 60)
        found.push({ metric: name.text.trim(), value: Number(match[1]), digits: match[2]?.length ?? 0, percent: match[3] !== undefined, range: figure.range })
    }
  }
  return found
}

/** `model-index[].results[].metrics[]` of a Hugging Face card. */
function inModelIndex(root: YamlNode | null): readonly Figure[] {
  return entriesAt(root, 'model-index').flatMap(({ node }) =>
    entriesAt(node, 'results').flatMap(({ node: result }) =>
      entriesAt(result, 'metrics').flatMap(({ node: metric }) => {
        const name = textAt(metric, 'name') ?? textAt(metric, 'type')
        const at = yamlAt(metric, ['value'])
        const value = numberAt(metric, 'value')
        return name === undefined || value === undefined || !at
          ? []
          : [{ metric: name, value, digits: /\.(\d+)/.exec(textAt(metric, 'value') ?? '')?.[1]?.length ?? 0, percent: false, range: at.range }]
      }),
    ),
  )
}
