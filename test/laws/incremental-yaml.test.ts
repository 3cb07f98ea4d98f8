import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseEditedYaml } from '../../server/src/engine/syntax/yaml-edit.ts'
import { parseYaml } from '../../server/src/engine/syntax/yaml.ts'
import type { YamlFile, YamlNode } from '../../server/src/engine/syntax/yaml.ts'
import { examples, SEED } from './material.ts'

const MANIFESTS = join(import.meta.dirname, '../fixtures/manifests')
const RUNS = process.env['CI'] ? 4_000 : 1_000

/** Forms that the manifests of the examples do not have. */
const FORMS = [
  'a: 1\n# about b\nb:\n  c: |+\n    kept\n\n  # of c\n  d: [1,\n    2]\n  # still in b\n# not in it\ne: "x\n  y"\nf:\n- g: 1\n  h: 2\n- - i\n  - j\nk:\nl: ~\n',
  '# Head\n\nroot:\n    deep:\n        deeper: >-\n            folded\n            words\n        last: yes # so\n    after: {a: 1, b: [c, d]}\n',
  'a: &x {b: 1}\nc: *x\nd: e\n',
  '---\na: 1\nb: 2\n...\n',
  'a: 1\r\nb:\r\n  c: 2\r\n  # d\r\ne: 3\r\n',
  '\ufeffa: 1\nb: 2\n',
  '"quoted": !!str 1\n? complex\n: value\n<<: x\nb: - no\n',
  'a:\n  b:\n  - x\n  - y\n# of a?\n  # of b?\nc:\n  d:\n  # of d?\n  e: |-\n    f\n    # text\n  # g\nh:\n',
  'a: 1',
]

const texts = (): readonly string[] => [
  ...readdirSync(MANIFESTS).map((name) => readFileSync(join(MANIFESTS, name), 'utf8')),
  ...examples()
    .flat()
    .filter(({ path }) => /\.ya?ml$/.test(path))
    .map(({ text }) => text),
]

const PIECES = [
  'a',
  '1',
  ' ',
  '  ',
  ':',
  ': ',
  '\n',
  '\n  ',
  '\n    x: 1',
  '- ',
  '#',
  ' # c',
  '\n# c\n',
  '\n  # c',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ', ',
  '|',
  '>',
  '|+\n    k\n\n',
  '&a ',
  '*a',
  '!t ',
]
const RARE = ['---\n', '...\n', '%', '\t', '\r\n', '\r', '? ', 'x: y', '\nx: y\n', '\n\n\n', '\ufeff', '\u2028', '[['.repeat(120), '']

const edit = fc.record({
  at: fc.nat(1_000),
  cut: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.constant(1) }, fc.nat(60)),
  piece: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...PIECES) }, fc.constantFrom(...RARE)),
})

/** Whether something of the first file is the same object in the second. */
const shares = (before: YamlFile, after: YamlFile): boolean => {
  const nodes = (node: YamlNode | null): readonly YamlNode[] =>
    !node ? [] : [node, ...(node.kind === 'map' ? node.entries.flatMap(({ value }) => nodes(value)) : node.kind === 'seq' ? node.items.flatMap(nodes) : [])]
  const known = new Set(before.documents.flatMap(({ root }) => nodes(root)))
  return after.documents.some(({ root }) => nodes(root).some((node) => known.has(node)))
}

test('YAML read again after each edit is what it is when read afresh', () => {
  const material = texts()
  let partly = 0
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...FORMS), fc.constantFrom(...material)), fc.array(edit, { minLength: 1, maxLength: 6 }), (start, edits) => {
      let text = start
      let { value: file, problems } = parseYaml(text)
      for (const { at, cut, piece } of edits) {
        const from = Math.round((at * text.length) / 1_000)
        const to = Math.min(text.length, from + cut)
        const next = text.slice(0, from) + piece + text.slice(to)
        const afresh = parseYaml(next)
        if (problems.length === 0) {
          const again = parseEditedYaml(next, { text, file }, { range: { start: from, end: to }, newText: piece })
          assert.deepEqual(again, afresh)
          if (shares(file, again.value)) partly++
          file = again.value
        } else file = afresh.value
        problems = afresh.problems
        text = next
      }
    }),
    { numRuns: RUNS, seed: SEED + 9 },
  )
  assert.ok(partly > RUNS / 10, `only ${partly} of ${RUNS} runs had something to take over`)
})

test('an edit of one field leaves the fields around it as they are', () => {
  const text = 'kind: ModelManifest\nspec:\n  purpose:\n    summary: Scores churn\n  risk:\n    tier: 2\n'
  const { value: file } = parseYaml(text)
  const at = text.indexOf('Scores')
  const { value } = parseEditedYaml(`${text.slice(0, at)}Re${text.slice(at)}`, { text, file }, { range: { start: at, end: at }, newText: 'Re' })
  const before = file.documents[0]!.root
  const after = value.documents[0]!.root
  assert.ok(before?.kind === 'map' && after?.kind === 'map')
  assert.equal(after.entries[0], before.entries[0])
})
