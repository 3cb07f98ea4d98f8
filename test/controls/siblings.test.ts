import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Workspace } from '../../server/src/engine/index.ts'
import type { Finding } from '../../server/src/engine/index.ts'
import { relativePath } from '../../server/src/engine/controls/beside.ts'
import { projectOf } from '../../server/src/engine/workspace/siblings.ts'

const DESIGN = `# Whale identification: ML system design

The model names the whale on a photo. It is a convolutional network, trained on 51,000 labelled photos of 15,000 animals; the service answers over REST within two seconds.

## Serving

The container runs behind the gateway of the institute.

## Team

Three people of the institute.
`

const RUNBOOK = `# Playbook of the whale model

For whoever is on call for the inference service.

## Rolling back

When precision on the daily sample falls below 80 %, the on-call of the photo team sets the registry alias back to the previous version of the model; that takes ten minutes.

## Drift monitoring

Every night the scores of the last 1,000 predictions are compared with those of the training set; from a PSI of 0.2 on the on-call is paged and retrains the model.

## Escalation

After 30 minutes the head of the photo team.
`

const NAMED = (model: string, text: string, kind = 'runbook'): string => `---\nkind: ${kind}\nmodel: ${model}\n---\n${text}`

function open(files: Readonly<Record<string, string>>, options = {}): Workspace {
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => undefined }, options)
  for (const [path, text] of Object.entries(files)) workspace.set(path, text)
  return workspace
}

const found = (workspace: Workspace, path: string, rule = 'missing-rollback'): Finding | undefined => workspace.analyze(path).findings.find((finding) => finding.rule === rule)

/** What is said of a missing rollback: that it is missing, that another document has it, or nothing. */
function verdict(files: Readonly<Record<string, string>>, path = 'docs/ml-design.md'): string {
  const finding = found(open(files), path)
  return finding === undefined ? 'none' : (/^(\S+) (?:describes|is )/.exec(finding.message)?.[1] ?? 'missing')
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

function applied(workspace: Workspace, finding: Finding, index: number): string {
  const { path, edit } = finding.fixes[index]!.edits[0]!
  const text = workspace.text(path)!
  return text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end)
}

