import type { Range } from '../text/range.ts'

const HTML_TAGS = new Set(
  'a abbr b br blockquote caption cite code col colgroup dd del details div dl dt em figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp section small source span strike strong sub summary sup table tbody td tfoot th thead tr u ul var video center article aside header footer main nav'.split(
    ' ',
  ),
)

const ENTITIES: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&nbsp;': ' ',
  '&ge;': '≥',
  '&le;': '≤',
  '&ndash;': '–',
  '&mdash;': '—',
  '&quot;': '"',
  '&times;': '×',
}

/** What is markup rather than words, in a text of its own. */
export const blankInline = {
  /** HTML tags, and template prompts that look like tags (`<describe rollback here>`): neither is evidence. */
  tags(text: string): readonly Range[] {
    const found: Range[] = []
    for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
      const close = text.indexOf('>', at)
      if (close === -1) break
      if (/[\w/!?]/.test(text[at + 1] ?? '')) found.push({ start: at, end: close + 1 })
    }
    return found
  },

  /** Template prompts in angle brackets that are no HTML: `<State tier 1–4 and say why>`. A comparison `p95 < 5 and x > 3` is not one. */
  prompts(text: string): readonly Range[] {
    const found: Range[] = []
    for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
      if (!/[A-Za-z]/.test(text[at + 1] ?? '')) continue
      const close = text.indexOf('>', at)
      if (close === -1) break
      const inner = text.slice(at + 1, close)
      if (inner.includes('<') || /^(https?:|mailto:)/.test(inner) || inner.includes('@')) continue
      const word = /^[A-Za-z][\w-]*/.exec(inner)![0].toLowerCase()
      if (HTML_TAGS.has(word) || inner.length >= 2) found.push({ start: at, end: close + 1 })
    }
    return found
  },

  /** The one character that an entity stands for, where it is known. */
  entity: (text: string): string | undefined => (Object.hasOwn(ENTITIES, text) ? ENTITIES[text] : undefined),
}
