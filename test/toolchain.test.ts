import assert from 'node:assert/strict'
import { test } from 'node:test'

// The machine's own Node may be older, and everything would still seem to work until something that needs 24 does not.
test('tests run on Node 24 or later', () => {
  assert.ok(Number(process.versions.node.split('.')[0]) >= 24, `this is Node ${process.versions.node}; run the tests with npm test`)
})
