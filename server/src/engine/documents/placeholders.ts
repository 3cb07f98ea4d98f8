import { lineStart } from '../text/lines.ts'
import type { Range } from '../text/range.ts'

export interface FoundPlaceholder {
  /** Relative to the text searched. */
  readonly range: Range
  readonly words: string
}

const MARKER = /(?<![\w/#.-])(TODO|TBD|TBA|TBC|FIXME|X{3,}|tbd|Tbd|[Tt]o-?do(?=\s*[:(]))(?![\w/]|-\w|\.\w)/g
/** Words before a marker that make it a thing one talks about: `the TODO app`, `contains TODO`. */
const TALKED_ABOUT_BEFORE =
  /\b(?:the|an?|any|no|all|every|each|such|our|their|his|her|your|my|remaining|open|old|words?|contain(?:s|ing)?|called|named|grep|of|other|these|those|for)\s+["'“‘(]?$/i
const TALKED_ABOUT_AFTER =
  /^["'”’)]?\s+(?:apps?|applications?|lists?|items?|comments?|files?|markers?|entries|columns?|boards?|examples?|services?|api|notes?|or|and|left|remains?)\b/i
/** States of a board, `TODO, DOING, DONE`, and digits that are masked, `DE00 XXXX XXXX`. */
const STATE_AFTER = /^["'”’)]?\s?(?:,|\/|\||→|->|=>|➜)\s?["'“‘(]?(?:doing|done|in[ -]progress|open|closed|wip)\b/i
const MASKED = /(?:[\dX]{2,}[ -]|\+\d{1,3}[ -]?)$/
const PUT_OFF =
  /\b[Tt]o be (?:defined|determined|decided|confirmed|announced|completed|written|specified|agreed|clarified|documented)\b(?=\s*(?:$|[.,;:)\]|]|\n|by\b|later\b|with\b|after\b|before\b|once\b|in\b|yet\b|soon\b))/gi
/** `needs to be defined` is an instruction, `to be defined` a gap. */
const NOT_PUT_OFF =
  /\b(?:needs?|needed|ha[sd]|have|having|ought|going|wants?|wanted|likely|required?s?|able|supposed|expected|used|allowed|order|must|should|will|way|so as|how|enough|assumed|said|known)\s+(?:\w+\s+)?$/i
const FIXED = /\b[Ll]orem ipsum\b|(?<![\w?!])\?{3,}(?![\w?])/g
const HTML = new Set(
  'a abbr b br blockquote body button caption center cite code col colgroup dd del details div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label li link main map mark meta nav object ol option p param picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title tr track tt u ul var video'.split(
    ' ',
  ),
)
/** Single words that a template asks for, in `<…>` or `{…}`. */
const ASKED =
  /^(?:name|title|date|owner|team|version|url|link|path|number|nnnn|todo|tbd|tbc|placeholder|description|describe|value|metric|threshold|author|authors|email|e-mail|status|reason|yyyy-mm-dd|(?:your|insert|enter|fill|add|choose|select|model|team|owner|project|company|service|dataset|short|link)[-_ ].*)$/i
const BRACKETED =
  /\[(?:(?:short title|title of|name of|names? |option \d|argument [a-d]\b|yyyy-mm-dd|describe |description of|insert |enter |fill in|your |list (?:everyone|all|the)|space and\/or comma|todo\b|tbd\b|tbc\b|fixme\b|placeholder)[^[\]\n]{0,200}|more information needed)\](?![([:])/gi

/** Cheap: nearly every run of a finished document fails it. */
const MAY_HOLD = /[<{[]|\?\?|TODO|T[Bb][DACdac]|tbd|FIXME|XXX|[Tt]o-?do|[Tt]o be |[Ll]orem/
/** The same for each pattern: brackets alone are frequent. */
const MAY_MARK = /TODO|TB[DAC]|FIXME|XXX|[Tt]bd|[Tt]o-?do/
const MAY_PUT_OFF = /to be /i
const MAY_BE_FIXED = /orem|\?\?\?/

const NONE: readonly RegExpExecArray[] = []

/** Placeholders in a run of text in which code and addresses are blanks already; in order, overlapping ones merged. Linear. */
export function findPlaceholders(text: string): readonly FoundPlaceholder[] {
  if (!MAY_HOLD.test(text)) return []
  const found: Range[] = []
  const add = (start: number, length: number): void => void found.push({ start, end: start + length })
  let spoken = -1
  for (const match of MAY_MARK.test(text) ? text.matchAll(MARKER) : NONE) {
    const before = text.slice(Math.max(0, match.index - 30), match.index)
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30)
    if (before.includes('💬')) continue
    const quoted = /["“'‘]$/.test(before) && /^["”'’]/.test(after)
    // `TODO or TBD`: what holds for the first of an enumeration holds for the rest.
    const enumerated = spoken >= 0 && /^\W*(?:(?:or|and|nor)\W+)?$/.test(text.slice(spoken, match.index).slice(0, 20)) && match.index - spoken < 20
    const masked = match[0].startsWith('XXX') && (MASKED.test(before) || /^[ -][\dX]{2,}/.test(after))
    if (enumerated || quoted || masked || STATE_AFTER.test(after) || TALKED_ABOUT_BEFORE.test(before) || TALKED_ABOUT_AFTER.test(after)) {
      spoken = match.index + match[0].length
      continue
    }
    add(match.index, match[0].length)
  }
  if (MAY_PUT_OFF.test(text))
    for (const match of text.matchAll(PUT_OFF)) if (!NOT_PUT_OFF.test(text.slice(Math.max(0, match.index - 40), match.index))) add(match.index, match[0].length)
  if (MAY_BE_FIXED.test(text)) for (const match of text.matchAll(FIXED)) add(match.index, match[0].length)
  if (text.includes('[')) for (const match of text.matchAll(BRACKETED)) add(match.index, match[0].length)
  if (text.includes('<')) for (const match of text.matchAll(/<([A-Za-z][^<>\n]{1,200})>/g)) if (isAnglePrompt(text, match.index, match[1]!)) add(match.index, match[0].length)
  if (text.includes('{'))
    for (const match of text.matchAll(/\{\{?([^{}\n]{2,300})\}\}?/g)) if (isBracePrompt(text, match.index, match[1]!, match[0])) add(match.index, match[0].length)
  return merge(text, found)
}

/** Front matter and manifests: the whole value is a placeholder. */
export function placeholderValue(value: string): string | undefined {
  const text = value.trim()
  if (/^(?:todo|tbd|tba|tbc|fixme|x{3,}|\?{2,}|to be (?:defined|determined|decided|confirmed)|lorem ipsum|change ?me|yyyy-mm-dd|placeholder)\b/i.test(text))
    return text.slice(0, 40)
  if (/^\?{2,}$/.test(text)) return text
  if (/^<[A-Za-z][^<>@=]{0,200}>$/.test(text) || /^\{\{[^{}]{1,200}\}\}$/.test(text) || /^\{[A-Za-z][^{}:"']{1,200}\}$/.test(text)) return text.slice(0, 60)
  return undefined
}

function isAnglePrompt(text: string, at: number, inner: string): boolean {
  // `<name>-<version>.onnx` tells how files are called.
  if (/[\w)\]/_.#@-]/.test(text[at - 1] ?? '') || /^[-_./]?(?:<|[-_./]\w)/.test(text.slice(at + inner.length + 2, at + inner.length + 4))) return false
  if (/[="{};@\\]|^\w+:/.test(inner) || inner.endsWith('/') || /--$/.test(inner)) return false
  const words = inner.trim().split(/\s+/)
  if (words.length === 1) return ASKED.test(inner) && !(HTML.has(inner.toLowerCase()) && text.slice(at, at + 400).includes('</'))
  // Two comparisons, `a <b and c> d`, look like a prompt; a tag with attributes has `=`.
  return !/^(?:a|i|b|p|s|u|q)$/.test(words[0]!) || words.length > 3
}

const lineBefore = (text: string, at: number): string => text.slice(Math.max(lineStart(text, at), at - 200), at)

function isBracePrompt(text: string, at: number, inner: string, whole: string): boolean {
  if (/[\w/\\$^_=.%(@`-]/.test(text[at - 1] ?? '') || /^[%#<>/!:.]/.test(inner) || /[=;"\\|]{1}\s*\w+\s*[=;"\\]/.test(inner)) return false
  if (/^\w+\s*:/.test(inner) || /["=;()\\]|=>|->/.test(inner)) return false
  // A choice is left open right behind its label; `one of {proposed | accepted}` tells what there is to choose from.
  if (inner.includes('|') && !/[:>*_\n]\s{0,3}$|^$/.test(text.slice(Math.max(0, at - 4), at))) return false
  // In a text that is quoted, as a prompt is, it is filled in when it is used.
  if (/["“][^"“”\n]{0,200}$/.test(lineBefore(text, at)) && /^[^"“\n]{0,200}["”]/.test(text.slice(at + whole.length))) return false
  const words = inner.trim().split(/\s+/)
  // `{{mono}}` is code in wikis; a blank inside, several words or a template's own word are prompts.
  if (whole.startsWith('{{'))
    return (
      /^[A-Za-z_][\w -]*$/.test(inner.trim()) &&
      (/^ .* $/.test(inner) || words.length > 2 || (ASKED.test(inner.trim()) && !/-/.test(inner))) &&
      !/^(?:content|toc|site|page)$/.test(inner.trim())
    )
  if (words.length === 1) return ASKED.test(inner.trim()) && !inner.includes(',')
  // `{red, green}` is a set; prompts are phrases.
  return (
    (/^[A-Za-z]/.test(inner) && inner.split(',').some((part) => part.trim().split(/\s+/).length >= 3)) ||
    (words.length === 2 && /^(?:option|argument|decision|consequence|pointer)\b/i.test(inner))
  )
}

function merge(text: string, found: readonly Range[]): readonly FoundPlaceholder[] {
  const merged: Range[] = []
  for (const range of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1)
    if (last && range.start < last.end) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else merged.push(range)
  }
  return merged.map((range) => ({ range, words: text.slice(range.start, range.end) }))
}
