import { unitsOf } from '../../claims/units.ts'
import { entriesAt, fieldAt, isWritten, nameOf, saidIn, textAt } from '../reading.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

const OPENS = /\b(?:fails?|failing|fail) ?-?open\b/i
const REASON =
  /\b(?:because|since|as (?:a|the|we|it)|so that|otherwise|due to|rather than|worse|accept\w*|agreed|approved|adr|justif\w+|trade-?off|in order to|cost of|harm|low risk|reason|deliberate\w*|ok|okay|allowed|permitted|legal|fine|chosen|prefer\w*)\b/i
const NOT_THIS = /\b(?:not|never|n't|no|must not|cannot|instead of|or fail[- ]?closed|whether|option|alternative|rejected)\b/i

const couldOpen = saidIn((words) => OPENS.test(words))

export default defineRule({
  id: 'PL-RES-009',
  name: 'fail-open-unjustified',
  category: 'resilience',
  title: 'Fails open without a reason',
  kinds: ['model-manifest', 'ml-design-doc'],
  severity: ['error', 'warning', 'info', 'off'],
  satisfiedBy: 'A rationale beside each part that fails open, or a part that fails closed',
  why: 'A control that lets everything pass when it fails is off exactly when somebody attacks it',
  help: 'Fail closed, or write down why passing unchecked is the smaller harm, and who accepted it',
  references: ['OWASP Top 10 for LLM Applications', 'OWASP, Fail Securely'],
  examples: {
    good: [
      sampleManifest(
        'serving: {pattern: realtime, fallback: [{trigger: timeout, behaviour: fail-open, activation: automatic, tested: 2026-10-01, rationale: a late estimate harms less than no parcel label}]}',
        { tier: 2 },
      ),
      sampleDocument('ml-design-doc', '## Failure\n\nThe address check fails open, because a wrong label costs less than a stopped belt.'),
    ],
    bad: [
      sampleManifest('serving: {pattern: realtime, fallback: [{trigger: timeout, behaviour: fail-open, activation: automatic, tested: 2026-10-01}]}', { tier: 2 }),
      sampleManifest('llm: {guardrails: [{stage: input, type: pii, mechanism: detector, action: redact, onFailure: fail-open}]}', { title: 'A guardrail' }),
      sampleDocument('ml-design-doc', '## Failure\n\nThe address check fails open.'),
    ],
  },
  *check(context): Iterable<Report> {
    if (context.document.markdown) yield* inProse(context)
    else yield* inManifest(context)
  },
})

function* inManifest({ document: { root }, tier }: RuleContext): Iterable<Report> {
  // In tier 1 `no-fallback` asks for the rationale of a fallback.
  if (tier > 1)
    for (const { node } of entriesAt(root, 'spec.serving.fallback'))
      if (textAt(node, 'behaviour') === 'fail-open' && !isWritten(node, 'rationale'))
        yield {
          range: fieldAt(node, 'behaviour')!.range,
          message: `Fallback \`${textAt(node, 'target') ?? textAt(node, 'trigger') ?? 'fail-open'}\` fails open; justify or fail closed`,
        }
  for (const { node } of entriesAt(root, 'spec.llm.guardrails'))
    if (textAt(node, 'onFailure') === 'fail-open' && !isWritten(node, 'rationale'))
      yield {
        range: fieldAt(node, 'onFailure')!.range,
        message: `The ${textAt(node, 'type') ?? nameOf(node) ?? ''} guardrail of the ${textAt(node, 'stage') ?? 'model'} fails open; justify or fail closed`,
      }
}

function* inProse({ document }: RuleContext): Iterable<Report> {
  if (!couldOpen(document)) return
  const units = unitsOf(document)
  for (const [i, unit] of units.entries()) {
    if (unit.void || unit.kind === 'group' || !OPENS.test(unit.text) || unit.text.endsWith('?')) continue
    const passage = [units[i - 1], unit, units[i + 1]].filter((u) => u !== undefined && u.block === unit.block).map((u) => u!.text)
    if (passage.some((text) => REASON.test(text)) || NOT_THIS.test(unit.text) || /alternativ|option|rejected|considered/i.test(unit.headings.join(' '))) continue
    yield { range: unit.range, message: `'${unit.text.length > 80 ? `${unit.text.slice(0, 79)}…` : unit.text}' says no reason for failing open; justify or fail closed` }
  }
}
