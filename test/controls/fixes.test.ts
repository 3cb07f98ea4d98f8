import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import type { Finding } from '../../server/src/engine/analysis/types.ts'
import { allRules } from '../../server/src/engine/rules/registry.ts'
import { standardControls } from '../../server/src/engine/packs/generated/standard.ts'
import { parseYaml, yamlToJs } from '../../server/src/engine/syntax/yaml.ts'
import type { TextEdit } from '../../server/src/engine/syntax/markdown.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { mutate, MUTATIONS } from './mutations.ts'

const analyse = (name: string, text: string): readonly Finding[] => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => true })
  workspace.set(name, text)
  return workspace.analyze(name).findings
}

/** Applies the edits of a fix; they do not overlap. Returns the text and where what was inserted stands. */
function apply(text: string, edits: readonly TextEdit[]): { readonly text: string; readonly inserted: readonly { readonly start: number; readonly end: number }[] } {
  let result = text
  const inserted: { start: number; end: number }[] = []
  for (const { range, newText } of edits.toSorted((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + newText + result.slice(range.end)
    for (const other of inserted) {
      other.start += newText.length - (range.end - range.start)
      other.end += newText.length - (range.end - range.start)
    }
    inserted.push({ start: range.start, end: range.start + newText.length })
  }
  return { text: result, inserted }
}

/** What a fix must leave: the same syntax, nothing wrong in what it wrote but its TODOs, and nothing more for it to do. */
function fixes(name: string, text: string, rule: string): string | undefined {
  const finding = analyse(name, text).find((f) => f.rule === rule)
  assert.ok(finding, `no ${rule}`)
  const fix = finding.fixes[0]
  if (!fix) return undefined
  assert.equal(fix.safe, false)
  // What was wrong before may be seen at another place now.
  const before = new Set(analyse(name, text).map((f) => f.rule))
  const { text: fixed, inserted } = apply(
    text,
    fix.edits.map((e) => e.edit),
  )
  const problems = name.endsWith('.yaml') ? parseYaml(fixed).problems.map((p) => p.message) : []
  assert.deepEqual(problems, [], fixed)
  const after = analyse(name, fixed)
  // Rules of other categories go on asking: of a TODO for its answer, of a new object for what they ask of all. What is written must be valid.
  const allowed = new Set(['placeholder-text', ...allRules().flatMap((r) => (r.category === 'hygiene' ? [] : [r.name]))])
  const wrong = after.filter((f) => !allowed.has(f.rule) && !before.has(f.rule) && inserted.some((r) => f.range.start >= r.start && f.range.end <= r.end))
  assert.deepEqual(
    wrong.map((f) => `${f.rule}: ${f.message}`),
    [],
    fixed,
  )
  assert.ok(
    after.some((f) => f.rule === 'placeholder-text'),
    fixed,
  )
  assert.deepEqual(
    after.filter((f) => f.rule === rule).flatMap((f) => f.fixes),
    [],
    `still fixable:\n${fixed}`,
  )
  return fixed
}

describe('fixes of controls', () => {
  describe('in manifests as they are written in the examples', () => {
    for (const { name, examples } of standardControls) {
      for (const [i, { path: file, text }] of examples.bad.filter((e) => e.path.endsWith('.yaml')).entries()) {
        if (text.includes('nowhere')) continue
        it(`${name}, bad ${i + 1}`, () => void fixes(file, text, name))
        it(`${name}, bad ${i + 1}, in block style`, () => void fixes(file, blockStyle(text), name))
      }
    }
  })

  describe('in a whole manifest', () => {
    const original = readFileSync(path.join(import.meta.dirname, '../fixtures/manifests/card-fraud-scoring.model.yaml'), 'utf8')
    const root = parseYaml(original).value.documents[0]!.root
    for (const [at, operation, rule] of MUTATIONS)
      if (operation === 'remove' || operation === 'empty')
        it(`${at} ${operation}`, () => assert.ok(fixes('card.model.yaml', mutate(original, root, at, operation), rule), 'no fix'))
  })

  describe('in Markdown', () => {
    for (const { name, fix } of standardControls) {
      it(name, () => {
        const head =
          '---\nkind: ml-design-doc\n---\n# Churn score\n\nWe use the e-mail address of customers, an LLM of OpenAI and a model of our own, trained on history, behind a REST API in real time.\n'
        for (const [label, text] of [
          ['at the end', `${head}\n## Data\n\nUsage records.\n`],
          ['before the references', `${head}\n## Data\n\nUsage records.\n\n## References\n\n- a paper\n`],
          ['without line break', `${head}\n## Data\n\nUsage records.`],
        ] as const) {
          const finding = analyse('docs/design.md', text).find((f) => f.rule === name)
          if (!finding?.fixes[0]) continue
          const fixed = fixes('docs/design.md', text, name)!
          const title = fix.markdown!.split('\n')[0]!.replace(/^#+ /, '')
          assert.match(fixed, new RegExp(`\\n\\n#{2,3} ${title.replace(/[()?]/g, '.')}\\n`), label)
          if (label === 'before the references') assert.ok(fixed.endsWith('\n\n## References\n\n- a paper\n'))
        }
      })
    }
  })
})

/** The same fields in block style. */
function blockStyle(text: string): string {
  const write = (value: unknown, pad: string): string => {
    if (Array.isArray(value))
      return value.length === 0
        ? ' []\n'
        : `\n${value.map((item) => `${pad}-${typeof item === 'object' && item !== null ? ` ${write(item, `${pad}  `).trimStart()}` : ` ${JSON.stringify(item)}\n`}`).join('')}`
    if (typeof value === 'object' && value !== null)
      return Object.keys(value).length === 0
        ? ' {}\n'
        : `\n${Object.entries(value)
            .map(([key, v]) => `${pad}${key}:${write(v, `${pad}  `)}`)
            .join('')}`
    return ` ${JSON.stringify(value)}\n`
  }
  return write(yamlToJs(parseYaml(text).value.documents[0]!.root), '').trimStart()
}
