import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launch, runInExtensionHost } from './host/browser.ts'
import { bundleSuites } from './host/bundle.ts'
import { install } from './host/install.ts'
import { RUNNER } from './host/paths.ts'
import { outputOf, startHost } from './host/server.ts'
import type { Outcome } from './suites/harness.ts'

test('the packaged extension in the extension host of a real VS Code', { timeout: 240_000 }, async (t) => {
  install()
  const tests = await bundleSuites()
  await using host = await startHost()
  const browser = await launch()
  let code: number
  try {
    code = await runInExtensionHost(browser, host, { extension: RUNNER, tests }, 200_000)
  } finally {
    await browser.close()
  }
  const outcomes = JSON.parse(outputOf(host, 'outcomes.json') ?? '[]') as Outcome[]
  for (const { name, error } of outcomes)
    await t.test(name, () => {
      if (error !== null) assert.fail(error)
    })
  assert.ok(outcomes.length > 0, `VS Code ended with ${code} and without an outcome`)
})
