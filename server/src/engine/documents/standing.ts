import type { Block, MarkdownSyntax } from '../syntax/markdown.ts'
import { baseName } from './identity.ts'
import type { DocumentKind } from './kinds.ts'
import { kindByName } from './names.ts'

/** Folders of what tests read: a record in them decides nothing, a card describes no model. */
const TEST_DATA = /(?:^|\/)(?:(?:__)?(?:test[-_]?)?fixtures?(?:__)?|test[-_]?data|__(?:tests|mocks|snapshots)__|(?:integration|e2e|acceptance)[-_]?tests?)\//i

/** Whether a file lies where a project keeps the input of its tests. */
export const isTestData = (path: string): boolean => TEST_DATA.test(path)

const TEMPLATE_PATH = /(?:^|\/)[._]?templates?\/|(?:^|\/)(?:[^/]*[-_. ])?template(?:[-_. ][^/]*)?$|\{\{/i
/** Share of the text that asks from which on a template is blank; with examples filled in it may be a document. */
const BLANK = 0.6
const PROMPT = /\{\{.*?\}\}|\{%.*?%\}|^[^<>]{0,60}(?:<[^<>]{1,200}>\s*)+$|^(?:[^[\]]{0,60}:\s*)?\[[^[\]]{3,200}\]\.?$/
const INSTRUCTION =
  /^\W*(?:describe|list|explain|state|specify|outline|summari[sz]e|provide|add|insert|fill|give|name|define|identify|include|document|link|replace|delete|note|mention)\b/i

/** Whether a file is called a template and nothing else: `template.md`, `model_card_template.md`. */
export const isTemplateName = (path: string): boolean => /(?:^|[-_. /])template\.\w+$/i.test(path)

/** The words of the first heading; empty where there is none. */
export function firstHeading({ blocks }: MarkdownSyntax): string {
  const heading = blocks.find((block) => block.kind === 'heading')
  return heading?.kind === 'heading' ? heading.text : ''
}

/** Whether a document is a form that nobody has filled in: called a template, and most of it asks. */
export function isBlankForm(markdown: MarkdownSyntax, path: string): boolean {
  if (!TEMPLATE_PATH.test(path) && !/\btemplate\b|^[<[{]/i.test(firstHeading(markdown))) return false
  const parts = markdown.blocks.flatMap((block) => partsOf(markdown, block))
  return parts.length > 0 && parts.filter(asks).length >= BLANK * parts.length
}

/** Texts that a reader takes in one by one, as they are written. */
function partsOf({ text, plain }: MarkdownSyntax, block: Block): readonly string[] {
  if (block.kind === 'heading' || block.kind === 'fence' || block.kind === 'html') return []
  if (block.kind === 'table')
    return block.rows.map((row) =>
      text
        .slice(row.range.start, row.range.end)
        .replace(/^\|[^|]*\|/, '')
        .replace(/\|\s*$/, '')
        .trim(),
    )
  // A comment leaves no words, and says nothing to the reader of the page.
  return plain.slice(block.range.start, block.range.end).trim() === '' ? [] : [text.slice(block.range.start, block.range.end).trim()]
}

/** The whole text is set in italics, as explanations in a form are: `**Scope:** _what the model is for_`. */
const ITALIC = /^(?:[-*+] |\d+[.)] )?\s*(?:\*\*[^*]{1,80}\*\*:?\s*)?(?:_[^_].*_|\*[^*].*\*)\W*$/s

/** A longer text asks nothing; no pattern is tried on it. */
const LONGEST_PROMPT = 1000

const asks = (part: string): boolean =>
  part.length < LONGEST_PROMPT &&
  (part === '' || ITALIC.test(part) || /\?\W*$/.test(part) || PROMPT.test(part.replace(/[*_`]/g, '')) || INSTRUCTION.test(part.replace(/^(?:[-*+]|\d+[.)])\s+/, '')))

/** Words of a note that the text has gone elsewhere. */
const GONE =
  /\b(?:deprecated|obsolete|archived|moved|no longer (?:maintained|updated)|now (?:lives?|kept|maintained|hosted|published)|replaced by|stored (?:privately|elsewhere|in|at|on)|link to (?:this|the) (?:adr|record|decision|document))\b/i
const ADDRESS = /https?:\/\/|\]\([^)\s]/
/** Blocks from the start of a document within which such a note stands. */
const NOTE_WITHIN = 2
/** Words from which on a note is a text of its own. */
const NOTE_WORDS = 60

/** Whether a document begins by saying that it has gone elsewhere, and where: what it lacks here is not missed here. */
export function hasGone({ blocks, text }: MarkdownSyntax): boolean {
  return blocks.slice(0, NOTE_WITHIN).some(({ kind, range }) => {
    const words = text.slice(range.start, range.end)
    return (
      kind !== 'fence' &&
      kind !== 'table' &&
      words.split(/\s+/).length < NOTE_WORDS &&
      /^\W*(?:deprecated|obsolete|moved|archived|this (?:\w+ )?(?:page|document|doc|card|file|readme|runbook|text|content|wiki|repository|repo) (?:is|has|was))\b/i.test(words) &&
      GONE.test(words) &&
      ADDRESS.test(words)
    )
  })
}

/** Whether all that stands below a title is where to find the text. */
export function isSignpost({ blocks, text, frontMatter }: MarkdownSyntax): boolean {
  const body = text.slice(frontMatter?.range.end ?? 0)
  return blocks.filter((block) => block.kind === 'heading' && !block.pseudo).length < 2 && body.split(/\s+/).length < NOTE_WORDS && GONE.test(body) && ADDRESS.test(body)
}

const DEFERS = /\b(?:see(?: also)?|details?|full|refer to|(?:described|documented|explained|discussed|derived|covered|found|lives?|specified) in)\b[^.]*$/i
const OF_THE_PAST = /\b(?:previous|supersed\w+|replac\w+|old|older|former|earlier|deprecated|instead of)\b/i
/** Characters before a link that say what it is for. */
const BEFORE = 240

/** What the file is called that holds the text itself, for a page that leaves it to that file and says so. */
const IN_FULL: Readonly<Partial<Record<DocumentKind, RegExp>>> = { 'ml-design-doc': /(?:^|[-_ ])ml[-_ ]/i, 'model-card': /^model[-_ ]?card/i }

/**
 * Whether a page leaves the design of the model, or its card, to another file: an overview for sponsors, the architecture of the service around it, the page of a hub.
 * An address counts where its text is the name of the file: `[MODEL_CARD.md](https://…)`; others are of other projects.
 */
export function leavesTo(kind: DocumentKind, { links, text }: MarkdownSyntax): boolean {
  return links.some(({ image, target, range, text: shown }) => {
    const file = target.replace(/[#?].*$/, '')
    if (image || kindByName(file)?.kind !== kind || !IN_FULL[kind]?.test(baseName(file))) return false
    if (/^[a-z][a-z+.-]*:/i.test(file) && shown.trim() !== baseName(file)) return false
    const before = text.slice(Math.max(0, range.start - BEFORE), range.start)
    const line = before.slice(before.lastIndexOf('\n') + 1)
    return DEFERS.test(line) && !OF_THE_PAST.test(line)
  })
}

/** Entries from which on a list of links is a catalogue, and the share of them that lead elsewhere. */
const CATALOGUE = 12
const ELSEWHERE = 0.6

/** Whether a page lists what others have written: most of its entries and rows are links to other places. */
export function isCatalogue({ blocks, links }: MarkdownSyntax): boolean {
  const entries = blocks.reduce((n, block) => n + (block.kind === 'item' ? 1 : block.kind === 'table' ? block.rows.length : 0), 0)
  return entries >= CATALOGUE && links.filter(({ image, target }) => !image && /^https?:/i.test(target)).length >= ELSEWHERE * entries
}
