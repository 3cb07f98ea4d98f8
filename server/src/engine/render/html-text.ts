import { xml } from '../diagram/svg.ts'
import { codeSpans } from '../text/code-spans.ts'

/** The words of a message as HTML, escaped, with what stands between backticks as code. */
export const htmlText = (message: string): string =>
  codeSpans(message)
    .map(({ text, code }) => (code ? `<code>${xml(text)}</code>` : xml(text)))
    .join('')
