import { looseEntry } from '../documents/fields.ts'
import type { YamlNode } from '../syntax/yaml.ts'

/** Keys that our schemas give a meaning of their own: `reviewCadence: 6mo` is no human review, `targetTime: 15m` no latency. A test holds them to the schemas. */
export const METADATA_KEYS: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'status',
  'authors',
  'reviewers',
  'model',
  'manifest',
  'reference',
  'created',
  'lastReviewed',
  'reviewBy',
  'reviewCadence',
  'approvals',
  'adrs',
  'runbooks',
  'runbook',
  'threatModel',
  'modelCard',
  'links',
  'profile',
  'tags',
  'date',
  'decision-makers',
  'deciders',
  'decision makers',
  'consulted',
  'informed',
  'supersedes',
  'supersededBy',
  'amends',
  'relatesTo',
  'decisionScope',
  'models',
  'checklist',
  'decidedBy',
  'decidedOn',
  'runbookType',
  'severity',
  'alerts',
  'lastExercised',
  'targetTime',
  'aiActClass',
  'deployer',
])

/** The front matter that is read as prose: of a document that says its kind in our words, what our schemas know is left to the fields. */
export function spokenFrontMatter(root: YamlNode): YamlNode {
  if (root.kind !== 'map' || !looseEntry(root, ['kind'])) return root
  return { ...root, entries: root.entries.filter(({ key }) => !METADATA_KEYS.has(key)) }
}
