import type { MarkdownConfig } from '@lezer/markdown'

/** What a character means to the inline parsers: nothing, a beginning of something, a blank, or part of a word that an address may begin with. */
const PLAIN = 0
const MARK = 1
const BLANK = 2
const WORD = 3

const LONGEST_MAILBOX = 100

const classes = (): Uint8Array => {
  const table = new Uint8Array(128)
  for (let code = 0; code < 128; code++) if (/[\w.+-]/.test(String.fromCharCode(code))) table[code] = WORD
  for (const mark of '\\&`<_*[]!~') table[mark.charCodeAt(0)] = MARK
  table[32] = BLANK
  return table
}

const CLASSES = classes()

const isWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
const inMailbox = (code: number): boolean => isWord(code) || code === 46 || code === 43 || code === 45

/**
 * Passes over the words between marks in one step. The library asks each of its inline parsers at each character; none of them answers at what is skipped
 * here, so that the tree is the same (a test compares them).
 */
export const plainWords: MarkdownConfig = {
  parseInline: [
    {
      name: 'PlainWords',
      before: 'Escape',
      parse(cx, _next, pos) {
        const { text } = cx
        const start = pos - cx.offset
        const end = endOfPlain(text, start)
        return end > start ? end + cx.offset : -1
      },
    },
  ],
}

/** Where the first character stands at which a parser may answer. */
function endOfPlain(text: string, start: number): number {
  // Up to here no mailbox reaches.
  let checked = start
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 128) continue
    const kind = CLASSES[code]
    if (kind === PLAIN) continue
    if (kind === MARK) return at
    if (kind === BLANK) {
      // Two blanks may be a line break.
      if (text.charCodeAt(at + 1) === 32) return at
      continue
    }
    // The library looks for an address wherever no letter stands before.
    if (at > 0 && isWord(text.charCodeAt(at - 1))) continue
    if ((code === 119 || code === 104 || code === 109 || code === 120) && /^(?:www\.|https?:\/\/|mailto:|xmpp:)/.test(text.slice(at, at + 8))) return at
    if (at < checked) continue
    let to = at
    while (to - at < LONGEST_MAILBOX && inMailbox(text.charCodeAt(to))) to++
    if (text.charCodeAt(to) === 64) return at
    // A longer run may hide one: then each place in it is looked at.
    checked = to - at < LONGEST_MAILBOX ? to : at
  }
  return at
}
