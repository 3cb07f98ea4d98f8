import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { frameOf } from '../../server/src/engine/reports/frame.ts'
import { LineIndex } from '../../server/src/engine/text/line-index.ts'

test('a line of plain characters is drawn as one with accents', () => {
  const line = fc.array(fc.constantFrom('e', 'e', 'x', ' ', '.'), { minLength: 1, maxLength: 300 }).map((letters) => letters.join(''))
  const lengths = fc.constantFrom(1, 1, 1, 3, 9)
  fc.assert(
    fc.property(line, lengths, fc.nat(3000), fc.nat(60), fc.integer({ min: 20, max: 120 }), (piece, times, at, length, width) => {
      const plain = piece.repeat(times)
      const accented = plain.replaceAll('e', 'é')
      const start = at % (plain.length + 1)
      const range = { start, end: Math.min(plain.length, start + length) }
      const drawn = frameOf(new LineIndex(accented), range, width)
      assert.deepEqual(frameOf(new LineIndex(plain), range, width), { ...drawn, source: drawn.source.replaceAll('é', 'e') })
    }),
    { numRuns: 3000, seed: 11 },
  )
})
