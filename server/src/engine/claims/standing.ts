import type { Blocking } from './declared-frames.ts'
import type { FamilyTagger } from './frames.ts'
import type { Span } from './lexicon.ts'
import { withoutLookalikes } from './senses.ts'
import { UNSAID } from './types.ts'
import type { Claim, Standing } from './types.ts'
import type { Unit } from './unit.ts'

/** From this score on, a sentence says that the control is missing, put off or done badly. Log-odds. */
export const DENIED = -0.4
/** From this score on, single words do not speak against it. Log-odds. */
const SURE = 1
/** A unit of more characters says more than that something is open. */
export const LONG = 60
/** In a longer one, what denies or puts off the matter stands within so many words of its name. */
const REACH = 6
/** Families that deny or put off. */
export const NEGATIVE = ['defer', 'vacant', 'deny'] as const
/** Why words that are about watching do not count. */
const UNLIMITED = 'it gives no limit that could be checked'

/** Why words that are about a subject do not describe it, and how they stand to it; by word family where one tells. */
export const WHY: Readonly<Record<Blocking | 'question' | 'void', { readonly standing: Standing; readonly reason: string }>> = {
  rejected: { standing: 'mentioned', reason: 'it reports an alternative that was not chosen' },
  defer: { standing: 'deferred', reason: 'it puts the matter off' },
  vacant: { standing: 'deferred', reason: 'it leaves the matter open' },
  deny: { standing: 'deferred', reason: 'it says that there is none' },
  other: { standing: 'mentioned', reason: 'it speaks of another system or a predecessor' },
  hypothetical: { standing: 'mentioned', reason: 'it is hypothetical' },
  question: { standing: 'mentioned', reason: 'it only asks' },
  void: { standing: 'deferred', reason: 'it puts the matter off' },
}

/** What makes words speak of something else than this system as it is: the first that is said counts. */
const ASIDES = ['rejected', 'other', 'hypothetical'] as const

/**
 * How a unit that satisfies nothing stands to a subject, and why: it denies the matter or puts it off, speaks of something aside, or says too little about it. `named`: where it has the
 * usual words of the subject. `denied`: how sure the scorer is that the control is missing; `undefined` of what is done badly, which is described or not.
 */
export function standingOf(unit: Unit, named: readonly Span[], tagger: FamilyTagger, denied: number | undefined): Pick<Claim, 'standing' | 'reason'> {
  // A template, or a remark, that only asks puts nothing off.
  if (unit.text.endsWith('?')) return WHY.question
  if (unit.void === 'deferred') return WHY.void
  const opening = openingOf(unit, named, tagger)
  if (opening !== undefined) return WHY[opening]
  // A word like "other" or "option" does not make a mere mention of what the scorer is sure of.
  const aside = denied === undefined || denied >= SURE ? undefined : ASIDES.find((family) => tagger.says(unit.text, family) || tagger.says(unit.lead, family))
  if (aside) return WHY[aside]
  if (denied !== undefined && denied < DENIED) return { standing: 'mentioned', reason: UNSAID }
  return { standing: 'vague', reason: tagger.says(unit.text, 'vague') && !tagger.says(unit.text, '#number') ? UNLIMITED : UNSAID }
}

/** How a unit denies a matter or puts it off: in a few words below its heading, in more beside its name. The first family that is said counts. */
function openingOf(unit: Unit, named: readonly Span[], tagger: FamilyTagger): (typeof NEGATIVE)[number] | undefined {
  const text = withoutLookalikes(unit.text)
  const spans = tagger.lexicon.spans(tagger.lexicon.tokenize(text))
  for (const family of NEGATIVE) {
    if (unit.text.length <= LONG && named.length === 0 && tagger.says(text, family)) return family
    const id = tagger.id(family)
    for (const span of spans) {
      // `Missing values` names a matter and denies nothing.
      if (tagger.ofLexicon(span.family) !== id || named.some((name) => meets(span, name))) continue
      if (named.some((name) => gapOf(span, name) <= REACH)) return family
    }
  }
  return undefined
}

const meets = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Words between two places. */
const gapOf = (a: Span, b: Span): number => (a.start < b.start ? b.start - a.end : a.start - b.end)
