import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { it } from 'node:test'
import { METADATA_KEYS } from '../../server/src/engine/claims/front-matter.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'

/** Of these the words speak for themselves, whoever reads them. */
const SPEAKING = ['owner', 'riskTier', 'title', 'intendedPurpose', 'cost', 'provider', 'decision', 'conditions']

it('metadata are the keys of our schemas, those aside whose words speak for themselves', () => {
  const keys = ['front-matter-common', 'adr.front-matter', 'readiness-checklist.front-matter', 'runbook.front-matter', 'system-card.front-matter'].flatMap((name) =>
    Object.keys((JSON.parse(readFileSync(path.join(import.meta.dirname, `../../schemas/${name}.schema.json`), 'utf8')) as { properties: object }).properties),
  )
  assert.deepEqual([...METADATA_KEYS].sort(), [...new Set(keys)].filter((key) => !SPEAKING.includes(key)).sort())
})

it('metadata in front matter are no claims', () => {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => true })
  const said = (front: string): readonly string[] => {
    workspace.set('runbooks/rollback.md', `---\n${front}\n---\n# Rollback\n`)
    return workspace.claims('runbooks/rollback.md').map(({ subject }) => subject)
  }
  assert.deepEqual(said('kind: runbook\nrunbookType: rollback\nmodel: churn\nstatus: approved\nalerts: [ChurnLatency]\ntargetTime: 15m\nreviewCadence: 6mo'), [])
  assert.ok(said('kind: runbook\nowner: team:churn').includes('missing-owner'))
  assert.ok(said('rollback: the release job sets the alias back to version 3 within 10 minutes').includes('missing-rollback'))
})