describe('what stands in a document beside a design that does not link it', () => {
  it('is not missing but not linked: file, line, the words, a step milder', () => {
    const workspace = open({ 'docs/ml-design.md': DESIGN, 'docs/RUNBOOK.md': RUNBOOK })
    assert.equal(found(open({ 'docs/ml-design.md': DESIGN }), 'docs/ml-design.md')!.severity, 'error')
    const finding = found(workspace, 'docs/ml-design.md')!
    assert.equal(finding.message, 'RUNBOOK.md describes rollback (line 7), but this document does not link it')
    assert.equal(finding.severity, 'warning')
    const [related] = finding.related
    assert.equal(related!.path, 'docs/RUNBOOK.md')
    assert.equal(lineOf(RUNBOOK, related!.range.start), 7)
    assert.match(related!.message, /^Described here: 'When precision on the daily sample falls/)
    assert.match(found(workspace, 'docs/ml-design.md', 'no-runbook')!.message, /^RUNBOOK\.md is a runbook, but this document does not link it$/)
  })

  it('a fix links it, with or without a section for it, and mends the finding; the fix that writes it stays beside', () => {
    for (const design of [DESIGN, `${DESIGN}\n## Rollback\n\nTBD\n\n### Who\n\nTBD\n\n## References\n\n- none\n`, DESIGN.replaceAll('\n', '\r\n')]) {
      const workspace = open({ 'docs/ml-design.md': design, 'docs/runbooks/Emergency [1].md': NAMED('whales', RUNBOOK) })
      const finding = found(workspace, 'docs/ml-design.md')!
      assert.equal(finding.fixes[0]!.title, 'Link runbooks/Emergency [1].md')
      if (design === DESIGN)
        assert.deepEqual(
          finding.fixes.map((fix) => fix.title),
          ['Link runbooks/Emergency [1].md', 'Add a rollback'],
        )
      const after = applied(workspace, finding, 0)
      assert.ok(after.includes('see [Emergency \\[1\\].md](runbooks/Emergency%20%5B1%5D.md#rolling-back).') || after.includes('See [Emergency'), after)
      workspace.set('docs/ml-design.md', after)
      const { findings } = workspace.analyze('docs/ml-design.md')
      assert.deepEqual(
        findings.filter(({ rule }) => ['missing-rollback', 'no-drift-monitoring', 'no-runbook', 'broken-link', 'empty-section'].includes(rule)).map(({ message }) => message),
        design.includes('TBD') ? findings.filter(({ rule }) => rule === 'empty-section').map(({ message }) => message) : [],
      )
    }
  })

  it('words that put a matter off stay what the finding is about', () => {
    const design = `${DESIGN}\n## Rollback\n\nRollback: to be defined later.\n`
    const finding = found(open({ 'docs/ml-design.md': design, 'docs/RUNBOOK.md': RUNBOOK }), 'docs/ml-design.md')!
    assert.match(finding.message, /put off/)
    assert.match(finding.help, /^RUNBOOK\.md describes rollback \(line 7\): link it/)
    assert.equal(finding.severity, 'error', 'who reads them is misled')
    assert.equal(finding.related[0]!.path, 'docs/RUNBOOK.md')
  })

  it('linked in the text, with a role, or by the manifest of the design it counts', () => {
    const beside = { 'docs/RUNBOOK.md': RUNBOOK }
    assert.equal(verdict({ 'docs/ml-design.md': `${DESIGN}\nSee the [playbook](RUNBOOK.md).\n`, ...beside }), 'none')
    assert.equal(verdict({ 'docs/ml-design.md': `---\nrunbook: RUNBOOK.md\n---\n${DESIGN}`, ...beside }), 'none')
    assert.equal(verdict({ 'docs/ml-design.md': `${DESIGN}\n![See the playbook](RUNBOOK.md)\n`, ...beside }), 'RUNBOOK.md', 'a picture is no link')
    const manifest = (documents: string): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: whales, version: 1.0.0}\nspec: {${documents}}\n`
    const design = NAMED('whales', DESIGN, 'ml-design-doc')
    const of = (documents: string): boolean => workspaceLinks({ 'docs/ml-design.md': design, ...beside, 'whales.model.yaml': manifest(documents) })
    assert.equal(of('governance: {documents: {runbooks: [docs/RUNBOOK.md]}}'), true)
    assert.equal(of('risk: {tier: 1}'), false)
  })

  it('a configured severity is what the configuration says', () => {
    const config = 'apiVersion: plumbline.dev/v1\nkind: Workspace\nspec: {rules: {missing-rollback: error}}\n'
    assert.equal(found(open({ 'docs/ml-design.md': DESIGN, 'docs/RUNBOOK.md': RUNBOOK, '.plumbline.yaml': config }), 'docs/ml-design.md')!.severity, 'error')
  })
})

const workspaceLinks = (files: Readonly<Record<string, string>>): boolean => {
  const { models } = open(files)
  return models.siblings(models.document('docs/ml-design.md')!)[0]!.linked
}

describe('which documents are of the same project', () => {
  it('those in the same folder, and in folders of documents beside or below it', () => {
    assert.deepEqual(
      ['design.md', 'docs/design.md', 'docs/runbooks/a.md', 'services/whales/docs/adr/0001-a.md', 'services/whales/RUNBOOK.md', 'docs/whales/design.md'].map(projectOf),
      ['', '', '', 'services/whales', 'services/whales', 'docs/whales'],
    )
    for (const beside of ['docs/RUNBOOK.md', 'RUNBOOK.md', 'runbooks/rollback.md', 'docs/ops/runbook.md'])
      assert.equal(verdict({ 'docs/ml-design.md': DESIGN, [beside]: RUNBOOK }), relativePath('docs/ml-design.md', beside))
    for (const elsewhere of ['services/whales/RUNBOOK.md', 'docs/whales/RUNBOOK.md', 'wiki/RUNBOOK.md'])
      assert.equal(verdict({ 'docs/ml-design.md': DESIGN, [elsewhere]: RUNBOOK }), 'missing', elsewhere)
    assert.equal(verdict({ 'whales/docs/ml-design.md': DESIGN, 'RUNBOOK.md': RUNBOOK, 'seals/RUNBOOK.md': RUNBOOK }, 'whales/docs/ml-design.md'), 'missing')
  })

  it('none where there are several designs, unless a name says whose it is', () => {
    const files = { 'docs/ml-design.md': DESIGN, 'docs/seals-ml-design.md': DESIGN.replaceAll('hale', 'eal'), 'docs/RUNBOOK.md': RUNBOOK }
    assert.equal(verdict(files), 'missing')
    assert.equal(verdict({ ...files, 'docs/ml-design.md': NAMED('whales', DESIGN, 'ml-design-doc') }), 'missing')
    const named = { ...files, 'docs/ml-design.md': NAMED('whales', DESIGN, 'ml-design-doc'), 'docs/RUNBOOK.md': NAMED('whales', RUNBOOK) }
    assert.equal(verdict(named), 'RUNBOOK.md')
    assert.equal(verdict(named, 'docs/seals-ml-design.md'), 'missing')
    assert.equal(verdict({ ...named, 'docs/RUNBOOK.md': NAMED('seals', RUNBOOK) }), 'missing')
    assert.equal(verdict({ 'docs/ml-design.md': DESIGN, 'seals/ml-design.md': DESIGN, 'docs/RUNBOOK.md': RUNBOOK }), 'missing', 'a design further down')
  })

  it('none of another model, whether a manifest, a card or the document itself names it', () => {
    const manifest = (name: string): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: ${name}, version: 1.0.0}\nspec: {}\n`
    const files = { 'docs/ml-design.md': DESIGN, 'docs/RUNBOOK.md': RUNBOOK }
    assert.equal(verdict({ ...files, 'models/a/seals.model.yaml': manifest('seals') }), 'RUNBOOK.md', 'one model, whatever it is called')
    assert.equal(verdict({ ...files, 'models/a/seals.model.yaml': manifest('seals'), 'models/b/whales.model.yaml': manifest('whales') }), 'missing')
    assert.equal(verdict({ ...files, 'docs/ml-design.md': NAMED('whales', DESIGN, 'ml-design-doc'), 'docs/RUNBOOK.md': NAMED('seals', RUNBOOK) }), 'missing')
    assert.equal(verdict({ ...files, 'docs/ml-design.md': NAMED('whales', DESIGN, 'ml-design-doc'), 'MODEL_CARD.md': NAMED('seals', '# Seals\n', 'model-card') }), 'missing')
  })

  it('no runbook of another system, no record that is not decided, and no list of boxes', () => {
    const database = `# Postgres: the primary is lost\n\n## Rolling back\n\nWhen the lag exceeds 30 s, the database on-call sets the alias back to the previous primary within ten minutes.\n`
    assert.equal(verdict({ 'docs/ml-design.md': DESIGN, 'docs/RUNBOOK.md': database }), 'missing')
    const record = (status: string): string =>
      `# 3. Keep a switch\n\nStatus: ${status}\n\n## Context\n\nThe model predicts an animal; the model is trained on photos, and its predictions are doubted at times.\n\n## Decision\n\nThe kill switch is a flag of the site. The duty officer sets the flag to false, and the form asks for the name.\n\n## Consequences\n\nOne more thing to test each quarter.\n`
    const of = (status: string): string =>
      found(open({ 'docs/ml-design.md': `---\nriskTier: 1\n---\n${DESIGN}`, 'docs/adr/0003-switch.md': record(status) }), 'docs/ml-design.md', 'no-disable-switch')!.message
    assert.match(of('accepted'), /^adr\/0003-switch\.md describes switching off \(line \d+\), but this document does not link it$/)
    for (const status of ['proposed', 'superseded', 'rejected']) assert.doesNotMatch(of(status), /does not link/, status)
  })
})

