import type { Mentions } from './mentions.ts'
import { described, quoteOf } from './types.ts'
import type { Claim, PlainReader } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './unit.ts'

/** The rules that ask how drift is noticed, what is done then, and when a model is retrained. */
const MONITORING = 'no-drift-monitoring'
const RESPONSE = 'no-drift-response'
const RETRAINING = 'no-retraining-policy'

/** What introduces a list of things that are done: `In case of threshold breaches:`, `If PSI exceeds 0.2:`. */
const CONDITION =
  /\b(?:in case of|in the event of|if|when|once|upon|on|after)\b[^.;]{0,80}\b(?:breach(?:es|ed)?|exceed(?:s|ed)?|alarms?|alerts?|drifts?|shifts?|degrad\w+|drops?|falls?|threshold|limit)\b(?:[^.;]|\.\d){0,40}:$/i
/** An item that is the condition of those behind it: `Alert when drift > 10%`. */
const TRIGGER = /\b(?:alert|alarm|notify|page|trigger)\w*\b[^.;]{0,60}\b(?:when|if|once)\b/gi
const ACTION =
  /^(?:we |the (?:team|analysts?|owner) )?(?:switch|trigger|start|retrain|re-train|notify|page|roll|fall|stop|open|escalate|recalibrate|investigate|inform|call|use|provide)\b/gi
const RETRAIN = /\bre-?train/i
const DRIFT = /\bdrift/i
/** Drift by a measure and a value: `Feature drift detection (PSI > 0.1)`. */
const MEASURED = /\b(?:drift|psi|population stability|ks|kolmogorov|jensen|wasserstein|kl divergence)\b[^.;|]{0,60}(?:[<>≥≤]|\b(?:above|exceeds?|over|more than|at least))\s*\d/gi

/** What is measured on a set that stands is measured once. */
const ONCE = /\bof (?:the )?(?:development|test|validation) (?:sample|set)\b/i

interface Fact {
  readonly drift: boolean
  readonly measured: boolean
  readonly trigger: boolean
  readonly action: boolean
  /** Below a condition of its own. */
  readonly conditional: boolean
  readonly retraining: boolean
}

function factOf(unit: Unit, mentions: Mentions): Fact | undefined {
  const { kind, text, lead } = unit
  if (kind === 'group' || unit.void || text.endsWith('?')) return undefined
  const drift = DRIFT.test(text) || DRIFT.test(lead)
  const says = (pattern: RegExp): boolean => mentions.claimed(unit, pattern) !== undefined
  const measured = !ONCE.test(text) && says(MEASURED)
  const action = says(ACTION)
  const trigger = says(TRIGGER)
  if (!drift && !measured && !action && !trigger) return undefined
  return { drift, measured, trigger, action, conditional: action && CONDITION.test(lead), retraining: RETRAIN.test(text) }
}

/**
 * What items of a list say together and none of them alone: `In case of breaches:` and `Trigger retraining` tell when a model is retrained; where the same section watches drift, they
 * answer it. A measure of drift with a value tells how it is noticed.
 */
export function reactionsReader(mentions: Mentions): PlainReader {
  const facts = unitFacts((unit) => factOf(unit, mentions))
  return (document) => {
    const claims: Claim[] = []
    // Where drift was watched last, and the list whose items follow a trigger.
    let watched = ''
    let list: string | undefined
    for (const { unit, fact } of facts(document)) {
      const section = unit.headings.join('\n')
      const own = `${section}\n${unit.lead}`
      if (fact.drift) watched = section
      const say = (subject: string): void => {
        if (!claims.some((claim) => claim.subject === subject)) claims.push(described(subject, unit, quoteOf(`${unit.lead} ${unit.text}`.trim())))
      }
      if (fact.measured) say(MONITORING)
      if (fact.conditional || (fact.action && list === own)) {
        if (fact.retraining) say(RETRAINING)
        if (fact.drift || (watched !== '' && watched === section)) say(RESPONSE)
      }
      list = fact.trigger || (fact.action && list === own) ? own : undefined
    }
    return claims
  }
}
