import { stemmer } from 'stemmer'
import { Recent } from './recent.ts'

/** One word, number or sign of a unit. */
export interface Token {
  /** Lower case, as written. */
  readonly word: string
  /** Stem that joins inflections and British/American spellings. */
  readonly stem: string
  /** Number of the stem among those that a lexicon or a model knows (`Stems.intern`); 0 for all others. */
  readonly id: number
  readonly number: NumberKind | undefined
  /** A word that says nothing by itself. */
  readonly stop: boolean
}

/** What a number measures, from its form and the unit behind it. */
export const NUMBER_KINDS = ['percent', 'duration', 'money', 'rate', 'date', 'clock', 'decimal', 'count', 'size', 'sigma', 'version', 'year'] as const
type NumberKind = (typeof NUMBER_KINDS)[number]

const IRREGULAR: Record<string, string> = {
  went: 'go',
  gone: 'go',
  goes: 'go',
  kept: 'keep',
  held: 'hold',
  told: 'tell',
  ran: 'run',
  sent: 'send',
  fell: 'fall',
  fallen: 'fall',
  paid: 'pay',
  took: 'take',
  taken: 'take',
  wrote: 'write',
  written: 'write',
  shown: 'show',
  built: 'build',
  made: 'make',
  brought: 'bring',
  drew: 'draw',
  drawn: 'draw',
  knew: 'know',
  known: 'know',
  saw: 'see',
  seen: 'see',
  froze: 'freeze',
  frozen: 'freeze',
  caught: 'catch',
  chose: 'choose',
  chosen: 'choose',
  withdrew: 'withdraw',
  withdrawn: 'withdraw',
  lost: 'lose',
  met: 'meet',
  said: 'say',
  stood: 'stand',
  threw: 'throw',
  thrown: 'throw',
  gave: 'give',
  given: 'give',
  got: 'get',
  left: 'leave',
  began: 'begin',
  begun: 'begin',
  came: 'come',
  became: 'become',
  grew: 'grow',
  grown: 'grow',
  rose: 'rise',
  risen: 'rise',
  hid: 'hide',
  hidden: 'hide',
  broke: 'break',
  broken: 'break',
  woke: 'wake',
  woken: 'wake',
  spoke: 'speak',
  swung: 'swing',
  rung: 'ring',
  rang: 'ring',
  lent: 'lend',
  spent: 'spend',
  dealt: 'deal',
  found: 'find',
  sat: 'sit',
  won: 'win',
  bound: 'bound',
  led: 'lead',
  fed: 'feed',
  sold: 'sell',
  taught: 'teach',
  thought: 'think',
  were: 'be',
  was: 'be',
  is: 'be',
  are: 'be',
  been: 'be',
  being: 'be',
  am: 'be',
  has: 'have',
  had: 'have',
  having: 'have',
  does: 'do',
  did: 'do',
  done: 'do',
  "isn't": 'be not',
  analyses: 'analysi',
  analysis: 'analysi',
  people: 'person',
  persons: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  data: 'data',
  criteria: 'criterion',
  indices: 'index',
  cannot: 'not',
  cant: 'not',
  wont: 'not',
  dont: 'not',
  doesnt: 'not',
  didnt: 'not',
  isnt: 'not',
  arent: 'not',
  wasnt: 'not',
  hasnt: 'not',
  havent: 'not',
  shouldnt: 'not',
  couldnt: 'not',
  mustnt: 'not',
  neednt: 'not',
  nt: 'not',
  wouldnt: 'not',
}

// Words that the stemmer would join with others of quite another meaning, with the stem they keep.
const DISTINCT: Record<string, string> = Object.fromEntries(
  'unlike unlikely criticality accountable responsible:responsible,responsibility,responsibilities officer:officer,officers office:office,offices engineer:engineer,engineers engineering department:department,departments author:author,authors several severe classifier:classifier,classifiers importance materiality token:token,tokens identity missing setting:setting,settings canned acceptable general:general,generally universe:universe university:university operator:operator,operators operation:operation,operations relative:relative,relatively training:train trainer:trainer,trainers'
    .split(' ')
    .flatMap((entry) => {
      const [stem, forms = entry] = entry.split(':') as [string, string?]
      return forms.split(',').map((form) => [form, stem])
    }),
)

const DURATION =
  /^(ms|msec|millisecond|milliseconds|s|sec|secs|second|seconds|min|mins|minute|minutes|h|hr|hrs|hour|hours|d|day|days|wk|week|weeks|mo|month|months|quarter|quarters|y|yr|yrs|year|years|night|nights|shift|shifts|fortnight|fortnights|µs|us)$/
