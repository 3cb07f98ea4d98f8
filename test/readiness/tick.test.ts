import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readinessOf } from '../../server/src/engine/readiness/readiness.ts'
import { tick } from '../../server/src/engine/readiness/tick.ts'
import type { Tick } from '../../server/src/engine/readiness/tick.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { applied } from '../support/examples.ts'

const MANIFEST = 'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn, version: 1.0.0}\nspec:\n  risk: {tier: 2}\n  model: {type: classification}\n'
const CHECKLIST = `---
kind: readiness-checklist
manifest: models/churn.model.yaml
---
# Readiness <!-- kept -->

## Cost and lifecycle

- [ ] PL-C-053 Evidence fresh <!-- ask SRE -->
- [ ] Our own item

## Later
`
const PATH = 'models/churn.model.yaml'

function ticked(given: Tick, checklist?: string): { readonly workspace: Workspace; readonly text: string; readonly path: string } {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (path) => path === 'evidence/bundle.json' || undefined })
  workspace.set(PATH, MANIFEST)
  if (checklist !== undefined) workspace.set('models/churn-readiness.md', checklist)
  const result = tick(workspace, PATH, given)
  assert.ok('edits' in result, 'refused' in result ? result.refused : '')
  const [created] = result.creates
  const path = created?.path ?? result.edits[0]!.path
  const text =
    created?.text ??
    applied(
      workspace.text(path)!,
      result.edits.map(({ edit }) => edit),
    )
  workspace.set(path, text)
  return { workspace, text, path }
}

describe('ticking an item', () => {
  it('sets the mark, evidence, name and day; comments and other lines stay', () => {
    const { text, workspace } = ticked({ item: 'PL-C-053', state: 'done', evidence: '/evidence/bundle.json', by: '@j.lind' }, CHECKLIST)
    assert.equal(
      text,
      CHECKLIST.replace('- [ ] PL-C-053 Evidence fresh <!-- ask SRE -->', '- [x] PL-C-053 Evidence fresh <!-- ask SRE --> — evidence: /evidence/bundle.json (@j.lind, 2026-11-22)'),
    )
    const item = readinessOf(workspace, PATH)!.items.find(({ id }) => id === 'PL-C-053')!
    assert.deepEqual([item.box?.state, item.box?.by, item.box?.on], ['done', 'j.lind', '2026-11-22'])
  })

  it('opens it again, leaving no trace', () => {
    const done = CHECKLIST.replace('- [ ] PL-C-053 Evidence fresh <!-- ask SRE -->', '- [x] PL-C-053 Evidence fresh — evidence: x.md (@j.lind, 2026-11-22)')
    assert.match(ticked({ item: 'PL-C-053', state: 'open' }, done).text, /- \[ \] PL-C-053 Evidence fresh\n/)
  })

  it('adds a line below the heading of the area', () => {
    const without = CHECKLIST.replace('- [ ] PL-C-053 Evidence fresh <!-- ask SRE -->\n', '')
    const { text } = ticked({ item: 'PL-C-053', state: 'not-applicable', reason: 'shadow only', by: 'a' }, without)
    assert.match(text, /- \[ \] Our own item\n- \[-\] PL-C-053 Evidence fresh and consistent with operations — N\/A: shadow only \(@a, 2026-11-22\)\n\n## Later/)
  })

  it('makes a checklist beside the manifest where there is none, with what documents show ticked', () => {
    const { path, text, workspace } = ticked({ item: 'PL-C-053', state: 'done', by: 'j.lind' })
    assert.equal(path, 'models/churn-readiness.md')
    assert.match(text, /- \[x\] PL-C-053 .* \(@j\.lind, 2026-11-22\)/)
    assert.match(text, /- \[ \] PL-C-001 One accountable owner\n/)
    assert.equal(workspace.analyze(path).recognition?.kind, 'readiness-checklist')
    assert.equal(readinessOf(workspace, PATH)!.items.find(({ id }) => id === 'PL-C-053')!.box?.by, 'j.lind')
  })

  it('refuses to override a finding, an unknown item, and not applicable without a reason', () => {
    const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined })
    workspace.set(PATH, MANIFEST)
    for (const given of [
      { item: 'PL-C-001', state: 'done' },
      { item: 'PL-C-999', state: 'done' },
      { item: 'PL-C-053', state: 'not-applicable' },
    ] as const)
      assert.ok('refused' in tick(workspace, PATH, given), given.item)
  })

  it('takes words as words', () => {
    const { text } = ticked({ item: 'PL-C-053', state: 'done', evidence: 'a\n- [x] PL-C-001 forged', by: 'x) (evil' }, CHECKLIST)
    assert.doesNotMatch(text, /^- \[x\] PL-C-001/m)
  })
})
