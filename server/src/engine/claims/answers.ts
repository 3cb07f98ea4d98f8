import { findPlaceholders } from '../documents/placeholders.ts'
import type { Blocking } from './declared-frames.ts'
import type { FamilyTagger } from './frames.ts'
import type { Mentions } from './mentions.ts'
import type { Unit } from './unit.ts'

/** What is asked for by a label, a table row or a heading, and what an answer looks like. */
interface Question {
  readonly subject: string
  readonly label: RegExp
  readonly answer: RegExp
  /** Families of the subject that make an answer none, beside those that leave any label open. */
  readonly not?: readonly string[]
  /** The only families that leave it open, where an address may have words of others. */
  readonly open?: readonly Blocking[]
}

/** Only the plainest: where a name, a tier or a link is the whole answer, sentences that were fitted to prose say too little about it. */
const QUESTIONS: readonly Question[] = [
  {
    subject: 'missing-risk-tier',
    label: /^(?:(?:model |ai )?risk (?:tier|class|classification|level|category|rating)|criticality(?: tier| class)?|(?:model |service |impact )?tier|materiality)$/i,
    answer: /^(?:(?:tier|class|level|category) ?)?(?:[1-4]|T[1-4]|low|medium|moderate|high|critical|limited|minimal)(?![\p{L}\d])/iu,
  },
  {
    subject: 'missing-owner',
    label:
      /^(?:(?:model|service|system|product|business|technical|application|process|solution|accountable|responsible) )?owner(?:s|ship)?$|^(?:dri|owned by|owning (?:team|unit|department)|(?:maintained|operated|run|owned) by|(?:person or )?organi[sz]ation (?:developing|maintaining)(?: the)? model)$|^(?:who(?: is|'s|’s) |(?:person|team|unit|department|body|officer|role) )?(?:accountable|answerable|responsible)(?: (?:person|team|unit|department|body|officer|owner))?$|^(?:person|team|unit|department|system|officer)[ -]in[ -]charge$|^who owns (?:it|this|the (?:model|service|system))$|^whose(?: (?:is it|model is it|system is it))?$|^accountability$/i,
    // A name, a team or a post and nothing that is said of them: of what a sentence says, the scorer knows more.
    answer:
      /^(?:@[\w-]{2}\S*|(?:team|group|user)[:/]\S+|[\w.+-]{2,40}@[\w.-]+|(?:(?:the|team) )?\p{Lu}[\p{L}\d’'.-]*(?:(?:\s*[,/&+·;]\s*|\s+[–—-]\s+|\s+)(?:of|the|for|and|de|van|von|di|to|lead|leader|head|chief|team|squad|group|guild|unit|section|department|manager|director|owner|deputy|stand-in|substitute|@\S+|\(?\p{Lu}[\p{L}\d’'.-]*\)?|\d+))*\.?(?:\s*\([^()]{0,60}\))?\.?)$/u,
    not: ['missing-owner/vacant', 'missing-owner/otherowner'],
  },
  {
    subject: 'no-runbook',
    label: /^(?:(?:the |operations |on-?call )?runbooks?|playbook)$/i,
    answer: /^(?:<?https?:\/\/\S|(?:go|wiki|docs?|runbooks?|ops)\/\S|\S{1,80}\.(?:md|html|adoc|rst)\b)/i,
    open: ['defer'],
  },
]

/** Longer texts are sentences, and read as such. */
const LONGEST = 90

/** Subjects of which a unit gives the plain answer: `Owner: Search team (A. Kowalska)`, `Risk tier | 3`, `Runbook: runbooks/eta.md`. */
export function answersOf(unit: Unit, tagger: FamilyTagger, mentions: Mentions): readonly string[] {
  const asked = wordsOf(unit.lead !== '' ? unit.lead : (unit.headings.at(-1) ?? ''))
  if (asked === '' || asked.length > 40) return []
  const found: string[] = []
  for (const { subject, label, answer, not = [], open } of QUESTIONS) {
    if (!label.test(asked)) continue
    const given = valueOf(unit)
    if (given.length > LONGEST || !answer.test(given) || given.endsWith('?') || findPlaceholders(given).length > 0) continue
    if (mentions.above(unit) === undefined && !mentions.isOpen(given, open) && !tagger.says(given, ...not)) found.push(subject)
  }
  return found
}

const wordsOf = (label: string): string =>
  label
    .replace(/[*_`:?]/g, '')
    .replace(/^(?:[\dA-Za-z]{1,3}(?:\.\d+)*[.)]|\d+(?:\.\d+)*|§ ?\d+)\s*[·.)]?\s*/u, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The cell behind the label's, the value behind the key, or the whole. */
function valueOf({ kind, text }: Unit): string {
  const separator = kind === 'row' ? ' | ' : kind === 'field' ? ': ' : undefined
  const at = separator === undefined ? -1 : text.indexOf(separator)
  // A label with nothing behind it is no answer.
  const rest = at < 0 ? (separator === undefined ? text : '') : text.slice(at + separator!.length)
  return (kind === 'row' ? rest.split(' | ')[0]! : rest).trim()
}
