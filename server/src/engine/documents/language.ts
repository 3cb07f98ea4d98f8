import type { DocumentView } from './document.ts'
import type { MarkdownSyntax } from '../syntax/markdown.ts'
import { perPiece } from '../syntax/pieces.ts'
import { perStretch } from '../syntax/stretches.ts'

/** A natural language other than English. */
export interface Language {
  /** ISO 639-1, or the script where several languages share it. */
  readonly code: string
  readonly name: string
}

/** Function words that hardly occur in other languages of the list; a text of the language has one in every ten words or more. */
const WORDS: readonly { readonly code: string; readonly name: string; readonly words: readonly string[] }[] = [
  {
    code: 'de',
    name: 'German',
    words: 'der die das und ist nicht mit auf für den dem des eine einer einem einen wird werden sich auch bei nach wir sind von zu durch über oder wenn dass'.split(' '),
  },
  { code: 'fr', name: 'French', words: 'le la les des est et une dans pour qui sur par avec sont nous pas aux du ce cette ces être plus leur ou mais si'.split(' ') },
  { code: 'es', name: 'Spanish', words: 'el los las del una por con para que se como más es son este esta estos entre sobre cuando sus también ser o y'.split(' ') },
  { code: 'pt', name: 'Portuguese', words: 'o os as uma do da dos das em para com não que se por mais são ao como ou pelo pela quando é e nos'.split(' ') },
  { code: 'it', name: 'Italian', words: 'il lo gli della delle dei di che per con non una sono nel nella come più anche questo questa si è alla da'.split(' ') },
  { code: 'nl', name: 'Dutch', words: 'het een van en niet op te voor met zijn dat die wordt worden ook bij naar uit om als deze of door aan'.split(' ') },
  { code: 'pl', name: 'Polish', words: 'nie się na jest do że dla przez oraz są jako lub po od które która który przy tego być'.split(' ') },
]
const ENGLISH = 'the of and is to in for with by are not that this be it from which as on will was have has an at or we when if can'.split(' ')

/** Numbers of the languages that have a function word, as in WORDS; -1 is English. */
const LANGUAGES_OF: ReadonlyMap<string, readonly number[]> = ((): Map<string, number[]> => {
  const byWord = new Map<string, number[]>()
  const add = (word: string, language: number): void => void byWord.set(word, [...(byWord.get(word) ?? []), language])
  for (const [i, { words }] of WORDS.entries()) for (const word of words) add(word, i)
  for (const word of ENGLISH) add(word, -1)
  return byWord
})()
const NONE: readonly never[] = []
const LONGEST = Math.max(...Array.from(LANGUAGES_OF.keys(), (word) => word.length))

const SCRIPTS: readonly { readonly code: string; readonly name: string; readonly script: RegExp }[] = [
  { code: 'ja', name: 'Japanese', script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u },
  { code: 'zh', name: 'Chinese', script: /\p{Script=Han}/u },
  { code: 'ko', name: 'Korean', script: /\p{Script=Hangul}/u },
  { code: 'uk', name: 'Ukrainian', script: /[іїєґІЇЄҐ]/u },
  { code: 'ru', name: 'Russian', script: /\p{Script=Cyrillic}/u },
  { code: 'el', name: 'Greek', script: /\p{Script=Greek}/u },
  { code: 'ar', name: 'Arabic', script: /\p{Script=Arabic}/u },
  { code: 'he', name: 'Hebrew', script: /\p{Script=Hebrew}/u },
  { code: 'hi', name: 'Hindi', script: /\p{Script=Devanagari}/u },
  { code: 'th', name: 'Thai', script: /\p{Script=Thai}/u },
]

/** Characters that are looked at: the beginning is enough to tell. */
const READ = 20_000
/** Letters below which nothing can be told of a text in another script. */
const LEAST_LETTERS = 40
/** Share of letters of another script from which a document is written in it: terms and code are Latin everywhere. */
const OTHER_SCRIPT = 0.25
/** Words below which function words tell nothing. */
const LEAST_WORDS = 60
/** Share of function words that a text of a language has, and by which it must outdo English. */
const SHARE = 0.09
const AHEAD = 2.5
/** Share of words with foreign letters from which on half as many function words do: lists have few. */
const ACCENTED = 0.06

/** What a piece of a document counts towards its language. */
interface Counts {
  readonly characters: number
  readonly letters: number
  /** By script, as in SCRIPTS. */
  readonly scripts: readonly number[]
  readonly words: number
  readonly english: number
  /** Words with a letter that English does not have: `decisão`, `größer`. */
  readonly accented: number
  /** Function words by language, as in WORDS. */
  readonly others: readonly number[]
}

class Sum implements Counts {
  characters = 0
  letters = 0
  readonly scripts = SCRIPTS.map(() => 0)
  words = 0
  english = 0
  accented = 0
  readonly others = WORDS.map(() => 0)

