import { dateOf, daysBetween } from '../../documents/dates.ts'
import { fieldAt, numberAt, textAt } from '../reading.ts'
import { sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Days for which a count of findings holds: the domain's figure. */
const HOLDS = 30

export default defineRule({
  id: 'PL-SEC-013',
  name: 'open-vulnerabilities',
  category: 'security',
  title: 'Known holes are open',
  kinds: ['model-manifest'],
  severity: ['error', 'error', 'warning', 'info'],
  satisfiedBy: 'No critical or high finding, in a count that is not older than 30 days',
  why: 'What a scanner knows, an attacker knows',
  help: 'Update the packages concerned, or write a waiver with a reason and an end',
  references: ['Role blueprint S7: ML security findings'],
  examples: {
    good: [sampleManifest('security: {findings: {critical: 0, high: 0, asOf: 2199-01-01}}')],
    bad: [
      sampleManifest('security: {findings: {critical: 1, high: 4, asOf: 2199-01-01}}'),
      sampleManifest('security: {findings: {critical: 0, high: 0, asOf: 2024-01-01}}', { title: 'The count is old' }),
    ],
  },
  *check({ document: { root }, today }): Iterable<Report> {
    for (const level of ['critical', 'high'] as const) {
      const count = numberAt(root, `spec.security.findings.${level}`)
      if (count !== undefined && count > 0)
        yield { range: fieldAt(root, `spec.security.findings.${level}`)!.range, message: `${count} ${level} finding${count === 1 ? ' is' : 's are'} open` }
    }
    const asOf = fieldAt(root, 'spec.security.findings.asOf')
    const date = dateOf(textAt(root, 'spec.security.findings.asOf'))
    if (!asOf || date === undefined) return
    const age = daysBetween(date, today)
    if (age > HOLDS)
      yield { range: asOf.range, message: `The count of findings is from ${date}, ${age} days ago`, help: 'Scan again, and write the day into `asOf`', severity: 'warning' }
  },
})