const RATE = /^(rps|qps|tps|req|requests|rpm)$/
const MONEY =
  /^(€|\$|£|¥|eur|euro|euros|usd|gbp|chf|sek|nok|dkk|kr|pln|zł|inr|₹|rs|jpy|yen|cad|aud|nzd|brl|zar|cny|krw|dollars?|pounds?|francs?|k€|m€|ft|czk|huf|mxn|sgd|hkd|lakh|crore|keur|meur|kusd|pence|cents?|ct)$/
const SIZE = /^(kb|mb|gb|tb|pb|kib|mib|gib|kwh|mwh|tokens?)$/
const MONTHS = /^(jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september|oct|october|nov|november|dec|december)$/

// One alternative a class of token; no nested repetition, so matching is linear.
const TOKEN = /\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|v\d+(?:\.\d+)*\b|\d+(?:[.,]\d+)*(?:e-?\d+)?|[\p{L}]+(?:['’][\p{L}]+)?|[%€$£¥₹<>≤≥±→σ✓✔✅❌✗☐☑?=~×]|§/uy

const CAMEL = /[a-z][A-Z]/

/** Words and numbers of a text, in order. Hyphens and underscores separate. */
export function tokenize(text: string, stems: Stems): readonly Token[] {
  const tokens: Token[] = []
  const spaced = CAMEL.test(text) ? text.replace(/([a-z])([A-Z])/g, '$1 $2') : text
  let numbers = false
  for (let at = 0; at < spaced.length;) {
    const code = spaced.charCodeAt(at)
    let end = at
    if (isLetter(code)) {
      // Most words are ASCII and need no pattern.
      do end++
      while (isLetter(spaced.charCodeAt(end)))
      const next = spaced.charCodeAt(end)
      if (next === 39 || next >= 128 || (code === 118 && isDigit(spaced.charCodeAt(at + 1)))) end = endOfToken(spaced, at)
    } else if (code >= 128 || isDigit(code)) end = endOfToken(spaced, at)
    else if (SIGNS.includes(spaced[at]!)) end = at + 1
    if (end === at) {
      at += code >= 0xd800 && code < 0xdc00 ? 2 : 1
      continue
    }
    for (const token of stems.read(spaced.slice(at, end))) {
      tokens.push(token)
      numbers ||= mayCount(token.word)
    }
    at = end
  }
  if (!numbers) return tokens
  const words = tokens.map((token) => token.word)
  return tokens.map((token, i) => {
    const number = mayCount(token.word) ? numberKind(token.word, words[i - 1], words[i + 1], words[i + 2]) : undefined
    return number === undefined ? token : { ...token, number }
  })
}

/** Whether a character code is a letter of ASCII. */
export const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const isDigit = (code: number): boolean => code >= 48 && code <= 57
/** Of the signs in `TOKEN` those that are ASCII. */
const SIGNS = '%$<>?=~'

/** Where the token that begins here ends; here, if none does. */
function endOfToken(text: string, at: number): number {
  TOKEN.lastIndex = at
  return TOKEN.test(text) ? TOKEN.lastIndex : at
}

const mayCount = (word: string): boolean => isDigit(word.charCodeAt(0)) || WORD_NUMBERS.has(word) || (word.charCodeAt(0) === 118 && isDigit(word.charCodeAt(1)))

function numberKind(word: string, before: string | undefined, after: string | undefined, second: string | undefined): NumberKind | undefined {
  if (!/^\d|^v\d/.test(word))
    return WORD_NUMBERS.has(word) && after !== undefined
      ? after === 'per' && second === 'cent'
        ? 'percent'
        : DURATION.test(after) || (second !== undefined && /^(business|working|calendar|consecutive)$/.test(after) && DURATION.test(second))
          ? 'duration'
          : 'count'
      : undefined
  if (word.startsWith('v')) return 'version'
  if (/^\d{4}-\d{2}-\d{2}$/.test(word)) return 'date'
  if (/^\d{1,2}:\d{2}$/.test(word)) return 'clock'
  if (before !== undefined && MONEY.test(before)) return 'money'
  if (after !== undefined) {
    if (after === '%' || after === 'percent' || after === 'pp' || after === 'bp' || after === 'bps' || (after === 'per' && (second === 'cent' || second === 'mille')))
      return 'percent'
    if (after === 'σ' || after === 'sigma' || after === 'sd') return 'sigma'
    if (MONEY.test(after) || (second !== undefined && /^(k|m|bn|thousand|million)$/.test(after) && MONEY.test(second))) return 'money'
    if (DURATION.test(after) || (second !== undefined && /^(business|working|calendar|consecutive|full|trading)$/.test(after) && DURATION.test(second))) return 'duration'
    if (RATE.test(after)) return 'rate'
    if (SIZE.test(after)) return 'size'
    if (MONTHS.test(after) || (before !== undefined && MONTHS.test(before))) return 'date'
  }
  if (/^(19|20)\d{2}$/.test(word)) return 'year'
  if (/^\d{1,3}(,\d{3})+$/.test(word)) return 'count'
  if (/^\d+[.,]\d+$/.test(word) || /e-?\d/.test(word)) return 'decimal'
  return 'count'
}

const WORD_NUMBERS = new Set('one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety hundred half'.split(' '))

const STOP = new Set(
  'a an the of to in on at by for and or is be are was were it its this that these those with as from which who will would can could may has have had do does did so than then there their our we us you your he she his her they them if but into out up per about also only such any some each all both more most other own same very just not no'.split(
    ' ',
  ),
)

/** Texts whose words are remembered, as many as a long document has. */
const REMEMBERED = 2000
/** Characters of a text that are read; a longer one is a paste, not a sentence. */
const READ = 4000

/** Stems of words, remembered: the vocabulary of documents is small. */
export class Stems {
  readonly #ids = new Map<string, number>()
  readonly #read = new Map<string, readonly Token[]>()
  #texts = new Recent<readonly Token[]>(REMEMBERED)

  /** Number of a stem, the same from now on. */
  intern(stem: string): number {
    let id = this.#ids.get(stem)
    if (id === undefined) {
      this.#ids.set(stem, (id = this.#ids.size + 1))
      // What was read before does not have it.
      this.#read.clear()
      this.#texts = new Recent(REMEMBERED)
    }
    return id
  }

  /** One more than the highest number given out. */
  get size(): number {
    return this.#ids.size + 1
  }

  /** Words of a text, of a long one those at its beginning. Several readers ask for those of the same. */
  tokens(text: string): readonly Token[] {
    let tokens = this.#texts.get(text)
    if (!tokens) this.#texts.set(text, (tokens = tokenize(text.length > READ ? text.slice(0, READ) : text, this)))
    return tokens
  }

  /** What one token as written stands for: `Don't` for two words. */
  read(written: string): readonly Token[] {
    let tokens = this.#read.get(written)
    if (tokens === undefined) {
      if (this.#read.size > 50_000) this.#read.clear()
      this.#read.set(written, (tokens = wordsOf(written).map((word) => this.#token(word))))
    }
    return tokens
  }

  #token(word: string): Token {
    const stem = stemOf(word)
    return { word, stem, id: this.#ids.get(stem) ?? 0, number: undefined, stop: STOP.has(word) }
  }
}

function wordsOf(written: string): readonly string[] {
  const word = written.toLowerCase().replace(/’/g, "'")
  const negated = /^(.+?)n't$/.exec(word)
  if (negated) return [negated[1] === 'ca' || negated[1] === 'wo' ? 'can' : negated[1]!, 'not']
  if (word.endsWith("'s")) return [word.slice(0, -2)]
  return word.includes("'") ? word.split("'").filter(Boolean) : [word]
}

/** Stem of a lower-case word. */
function stemOf(word: string): string {
  const base = own(IRREGULAR, word) ?? word
  return own(DISTINCT, word) ?? (base.length > 3 && /^[\p{L}]+$/u.test(base) ? stemmer(american(base)) : base)
}

/** `constructor` is a word like any other. */
const own = (words: Readonly<Record<string, string>>, word: string): string | undefined => (Object.hasOwn(words, word) ? words[word] : undefined)

/** American spelling, so that both stem alike. */
const american = (word: string): string =>
  word
    .replace(/is(e|es|ed|ing|ation|ations)$/, (m, rest: string) => (word.length > 6 ? 'iz' + rest : m))
    .replace(/our(s|ed|ing)?$/, (m, rest?: string) => (word.length > 5 && !/^(hour|four|your|tour|pour|sour)/.test(word) ? 'or' + (rest ?? '') : m))
    .replace(/ll(ed|ing)$/, (m, rest: string) => (word.length > 7 ? 'l' + rest : m))
    .replace(/ogue$/, 'og')
    .replace(/^artefact/, 'artifact')
    .replace(/^programme/, 'program')
    .replace(/^licence/, 'license')
