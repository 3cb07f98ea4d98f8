import type { MarkdownSyntax } from '../syntax/markdown.ts'
import type { YamlNode } from '../syntax/yaml.ts'
import { matchesOf } from '../text/matches.ts'
import { fieldText } from './fields.ts'
import { baseName } from './identity.ts'
import { FORM_WORDS, formScore, rate } from './form.ts'
import { firstHeading } from './standing.ts'
import { BIAS, CODE_WEIGHT, CONCEPT_WEIGHTS, CONCEPTS, GENRE_CUES, GENRE_WEIGHT, METHODS, ML_CONCEPTS } from './ml-lexicon.ts'
import type { GenreCue } from './ml-lexicon.ts'

/** Concept counts of blocks by their text, from the reading before: an edit changes few blocks. */
export type ContentMemo = Map<string, BlockEvidence>

interface BlockEvidence {
  readonly words: number
  /** Hits by concept index. */
  readonly hits: ReadonlyMap<number, number>
  /** Learning methods named. */
  readonly methods: readonly string[]
  /** Wordings of the genre cues looked for in all text, by cue index. */
  readonly cues: readonly (readonly [number, string])[]
  /** Words of the form table by index, as often as they stand there. */
  readonly terms: readonly number[]
  readonly marks: Marks
}

/** What is counted beside words. */
interface Marks {
  readonly digits: number
  readonly questions: number
  readonly percents: number
}

/** What the decision rests on; every figure can be shown. */
export interface ContentFeatures {
  readonly words: number
  /** Mentions of learned models, by any of the concepts that only they have. */
  readonly ml: number
  /** Different learning methods that are named. */
  readonly methods: number
  /** Weight of evidence for another genre, and the genre it speaks for. */
  readonly genre: number
  readonly genreName: string | undefined
  /** The same by where it stands, all genres together. */
  readonly places: Readonly<Record<GenreCue['where'], number>>
  /** Counts of the words of the form table. */
  readonly terms: Uint32Array
  readonly marks: Marks
  /** Part of the text that is code. */
  readonly code: number
  /** Part of the letters that are not Latin: the words of the lexicon are English. */
  readonly foreign: number
  /** Concepts spoken of, most weighty first. */
  readonly found: readonly string[]
  /** Mentions by concept. */
  readonly counts: Readonly<Record<string, number>>
}

export interface DesignContent {
  readonly recognised: boolean
  readonly confidence: number
  readonly evidence: string
  readonly features: ContentFeatures
}

const NAMES = Object.keys(CONCEPTS)
const cuesIn = (place: 'text' | 'code'): readonly { readonly index: number; readonly pattern: RegExp }[] =>
  GENRE_CUES.flatMap(({ where, pattern }, index) => (where === place ? [{ index, pattern: new RegExp(pattern.source, 'gi') }] : []))
const TEXT_CUES = cuesIn('text')
const CODE_CUES = cuesIn('code')

/** Word or two-word phrase to concept indexes; phrases are kept by their first word. */
const LEXICON = ((): { readonly words: ReadonlyMap<string, readonly number[]>; readonly phrases: ReadonlyMap<string, readonly number[]> } => {
  const words = new Map<string, number[]>()
  const phrases = new Map<string, number[]>()
  NAMES.forEach((name, index) => {
    for (const entry of CONCEPTS[name]!.split(', ')) {
      const target = entry.includes(' ') ? phrases : words
      target.set(entry, [...(target.get(entry) ?? []), index])
    }
  })
  return { words, phrases }
})()

const METHOD_NAMES: ReadonlySet<string> = new Set(METHODS.split(', '))

/** From this much evidence of another genre on, a file name that says "design" is believed only if the form agrees, and a title of `FIRM` decides. */
const GENRE_LIMIT = 4
/** What such a title names stands beside the design of one system and speaks like it; no domain of models is called so. */
const FIRM: ReadonlySet<string> = new Set(['paper on one concern', 'report or overview', 'case study'])
/** A page shorter than this is recognised by its name or front matter only; it cannot describe a whole system. */
const LEAST_TO_RECOGNISE = 100
/** Least log-odds of the form. Held out, 1,256 of 1,262 labelled designs lie above 0, and 24 of 269 labelled others reach the bar, most of them hard; so do few texts that speak of models in real repositories. */
const LEAST_FORM = 0.75
/** Least sum of the log-odds of form and concepts, genre aside: the form was fitted to texts about models, and takes the design of a protocol for one. */
const LEAST_OF_BOTH = 3.5
/** Shorter texts with the right name are beginnings, whose form says little. */
const LEAST_NAMED = 150
/** Log-odds of the form from which on neither a word in the title nor few concepts speak against a design; papers on one concern reach 2.3. */
const PLAIN = 3
/** A title that says what the text is. */
const DESIGN = /\b(?:the|ml|system|model) design\b/i
/** Folders of writing about documents rather than of documents. */
const TEACHING = /(?:^|\/)(?:guides?|tutorials?|how-?tos?|walk-?throughs?|blogs?|posts?|courses?|lectures?|examples-of|references?|skills?|prompts?|templates?|snippets?)\//i
/** What a file name such as `churn-design.md` is worth. */
const NAME_BONUS = 3

