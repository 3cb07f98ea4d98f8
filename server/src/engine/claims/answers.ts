import { findPlaceholders } from '../documents/placeholders.ts'
import type { FamilyTagger } from './frames.ts'
import type { Unit } from './units.ts'

/** What is asked for by a label, a table row or a heading, and what an answer looks like. */
interface Question {
  readonly subject: string
  readonly label: RegExp
  readonly answer: RegExp
  /** Families that make an answer none. */
  readonly not: readonly string[]
}

const OPEN = ['defer', 'vacant', 'deny', 'hypothetical', 'rejected'] as const

/** Only the plainest: where a name, a tier or a link is the whole answer, sentences that were fitted to prose say too little about it. */
const QUESTIONS: readonly Question[] = [
  {
    subject: 'missing-risk-tier',
    label: /^(?:(?:model |ai )?risk (?:tier|class|classification|level|category|rating)|criticality(?: tier| class)?|(?:model |service |impact )?tier|materiality)$/i,
    answer: /^(?:(?:tier|class|level|category) ?)?(?:[1-4]|T[1-4]|low|medium|moderate|high|critical|limited|minimal)(?![\p{L}\d])/iu,
    not: OPEN,
  },
  {
    subject: 'missing-owner',
    label:
      /^(?:(?:model|service|system|product|accountable|responsible) )?owner(?:s|ship)?$|^(?:dri|owned by|owning team|accountable(?: person| team| owner)?|maintained by|(?:person or )?organi[sz]ation (?:developing|maintaining)(?: the)? model)$/i,
    answer: /^(?:@[\w-]{2}|(?:team|group|user)[:/]\w|(?:the |team )?\p{Lu}[\p{L}’'-]+|[\w.+-]{2,40}@[\w-])/u,
    not: [...OPEN, 'missing-owner/vacant', 'missing-owner/otherowner'],
  },
  {
    subject: 'no-runbook',
    label: /^(?:(?:the |operations |on-?call )?runbooks?|playbook)$/i,
    answer: /^(?:<?https?:\/\/\S|(?:go|wiki|docs?|runbooks?|ops)\/\S|\S{1,80}\.(?:md|html|adoc|rst)\b)/i,
    not: ['defer'],
  },
]

/** Longer texts are sentences, and read as such. */
const LONGEST = 90

/** Subjects of which a unit gives the plain answer: `Owner: Search team (A. Kowalska)`, `Risk tier | 3`, `Runbook: runbooks/eta.md`. */
export function answersOf(unit: Unit, tagger: FamilyTagger): readonly string[] {
  const asked = wordsOf(unit.lead !== '' ? unit.lead : (unit.headings.at(-1) ?? ''))
  if (asked === '' || asked.length > 40) return []
  const found: string[] = []
  for (const { subject, label, answer, not } of QUESTIONS) {
    if (!label.test(asked)) continue
    const given = valueOf(unit)
    if (given.length <= LONGEST && answer.test(given) && !given.endsWith('?') && findPlaceholders(given).length === 0 && !tagger.says(given, ...not)) found.push(subject)
  }
  return found
}

const wordsOf = (label: string): string =>
  label
    .replace(/[*_`:]/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** The cell behind the label's, the value behind the key, or the whole. */
function valueOf({ kind, text }: Unit): string {
  const separator = kind === 'row' ? ' | ' : kind === 'field' ? ': ' : undefined
  const at = separator === undefined ? -1 : text.indexOf(separator)
  const rest = at < 0 ? text : text.slice(at + separator!.length)
  return (kind === 'row' ? rest.split(' | ')[0]! : rest).trim()
}
