import { BLOCKING } from './declared-frames.ts'
import type { Blocking } from './declared-frames.ts'
import type { FamilyTagger } from './frames.ts'
import { Lexicon } from './lexicon.ts'
import { BESIDE, means, withoutLookalikes } from './senses.ts'
import type { Place } from './senses.ts'
import type { Token } from './tokens.ts'
import type { Unit } from './unit.ts'

/** Families that leave a label without an answer. */
const OPEN = ['defer', 'vacant', 'deny', 'hypothetical', 'rejected'] as const

/** Why words that name a matter claim nothing about this system as it is. */
export type Mention = Blocking | 'void' | 'question' | 'quoted' | 'headed'

/** A negation reaches over so many words behind it, and over so many to another that takes it back. */
const REACH = 5
const LINK = 9
/** What denies from behind stands within so many words. */
const BEHIND = 6
/** What has been rejected is said so within so many words behind it. */
const REJECTED_BEHIND = 9
/** So many characters around the words are looked at, and so many places in one unit: who writes more has pasted something. */
const AROUND = 400
const PLACES = 12
/** So many words between quotation marks are somebody's words; fewer are a name. */
const QUOTED_WORDS = 4

/** Where one statement of a unit ends and the next begins: the items of a list, clauses that are set against each other. */
const STOP = /;|[.!]\s|\s[–—]\s|\b(?:but|however|whereas|although|though)\b/i
const STOPS = new RegExp(STOP, 'gi')
/** What a negation does not cross. */
const BREAK = /,\s|\band\b|\b(?:that|which|who|where|than)\b|[()|]/i
const COMMAS = /[,:]\s|\band\b|[()]/gi

/** Headings below which all is a mention: terms that are explained, what others have written, what was not chosen, what may come. */
const GLOSSARY =
  /\b(?:glossar(?:y|ies)|terminology|abbreviations|acronyms)\b|^[\d.)\s]*(?:definitions?|terms)(?: (?:and|&) (?:abbreviations|acronyms|definitions|terms|concepts))?\s*$/i
const SOURCES =
  /(?<!terms of )\b(?:references?(?!-level| (?:architecture|implementation|model|data|set|window|population))|bibliography|literature|further reading|related work|resources and links|see also)\b/i
const NOT_CHOSEN =
  /\balternatives\b|\balternative (?:solution|approach|design|option)|\b(?:rejected|discarded)(?: (?:alternative|option|idea|design|approach|proposal)\w*)?\s*$|\boptions considered|\bconsidered options|\bnot chosen|\bprior art\b/i
const NOT_YET =
  /\bfuture (?:work|plans?|improvements?|extensions?|versions?|directions)\b|\bopen (?:questions?|points?|issues?)\b|\bideas for later\b|^[\d.)\s]*(?:later|out of scope|non-?goals|nice to have|backlog\s*$|wish ?list)/i
/** `Fallback to the previous version` is about this system. */
const ELSEWHERE = /\bpredecessor|(?<!\b(?:to|on|with|from|against) (?:the |a |an |our )?)\b(?:old|previous|former|legacy) (?:system|model|solution|process|version)\b/i
/** Labels of a review. */
const REVIEW = /^(?:reviewer|review comments?|comments?|remarks?)\b/i
/** A label that says itself that there is none; `No answer:` is a condition. */
const NONE = /^(?:no|not|never|none|without|nobody)\b(?! (?:answer|reply|response|network|connection|data|input|signal|result|score))/i
const TURNED_DOWN = /^(?:rejected|considered|discarded|alternatives?|option|instead)\b(?!.*\b(?:chosen|selected|decided)\b)/i

