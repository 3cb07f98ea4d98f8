import { proseFacts } from '../../documents/prose-lines.ts'
import { DOCUMENT_KINDS } from '../../documents/kinds.ts'
import data from '../../packs/generated/outdated.json' with { type: 'json' }
import type { YamlNode } from '../../syntax/yaml.ts'
import { sampleDocument, sampleManifest } from '../sample.ts'
import { defineRule } from '../types.ts'
import type { Report } from '../types.ts'

/** Something that was replaced: `schemas/standard/outdated.yaml`. All words are lower case. */
interface Outdated {
  readonly cites: readonly string[]
  readonly near?: readonly string[]
  readonly unless: readonly string[]
  readonly name: string
  readonly by: string
  readonly since: string
  readonly source: string
}

const ENTRIES: readonly Outdated[] = data.outdated

interface Citation {
  readonly start: number
  readonly end: number
  readonly entry: Outdated
}

/** What a run of text cites. Literal words only; linear for each entry. */
function citedIn(text: string): readonly Citation[] {
  const words = text.toLowerCase()
  return ENTRIES.flatMap((entry) => {
    if (entry.unless.some((word) => words.includes(word)) || (entry.near && !entry.near.some((word) => words.includes(word)))) return []
    for (const cite of entry.cites) {
      const [first = '', rest] = cite.split('*')
      const start = words.indexOf(first)
      if (start === -1) continue
      const end = rest === undefined ? start + first.length : words.indexOf(rest, start + first.length) + rest.length
      if (rest !== undefined && (end < rest.length || end - start > 200)) continue
      if (isWord(words, start, end)) return [{ start, end, entry }]
    }
    return []
  })
}

const citations = proseFacts(({ text }) => citedIn(text))

/** What the texts of a manifest cite. */
function* inFields(node: YamlNode | null): Generator<{ readonly start: number; readonly cited: readonly Citation[] }> {
  if (node?.kind === 'seq') for (const item of node.items) yield* inFields(item)
  else if (node?.kind === 'map') for (const { value } of node.entries) yield* inFields(value)
  else if (typeof node?.value === 'string' && node.value.includes(' ')) yield { start: node.range.start, cited: citedIn(node.source) }
}

const isWord = (text: string, start: number, end: number): boolean => !/[\p{L}\p{N}]/u.test(text[start - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(text[end] ?? ' ')

export default defineRule({
  id: 'PL-TRC-013',
  name: 'outdated-reference',
  category: 'traceability',
  title: 'A standard is cited that a newer one has replaced',
  kinds: DOCUMENT_KINDS.filter((kind) => kind !== 'workspace' && kind !== 'pack' && kind !== 'data-contract'),
  severity: 'info',
  satisfiedBy: 'The standard that is in force, or words that show that the text knows of the newer one',
  why: 'Who follows a rule that is no longer in force misses what the new one asks',
  help: 'Cite the newer one, after looking at what it changes',
  references: ['Federal Reserve SR 26-2 (2026)', 'Regulation (EU) 2024/1689 as amended in 2026', 'MLflow 2.9 release notes'],
  examples: {
    good: [sampleDocument('ml-design-doc', '## Governance\n\nThe model is validated under SR 26-2, which replaced SR 11-7.')],
    bad: [
      sampleDocument('ml-design-doc', '## Governance\n\nThe model is validated under SR 11-7 once a year.'),
      sampleManifest('risk: {tier: 2, rationale: Validated under SR 11-7 once a year}'),
    ],
  },
  *check({ document }): Iterable<Report> {
    const seen = new Set<Outdated>()
    const found = document.markdown ? [...citations(document)].map(({ run, fact }) => ({ start: run.range.start, cited: fact })) : inFields(document.root)
    for (const { start: base, cited } of found)
      for (const { start, end, entry } of cited) {
        if (seen.has(entry)) continue
        seen.add(entry)
        yield { range: { start: base + start, end: base + end }, message: `${entry.name}: replaced by ${entry.by} on ${entry.since}` }
      }
  },
})
