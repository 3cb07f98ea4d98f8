import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { allRules } from '../../server/src/engine/index.ts'
import type { Analysis, Workspace } from '../../server/src/engine/index.ts'
import { readFixture } from '../support/check.ts'
import { PROSE } from '../support/collections.ts'

/** The same in every run unless PLUMBLINE_SEED says otherwise; a failure prints it, and the example made small. */
export const SEED = Number(process.env['PLUMBLINE_SEED'] ?? 20_261_122)
export const TODAY = '2026-11-22'

export interface Sample {
  readonly path: string
  readonly text: string
}

/** Whole design documents in prose of many forms. */
export const designs = (): readonly Sample[] =>
  readdirSync(path.join(PROSE, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ path: `docs/${name.replace(/\.md$/, '')}.mldd.md`, text: readFileSync(path.join(PROSE, 'docs', name), 'utf8') }))

/** The examples of all rules: one list of files each. */
export const examples = (): readonly (readonly Sample[])[] =>
  allRules().flatMap(({ examples: { good, bad } }) =>
    [...good, ...bad].map((example) => readFixture(example.text, example.path).map(({ path: file, text }) => ({ path: file, text }))),
  )

/** What edits insert: the marks that change how the text around them is read, and words that rules look for. */
export const PIECES: readonly string[] = [
  '---\n',
  '\n---\n',
  '```\n',
  '\n```yaml\nriskTier: 1\n```\n',
  '~~~',
  '```mermaid\ngraph LR\n  a-->b\n',
  '# ',
  '\n## Rollback\n',
  '\n## Monitoring\n\nTBD\n',
  '\n===\n',
  '\n- ',
  '\n  - [ ] ',
  '\n> ',
  '\n> > ',
  '\n| a | b |\n|---|---|\n| 1 |  |\n',
  '|',
  '<!-- ',
  ' -->',
  '\n<!-- plumbline-disable-next-line missing-rollback -- agreed until 2027-01-01 -->\n',
  '<!-- plumbline-disable vague-monitoring -->',
  '# plumbline-disable-file unknown-field -- so\n',
  '<details>',
  '</',
  '**Owner**: ',
  '~~',
  '**',
  '`',
  '[x](',
  '](../b.md)',
  '[a]: ../../etc/passwd\n',
  '![',
  '<',
  '>',
  '&lt;',
  '\\',
  '\r\n',
  '\r',
  '\n\n',
  '\t',
  '        ',
  '\u00a0',
  '\ufeff',
  '\u2028',
  'kind: ml-design-doc\n',
  'kind: constructor\n',
  'model: churn-score\n',
  'riskTier: 1\n',
  'status: production\n',
  'apiVersion: plumbline.dev/v1\nkind: ModelManifest\n',
  'metadata: {name: churn}\n',
  'spec:\n  monitoring:\n',
  '  notApplicable: no labels\n',
  '__proto__: {a: 1}\n',
  'constructor: 1\n',
  '&a ',
  '*a',
  '<<: *a\n',
  '? ',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|\n  ',
  '>-\n',
  '!!binary ',
  '%YAML 1.1\n',
  '# ',
  '...\n',
  'Status: accepted\n',
  'Superseded by [ADR 2](0002-b.md)\n',
  'Supersedes ADR-0001\n',
  'TODO',
  'TBD: later',
  '2026-13-45',
  '2026-11-22',
  'AKIAIOSFODNN7EXAMPLE',
  'a@a@a@',
  '99.9 %',
  '200 ms',
  'We roll back to the previous model within 10 minutes. ',
  'There is no rollback. ',
  'Drift is monitored weekly by the team. ',
  'é',
  '😀',
  '\ud83d',
  '\ude00',
  '\u0000',
  '\ufffd',
  '\u202e',
  '٣',
  'ß',
  'İ',
  '中文。',
]

/** Changes a text; every figure is a share of its length, so that it fits any text. */
export type Mutation = (text: string, other: string) => string

const cut = (text: string, share: number): number => Math.floor((text.length * share) / 1_000)
const share = fc.nat(1_000)
const small = fc.nat(60)