  add(own: Counts): void {
    this.characters += own.characters
    this.letters += own.letters
    this.words += own.words
    this.english += own.english
    this.accented += own.accented
    for (let i = 0; i < this.scripts.length; i++) this.scripts[i]! += own.scripts[i]!
    for (let i = 0; i < this.others.length; i++) this.others[i]! += own.others[i]!
  }
}

const countsOf = perPiece((piece): Counts => {
  const sum = new Sum()
  for (const block of piece.blocks) {
    // Code and markup are written by people, too, but in no language of theirs.
    if (block.kind === 'fence' || block.kind === 'html') continue
    const text = piece.plain.slice(block.range.start - piece.base, block.range.end - piece.base)
    sum.characters += text.length
    eachWord(text.toLowerCase(), (length, word) => {
      sum.words++
      sum.letters += length
      if (word === undefined) return
      if (/[à-ÿĀ-ſ]/.test(word)) sum.accented++
      for (const language of LANGUAGES_OF.get(word) ?? NONE) {
        if (language < 0) sum.english++
        else sum.others[language]!++
      }
      if (isLatin(word)) return
      for (const character of word) for (const [i, { script }] of SCRIPTS.entries()) if (script.test(character)) sum.scripts[i]!++
    })
  }
  return sum
})

const countsOfStretch = perStretch(({ pieces }): Counts => {
  const sum = new Sum()
  for (const { piece } of pieces) sum.add(countsOf(piece))
  return sum
})

/** Tells the words of a text in lower case; of most of a text in ASCII their length alone, since no function word is as long. */
function eachWord(text: string, tell: (length: number, word: string | undefined) => void): void {
  if (/[^\0-\x7f]/.test(text)) {
    for (const word of text.match(/\p{L}+/gu) ?? []) tell(word.length, word)
    return
  }
  for (let at = 0; at < text.length; at++) {
    const start = at
    while (isAsciiLetter(text.charCodeAt(at))) at++
    const length = at - start
    if (length > 0) tell(length, length <= LONGEST ? text.slice(start, at) : undefined)
  }
}

const isAsciiLetter = (code: number): boolean => code >= 97 && code <= 122

/** Whether all letters of a word are below the scripts that are told apart. */
function isLatin(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) >= 0x370) return false
  return true
}

/**
 * The language of a Markdown document's prose where it is not English; `undefined` for English, for what is too short to tell and for
 * mixtures in which English leads. Code is not counted. Linear in the length read; a piece that is unchanged is not read again.
 */
export function foreignLanguage({ markdown }: DocumentView): Language | undefined {
  if (!markdown) return undefined
  let known = languages.get(markdown)
  if (!known) languages.set(markdown, (known = { language: languageOf(markdown) }))
  return known.language
}

/** The runner asks once for each run, and one rule asks again. */
const languages = new WeakMap<MarkdownSyntax, { readonly language: Language | undefined }>()

function languageOf(markdown: MarkdownSyntax): Language | undefined {
  const sum = new Sum()
  for (const { stretch } of markdown.stretches) {
    const own = countsOfStretch(stretch)
    // The piece with which enough is read counts as the last, wherever stretches end.
    if (sum.characters + own.characters <= READ) sum.add(own)
    else for (const { piece } of stretch.pieces) if (sum.characters <= READ) sum.add(countsOf(piece))
    if (sum.characters > READ) break
  }
  return byScript(sum.scripts, sum.letters) ?? byWords(sum.others, sum)
}

function byScript(counts: readonly number[], letters: number): Language | undefined {
  // Ukrainian letters are Cyrillic ones as well.
  const foreign = counts.reduce((sum, count, i) => (SCRIPTS[i]!.code === 'uk' ? sum : sum + count), 0)
  if (letters < LEAST_LETTERS || foreign < letters * OTHER_SCRIPT) return undefined
  // Japanese is written with Chinese characters, too: the more special script decides.
  const share = (code: string): number => counts[SCRIPTS.findIndex((s) => s.code === code)]! / foreign
  const best = share('ja') > 0.1 ? 'ja' : share('uk') > 0.02 ? 'uk' : SCRIPTS[counts.indexOf(Math.max(...counts))]!.code
  const { code, name } = SCRIPTS.find((s) => s.code === best)!
  return { code, name }
}

function byWords(counts: readonly number[], { english, accented, words }: { readonly english: number; readonly accented: number; readonly words: number }): Language | undefined {
  if (words < LEAST_WORDS) return undefined
  const most = Math.max(...counts)
  const { code, name } = WORDS[counts.indexOf(most)]!
  return most >= words * (accented >= words * ACCENTED ? SHARE / 2 : SHARE) && most > english * AHEAD ? { code, name } : undefined
}
