import type { DocumentView } from '../documents/document.ts'
import { described } from './types.ts'
import type { Claim } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './units.ts'

/** The rule that asks what users get when a model cannot answer. */
const SUBJECT = 'no-fallback'

/** When a model cannot answer. */
const CONDITION =
  /\b(?:when|if|whenever|where|on|for)\b[^.;]{0,60}\b(?:unavailable|fail(?:s|ed|ure)?|down|times? out|timeouts?|errors?|not (?:in|available|reachable|loaded|respond\w*)|low confidence|overloaded|offline)\b|\b(?:confidence|certainty)\b[^.;]{0,60}(?:<|\b(?:below|under|less than))\s*\d/i
/** What takes its place. */
const INSTEAD = /\b(?:falls? back (?:to|on)|fall(?:ing)? back (?:to|on)|fallback (?:to|is|uses|model|rule)|instead,? (?:it|the|we|users?|callers?))\b/i
const RUNS = /\b(?:is used|are used|runs?|is returned|are returned|is shown|are shown|returns?|uses?|serves?|instead)\b/i
const FALLBACK = /\bfall-?back|graceful degradation/i

/** What nobody has decided, or is said of something else. */
const OPEN = /\b(?:tbd|todo|later|not yet|no fallback|never|nobody|none|might|could|would|should|ideally|old|previous|plan(?:ned|s)?|deferred|to be \w+)\b|\?$/i

function describes({ text, lead, headings, void: voided, kind }: Unit): true | undefined {
  if (voided || kind === 'group' || OPEN.test(text) || !CONDITION.test(text)) return undefined
  return INSTEAD.test(text) || (RUNS.test(text) && (FALLBACK.test(headings.at(-1) ?? '') || FALLBACK.test(lead))) ? true : undefined
}

const facts = unitFacts(describes)

/** That a document says when something else answers, and what: `Falls back to the statistical estimate for cards not in the file`. */
export function fallback(document: DocumentView): Claim | undefined {
  const [first] = facts(document)
  return first && described(SUBJECT, first.unit)
}
