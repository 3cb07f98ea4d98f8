import table from './generated/design-form.json' with { type: 'json' }
import type { ContentFeatures } from './ml-content.ts'

/**
 * Tells by its form whether a text about models designs one of them, whatever it is written as: a design may be the minutes of a visit, and a policy speaks of
 * nothing but models. A logistic regression over concepts, signs of genre by place, and how often each of some 2,000 common words is used; nothing in it vetoes.
 * Fitted by scripts/generate-design-form.ts.
 */
interface FormTable {
  readonly bias: number
  /** Weights of the figures of `formFigures`. */
  readonly figures: Readonly<Record<string, number>>
  /** Words by their weight. */
  readonly words: Readonly<Record<string, string>>
}

const { bias, figures, words }: FormTable = table
const ENTRIES = Object.entries(words).flatMap(([weight, list]) => list.split(' ').map((word) => [word, Number(weight)] as const))

const WEIGHTS = Float64Array.from(ENTRIES, ([, weight]) => weight)

/** Index of each word of the table. */
export const FORM_WORDS: ReadonlyMap<string, number> = new Map(ENTRIES.map(([word], index) => [word, index]))

/** Signs of genre are worth no more than this at any place. */
const MOST_SIGNS = 8
/** Rates in shorter texts say too little. */
const LEAST_WORDS = 60

/** log(1 + occurrences per 300 words). */
export const rate = (count: number, all: number): number => Math.log1p((300 * count) / Math.max(LEAST_WORDS, all))

/** The figures beside words. Length is none of them: how long the labelled texts of each sort are says more about who wrote them. */
export function formFigures({ words: all, counts, ml, methods, code, places, genre, marks }: Omit<ContentFeatures, 'terms'>): Readonly<Record<string, number>> {
  const concepts = Object.entries(counts).map(([name, count]) => [name, rate(count, all)] as const)
  const signs = Object.entries(places).map(([place, weight]) => [`signs in ${place}`, Math.min(MOST_SIGNS, weight)] as const)
  return {
    ...Object.fromEntries([...concepts, ...signs]),
    'signs of one genre': Math.min(MOST_SIGNS, genre),
    methods: Math.log1p(methods),
    // Systems without a model have owners, tiers and canaries too.
    'a method': Math.min(1, methods),
    'any training': Math.min(2, counts.training ?? 0),
    learned: rate(ml, all),
    'little learned': Math.max(0, 4 - ml),
    code,
    digits: rate(marks.digits, all),
    '?': rate(marks.questions, all),
    '%': rate(marks.percents, all),
  }
}

/** Log-odds of a design. */
export function formScore(features: ContentFeatures): number {
  let score = bias
  for (const [name, value] of Object.entries(formFigures(features))) score += (figures[name] ?? 0) * value
  const { terms, words: all } = features
  for (let i = 0; i < terms.length; i++) if (terms[i]! > 0) score += WEIGHTS[i]! * rate(terms[i]!, all)
  return score
}
