import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { render } from '../../server/src/engine/render/render.ts'
import type { RenderKind } from '../../server/src/engine/render/render.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { exampleWorkspace } from '../support/examples.ts'

const GOOD = 'demand-forecast/demand-forecast.model.yaml'
const text = (workspace: Workspace, path: string, kind: RenderKind): string => {
  const { text: rendered, refused } = render(workspace, path, kind, 'plumbline 0')
  assert.ok(rendered !== null, refused ?? '')
  return rendered
}

describe('documents made from a manifest', () => {
  const workspace = exampleWorkspace()

  it('are recognised as what they are, and have no error of form', () => {
    for (const [kind, expected] of [
      ['model-card', 'model-card'],
      ['system-card', 'system-card'],
      ['annex-iv', 'system-card'],
      ['checklist', 'readiness-checklist'],
    ] as const) {
      const path = `demand-forecast/made-${kind}.md`
      workspace.set(path, text(workspace, GOOD, kind))
      const analysis = workspace.analyze(path)
      assert.equal(analysis.recognition?.kind, expected, kind)
      assert.deepEqual(
        analysis.findings.filter(({ rule }) => rule === 'schema-invalid' || rule === 'unreadable-document'),
        [],
        kind,
      )
      workspace.delete(path)
    }
  })

  it('mark each field as verified, stated or missing', () => {
    const manifest = `apiVersion: plumbline.dev/v1
kind: ModelManifest
metadata: {name: churn, version: 1.0.0}
spec:
  ownership: {owner: team:churn}
  monitoring: {drift: [{name: psi}]}
  security: {threatModel: {notApplicable: {reason: no exposure}}}
  governance: {evidence: [{path: alerts.yaml, supports: [/spec/monitoring]}, {path: gone.yaml, supports: [/spec/ownership]}]}
`
    const own = new Workspace({ today: () => '2026-11-22', exists: (path) => path === 'alerts.yaml' })
    own.set('churn.model.yaml', manifest)
    const card = text(own, 'churn.model.yaml', 'model-card')
    assert.match(card, /\*\*Drift\*\* \(\*verified\*\)/)
    assert.match(card, /\*\*Owner\*\* \(\*stated\*\): team:churn/)
    assert.match(card, /\*\*Limitations\*\*: \*\*missing\*\* \(`spec\.model\.limitations`\)/)
    assert.match(text(own, 'churn.model.yaml', 'system-card'), /\*\*Threat model\*\*: not applicable, no exposure/)
  })

  it('are refused where there is no manifest or no model', () => {
    const own = new Workspace({ today: () => '2026-11-22', exists: () => undefined })
    own.set('docs/b-design.md', '---\nkind: ml-design-doc\n---\n# B\n\nA model.\n')
    own.set('notes.md', '# Cake\n')
    assert.match(render(own, 'docs/b-design.md', 'model-card', '').refused ?? '', /no manifest/)
    assert.match(render(own, 'notes.md', 'html', '').refused ?? '', /no document of a model/)
    assert.ok(render(own, 'docs/b-design.md', 'html', '').text)
  })
})

describe('reports', () => {
  it('HTML is one file without scripts, with a policy that allows its own style only', () => {
    for (const path of [GOOD, 'flawed-churn-model/churn.model.yaml']) {
      const html = text(exampleWorkspace(), path, 'html')
      assert.doesNotMatch(html, /<script|<link|<img|<iframe|\son\w+=|style="|https?:\/\/(?!www\.w3\.org\/2000\/svg")[^\s<]*"/i)
      const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html)!
      assert.equal(html.match(/<style>/g)?.length, 1)
      assert.ok(html.includes(`default-src 'none'; style-src 'sha256-${createHash('sha256').update(style!).digest('base64')}'`))
      assert.ok(html.includes('<html lang="en">') && html.includes('<main>') && html.includes('role="img"'))
      const open = html.match(/<(section|table|details|figure|svg|g|ul|li)\b/g)?.length
      assert.equal(open, html.match(/<\/(section|table|details|figure|svg|g|ul|li)>/g)?.length, 'every element is closed')
    }
  })

  it('shows hostile words as words', () => {
    const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined })
    const evil = '</td></table><script>alert(1)</script>'
    workspace.set(
      'x.model.yaml',
      `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: x, version: 1.0.0}\nspec:\n  ownership: {owner: ${JSON.stringify(evil)}}\n  governance: {approvals: [{role: ${JSON.stringify(evil)}, approver: ${JSON.stringify(evil)}}]}\n  release: {steps: [{audience: ${JSON.stringify(evil)}, duration: 1d}]}\n`,
    )
    assert.doesNotMatch(text(workspace, 'x.model.yaml', 'html'), /<script|<\/td><\/table><script/)
    assert.doesNotMatch(text(workspace, 'x.model.yaml', 'markdown'), /(^|[^\\])<script/)
  })

  it('Markdown has the verdict, pictures, the checklist and the findings', () => {
    const markdown = text(exampleWorkspace(), 'flawed-churn-model/churn.model.yaml', 'markdown')
    for (const part of [
      /^# churn-score 1\.3\.0: production readiness$/m,
      /\*\*Not ready: \d+ required items/,
      /^```mermaid\nflowchart LR$/m,
      /\| ✖ \| PL-C-001 /,
      /\| error \| flawed-churn-model\/churn\.model\.yaml:\d+ \|/,
    ])
      assert.match(markdown, part)
  })
})
