import { dateOf, daysBetween } from '../../documents/dates.ts'
import { yamlAt } from '../../syntax/yaml.ts'
import { entriesAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days for which evidence counts: the domain's figures, regulated use first. Options `days` of the rule replace them. */
const DAYS = { regulated: 90, otherwise: 180 }

const manifest = (collectedOn: string): string => sampleManifest(`governance: {evidence: [{path: slo/eta.yaml, adapter: openslo, collectedOn: ${collectedOn}}]}`).text

export default defineRule({
  id: 'PL-TRC-006',
  name: 'evidence-stale',
  category: 'traceability',
  title: 'Evidence is too old',
  kinds: ['model-manifest'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy: 'Evidence collected within the last 180 days, in regulated use within 90',
  why: 'What was true half a year and three releases ago says nothing about the system of today',
  help: 'Collect it again, and write the day into `collectedOn`',
  references: ['Role blueprint S17: regulated organisations'],
  examples: { good: [{ path: 'eta.model.yaml', text: manifest('2199-01-01') }], bad: [{ path: 'eta.model.yaml', text: manifest('2024-01-15') }] },
  *check({ document, today, applies, options }): Iterable<Report> {
    const own = options['days']
    const most = typeof own === 'number' && own > 0 ? own : applies('regulated') ? DAYS.regulated : DAYS.otherwise
    for (const { node } of entriesAt(document.root, 'spec.governance.evidence')) {
      const collected = yamlAt(node, ['collectedOn'])
      const date = dateOf(textAt(node, 'collectedOn'))
      if (!collected || date === undefined) continue
      const days = daysBetween(date, today)
      if (days > most)
        yield { range: collected.range, message: `The evidence ${textAt(node, 'path') ?? ''} is from ${date}, ${days} days ago; it counts for ${most}`.replace('  ', ' ') }
    }
  },
})
