import type { Mentions } from './mentions.ts'
import { described } from './types.ts'
import type { PlainReader } from './types.ts'
import { unitFacts } from './unit-facts.ts'
import type { Unit } from './unit.ts'

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
    /\b(?:accurac(?:y|ies)|error rate|top-[15]|precision|recall|sensitivity|specificity|f1|f-?score|roc|au(?:ro|pr)?c|mcc|gini|brier|rmse|s?mape|mae|wape|pinball|ndcg|mrr|dice|iou)\b/gi,
  calibration:
    /\b(?:expected calibration error|ece|reliability (?:curve|diagram)|calibration (?:error|metrics?|curve|plot|slope)|interval coverage|coverage of [^.;|]{0,20}intervals?|well[- ]calibrated)\b/gi,
  likeness: /\b(?:fid|fad|fr[eé]chet|inception score|psnr|ssim|kullback)\b/gi,
  agreement: /\b(?:cl[ai]p[- ](?:score|similarity)|(?:cl[ai]p|text) (?:consistency|alignment))\b/gi,
  wording: /\b(?:bleu|rouge|edit distance|levenshtein|perplexity|word error rate)\b/gi,
  people: /\b(?:acceptance rate|human (?:evaluation|raters?|participants|studies)|mean opinion score)\b/gi,
  groups:
    /\b(?:accuracy|precision|recall|error)\b[^.;|]{0,60}\b(?:across(?: all)?|by|per|for each|in each) (?:race|gender|sex|age|ethnic|demographic|language|region|country|site|segment|slice|subgroup|group)/gi,
  cost: /\bcost ratio\b|\b(?:missed|false)\b[^.;|]{0,40}\bcosts?\b[^.;|]{0,40}(?:\d|\btimes\b)|\bcosts? of (?:a |an )?(?:missed|false|wrong|error)/gi,
}

/** Distances by which data is watched judge no model. */
const WATCHED = /\bdrift|\bmonitor|\balert|\b(?:vs\.?|to|from) training\b/i

/** The two kinds of error, by the measures that tell them apart. */
const MISSED = /\b(?:recall|sensitivity|true positive rate|tpr|false negatives?)\b/gi
const FALSE_ALARMS = /\b(?:precision|specificity|true negative rate|tnr|false positives?)\b/gi

interface Fact {
  readonly sides: readonly string[]
  readonly missed: boolean
  readonly falseAlarms: boolean
}

function factOf(unit: Unit, mentions: Mentions): Fact | undefined {
  if (WATCHED.test(unit.text) || WATCHED.test(unit.headings.at(-1) ?? '')) return undefined
  const uses = (pattern: RegExp): boolean => mentions.claimed(unit, pattern) !== undefined
  const sides = Object.keys(SIDES).filter((name) => uses(SIDES[name]!))
  return sides.length > 0 ? { sides, missed: uses(MISSED), falseAlarms: uses(FALSE_ALARMS) } : undefined
}

/** That a document names measures of several kinds, where it does; shown at the first that adds a second kind. */
export function metricFamiliesReader(mentions: Mentions): PlainReader {
  const facts = unitFacts((unit) => factOf(unit, mentions))
  return (document) => {
    const seen = new Set<string>()
    // Nobody decides by a card: one that tells missed cases from false alarms shows whom errors hit.
    const card = document.recognition?.kind === 'model-card'
    let missed = false
    let falseAlarms = false
    for (const { unit, fact } of facts(document)) {
      for (const side of fact.sides) seen.add(side)
      missed ||= fact.missed
      falseAlarms ||= fact.falseAlarms
      if (seen.size >= ENOUGH || (card && missed && falseAlarms)) return [described(SUBJECT, unit)]
    }
    return []
  }
}
