import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, it } from 'node:test'
import { parseDocument } from 'yaml'
import type { Finding } from '../server/src/engine/analysis/types.ts'
import { allRules } from '../server/src/engine/index.ts'
import type { Rule } from '../server/src/engine/rules/types.ts'
import { LineIndex } from '../server/src/engine/text/line-index.ts'
import { Workspace } from '../server/src/engine/workspace/workspace.ts'

interface Snippet {
  readonly prefix: readonly string[]
  readonly scope: string
  readonly description: string
  readonly body: readonly string[]
}

const root = resolve(import.meta.dirname, '..')
const read = (language: string): Readonly<Record<string, Snippet>> => JSON.parse(readFileSync(join(root, `snippets/${language}.code-snippets`), 'utf8'))

const TODAY = '2026-11-22'
const VARIABLES: Readonly<Record<string, string>> = { CURRENT_YEAR: '2026', CURRENT_MONTH: '11', CURRENT_DATE: '22' }

/** What VS Code inserts when the user presses nothing but Tab: placeholders give their default, choices their first, stops of the same number the same text. */
function expand(body: string): string {
  const stops = new Map<string, string>()
  const unescape = (text: string): string => text.replace(/\\([\\$}|,])/g, '$1')
  const expanded = body.replace(
    /\\([\\$}])|\$\{(\d+):((?:[^\\}]|\\.)*)\}|\$\{(\d+)\|((?:[^\\|]|\\.)*)\|\}|\$(\d+)|\$([A-Z_]+)|\$/g,
    (
      whole,
      escaped: string | undefined,
      number: string | undefined,
      text: string | undefined,
      choice: string | undefined,
      list: string | undefined,
      bare: string | undefined,
      variable: string | undefined,
    ) => {
      if (escaped !== undefined) return escaped
      if (number !== undefined) stops.set(number, stops.get(number) ?? unescape(text ?? ''))
      if (choice !== undefined) stops.set(choice, unescape(/^(?:[^\\,]|\\.)*/.exec(list ?? '')![0]))
      const stop = number ?? choice
      if (stop !== undefined) return stops.get(stop)!
      if (bare !== undefined) return stops.get(bare) ?? ''
      if (variable !== undefined && VARIABLES[variable] !== undefined) return VARIABLES[variable]
      throw new Error(`VS Code would not understand ${whole}: a $ that is meant must be escaped`)
    },
  )
  return expanded
}

interface Place {
  readonly path: string
  readonly before: string
  readonly indent: string
}

const DESIGN =
  '---\nkind: ml-design-doc\nowner: team:churn\nstatus: approved\nriskTier: 2\n---\n# Churn score\n\nThe model is trained on twelve months of usage history joined with cancellations; the shop asks for a score in real time over REST.\n\n'
const MANIFEST = 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec:\n'
const WHOLE: Readonly<Record<string, string>> = {
  'plumbline-design-doc': 'docs/churn-design.md',
  'plumbline-adr-madr': 'docs/adr/0001-use-trees.md',
  'plumbline-adr-nygard': 'docs/adr/0001-use-trees.md',
  'plumbline-runbook-doc': 'runbooks/churn-runbook.md',
  'plumbline-manifest': 'churn.model.yaml',
}

const placeOf = ({ prefix, scope }: Snippet): Place => {
  const path = WHOLE[prefix[0]!]
  if (path !== undefined) return { path, before: '', indent: '' }
  return scope === 'markdown' ? { path: 'docs/churn-design.md', before: DESIGN, indent: '' } : { path: 'churn.model.yaml', before: MANIFEST, indent: '  ' }
}

interface Result {
  readonly finding: Finding
  readonly line: string
  /** The line and all that belongs to it: the section below a heading, the block below a key. */
  readonly below: string
}

function findingsOf(path: string, text: string): readonly Finding[] {
  const workspace = new Workspace({ today: () => TODAY, exists: (p) => p === path })
  workspace.set(path, text)
  return workspace.analyze(path).findings
}

function withBlock(lines: readonly string[], at: number): string {
  const first = lines[at]!
  const depth = (line: string): number => line.length - line.trimStart().length
  const ends = first.startsWith('#') ? (line: string) => line.startsWith('#') : (line: string) => line !== '' && depth(line) <= depth(first)
  const end = lines.findIndex((line, i) => i > at && ends(line))
  return lines.slice(at, end === -1 ? undefined : end).join('\n')
}

const insertedText = (snippet: Snippet, fill = (text: string): string => text): { readonly path: string; readonly before: string; readonly text: string } => {
  const { path, before, indent } = placeOf(snippet)
  const inserted = expand(snippet.body.join('\n'))
    .split('\n')
    .map((line) => (line === '' ? line : indent + line))
    .join('\n')
  return { path, before, text: before + fill(inserted) }
}

/** The findings that stand in what the snippet inserted. */
function insertedFindings(snippet: Snippet): readonly Result[] {
  const { path, before, text } = insertedText(snippet)
  const yaml = path.endsWith('.yaml') ? text : /^---\n([^]*?)\n---\n/.exec(text)?.[1]
  if (yaml !== undefined) assert.deepEqual(parseDocument(yaml, { strict: true, uniqueKeys: true }).errors, [], 'it inserts valid YAML')
  const index = new LineIndex(text)
  const lines = text.split('\n')
  return findingsOf(path, text)
    .filter(({ range }) => range.start >= before.length)
    .map((finding) => {
      const at = index.lineOf(finding.range.start)
      return { finding, line: lines[at]!, below: withBlock(lines, at) }
    })
}

