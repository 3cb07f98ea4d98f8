import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { perPiece } from '../syntax/pieces.ts'
import { perStretch } from '../syntax/stretches.ts'

/** Words that who speaks of learned models uses; a `threat model` and the `model number` of a pump are none. Alternatives of literal words, linear. */
const STRONG =
  /(?<!\b(?:threat|data|domain|security|business|operating|trust|permission|object|pricing|cost|maturity|consistency|attack|risk|role|access|staffing|support|process|information|entity|hydraulic|digital|3d|price|car|phone|device|pump|valve|controller|sensor|threading|programming|delivery|deployment) )\bmodels?\b(?! (?:no\b|number|year|railway))|\b(?:ml|mlops|machine[- ]learning|(?:re)?train(?:ed|ing|s)?\b(?! (?:staff|operators?|people|persons?|personnel|users?|technicians?|engineers?|on the new))|fine-?tun(?:ed|ing|e)|inference|predict(?:s|ed|ion|ions|or|ive)?|classifiers?|embeddings?|llms?|chat ?bots?|rag|prompts?|jailbreak\w{0,4}|hallucinat\w{1,5}|data science|mlflow|kserve|sagemaker|tensorflow|pytorch|xgboost|lightgbm|hugging ?face|champion|challenger)\b/gi
/** Words that others use as well: they count beside the former only. */
const WEAK =
  /\b(?:drift(?:s|ed|ing)?|psi|scor(?:es?|ed|ing|ers?)|features?|forecasts?|labels?|false (?:positives?|negatives?|alarms?)|precision|recall|auc|wape|registry|shadow|canary|confidence|threshold|ranking|recommendations?|assistant|answers?|retrieval|grounded|groundedness|guardrails?|evals?|evaluation)\b/gi

/** Weight of a strong word; a weak one has 1, as long as there are no more than so many for each strong one. */
const STRONGER = 2
/** Weight per hundred words from which on a page is about a system with a model, and not about one that such a system stands beside. */
const LEAST_SHARE = 4.5
/** A single word may mean something else; of a `model` who says it this often speaks all the same. */
const OFTEN = 4
/** Fewer words, strong and weak, may stand there by chance. */
const LEAST_WORDS = 6
/** Shares of shorter texts say too little. */
const SHORT = 60
/** Letters by which words are told apart: `train`, `training` and `trained` are one. */
const STEM = 5

interface Count {
  readonly words: number
  readonly strong: readonly string[]
  readonly weak: number
}

const countIn = perPiece(({ plain }): Count => ({
  words: plain.match(/\S+/g)?.length ?? 0,
  strong: (plain.match(STRONG) ?? []).map((word) =>
    word
      .toLowerCase()
      .replace(/^re(?=train)/, '')
      .slice(0, STEM),
  ),
  weak: plain.match(WEAK)?.length ?? 0,
}))

const known = new WeakMap<MarkdownSyntax, boolean>()

/**
 * Whether a page speaks of a learned model as of what it is about. A runbook of a database that once names the features of a model does not, nor does the threat model of a
 * gateway that asks one.
 */
export function speaksOfModel(markdown: MarkdownSyntax): boolean {
  let answer = known.get(markdown)
  if (answer === undefined) known.set(markdown, (answer = isAbout(markdown)))
  return answer
}

const sumOf = (counts: readonly Count[]): Count => ({
  words: counts.reduce((sum, count) => sum + count.words, 0),
  strong: counts.flatMap((count) => count.strong),
  weak: counts.reduce((sum, count) => sum + count.weak, 0),
})

const countInStretch = perStretch(({ pieces }): Count => sumOf(pieces.map(({ piece }) => countIn(piece))))

function isAbout({ stretches }: MarkdownSyntax): boolean {
  const { words, strong, weak: beside } = sumOf(stretches.map(({ stretch }) => countInStretch(stretch)))
  if (new Set(strong).size < 2 && strong.filter((word) => word === 'model').length < OFTEN) return false
  const weak = Math.min(beside, STRONGER * strong.length)
  return strong.length + weak >= LEAST_WORDS && (100 * (STRONGER * strong.length + weak)) / Math.max(SHORT, words) >= LEAST_SHARE
}