const CONDITION = /^(?:if|when|whenever|where|once|while|case)$/
const AUXILIARY = /^(?:is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|still)$/
const WAS = /^(?:was|were|been)$/
/** Under a negation these give a limit: `no worse than`, `not below 0.9`. */
const LIMIT = /^(?:more|less|lower|higher|worse|fewer|better|below|above|under|over|exceed(?:s|ed)?|beyond|outside|[<>≤≥±])$/
/** `Neither … may be lower`. */
const NO = /^(?:no|neither|nor|none)$/
const MAY_BE = /^(?:be|is|are|falls?|drops?|rises?|goes|go|lies?)$/
/** What is kept from training is kept. */
const FITTING = /^(?:train(?:ed|ing)?|tun(?:ed|ing)|fit(?:ted|ting)?|learn(?:ed|t|ing)?)$/
/** Take back a negation before them (`is not released unless …`), and are none themselves. */
const EXCEPT = /^(?:unless|until)$/
/** A negation that denies nothing: `not only`, `no doubt`, `no. 4`. */
const IDLE = /^(?:only|just|merely|enough|sufficient|suffice|tell|say|doubt|matter|least|\d.*)$/
/** Says of what stands right before it that there is none. */
const NOTHING = /^(?:no|not|cannot|none|nothing|nobody)$/
/** Adjectives that deny only as a predicate: `the fallback is missing`, but `missing values`. */
const PREDICATE = /^(?:missing|absent|empty|unknown|unable|skip|skips|skipped|forgot|forgotten|unnecessary|lost)$/
/** What is held against another system is this one. */
const COMPARED = /^(?:than|beats?|against|versus|vs|unlike|over|like|to|with|from|exceeds?)$/
const OF = /^(?:of|in|for|by)$/

/** A family where it stands. */
interface Found extends Place {
  readonly family: string
}

/** A statement cut at the words that are asked about. */
interface Clause {
  readonly words: readonly string[]
  readonly found: readonly Found[]
  /** The words asked about: the first, and the one behind the last. */
  readonly start: number
  readonly end: number
  /** Where a negation before them can begin, one among them can, and where one behind them must. */
  readonly near: { readonly start: number; readonly own: number; readonly end: number }
}

/**
 * Tells claims from mentions, for all readers that find a matter by its words: what is put off, denied, rejected, supposed, asked, quoted, explained, or said of another system
 * claims nothing. It asks the families of the lexicon, in the sense that they have where they stand (`senses.ts`), and looks at how the words stand to them.
 */
export class Mentions {
  readonly #tagger: FamilyTagger
  readonly #beside: Lexicon

  constructor(tagger: FamilyTagger) {
    this.#tagger = tagger
    this.#beside = new Lexicon(BESIDE, false, tagger.lexicon.stems)
  }

