import { unitsOf } from '../../claims/units.ts'
import { fieldAt, isWritten, saidIn } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const MIGRATION =
  /\b(?:schema (?:migration|change)|(?:database|table|feature|index|embedding|prompt|data|online store) migration|(?:breaking|incompatible) (?:schema |feature |api |prompt )?change|re-?index(?:ing|ed|es)?|re-?embed(?:ding|ded)?|migrat(?:e|es|ed|ing) (?:the |all |our )?(?:schema|tables?|features?|index|embeddings?|online store|feature (?:store|views?)|prompts?))\b/i
const TO_RELEASE = /\b(?:release|roll ?out|deploy\w*|version|launch|cut-?over|go[- ]live|migrat\w+|switch)\b/i
const COMPATIBLE =
  /\b(?:(?:backward|backwards|forward|downward)s?[- ]?compatib\w+|compatib\w+|both versions|dual[- ](?:write|read|run)\w*|expand[- ](?:and[- ])?contract|old (?:index|table|schema|view|store|prompt)s? (?:is|are|stays?|remains?|will be|be) ?(?:kept|available|in place|there)?|kept? the (?:old|previous)|in parallel|side by side|alongside|reversible|restore\w*|snapshot|roll(?:ed|ing|s)? ?back|blue[- ]green|alias|versioned|additive)\b/i

const couldMigrate = saidIn((words) => MIGRATION.test(words))

export default defineRule({
  id: 'PL-REL-012',
  name: 'rollback-incompatible',
  category: 'release',
  title: 'State may block the rollback',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['warning', 'warning', 'info', 'off'],
  satisfiedBy: 'What happens to schema, features, index or prompts when the release that migrates them is rolled back',
  why: 'The old version that cannot read the new state is no way back',
  help: 'Say whether the earlier version can read the migrated state, or how the state is put back: `release.rollback.featureCompatibility`, `dataRollback`',
  references: ['Google SRE, Release Engineering'],
  examples: {
    good: [
      sampleManifest(
        'release: {strategy: canary, steps: [{trafficPercent: 5, duration: 1d, audience: one depot after the schema migration}, {trafficPercent: 100}], rollback: {trigger: errors, target: 2.0.4, maxTime: 5m, featureCompatibility: both versions read the views 4.x}}',
      ),
      sampleDocument('ml-design-doc', '## Rollout\n\nVersion 2.1 comes with a schema migration of the depot table. The change is additive, so both versions read it.'),
    ],
    bad: [
      sampleManifest(
        'release: {strategy: canary, steps: [{trafficPercent: 5, duration: 1d, audience: one depot after the schema migration}, {trafficPercent: 100}], rollback: {trigger: errors, target: 2.0.4, maxTime: 5m}}',
      ),
      sampleDocument('ml-design-doc', '## Rollout\n\nThe release of version 2.1 starts with a schema migration of the depot table. Then traffic moves over.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root, text }, model }: RuleContext): Iterable<Report> {
  const release = fieldAt(root, 'spec.release')
  const rollback = fieldAt(root, 'spec.release.rollback')
  if (!release || !rollback || isWritten(rollback.node, 'featureCompatibility') || isWritten(rollback.node, 'dataRollback')) return
  const words = text.slice(release.range.start, release.range.end)
  const migration = MIGRATION.exec(words)
  if (!migration || COMPATIBLE.test(words.replace(/rollback/g, ''))) return
  const start = release.range.start + migration.index
  yield { range: { start, end: start + migration[0].length }, message: `Say whether ${model} can be rolled back after the ${migration[0].toLowerCase()}` }
}

function* inProse({ document, model }: RuleContext): Iterable<Report> {
  if (!couldMigrate(document)) return
  const units = unitsOf(document)
  for (const [i, unit] of units.entries()) {
    if (unit.void || unit.kind === 'group' || unit.text.length > 600) continue
    const migration = MIGRATION.exec(unit.text)
    if (!migration || !TO_RELEASE.test(`${unit.text} ${unit.headings.at(-1) ?? ''}`)) continue
    // What is said of the way back stands in the same passage, or in the section about the rollback.
    const passage = units.filter((u, k) => Math.abs(k - i) <= 4 || /roll ?back|compatib/i.test(u.headings.at(-1) ?? ''))
    if (passage.some((u) => COMPATIBLE.test(u.text))) continue
    if (/\b(?:if|monitor\w*|detect\w*|alert\w*|check\w*|contract|risk|upstream|not|no|never|without|fails?)\b/i.test(unit.text)) continue
    yield { range: unit.range, message: `Say whether ${model} can be rolled back after the ${migration[0].toLowerCase()}` }
    return
  }
}
