import type { DocumentView } from '../documents/document.ts'
import { described } from './types.ts'
import type { Claim } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './units.ts'

/** The rule that asks how a language model is evaluated. */
const SUBJECT = 'no-llm-evaluation'

/** A set that is kept for evaluation, with its size: `Test on 20 held-out personas`. */
const KEPT = /\b(?:held[- ]?out|hold-?out|golden|gold standard|test set|eval(?:uation)? set)\b/i
const SIZE = /\b\d[\d,.]*\b/

/** Measures of what a language model writes. */
const MEASURE =
  /\b(?:edit distance|levenshtein|acceptance rate|bleu|rouge|perplexity|faithful\w*|ground(?:ed)?ness|hallucination rate|answer relevan\w+|exact match|pass rate|win rate|factual\w*|f1|accuracy)\b/i
/** What such a measure must reach. */
const TARGET = /(?:\b(?:target|should|must|shall|at least|at most|no more than|above|below|exceed|decrease|drop)\b|[<>≥≤])[^.;]{0,60}\d/i

/** What nobody has decided or done. */
const OPEN = /\b(?:tbd|todo|later|not|no|never|might|could|would|to be \w+|will be \w+)\b|n['’]t\b|\?$/i

type Fact = 'set' | 'target' | 'both'

function factOf({ text, lead, void: voided }: Unit): Fact | undefined {
  if (voided || OPEN.test(text)) return undefined
  const set = KEPT.test(text) && SIZE.test(text)
  const target = MEASURE.test(`${lead} ${text}`) && TARGET.test(text)
  return set ? (target ? 'both' : 'set') : target ? 'target' : undefined
}

const facts = unitFacts(factOf)

/** That a document keeps a set for evaluation and says, maybe elsewhere, which value is to be reached. */
export function evaluationSet(document: DocumentView): Claim | undefined {
  const found = facts(document)
  const kept = found.find(({ fact }) => fact !== 'target')
  return kept && found.some(({ fact }) => fact !== 'set') ? described(SUBJECT, kept.unit) : undefined
}