/**
 * Judges whether a text is the design of one ML system: it speaks of the concepts of such a system's life (one regression), in the manner of who describes one
 * system rather than of a policy, a course or an incident (another, over words and signs of genre). Linear in the text.
 */
export function designContent(
  markdown: MarkdownSyntax,
  features: ContentFeatures,
  { path, named, bare }: { readonly path: string; readonly named: string | undefined; readonly bare?: boolean | undefined },
): DesignContent {
  const score = scoreOf(features) + (named === undefined ? 0 : NAME_BONUS)
  const form = formScore(features)
  const designs = form > LEAST_FORM && scoreOf({ ...features, genre: 0 }) + form > LEAST_OF_BOTH
  // A short stub with the right name needs to speak of a model at all; anything else must show that it is about one.
  const enough =
    named === undefined
      ? features.words >= LEAST_TO_RECOGNISE &&
        !TEACHING.test(path) &&
        features.ml >= 1 &&
        features.foreign < 0.3 &&
        designs &&
        (form > PLAIN || DESIGN.test(firstHeading(markdown)) || !(FIRM.has(features.genreName ?? '') && features.genre >= GENRE_LIMIT))
      : (features.ml >= 3 || (features.words < LEAST_NAMED && /\b(?:models?|ml)\b/i.test(markdown.plain))) &&
        (features.genre < GENRE_LIMIT || form > 0) &&
        (!bare || features.words < LEAST_NAMED || features.foreign >= 0.3 || designs)
  const short = named !== undefined && features.words < LEAST_NAMED && features.code < 0.3
  const recognised = enough && (short || score > 0 || (named === undefined && form > PLAIN))
  const shown = features.found.slice(0, 8).join(', ')
  const evidence = `${named === undefined ? '' : `file name ${named}; `}content speaks of ${shown || 'a model'}${features.genreName === undefined || features.genre < 2 ? '' : `; some signs of a ${features.genreName}`}`
  return { recognised, confidence: Math.round(100 / (1 + Math.exp(-(short ? Math.max(score, 0.5) : score)))) / 100, evidence, features }
}

/** Log-odds that this is the design of one ML system: a weighted sum of how often each concept is spoken of. */
export function scoreOf({ words, counts, genre, code }: ContentFeatures): number {
  let score = BIAS + GENRE_WEIGHT * genre + CODE_WEIGHT * code
  for (const [concept, weight] of Object.entries(CONCEPT_WEIGHTS)) score += weight * rate(counts[concept] ?? 0, words)
  return score
}

/** Reads the figures off a document. */
export function contentFeatures(markdown: MarkdownSyntax, root: YamlNode | null, path: string, memo: ContentMemo | undefined): ContentFeatures {
  const totals = new Array<number>(NAMES.length).fill(0)
  const cues = new Map<number, Set<string>>()
  const methods = new Set<string>()
  const cue = (index: number, wording: string): void => void (cues.get(index) ?? cues.set(index, new Set()).get(index)!).add(wording)
  const terms = new Uint32Array(FORM_WORDS.size)
  const marks = { digits: 0, questions: 0, percents: 0 }
  let words = 0
  const seen: ContentMemo = new Map()
  for (const text of textsOf(markdown)) {
    const evidence = memo?.get(text) ?? seen.get(text) ?? readBlock(text)
    seen.set(text, evidence)
    words += evidence.words
    for (const [index, count] of evidence.hits) totals[index] = totals[index]! + count
    for (const index of evidence.terms) terms[index]!++
    for (const [index, wording] of evidence.cues) cue(index, wording)
    for (const method of evidence.methods) methods.add(method)
    marks.digits += evidence.marks.digits
    marks.questions += evidence.marks.questions
    marks.percents += evidence.marks.percents
  }
  let code = 0
  for (const block of markdown.blocks) {
    if (block.kind !== 'fence' || !isProgram(block.info)) continue
    const text = markdown.text.slice(block.contentRange.start, block.contentRange.end)
    code += text.length
    for (const { index, pattern } of CODE_CUES) if (text.search(pattern) !== -1) cue(index, 'code')
  }
  if (memo) {
    memo.clear()
    for (const [text, evidence] of seen) memo.set(text, evidence)
  }
  for (const index of placedCues(markdown, root, path)) cue(index, 'placed')
  return { ...summarise(totals, cues), words, methods: methods.size, code: code / Math.max(1, markdown.text.length), foreign: foreignLetters(markdown.text), terms, marks }
}

const isProgram = (info: string): boolean => !/^(?:mermaid|text|)$/i.test(info)

