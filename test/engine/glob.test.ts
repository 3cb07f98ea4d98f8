import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileGlob } from '../../server/src/engine/packs/glob.ts'
import { worked } from '../support/worked.ts'

const matches = (pattern: string, path: string): boolean => {
  const compiled = compileGlob(pattern)
  assert.ok('glob' in compiled, pattern)
  return compiled.glob.matches(path)
}

test('globs', () => {
  const yes: readonly (readonly [string, string])[] = [
    ['docs/**/*.md', 'docs/a.md'],
    ['docs/**/*.md', 'docs/a/b/c.md'],
    ['*.md', 'a/b.md'],
    ['docs/', 'docs/a/b'],
    ['docs/**', 'docs/a'],
    ['a?c', 'abc'],
    ['{a,b}/*.md', 'b/x.md'],
    ['**', 'x/y'],
    ['/a.md', 'a.md'],
    ['./docs/a.md', 'docs/a.md'],
    ['**/x/**/y', 'a/x/y'],
    ['a*b*c', 'aXbYbc'],
  ]
  const no: readonly (readonly [string, string])[] = [
    ['docs/*.md', 'docs/a/b.md'],
    ['/a.md', 'b/a.md'],
    ['a?c', 'ac'],
    ['docs/**/*.md', 'doc/a.md'],
    ['{a,b}.md', 'c.md'],
  ]
  for (const [pattern, path] of yes) assert.equal(matches(pattern, path), true, `${pattern} ~ ${path}`)
  for (const [pattern, path] of no) assert.equal(matches(pattern, path), false, `${pattern} !~ ${path}`)
  assert.ok('error' in compileGlob('{a'))
  assert.ok('error' in compileGlob('{a,b}'.repeat(10)))
})

test('hostile patterns do not backtrack', () => {
  const from = worked()
  assert.equal(matches(`${'*a'.repeat(40)}b`, 'a'.repeat(4000)), false)
  assert.equal(matches(`${'**/a/'.repeat(40)}b`, 'a/'.repeat(2000)), false)
  assert.ok(worked() - from < 500)
})
