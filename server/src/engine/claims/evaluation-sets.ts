import type { Mentions } from './mentions.ts'
import { described } from './types.ts'
import type { PlainReader } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './unit.ts'

/** The rule that asks how a language model is evaluated. */
const SUBJECT = 'no-llm-evaluation'

/** A set that is kept for evaluation, with its size: `Test on 20 held-out personas`. */
const KEPT = /\b(?:held[- ]?out|hold-?out|golden|gold standard|test set|eval(?:uation)? set)\b/gi
const SIZE = /\b\d[\d,.]*\b/

/** Measures of what a language model writes. */
const MEASURE =
  /\b(?:edit distance|levenshtein|acceptance rate|bleu|rouge|perplexity|faithful\w*|ground(?:ed)?ness|hallucination rate|answer relevan\w+|exact match|pass rate|win rate|factual\w*|f1|accuracy)\b/i
/** What such a measure must reach. */
const TARGET = /(?:\b(?:target|should|must|shall|at least|at most|no (?:more|less|lower) than|above|below|exceed|decrease|drop)\b|[<>≥≤])[^.;]{0,60}\d/gi

type Fact = 'set' | 'target' | 'both'

function factOf(unit: Unit, mentions: Mentions): Fact | undefined {
  const { text, lead } = unit
  const set = SIZE.test(text) && mentions.claimed(unit, KEPT)
  const target = MEASURE.test(`${lead} ${text}`) && mentions.claimed(unit, TARGET)
  return set ? (target ? 'both' : 'set') : target ? 'target' : undefined
}

/** That a document keeps a set for evaluation and says, maybe elsewhere, which value is to be reached. */
export function evaluationSetReader(mentions: Mentions): PlainReader {
  const facts = unitFacts((unit) => factOf(unit, mentions))
  return (document) => {
    const found = facts(document)
    const kept = found.find(({ fact }) => fact !== 'target')
    return kept && found.some(({ fact }) => fact !== 'set') ? [described(SUBJECT, kept.unit)] : []
  }
}
