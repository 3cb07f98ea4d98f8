import type { Mentions } from './mentions.ts'
import { described } from './types.ts'
import type { PlainReader } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './unit.ts'

/** The rule that asks what users get when a model cannot answer. */
const SUBJECT = 'no-fallback'

/** When a model cannot answer. */
const CONDITION =
  /\b(?:when|if|whenever|where|on|for)\b[^.;]{0,60}\b(?:unavailable|fail(?:s|ed|ure)?|down|times? out|timeouts?|errors?|(?:not|n['’]t) (?:in|available|reachable|loaded|respond\w*|answer\w*)|low confidence|overloaded|offline)\b|\b(?:confidence|certainty)\b[^.;]{0,60}(?:<|\b(?:below|under|less than))\s*\d/i
/** What takes its place. */
const INSTEAD = /\b(?:falls? back (?:to|on)|fall(?:ing)? back (?:to|on)|fallback (?:to|is|uses|model|rule)|instead,? (?:it|the|we|users?|callers?))\b/gi
const RUNS = /\b(?:is used|are used|runs?|is returned|are returned|is shown|are shown|returns?|uses?|serves?|instead)\b/gi
const FALLBACK = /\bfall-?back|graceful degradation/i

function describes(unit: Unit, mentions: Mentions): true | undefined {
  const { text, lead, headings, kind } = unit
  if (kind === 'group' || !(CONDITION.test(text) || CONDITION.test(lead))) return undefined
  if (mentions.claimed(unit, INSTEAD)) return true
  // What takes its place may well be the system before it.
  return (FALLBACK.test(headings.at(-1) ?? '') || FALLBACK.test(lead)) && mentions.claimed(unit, RUNS, ['other']) ? true : undefined
}

/** That a document says when something else answers, and what: `Falls back to the statistical estimate for cards not in the file`. */
export function fallbackReader(mentions: Mentions): PlainReader {
  const facts = unitFacts((unit) => describes(unit, mentions))
  return (document) =>
    facts(document)
      .slice(0, 1)
      .map(({ unit }) => described(SUBJECT, unit))
}
