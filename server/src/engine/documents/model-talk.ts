import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { perPiece } from '../syntax/pieces.ts'

/** Words that only those use who speak of learned models; `threat model` and its like are none. Alternatives of literal words, linear. */
const STRONG =
  /(?<!\b(?:threat|data|domain|security|business|operating|trust|permission|object|pricing|cost|maturity|consistency|attack|risk|role|access|staffing|support|process|information|entity|hydraulic|digital|3d|price|car|phone|device|pump|valve) )\bmodels?\b|\b(?:ml|mlops|machine[- ]learning|(?:re)?train(?:ed|ing|s)?|fine-?tun(?:ed|ing|e)|inference|predict(?:s|ed|ion|ions|or|ive)?|classifiers?|embeddings?|llms?|prompts?|hallucinat\w{1,5}|data science|mlflow|kserve|sagemaker|tensorflow|pytorch|xgboost|lightgbm|hugging ?face|champion|challenger)\b/gi
/** Words that they use too. */
const WEAK =
  /\b(?:drift(?:s|ed|ing)?|psi|scor(?:es?|ed|ing|ers?)|features?|forecasts?|labels?|false (?:positives?|negatives?|alarms?)|precision|recall|auc|wape|registry|shadow|canary|confidence|threshold|ranking|recommendations?)\b/gi

/** Weight of a strong word; a weak one has 1. */
const STRONGER = 2
/** Weight per hundred words from which on a page is about a system with a model, and not about one that such a system stands beside. */
const LEAST_SHARE = 4.5
/** A page in which fewer of these words stand may use them by chance. */
const LEAST_WORDS = 3
/** Shares of shorter texts say too little. */
const SHORT = 60

interface Count {
  readonly words: number
  readonly strong: number
  readonly weak: number
}

const countIn = perPiece(({ plain }): Count => ({ words: plain.match(/\S+/g)?.length ?? 0, strong: plain.match(STRONG)?.length ?? 0, weak: plain.match(WEAK)?.length ?? 0 }))

const known = new WeakMap<MarkdownSyntax, boolean>()

/**
 * Whether a page speaks of a learned model as of what it is about. A runbook of a database that once names the features of a model does not, nor does the threat model of a
 * gateway that asks one.
 */
export function speaksOfModel(markdown: MarkdownSyntax): boolean {
  let answer = known.get(markdown)
  if (answer === undefined) {
    const total = { words: 0, strong: 0, weak: 0 }
    for (const { piece } of markdown.pieces) {
      const { words, strong, weak } = countIn(piece)
      total.words += words
      total.strong += strong
      total.weak += weak
    }
    const weight = STRONGER * total.strong + total.weak
    known.set(markdown, (answer = total.strong + total.weak >= LEAST_WORDS && (100 * weight) / Math.max(SHORT, total.words) >= LEAST_SHARE))
  }
  return answer
}
