import { cardOwnerReader } from './card-owner.ts'
import { evaluationSetReader } from './evaluation-sets.ts'
import { fallbackReader } from './fallbacks.ts'
import type { Mentions } from './mentions.ts'
import { metricFamiliesReader } from './metric-families.ts'
import { reactionsReader } from './reactions.ts'
import type { PlainReader } from './types.ts'

/** What a card says as a whole, or the lines of a list together: none of them need say it alone, as the scorer asks. */
export function plainReader(mentions: Mentions): PlainReader {
  const readers = [metricFamiliesReader, cardOwnerReader, evaluationSetReader, fallbackReader, reactionsReader].map((reader) => reader(mentions))
  return (document) => readers.flatMap((read) => read(document))
}
