import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlText } from '../../server/src/engine/render/html-text.ts'
import { codeSpans } from '../../server/src/engine/text/code-spans.ts'

test('what stands between backticks is code, a lone backtick is text', () => {
  assert.deepEqual(codeSpans('`a` says b'), [
    { text: 'a', code: true },
    { text: ' says b', code: false },
  ])
  assert.deepEqual(codeSpans("it's 5 o`clock"), [{ text: "it's 5 o`clock", code: false }])
  assert.deepEqual(codeSpans('`x` and ` y'), [
    { text: 'x', code: true },
    { text: ' and ` y', code: false },
  ])
  assert.deepEqual(codeSpans(''), [])
})

test('markup of a document stays text in a report, inside code as well', () => {
  assert.equal(htmlText('`<img src=x>` & <b>'), '<code>&lt;img src=x&gt;</code> &amp; &lt;b&gt;')
})
