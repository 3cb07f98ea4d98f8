import { yamlAt } from '../../syntax/yaml.ts'
import { entriesAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

const manifest = (evidence: string): string => sampleManifest(`governance: {evidence: [${evidence}]}`).text

export default defineRule({
  id: 'PL-TRC-005',
  name: 'evidence-missing',
  category: 'traceability',
  title: 'Evidence that is claimed is not there',
  kinds: ['model-manifest'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Each piece of evidence names a file of the workspace, with the day of its collection',
  why: 'A claim that points to a file nobody has proves nothing in an audit',
  help: 'Add the file, correct its path, or remove the entry',
  references: ['Role blueprint S5: evidence'],
  examples: {
    good: [
      {
        path: 'eta.model.yaml',
        text: `//- path: eta.model.yaml\n${manifest('{path: slo/eta.yaml, adapter: openslo, collectedOn: 2026-11-01}')}//- path: slo/eta.yaml\napiVersion: openslo/v1\nkind: SLO\n`,
      },
    ],
    bad: [
      { title: 'No path', path: 'eta.model.yaml', text: manifest('{adapter: openslo, collectedOn: 2026-11-01}') },
      {
        title: 'No file',
        path: 'eta.model.yaml',
        text: `//- path: eta.model.yaml\n${manifest('{path: slo/eta.yml, adapter: openslo, collectedOn: 2026-11-01}')}//- path: slo/eta.yaml\napiVersion: openslo/v1\nkind: SLO\n`,
      },
    ],
  },
  *check({ document, workspace }): Iterable<Report> {
    for (const { node, range } of entriesAt(document.root, 'spec.governance.evidence')) {
      const path = yamlAt(node, ['path'])
      if (path?.kind !== 'scalar' || typeof path.value !== 'string' || path.value.trim() === '') {
        if (!yamlAt(node, ['notApplicable'])) yield { range, message: 'This evidence names no file' }
        continue
      }
      const places = [workspace.resolve('', path.value), workspace.resolve(document.path, path.value)].flatMap((place) => (place ? [place.path] : []))
      if (places.length === 0 || places.some((place) => workspace.exists(place) !== false)) continue
      const other = workspace.similar(places[0]!)
      yield { range: path.range, message: `The evidence ${path.value} is not there`, help: other ? `Did you mean \`${other}\`?` : undefined }
    }
  },
})