/** Categories whose computed rules hold for whatever is written; those of the others, like controls, ask for what is not yet there, or compute with values that nobody has given. */
const OF_FORM: ReadonlySet<string> = new Set(['adr', 'hygiene', 'lifecycle', 'security', 'traceability'])
const asks = (rule: Rule): boolean => rule.declared === true || !OF_FORM.has(rule.category)
/** The controls: what stands there does not answer each of them, and a snippet of one is not there to satisfy the others. */
const CONTROLS: ReadonlySet<string> = new Set(
  allRules()
    .filter(asks)
    .map((rule) => rule.name),
)
/** Snippets are for the core controls. */
const BEYOND: ReadonlySet<string> = new Set(
  allRules()
    .filter((rule) => asks(rule) && !rule.core)
    .map((rule) => rule.name),
)
/** What may be said of a TODO: that it is one, that nothing else stands there, and that the control is not there yet. */
const OF_TODOS: ReadonlySet<string> = new Set([...CONTROLS, 'placeholder-text', 'empty-section', 'adr-missing-section'])

/** Values by the name of their field; a field of any other name is free text. */
const VALUES: Readonly<Record<string, string>> = {
  amount: '1',
  value: '1000',
  currency: 'EUR',
  seed: '7',
  trafficPercent: '10',
  samplingPercent: '5',
  target: '0.99',
  date: '2026-10-01',
  tested: '2026-10-01',
  lastTested: '2026-10-01',
  deprecationDate: '2199-01-01',
  commit: '0123456789abcdef0123456789abcdef01234567',
  digest: '"sha256:5f0c3ad1b2e4968775a3c1d0e9f8b7a6958473625140392817263544556677aa"',
  imageDigest: '"sha256:5f0c3ad1b2e4968775a3c1d0e9f8b7a6958473625140392817263544556677aa"',
  threshold: '"<= 0.2"',
  owner: 'team:churn',
  escalation: '"team:head"',
  dueDiligence: 'https://example.org/review',
  dpa: 'https://example.org/dpa',
}
const DURATIONS = /^(?:maxTime|window|duration|notice|maxStaleness|responseTarget|retention|training|logs)$/
const FILES = /^(?:ref|procedure|pipeline|lockfile|playbook|designDoc|modelCard|runbooks|test|evalSet|uri|image|hyperparameters)$/

/** Writes a fitting value in the place of each TODO. */
const filledIn = (text: string): string => {
  let key = ''
  let before = ''
  let number = 0
  return text.replace(/(\w+):(?= )|TODO(?: (drift|model-failure|feature-pipeline))?/g, (whole: string, name: string | undefined, topic: string | undefined, at: number) => {
    if (name !== undefined) {
      before = key
      key = name
      return whole
    }
    number++
    if (topic !== undefined) return `https://example.org/${topic}`
    if (text.endsWith('team:', at)) return 'churn'
    if (key === 'target' && before === 'behaviour') return 'the list of last week'
    if (key === 'target' && before === 'baseline') return VALUES['threshold']!
    if (key === 'threshold' && (before === 'signal' || /\blatency\b.*$/.test(text.slice(0, at)))) return 'p95 <= 50 ms'
    return VALUES[key] ?? (DURATIONS.test(key) ? '30d' : FILES.test(key) ? `https://example.org/${number}` : `text ${number}`)
  })
}

for (const language of ['markdown', 'yaml']) {
  const snippets = read(language)
  describe(`snippets of ${language}`, () => {
    it('cover each core control, and the whole documents', () => {
      const names = Object.keys(snippets)
      const uncovered = allRules().filter((rule) => rule.core && !names.some((name) => name.endsWith(`(${rule.name})`)))
      assert.deepEqual(
        uncovered.map((rule) => rule.name),
        [],
      )
      assert.equal(names.length, allRules().filter((rule) => rule.core).length + (language === 'markdown' ? 4 : 1))
    })

    it('have prefixes that no other one has, the scope of their file and a description', () => {
      const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix)
      assert.equal(new Set(prefixes).size, prefixes.length)
      for (const { prefix, scope, description } of Object.values(snippets)) {
        assert.match(prefix.join(' '), /^plumbline-[a-z-]+ ml-[a-z-]+$/)
        assert.equal(scope, language)
        assert.ok(description.length > 20)
      }
    })

    for (const [name, snippet] of Object.entries(snippets)) {
      it(`${name} inserts nothing to complain of but its TODOs`, () => {
        const { path, before } = placeOf(snippet)
        // What the document owed before is reported at the section that is nearest now.
        const owed = new Set(before === '' ? [] : findingsOf(path, before).map(({ rule }) => rule))
        const own = /\(([\w-]+)\)$/.exec(name)?.[1]
        const wrong = insertedFindings(snippet).filter(
          ({ finding, below }) =>
            !(OF_TODOS.has(finding.rule) && below.includes('TODO')) && !(owed.has(finding.rule) && finding.rule !== own) && !(BEYOND.has(finding.rule) && finding.rule !== own),
        )
        assert.deepEqual(
          wrong.map(({ finding, line }) => `${finding.severity} ${finding.rule}: ${finding.message} | ${line}`),
          [],
        )
      })

      if (language === 'yaml')
        it(`${name} is complete: with its TODOs filled in, nothing is missing`, () => {
          const { path, before, text } = insertedText(snippet, filledIn)
          const own = /\(([\w-]+)\)$/.exec(name)?.[1]
          const found = findingsOf(path, text).filter(
            ({ rule, range }) => rule === own || (range.start >= before.length && !CONTROLS.has(rule)) || (own === undefined && !BEYOND.has(rule)),
          )
          assert.deepEqual(
            found.map(({ rule, message }) => `${rule}: ${message}`),
            [],
          )
        })
    }
  })
}
