import { isAdequate } from '../../claims/types.ts'
import { measuresIn } from '../../documents/quantities.ts'
import { sectionContent } from '../../documents/section-content.ts'
import { fieldAt, isWritten, sectionsAbout } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const SECTION = /\b(?:roll ?backs?|rolling back|back ?out|revert)\b/
const TRIGGER =
  /\b(?:if|when|whenever|once|unless|on|as soon as|breach\w*|exceed\w*|above|below|rises?|falls?|drops?|trigger\w*|in case|should|fails?|alert\w*|guardrail\w*|condition|threshold|limit|incident|criteria|regress\w*)\b|[<>≥≤]/i
const TARGET =
  /\b(?:previous|prior|last|earlier|old(?:er)?|champion|known[- ]good|stable|former|predecessor|versions?|revision|release|image|tag|alias|rules?|baseline|blue|green|backup|snapshot|restore\w*|flag|disable\w*|off|slots?|swap|history|undo)\b/i
const TIME = /\b(?:immediate\w*|instant\w*|at once|seconds?|minutes?|hours?|clicks?|one command|next run|without (?:a )?(?:redeploy\w*|restart)|same (?:day|night))\b/i
const OWNER =
  /\b(?:team|on[- ]?call|owner|owned|engineers?|lead|sre|operator|operations|duty|pipeline|automatic\w*|ci|argo\w*|controller|script|runbook|responsible|squad|platform|we|whoever|by \w+)\b|@|\]\(/i
const WHO_ANYWHERE = /\b(?:on[- ]?call|owner|owned by|ownership|accountable|responsible)\b/i

export default defineRule({
  id: 'PL-REL-005',
  name: 'rollback-incomplete',
  category: 'release',
  title: 'Rollback lacks parts',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'Trigger, version that is gone back to, time that it takes, and who does it',
  why: 'At three in the morning nobody works out what was meant',
  help: 'Add what is missing: when to roll back, to which version, within which time, and who does it',
  references: ['Google SRE, Release Engineering'],
  examples: {
    good: [
      sampleManifest('release: {rollback: {trigger: late share above 4 %, target: 2.0.4, maxTime: 10m, owner: team:routing, procedure: runbooks/rollback.md}}', { tier: 2 }),
      sampleDocument(
        'ml-design-doc',
        '## Rollback\n\nIf the share of late parcels rises above 4 %, the on-call of team routing sets the alias back to the previous version within 10 minutes.',
      ),
    ],
    bad: [
      sampleManifest('release: {rollback: {trigger: late share above 4 %, target: 2.0.4, procedure: runbooks/rollback.md}}', { tier: 2 }),
      sampleDocument('ml-design-doc', '## Rollback\n\nThe alias is set back to the previous version with one command.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

const list = (parts: readonly string[]): string => (parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`)

/** What `missing-rollback` does not ask: time and owner below tier 1. */
function* inManifest({ document: { root }, model, tier }: RuleContext): Iterable<Report> {
  const rollback = fieldAt(root, 'spec.release.rollback')
  if (tier === 1 || rollback?.node.kind !== 'map' || !isWritten(rollback.node, 'trigger') || !isWritten(rollback.node, 'target')) return
  const onCall = isWritten(root, 'spec.ownership.onCall')
  const parts = [...(isWritten(rollback.node, 'maxTime') ? [] : ['the time it takes']), ...(isWritten(rollback.node, 'owner') || onCall ? [] : ['an owner'])]
  const done = ['maxTime', 'owner', 'procedure', 'automatic'].some((key) => isWritten(rollback.node, key))
  if (parts.length > 0 && done) yield { range: rollback.range, message: `Rollback of ${model} lacks ${list(parts)}` }
}

/** A section about the rollback that says one thing and leaves the others out. */
function* inProse({ document, model, workspace, claims }: RuleContext): Iterable<Report> {
  if (fieldAt(workspace.manifestOf(document)?.root, 'spec.release.rollback')) return
  // Where no rollback is described at all, `missing-rollback` says so.
  if (!claims('missing-rollback').some((claim) => isAdequate(claim.standing))) return
  const sections = sectionsAbout(document, SECTION).filter((s) => sectionContent(document, s) === 'filled')
  // Where a section is about deployment too, its words belong to both; then nothing is counted.
  const own = sections.filter((s) => !/\b(?:deploy\w*|release|roll ?out|monitor\w*)\b/i.test(s.heading!.text))
  const words = own.map((s) => document.markdown!.plain.slice(s.heading!.range.end, s.range.end)).join('\n')
  if (words.trim().length < 40) return
  const parts = [
    ...(TRIGGER.test(words) ? [] : ['a trigger']),
    ...(TARGET.test(words) ? [] : ['the version to go back to']),
    ...(TIME.test(words) || measuresIn(words).some((m) => m.dimension === 'duration') ? [] : ['the time it takes']),
    ...(OWNER.test(words) || WHO_ANYWHERE.test(document.text) ? [] : ['an owner']),
  ]
  // One missing word may stand elsewhere; two and the reader is left alone.
  if (parts.length >= 2) yield { range: own[0]!.heading!.textRange, message: `Rollback of ${model} lacks ${list(parts)}` }
}
