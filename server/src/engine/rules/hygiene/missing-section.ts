import standard from '../../../../../schemas/standard/sections.json' with { type: 'json' }
import type { DocumentView } from '../../documents/document.ts'
import { isGiven, looseEntry } from '../../documents/fields.ts'
import type { DocumentKind } from '../../documents/kinds.ts'
import { labelsOfKeys, labelsOfPiece, stems, TermIndex } from '../../documents/labels.ts'
import { perPiece } from '../../syntax/pieces.ts'
import type { Piece } from '../../syntax/pieces.ts'
import { perStretch } from '../../syntax/stretches.ts'
import type { Stretch } from '../../syntax/stretches.ts'
import { defineRule } from '../types.ts'
import type { Report, RuleContext } from '../types.ts'

interface SectionConcept {
  readonly concept: string
  readonly say: string
  /** Tiers 1–4: `R` required, `r` recommended, `-` nothing. */
  readonly levels: string
  readonly aliases: readonly string[]
  /** Words of running text about it, where a heading is not owed. */
  readonly words?: readonly string[]
  readonly keys?: readonly string[]
  readonly applies?: readonly string[]
  readonly core?: readonly string[]
}

interface Matcher extends SectionConcept {
  readonly aliasStems: readonly (readonly string[])[]
  readonly wordStems: readonly (readonly string[])[]
}

/** Names of a concept in headings; whoever follows the message and writes its words has written the section. */
const namesOf = ({ aliases, say }: SectionConcept): readonly string[] => [...aliases, say.replace(/^(?:the|an?) /, '')]

const matchers = (concepts: readonly SectionConcept[]): readonly Matcher[] =>
  concepts.map((c) => ({ ...c, aliasStems: namesOf(c).map(stems), wordStems: [...c.aliases, ...(c.words ?? [])].map(stems) }))

const CONCEPTS: Readonly<Partial<Record<string, readonly Matcher[]>>> = Object.fromEntries(Object.entries(standard.kinds).map(([kind, concepts]) => [kind, matchers(concepts)]))
const SAY: Readonly<Partial<Record<DocumentKind, string>>> = {
  'ml-design-doc': 'design document',
  'model-card': 'model card',
  'system-card': 'system card',
  runbook: 'runbook',
  'threat-model': 'threat model',
  roadmap: 'roadmap',
}

const RUNBOOK = `---
kind: runbook
---
# Drift of the churn score

## Symptoms

The alert \`churn-psi\` fires: PSI above 0.2 for two nights.

## Impact

Severity 2: the campaign picks the wrong customers.

## Prerequisites

Role \`churn-operator\` in the warehouse.

## Diagnosis

1. Compare the feature histograms of the dashboard with last month.
2. Look for a late load of the billing table.

## Mitigation

Run \`churnctl pause\`: the campaign uses the scores of the last good night.

## Rollback

Set the registry alias \`champion\` back to the previous version.

## Verification

PSI is below 0.1 on the next run.

## Escalation

On-call of team churn, after 30 minutes the head of data science.

## Communication

Post in the channel of the campaign team.

## Follow-up

Review within a week.
`

