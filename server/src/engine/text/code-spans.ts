/** A piece of a message: plain words, or what stood between backticks. */
export interface Span {
  readonly text: string
  readonly code: boolean
}

/**
 * Messages name fields and files between backticks, which terminals and editors show as they are; a page shows them as code. A backtick without a second one is text.
 *
 * @returns the pieces in order, without the backticks; empty ones are left out.
 */
export function codeSpans(message: string): readonly Span[] {
  const pieces = message.split('`')
  // After an odd number of backticks the last one opens nothing.
  if (pieces.length % 2 === 0) {
    const last = pieces.pop()!
    pieces[pieces.length - 1] += `\`${last}`
  }
  return pieces.map((text, i) => ({ text, code: i % 2 === 1 })).filter(({ text }) => text !== '')
}
