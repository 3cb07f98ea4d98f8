import type { DocumentView } from '../documents/document.ts'
import { quoteOf } from './types.ts'
import type { Claim } from './types.ts'
import { unitFacts } from './units.ts'
import type { Unit } from './units.ts'

/** The rules that ask what is done when a model or its data changes. */
const RESPONSE = 'no-drift-response'
const RETRAINING = 'no-retraining-policy'

/** What introduces a list of things that are done: `In case of threshold breaches:`, `If PSI exceeds 0.2:`. */
const CONDITION =
  /\b(?:in case of|in the event of|if|when|once|upon|on|after)\b[^.;]{0,80}\b(?:breach(?:es|ed)?|exceed(?:s|ed)?|alarms?|alerts?|drifts?|shifts?|degrad\w+|drops?|falls?|threshold|limit)\b[^.;]{0,40}:$/i
const ACTION =
  /^(?:we |the (?:team|analysts?|owner) )?(?:switch|trigger|start|retrain|re-train|notify|page|roll|fall|stop|open|escalate|recalibrate|investigate|inform|call|use|provide)\b/i
const RETRAIN = /\bre-?train/i
const DRIFT = /\bdrift/i

/** What nobody has decided. */
const OPEN = /\b(?:tbd|todo|later|maybe|might|could|would|not|never|optional(?:ly)?|to be \w+)\b/i

type Fact = 'drift' | 'reaction' | 'retraining'

function factOf({ kind, text, lead, void: voided }: Unit): Fact | undefined {
  if (voided || kind === 'group' || text.endsWith('?')) return undefined
  if (CONDITION.test(lead) && ACTION.test(text) && !OPEN.test(text) && !OPEN.test(lead)) return RETRAIN.test(text) ? 'retraining' : 'reaction'
  return DRIFT.test(text) ? 'drift' : undefined
}

const facts = unitFacts(factOf)

/**
 * What a list below a condition says together and none of its items alone: `In case of breaches:` and `Trigger retraining` tell when a model is retrained; where the same section watches
 * drift, they answer it.
 */
export function reactions(document: DocumentView): readonly Claim[] {
  const claims: Claim[] = []
  let watched = ''
  for (const { unit, fact } of facts(document)) {
    const section = unit.headings.join('\n')
    if (fact === 'drift') watched = section
    const say = (subject: string): void => {
      if (!claims.some((claim) => claim.subject === subject))
        claims.push({ subject, standing: 'described', source: 'prose', range: unit.range, quote: quoteOf(`${unit.lead} ${unit.text}`) })
    }
    if (fact === 'retraining') say(RETRAINING)
    if (fact !== 'drift' && (DRIFT.test(unit.lead) || (watched !== '' && watched === section))) say(RESPONSE)
  }
  return claims
}