export default defineRule({
  id: 'PL-HYG-002',
  name: 'missing-section',
  category: 'hygiene',
  readsProse: true,
  title: 'Document says nothing about a subject it owes',
  kinds: ['ml-design-doc', 'model-card', 'system-card', 'runbook', 'threat-model', 'roadmap'],
  severity: ['error', 'warning', 'info', 'info'],
  satisfiedBy: 'A heading, bold lead-in, table row or field on each subject that documents of the kind owe at their tier; one section may cover several',
  why: 'Reviewers look for the same subjects in each document; one that is not there was forgotten or is decided by nobody',
  help: 'Add a section, or a sentence that says why the subject does not apply',
  references: ['Mitchell et al., Model Cards for Model Reporting (2019)', 'EU AI Act, Annex IV'],
  examples: {
    good: [{ path: 'runbooks/churn-drift.md', text: RUNBOOK }],
    bad: [{ path: 'runbooks/churn-drift.md', text: RUNBOOK.replace(/## Escalation[^]*?(?=## Comm)/, '') }],
  },
  *check(context): Iterable<Report> {
    const { document, tier } = context
    const kind = document.recognition!.kind
    const coverage = coverageOf(document)
    const required: string[] = []
    const recommended: string[] = []
    for (const [index, concept] of (CONCEPTS[kind] ?? []).entries()) {
      const level = concept.levels[tier - 1]
      // What a core rule asks for is that rule's to report, with better words.
      if (level === '-' || level === undefined || concept.core || !(concept.applies ?? []).every((p) => context.applies(p))) continue
      if (level === 'r' && kind === 'ml-design-doc' && concept.concept === 'open-questions') continue
      if (isCovered(context, concept, coverage, index)) continue
      if (level === 'R' || context.options['recommended'] === 'required') required.push(concept.say)
      else recommended.push(concept.say)
    }
    const design = kind === 'ml-design-doc'
    if (required.length)
      yield {
        range: document.titleRange,
        message: `This ${SAY[kind]} has no section on ${listOf(required)}`,
        severity: design && tier === 1 ? 'warning' : undefined,
        help: recommended.length ? `Add a section on each, or say why it does not apply; recommended too: ${listOf(recommended)}` : undefined,
      }
    // Elsewhere what is only recommended would be said of nearly each document.
    else if (recommended.length && !design && tier === 1)
      yield { range: document.titleRange, severity: 'info', message: `This ${SAY[kind]} could say more: it has no section on ${listOf(recommended)}` }
  },
})

const listOf = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`)

function isCovered({ document }: RuleContext, concept: Matcher, coverage: Coverage, index: number): boolean {
  for (const key of concept.keys ?? []) {
    const entry = looseEntry(document.root, [key])
    if (entry && isGiven(document.root, [entry.key])) return true
  }
  if (coverage.labelled[index]) return true
  if (concept.concept === 'summary' || concept.concept === 'intended-purpose' || concept.concept === 'model-details') return hasLead(document)
  // Essays, mails and minutes treat a subject without a heading for it.
  return document.recognition?.kind !== 'runbook' && coverage.discussed[index]! >= 2
}

/** Some sentences before the first section say what the document is about. */
function hasLead(document: DocumentView): boolean {
  let words = 0
  let headings = 0
  for (const block of document.markdown?.blocks ?? []) {
    if (block.kind === 'heading' && ++headings > 1) break
    if (block.kind === 'paragraph' || block.kind === 'item') words += document.markdown!.plain.slice(block.range.start, block.range.end).trim().split(/\s+/).length
  }
  return words >= 15
}

/** By concept of a kind: whether a label names it, and how many paragraphs, items and tables use one of its terms. */
interface Coverage {
  readonly labelled: boolean[]
  readonly discussed: number[]
}

/** The concepts of a kind by their words. */
interface Terms {
  readonly aliases: TermIndex
  readonly words: TermIndex
  /** What pieces say of each concept stays the same as long as they do. */
  readonly inStretch: (stretch: Stretch) => FoundTogether
}

/** What some pieces say: numbers of concepts that are labelled, and for each concept how often it is discussed. */
interface FoundTogether {
  readonly labelled: readonly number[]
  readonly discussed: Uint16Array
}

/** Numbers of concepts. */
interface Found {
  readonly labelled: readonly number[]
  /** One for each paragraph, item or table that uses a term. */
  readonly discussed: readonly number[]
}

const TERMS: Readonly<Partial<Record<string, Terms>>> = Object.fromEntries(
  Object.entries(CONCEPTS).map(([kind, concepts]) => {
    const aliases = new TermIndex(concepts!.map((concept) => concept.aliasStems))
    const words = new TermIndex(concepts!.map((concept) => concept.wordStems))
    const inPiece = perPiece((piece) => foundIn(piece, aliases, words))
    return [
      kind,
      {
        aliases,
        words,
        inStretch: perStretch(({ pieces }) =>
          together(
            pieces.map(({ piece }) => inPiece(piece)),
            concepts!.length,
          ),
        ),
      },
    ]
  }),
)

function together(all: readonly Found[], concepts: number): FoundTogether {
  const discussed = new Uint16Array(concepts)
  for (const own of all) for (const concept of own.discussed) discussed[concept]!++
  return { labelled: [...new Set(all.flatMap(({ labelled }) => labelled))], discussed }
}

function coverageOf({ recognition, markdown, root }: DocumentView): Coverage {
  const kind = recognition!.kind
  const terms = Object.hasOwn(TERMS, kind) ? TERMS[kind] : undefined
  const count = CONCEPTS[kind]?.length ?? 0
  const labelled = new Array<boolean>(count).fill(false)
  const discussed = new Array<number>(count).fill(0)
  if (!terms) return { labelled, discussed }
  for (const concept of named(labelsOfKeys(root), terms.aliases)) labelled[concept] = true
  for (const { stretch } of markdown?.stretches ?? []) {
    const own = terms.inStretch(stretch)
    for (const concept of own.labelled) labelled[concept] = true
    for (let concept = 0; concept < count; concept++) discussed[concept]! += own.discussed[concept]!
  }
  return { labelled, discussed }
}

function named(labels: readonly ReadonlySet<string>[], aliases: TermIndex): ReadonlySet<number> {
  const found = new Set<number>()
  for (const label of labels) aliases.find(label, found)
  return found
}

function foundIn(piece: Piece, aliases: TermIndex, words: TermIndex): Found {
  const discussed: number[] = []
  for (const block of piece.blocks) {
    if (block.kind === 'fence' || block.kind === 'heading' || block.quoted) continue
    const found = new Set<number>()
    words.find(new Set(stems(piece.plain.slice(block.range.start - piece.base, block.range.end - piece.base))), found)
    discussed.push(...found)
  }
  return { labelled: [...named(labelsOfPiece(piece), aliases)], discussed }
}