/** What of a document is read for words: front matter and blocks. Configuration and tables in fences are part of a design; programs and shells are not. */
export function textsOf(markdown: MarkdownSyntax): readonly string[] {
  const front = markdown.frontMatter
  const texts = front ? [markdown.text.slice(front.contentRange.start, front.contentRange.end)] : []
  for (const block of markdown.blocks) {
    if (block.kind !== 'fence') texts.push(markdown.plain.slice(block.range.start, block.range.end))
    else if (/^(?:ya?ml|toml|ini|text|json|mermaid|)$/i.test(block.info)) texts.push(markdown.text.slice(block.contentRange.start, block.contentRange.end))
  }
  return texts
}

function summarise(totals: readonly number[], cues: ReadonlyMap<number, ReadonlySet<string>>): Pick<ContentFeatures, 'ml' | 'genre' | 'genreName' | 'places' | 'found' | 'counts'> {
  const genres = new Map<string, number>()
  const places = { title: 0, lead: 0, heading: 0, text: 0, code: 0 }
  for (const [index, wordings] of cues) {
    const { genre, weight, where, distinct = 2 } = GENRE_CUES[index]!
    const counted = where !== 'text' || wordings.size >= distinct ? weight : distinct > 2 ? 0 : 1
    genres.set(genre, (genres.get(genre) ?? 0) + counted)
    places[where] += counted
  }
  const [strongest] = [...genres].sort((a, b) => b[1] - a[1])
  const counts = Object.fromEntries(NAMES.map((name, index) => [name, totals[index]!]))
  const weight = (name: string): number => (CONCEPT_WEIGHTS[name] ?? 0) * counts[name]!
  const found = NAMES.filter((name) => counts[name]! > 0 && !HIDDEN.has(name)).sort((a, b) => weight(b) - weight(a))
  const ml = ML_CONCEPTS.reduce((sum, name) => sum + counts[name]!, 0)
  return { ml, genre: strongest?.[1] ?? 0, genreName: strongest?.[1] ? strongest[0] : undefined, places, found, counts }
}

/** Concepts that say nothing to a reader. */
const HIDDEN = new Set(['quantity', 'people', 'singular', 'platform', 'general', 'decision'])

/** Share of letters beyond Latin scripts among the first characters. */
function foreignLetters(text: string): number {
  let latin = 0
  let other = 0
  for (let i = 0; i < Math.min(text.length, 4000); i++) {
    const c = text.charCodeAt(i)
    if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) latin++
    else if (c >= 0x370 && !(c >= 0x2000 && c <= 0x2fff)) other++
  }
  return other / Math.max(1, latin + other)
}

function placedCues(markdown: MarkdownSyntax, root: YamlNode | null, path: string): readonly number[] {
  const headings = markdown.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text.replace(/^[\d.]+\s+/, '')] : []))
  // A file called `049-postmortem-x.md` says what it is.
  const name = baseName(path)
    .replace(/\.\w+$/, '')
    .replace(/[-_.]+/g, ' ')
  const title = [fieldText(root, ['title']) ?? '', headings[0] ?? '', name].join('\n')
  const start = markdown.frontMatter?.range.end ?? 0
  const lead = `${markdown.text.slice(0, Math.min(start, 1500))}\n${markdown.plain.slice(start, start + 700)}`
  return GENRE_CUES.flatMap(({ where, pattern }, index) => {
    const hit = where === 'title' ? pattern.test(title) : where === 'lead' ? pattern.test(lead) : where === 'heading' && headings.some((heading) => pattern.test(heading))
    return hit ? [index] : []
  })
}

const WORD = /[a-z0-9]+(?:[-/'][a-z0-9]+)*/g

/** Lower-case words of a text. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().replaceAll('’', "'").match(WORD) ?? []

/** How often a character stands in a text. */
function countOf(character: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count++
  return count
}

function readBlock(text: string): BlockEvidence {
  const hits = new Map<number, number>()
  const terms: number[] = []
  let digits = 0
  const count = (concepts: readonly number[] | undefined): void => {
    if (concepts) for (const index of concepts) hits.set(index, (hits.get(index) ?? 0) + 1)
  }
  const methods = new Set<string>()
  const name = (wording: string): void => void (METHOD_NAMES.has(wording) && methods.add(wording))
  const tokens = wordsOf(text)
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    count(LEXICON.words.get(token))
    name(token)
    const term = FORM_WORDS.get(token)
    if (term !== undefined) terms.push(term)
    if (token.charCodeAt(0) <= 57) digits++
    if (i === 0) continue
    const pair = `${tokens[i - 1]!} ${token}`
    count(LEXICON.phrases.get(pair))
    name(pair)
  }
  const cues: (readonly [number, string])[] = []
  for (const { index, pattern } of TEXT_CUES) for (const match of matchesOf(pattern, text)) cues.push([index, match[0].toLowerCase()])
  return { words: tokens.length, hits, methods: [...methods], cues, terms, marks: { digits, questions: countOf('?', text), percents: countOf('%', text) } }
}
