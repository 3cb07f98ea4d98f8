import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Stems, tokenize } from '../../server/src/engine/claims/tokens.ts'

/** The words of a text by one pattern, as the tokens are defined; `tokenize` finds them without it where it can. */
const TOKEN = /\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|v\d+(?:\.\d+)*\b|\d+(?:[.,]\d+)*(?:e-?\d+)?|[\p{L}]+(?:['’][\p{L}]+)?|[%€$£¥₹<>≤≥±→σ✓✔✅❌✗☐☑?=~×]|§/gu

function byPattern(text: string): readonly string[] {
  return [...text.replace(/([a-z])([A-Z])/g, '$1 $2').matchAll(TOKEN)].flatMap(([written]) => {
    const word = written.toLowerCase().replace(/’/g, "'")
    const negated = /^(.+?)n't$/.exec(word)
    if (negated) return [negated[1] === 'ca' || negated[1] === 'wo' ? 'can' : negated[1]!, 'not']
    if (word.endsWith("'s")) return [word.slice(0, -2)]
    return word.includes("'") ? word.split("'").filter(Boolean) : [word]
  })
}

const PARTS = [
  'a',
  'Word',
  'camelCase',
  "don't",
  'don’t',
  "model's",
  "O'",
  'naïve',
  'é',
  'v',
  'v2',
  'v1.2.x',
  '2026-11-01',
  '12:30',
  '1,000',
  '3.5e-4',
  '99',
  '%',
  '€',
  'two',
  'days',
  '_',
  '-',
  ' ',
  '. ',
  '\n',
  '→',
  '✅',
  '𝐀',
  '👩‍💻',
  '😀',
  '"',
  "'",
  '’',
  '?',
  'İ',
  'per cent',
  '§',
  '|',
]

test('words are those that the pattern finds', () => {
  const stems = new Stems()
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PARTS), { maxLength: 20 }).map((parts) => parts.join('')),
      (text) =>
        assert.deepEqual(
          tokenize(text, stems).map((token) => token.word),
          byPattern(text),
        ),
    ),
    { numRuns: 5000, seed: 3 },
  )
})

test('a stem that is interned later counts in texts that were read before', () => {
  const stems = new Stems()
  const before = stems.tokens('retrained weekly')[0]!
  assert.equal(before.id, 0)
  const id = stems.intern(before.stem)
  assert.equal(stems.tokens('retrained weekly')[0]!.id, id)
  assert.equal(stems.tokens('Retraining')[0]!.id, id)
})