  /** The first place where a unit claims something in words of this pattern, which has to be a global one. `allow` names what does no harm here. */
  claimed(unit: Unit, pattern: RegExp, allow: readonly Mention[] = []): RegExpExecArray | undefined {
    let places = 0
    for (const match of unit.text.matchAll(pattern)) {
      // Most units have no such words, and need no look at what stands above them.
      if (places === 0) {
        const above = this.above(unit)
        if (above !== undefined && !allow.includes(above)) return undefined
      }
      if (++places > PLACES) return undefined
      if (this.#mention(unit, match.index, match.index + match[0].length, allow) === undefined) return match
    }
    return undefined
  }

  /** Whether a short text that stands for itself, the answer to a label, says one of these: by default any that leaves the label without an answer. */
  isOpen(answer: string, families: readonly Blocking[] = OPEN): boolean {
    return this.#found(this.#tokens(answer)).some(({ family }) => (families as readonly string[]).includes(family))
  }

  /** Why nothing in a unit is a claim, by its form and what stands above it. */
  above({ text, lead, headings, void: voided }: Unit): Mention | undefined {
    if (voided !== undefined) return 'void'
    if (text.endsWith('?')) return 'question'
    if (headings.some((heading) => GLOSSARY.test(heading) || isSources(heading))) return 'headed'
    if (headings.some((heading) => NOT_CHOSEN.test(heading))) return 'rejected'
    if (headings.some((heading) => NOT_YET.test(heading))) return 'defer'
    if (headings.some((heading) => ELSEWHERE.test(heading))) return 'other'
    if (lead === '') return undefined
    if (GLOSSARY.test(lead)) return 'headed'
    if (REVIEW.test(lead)) return 'quoted'
    // What a question asks, its answer may claim.
    const label = lead.slice(lead.lastIndexOf('?') + 1).trim()
    if (label === '') return undefined
    if (TURNED_DOWN.test(label)) return 'rejected'
    if (NONE.test(label)) return 'deny'
    const tokens = this.#tokens(label)
    const words = tokens.map(({ word }) => word)
    for (const { family, start } of this.#found(tokens)) {
      if ((family === 'defer' && !isConditional(words, start)) || family === 'hypothetical') return family
      if (family === 'other' && !isCompared(words, start)) return family
    }
    return undefined
  }

  /** Why the words from `start` to `end` of a unit are no claim. */
  #mention(unit: Unit, start: number, end: number, allow: readonly Mention[]): Mention | undefined {
    if (!allow.includes('quoted') && this.#isQuoted(unit, start)) return 'quoted'
    const clause = this.#clause(unit.text, start, end)
    for (const { family, start: at } of clause.found) {
      if (allow.includes(family as Blocking)) continue
      if (family === 'hypothetical') return family
      if (family === 'defer' && !isConditional(clause.words, at)) return family
      if (family === 'asked' && at >= clause.near.start && at < clause.start) return 'question'
      if (family === 'rejected' && isRejected(clause, at)) return family
      if (family === 'other' && isElsewhere(clause, at)) return family
    }
    return !allow.includes('deny') && isDenied(clause) ? 'deny' : undefined
  }

  /** Somebody's words in quotation marks, behind a label or beside a word of saying. */
  #isQuoted({ text, lead }: Unit, start: number): boolean {
    const opening = Math.max(text.lastIndexOf('“', start), text.lastIndexOf('"', start))
    if (opening < 0) return false
    // Straight marks look alike: an even number of them before is closed again.
    if (text[opening] === '"' && text.slice(0, start).split('"').length % 2 === 1) return false
    const closing = text.indexOf(text[opening] === '“' ? '”' : '"', start)
    if (closing < 0 || text.slice(opening, closing).split(' ').length < QUOTED_WORDS) return false
    return lead !== '' || this.#tagger.says(`${text.slice(0, opening)} ${text.slice(closing + 1)}`, 'quoted')
  }

