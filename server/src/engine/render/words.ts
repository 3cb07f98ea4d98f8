import type { ItemState, Readiness } from '../readiness/types.ts'

/** Words and signs of the states; signs alone would tell nothing to who cannot see them. */
export const STATE_WORDS: Readonly<Record<ItemState, { readonly sign: string; readonly word: string }>> = {
  passed: { sign: '✔', word: 'passed' },
  asserted: { sign: '◐', word: 'asserted' },
  missing: { sign: '✖', word: 'missing' },
  contradicted: { sign: '✖', word: 'contradicted' },
  waived: { sign: '⊘', word: 'waived' },
  'not-applicable': { sign: '–', word: 'not applicable' },
  manual: { sign: '?', word: 'to be shown' },
}

/** The verdict in a sentence. */
export function verdictOf({ ready, progress, tier, tierStated }: Readiness): string {
  const asked = `at tier ${tier}${tierStated ? '' : ' (assumed: nobody states it)'}`
  if (progress.percent === null) return `Nothing is required ${asked}`
  return ready ? `Ready: every required item ${asked} is closed` : `Not ready: ${progress.open} required item${progress.open === 1 ? ' is' : 's are'} open ${asked}`
}

/** Other people's words in Markdown: one line, nothing of it is markup. */
export const markdownWords = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').replace(/[\\`*_{}[\]<>|#!~@]/g, '\\$&')

/** A text in backticks, whatever it holds. */
export const code = (text: string): string => `\`${text.replace(/[`\r\n]+/g, ' ')}\``
