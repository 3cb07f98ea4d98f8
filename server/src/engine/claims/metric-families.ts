import type { DocumentView } from '../documents/document.ts'
import { described } from './types.ts'
import type { Claim } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './units.ts'

/** The rule that asks for metrics of two kinds. */
const SUBJECT = 'accuracy-only-metrics'
/** From so many sides a model is judged by more than one aggregate. */
const ENOUGH = 2

/**
 * Sides from which measures judge a model, by the usual names of these. Precision, recall, AUC, top-5 and their like all tell how often it is right on the whole, and are one side; what a
 * service is measured by (latency, load) is none.
 */
const SIDES: Readonly<Record<string, RegExp>> = {
  quality:
    /\b(?:accurac(?:y|ies)|error rate|top-[15]|precision|recall|sensitivity|specificity|f1|f-?score|roc|au(?:ro|pr)?c|mcc|gini|brier|rmse|s?mape|mae|wape|pinball|ndcg|mrr|dice|iou)\b/i,
  calibration:
    /\b(?:expected calibration error|ece|reliability (?:curve|diagram)|calibration (?:error|metrics?|curve|plot|slope)|interval coverage|coverage of [^.;|]{0,20}intervals?|well[- ]calibrated)\b/i,
  likeness: /\b(?:fid|fad|fr[eé]chet|inception score|psnr|ssim|kullback)\b/i,
  agreement: /\b(?:cl[ai]p[- ](?:score|similarity)|(?:cl[ai]p|text) (?:consistency|alignment))\b/i,
  wording: /\b(?:bleu|rouge|edit distance|levenshtein|perplexity|word error rate)\b/i,
  people: /\b(?:acceptance rate|human (?:evaluation|raters?|participants|studies)|mean opinion score)\b/i,
  groups:
    /\b(?:accuracy|precision|recall|error)\b[^.;|]{0,60}\b(?:across(?: all)?|by|per|for each|in each) (?:race|gender|sex|age|ethnic|demographic|language|region|country|site|segment|slice|subgroup|group)/i,
  cost: /\bcost ratio\b|\b(?:missed|false)\b[^.;|]{0,40}\bcosts?\b|\bcosts? of (?:a |an )?(?:missed|false|wrong|error)/i,
}

/** Words that name a measure without using it. */
const NOT_USED = /\b(?:not|never|no|nor|without|tbd|todo|later|future|would|could|might|unlike|instead of|rather than|ideally|plan(?:ned)? to|should have)\b|n['’]t\b|\?$/i

/** Distances by which data is watched judge no model. */
const WATCHED = /\bdrift|\bmonitor|\balert|\b(?:vs\.?|to|from) training\b/i

function sidesOf({ text, lead, headings, void: voided }: Unit): readonly string[] | undefined {
  if (voided || NOT_USED.test(text) || NOT_USED.test(lead) || WATCHED.test(text) || WATCHED.test(headings.at(-1) ?? '')) return undefined
  const found = Object.keys(SIDES).filter((name) => SIDES[name]!.test(text))
  return found.length > 0 ? found : undefined
}

const facts = unitFacts(sidesOf)

/** The two kinds of error, by the measures that tell them apart. */
const MISSED = /\b(?:recall|sensitivity|true positive rate|tpr|false negatives?)\b/i
const FALSE_ALARMS = /\b(?:precision|specificity|true negative rate|tnr|false positives?)\b/i

/** That a document names measures of several kinds, where it does; shown at the first that adds a second kind. */
export function metricFamilies(document: DocumentView): Claim | undefined {
  const seen = new Set<string>()
  // Nobody decides by a card: one that tells missed cases from false alarms shows whom errors hit.
  const card = document.recognition?.kind === 'model-card'
  let missed = false
  let falseAlarms = false
  for (const { unit, fact } of facts(document)) {
    for (const family of fact) seen.add(family)
    missed ||= MISSED.test(unit.text)
    falseAlarms ||= FALSE_ALARMS.test(unit.text)
    if (seen.size >= ENOUGH || (card && missed && falseAlarms)) return described(SUBJECT, unit)
  }
  return undefined
}