/** Lines that begin with `#`, or blank lines in YAML, part a text into sections. */
const sectionsOf = (text: string): readonly string[] => text.split(/(?=^#{1,3} |^[a-z]\w*:)/m)

/** Edits as people make them: a stretch is replaced by a piece. */
export const edit: fc.Arbitrary<Mutation> = fc.record({ at: share, remove: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, small), piece: fc.constantFrom(...PIECES, '') }).map(
  ({ at, remove, piece }) =>
    (text) =>
      text.slice(0, cut(text, at)) + piece + text.slice(cut(text, at) + remove),
)

/** Line breaks of another system, in a part of the text or all of it. */
export const lineBreaks: fc.Arbitrary<Mutation> = fc.record({ at: share, back: fc.boolean() }).map(
  ({ at, back }) =>
    (text) =>
      text.slice(0, cut(text, at)) + (back ? text.slice(cut(text, at)).replaceAll('\r\n', '\n') : text.slice(cut(text, at)).replaceAll(/\r?\n/g, '\r\n')),
)

const removal: fc.Arbitrary<Mutation> = fc.record({ a: share, b: share }).map(
  ({ a, b }) =>
    (text) =>
      text.slice(0, cut(text, Math.min(a, b))) + text.slice(cut(text, Math.max(a, b))),
)
const truncation: fc.Arbitrary<Mutation> = share.map((at) => (text) => text.slice(0, cut(text, at)))
const duplicate: fc.Arbitrary<Mutation> = fc.record({ a: share, b: share, at: share, times: fc.integer({ min: 1, max: 4 }) }).map(({ a, b, at, times }) => (text) => {
  const block = text.slice(cut(text, Math.min(a, b)), cut(text, Math.max(a, b)))
  return text.slice(0, cut(text, at)) + block.repeat(times) + text.slice(cut(text, at))
})
const splice: fc.Arbitrary<Mutation> = fc.record({ a: share, b: share, at: share }).map(
  ({ a, b, at }) =>
    (text, other) =>
      text.slice(0, cut(text, at)) + other.slice(cut(other, Math.min(a, b)), cut(other, Math.max(a, b))) + text.slice(cut(text, at)),
)
const swap: fc.Arbitrary<Mutation> = fc.record({ a: share, b: share }).map(({ a, b }) => (text) => {
  const parts = [...sectionsOf(text)]
  const i = Math.min(parts.length - 1, Math.floor((parts.length * a) / 1_001))
  const j = Math.min(parts.length - 1, Math.floor((parts.length * b) / 1_001))
  ;[parts[i], parts[j]] = [parts[j]!, parts[i]!]
  return parts.join('')
})
const noise: fc.Arbitrary<Mutation> = fc
  .record({ at: share, codes: fc.array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })), { maxLength: 12 }) })
  .map(
    ({ at, codes }) =>
      (text) =>
        text.slice(0, cut(text, at)) + String.fromCharCode(...codes) + text.slice(cut(text, at)),
  )
const run: fc.Arbitrary<Mutation> = fc.record({ at: share, piece: fc.constantFrom(...PIECES), times: fc.integer({ min: 2, max: 80 }) }).map(
  ({ at, piece, times }) =>
    (text) =>
      text.slice(0, cut(text, at)) + piece.repeat(times) + text.slice(cut(text, at)),
)
const indent: fc.Arbitrary<Mutation> = fc.record({ at: share, by: fc.integer({ min: -3, max: 6 }) }).map(({ at, by }) => (text) => {
  const from = cut(text, at)
  return (
    text.slice(0, from) +
    text
      .slice(from)
      .split('\n')
      .map((line) => (by < 0 ? line.slice(-by) : ' '.repeat(by) + line))
      .join('\n')
  )
})

/** Every kind of damage. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof({ weight: 5, arbitrary: edit }, lineBreaks, removal, truncation, duplicate, splice, swap, noise, run, indent)

/** Ranges that lie outside their text or end before they begin, and failures of rules, of an analysis. Empty when all is well. */
export function mistakes(analysis: Analysis, workspace: Workspace): readonly string[] {
  const wrong: string[] = []
  const look = (what: string, file: string, { start, end }: { readonly start: number; readonly end: number }): void => {
    const length = workspace.text(file)?.length ?? 0
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end || end > length) wrong.push(`${what}: ${start}–${end} of ${length} in ${file}`)
  }
  for (const { rule, message, range, related, fixes } of analysis.findings) {
    if (rule === 'internal-error') wrong.push(message)
    if (typeof message !== 'string' || message === '') wrong.push(`${rule}: no message`)
    look(rule, analysis.path, range)
    for (const other of related) look(`${rule}, related`, other.path, other.range)
    for (const { title, edits } of fixes)
      for (const {
        path: file,
        edit: { range: at },
      } of edits)
        look(`${rule}, fix '${title}'`, file, at)
  }
  for (const { subject, path: file, range } of workspace.claims(analysis.path)) look(`claim ${subject}`, file ?? analysis.path, range)
  return wrong
}