describe('findings follow the documents beside', () => {
  it('as they appear, change, vanish and get company; what another project does is nothing to them', () => {
    const files = new Map([
      ['whales/docs/ml-design.md', DESIGN],
      ['seals/docs/ml-design.md', DESIGN],
    ])
    const kept = open(Object.fromEntries(files))
    const set = (path: string, text: string | undefined): void => {
      if (text === undefined) {
        files.delete(path)
        kept.delete(path)
      } else {
        files.set(path, text)
        kept.set(path, text)
      }
      const fresh = open(Object.fromEntries(files))
      for (const known of files.keys()) assert.deepEqual(kept.analyze(known), fresh.analyze(known), `${known} after ${path}`)
    }
    const message = (): string => found(kept, 'whales/docs/ml-design.md')?.message ?? 'none'
    const missing = message()
    const before = kept.analyze('seals/docs/ml-design.md')
    set('whales/RUNBOOK.md', RUNBOOK)
    assert.match(message(), /^\.\.\/RUNBOOK\.md describes rollback \(line 7\)/)
    set('whales/RUNBOOK.md', `# Title\n\n${RUNBOOK}`)
    assert.match(message(), /\(line 9\)/)
    set('whales/RUNBOOK.md', RUNBOOK.replace(/## Rolling back[^]*?(?=## Drift)/, ''))
    assert.equal(message(), missing)
    set('whales/RUNBOOK.md', RUNBOOK)
    set('whales/docs/design/second-ml-design.md', DESIGN)
    assert.equal(message(), missing)
    set('whales/docs/design/second-ml-design.md', undefined)
    assert.match(message(), /RUNBOOK/)
    assert.equal(kept.analyze('seals/docs/ml-design.md'), before, 'not analysed again')
    set('whales/RUNBOOK.md', undefined)
    assert.equal(message(), missing)
  })
})
