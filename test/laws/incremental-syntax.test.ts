import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMarkdown } from '../../server/src/engine/syntax/markdown.ts'
import type { MarkdownSyntax, TextEdit } from '../../server/src/engine/syntax/markdown.ts'
import { designs, edit, mutation, SEED } from './material.ts'
import type { Mutation } from './material.ts'

const RUNS = process.env['CI'] ? 2_000 : 500

/** The one edit between two texts: what is not common at their starts and ends. */
function difference(before: string, after: string): readonly TextEdit[] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return [{ range: { start, end: before.length - end }, newText: after.slice(start, after.length - end) }]
}

/** What is read of a text; its tree in words, its tables in plain values. */
const read = ({ blocks, links, comments, plain, tree, frontMatter }: MarkdownSyntax): unknown => ({
  frontMatter,
  blocks: blocks.map((block) => (block.kind === 'table' ? { kind: block.kind, range: block.range, quoted: block.quoted, header: block.header, rows: block.rows } : block)),
  links,
  comments,
  plain,
  tree: tree.toString(),
})

/** All pieces, one stretch behind the other. */
const stretched = ({ stretches }: MarkdownSyntax): unknown =>
  stretches.flatMap(({ start, stretch }) => stretch.pieces.map((placed) => ({ start: start + placed.start, piece: placed.piece })))

function agree(texts: readonly string[]): void {
  let syntax = parseMarkdown(texts[0]!).value
  for (const text of texts.slice(1)) {
    syntax = parseMarkdown(text, { syntax, edits: difference(syntax.text, text) }).value
    assert.deepEqual(read(syntax), read(parseMarkdown(text).value))
    assert.deepEqual(stretched(syntax), syntax.pieces)
    assert.ok(syntax.stretches.every(({ stretch }) => stretch.pieces.length > 0))
  }
}

test('Markdown read again after each edit is what it is when read afresh', () => {
  fc.assert(
    fc.property(fc.constantFrom(...designs()), fc.array(fc.oneof(edit, mutation), { minLength: 1, maxLength: 5 }), ({ text }, mutations: readonly Mutation[]) => {
      const texts = [text.slice(0, 2_500)]
      for (const mutate of mutations) texts.push(mutate(texts.at(-1)!, text).slice(0, 5_000))
      agree(texts)
    }),
    { numRuns: RUNS, seed: SEED + 6 },
  )
})

test('Markdown read again after edits in and around its front matter is what it is when read afresh', () => {
  const front = '---\nkind: ml-design-doc\ntitle: Churn\nmodel: churn # the score\nriskTier: 2\nreviewers:\n  - Ana Ruiz\n  - {name: Jo, role: legal}\n---\n'
  const piece = fc.constantFrom('a', ' ', ':', '\n', '\r\n', '#', '- ', '\n---\n', '---', '...', '[', '"', '  x: y\n', ' '.repeat(450), '')
  const change = fc.record({ at: fc.nat(front.length + 8), cut: fc.nat(3), piece }).map(
    ({ at, cut, piece: put }): Mutation =>
      (text) =>
        text.slice(0, at) + put + text.slice(at + cut),
  )
  fc.assert(
    fc.property(fc.constantFrom(...designs()), fc.array(fc.oneof({ weight: 4, arbitrary: change }, edit), { minLength: 1, maxLength: 6 }), ({ text }, mutations) => {
      const texts = [front + text.slice(0, 800)]
      for (const mutate of mutations) texts.push(mutate(texts.at(-1)!, text).slice(0, 2_000))
      agree(texts)
    }),
    { numRuns: RUNS, seed: SEED + 8 },
  )
})

test('an edit in the front matter leaves the pieces below it as they are', () => {
  const before = parseMarkdown('---\nowner: team-a\n---\n# Churn\n\nWe predict who cancels.\n').value
  const text = before.text.replace('team-a', 'team-churn')
  const { value } = parseMarkdown(text, { syntax: before, edits: difference(before.text, text) })
  assert.equal(value.pieces.at(-1)!.piece, before.pieces.at(-1)!.piece)
})

test('a table ends the paragraph above it, two lines further down', () => {
  const start = `# Churn design\n\n${'We predict who cancels. '.repeat(20)}\n\n## Team\nas of May\n| role | name |\n`
  const end = `|---|-\n| owner | Ana |\n\n${'The score is sent to the desk. '.repeat(20)}\n`
  agree([start + end, `${start}---\n---\n${end}`, start + end])
})
