import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMarkdown } from '../../server/src/engine/syntax/markdown.ts'

const shown = (text: string): string => {
  const [heading] = parseMarkdown(text).value.blocks
  assert.ok(heading?.kind === 'heading')
  return text.slice(heading.textRange.start, heading.textRange.end)
}

test('the range of a heading takes in the marks around its first and last words, and none of its own', () => {
  assert.equal(shown('# ML System Design Doc - [En]\n'), 'ML System Design Doc - [En]')
  assert.equal(shown('## The `fraud-score`\n'), 'The `fraud-score`')
  assert.equal(shown('# *Churn* model #\n'), '*Churn* model')
  assert.equal(shown('Churn _model_\n===\n'), 'Churn _model_')
})