  #tokens(text: string): readonly Token[] {
    return this.#tagger.lexicon.tokenize(withoutLookalikes(text))
  }

  #clause(text: string, start: number, end: number): Clause {
    const near = text.slice(Math.max(0, start - AROUND), start)
    const far = text.slice(end, end + AROUND)
    const stop = far.search(STOP)
    const ahead = near.slice(behindLast(near, STOPS))
    const before = this.#tokens(ahead)
    const own = this.#tokens(text.slice(start, end))
    const rest = stop < 0 ? far : far.slice(0, stop)
    const behind = this.#tokens(rest)
    const reached = (words: string): number => this.#tokens(words.slice(0, behindLast(words, COMMAS))).length
    // A cell or a word behind a colon says of the one before it what it is.
    const pause = BREAK.exec(rest.replace(/^\s*[|:(]/, (mark) => ' '.repeat(mark.length)))?.index ?? rest.length
    const tokens = [...before, ...own, ...behind]
    const behindStart = before.length + own.length
    return {
      words: tokens.map(({ word }) => word),
      found: this.#found(tokens),
      start: before.length,
      end: behindStart,
      near: { start: reached(ahead), own: before.length + reached(text.slice(start, end)), end: behindStart + this.#tokens(rest.slice(0, pause)).length },
    }
  }

  /** Families that stand there in their own sense. */
  #found(tokens: readonly Token[]): readonly Found[] {
    const words = tokens.map(({ word }) => word)
    const found: Found[] = []
    for (const lexicon of [this.#tagger.lexicon, this.#beside])
      for (const { family, start, end } of lexicon.spans(tokens)) {
        const name = lexicon.names[family]!
        if (name !== 'asked' && !(BLOCKING as readonly string[]).includes(name)) continue
        const place = { family: name, words, start, end }
        const stems = tokens
          .slice(start, end)
          .map(({ stem }) => stem)
          .join(' ')
        if (means(place, stems)) found.push(place)
      }
    return found
  }
}

/** Where the words behind the last match of a global pattern begin. */
function behindLast(text: string, pattern: RegExp): number {
  let at = 0
  for (const { index, 0: mark } of text.matchAll(pattern)) at = index + mark.length
  return at
}

/** Whether below a heading stands what others have written. */
export const isSources = (heading: string): boolean => SOURCES.test(heading)

/** `If it has not been answered, …` denies and puts off nothing. */
const isConditional = (words: readonly string[], at: number): boolean => words.slice(Math.max(0, at - LINK), at).some((word) => CONDITION.test(word))

const isCompared = (words: readonly string[], at: number): boolean => words.slice(Math.max(0, at - 3), at).some((word) => COMPARED.test(word))

/** `We considered …`, `instead of …` before the words, `… was ruled out` behind them. */
function isRejected({ words, start, end }: Clause, at: number): boolean {
  if (at < start) return start - at <= REACH + 1
  return at >= end && at - end < REJECTED_BEHIND && WAS.test(words[at - 1] ?? '')
}

/** Another system that stands where this one should: `the predecessor fell back to …`, `AUC of the old model`. */
function isElsewhere({ words, start, end }: Clause, at: number): boolean {
  if (at < start) return !isCompared(words, at)
  // `PSI > 0.2 used to raise an alarm`.
  if (at >= end && at - end <= 1 && words[at] === 'used') return true
  return at >= end && at - end <= 3 && words.slice(end, at).some((word) => OF.test(word)) && !isCompared(words, at)
}

/** Whether negations reach the words; two of them say that it is so (`not without`). */
function isDenied({ words, found, start, end, near }: Clause): boolean {
  // `Never on accuracy alone` uses it.
  if (words[end] === 'alone') return false
  if (/^(?:neither|none)$/.test(words.at(-1)!) && /^ha(?:ve|s)$/.test(words.at(-2) ?? '')) return true
  const denials = found.filter(({ family }) => family === 'deny').sort((a, b) => b.start - a.start || b.end - a.end)
  let inside = 0
  let count = 0
  let exceptions = 0
  let edge = start
  let reach = REACH
  let seen = words.length
  for (const { start: at, end: stop } of denials) {
    // `No need` is one negation, by two phrases.
    if (at >= end || stop > seen || isIdle(words, at)) continue
    seen = at
    if (at >= start) inside += at >= near.own ? 1 : 0
    else if (at >= near.start && edge - stop <= reach && (edge - stop <= 1 || !isConditional(words.slice(near.start), at - near.start))) {
      // `Without a second region it cannot …` takes nothing back.
      if (count > 0 && words[at] === 'without') break
      if (stop - at === 1 && EXCEPT.test(words[at]!)) exceptions++
      else count++
      edge = at
      reach = LINK
    }
  }
  if (inside % 2 === 1 || (count > 0 && (count + exceptions) % 2 === 1)) return true
  return denials.some(({ start: at }) => {
    if (at < end || at >= near.end || at - end > BEHIND || isIdle(words, at)) return false
    return at === end ? NOTHING.test(words[at]!) : AUXILIARY.test(words[at - 1]!)
  })
}

/** A negation that gives a limit, keeps something from training, or is a mere word. */
function isIdle(words: readonly string[], at: number): boolean {
  if (PREDICATE.test(words[at]!) && !AUXILIARY.test(words[at - 1] ?? '')) return true
  if (IDLE.test(words[at + 1] ?? '')) return true
  if (words.slice(at + 1, at + 4).some((word, i, rest) => LIMIT.test(word) || (/^(?:longer|later)$/.test(word) && rest[i + 1] === 'than'))) return true
  if (NO.test(words[at]!) && words.some((word, i) => i > at && LIMIT.test(word) && MAY_BE.test(words[i - 1]!))) return true
  return words.slice(at + 1, at + 6).some((word) => FITTING.test(word))
}
