import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Tree } from '@lezer/common'
import { GFM, parser } from '@lezer/markdown'
import fc from 'fast-check'
import { plainWords } from '../../server/src/engine/syntax/plain-words.ts'

const slow = parser.configure([GFM])
const quick = parser.configure([GFM, plainWords])

function nodes(tree: Tree): readonly string[] {
  const found: string[] = []
  tree.iterate({ enter: ({ name, from, to }) => void found.push(`${name} ${from}–${to}`) })
  return found
}

/** What begins marks, links, addresses and breaks, and what looks like it. */
const PARTS =
  'www.|http://|https://|mailto:|xmpp:|@|a|b.c|_|*|**|[|]|(|)|!|<|>|&amp;|\\|  |   \n|\n| |~~|`|.|+|-|é|x@y.z|foo_bar@x.com|word|w|h|http|://|:|9|_a_|#|www|ftp://x.y|<b>|![|](u)|mail|x@'
    .split('|')
    .concat('|', `${'a'.repeat(101)}@x.y`, `${'a'.repeat(99)}@x.y`, `${'a.'.repeat(80)}@x.y`)

test('passing over plain words changes no tree', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PARTS), { maxLength: 24 }).map((parts) => parts.join('')),
      (text) => assert.deepEqual(nodes(quick.parse(text)), nodes(slow.parse(text))),
    ),
    { numRuns: 5000, seed: 7 },
  )
  const folder = join(import.meta.dirname, '../prose/docs')
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8')
    assert.deepEqual(nodes(quick.parse(text)), nodes(slow.parse(text)), file)
  }
})
