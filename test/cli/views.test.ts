import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { plumbline } from './support.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples')
const DAY = { SOURCE_DATE_EPOCH: String(Date.parse('2026-11-22T12:00:00Z') / 1000) }
interface Readiness {
  readonly model: string
  readonly items: readonly { readonly evidence: readonly { readonly place: { readonly range: { readonly start: { readonly line: number } } } }[] }[]
}

let cwd = ''

const run = (...args: string[]): ReturnType<typeof plumbline> => plumbline(args, { cwd, env: DAY })
const git = (...args: string[]): void => {
  const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-C', cwd, ...args], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

before(() => {
  cwd = mkdtempSync(join(tmpdir(), 'plumbline-views-'))
  cpSync(EXAMPLES, cwd, { recursive: true })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'examples')
})
after(() => rmSync(cwd, { recursive: true, force: true }))

describe('plumbline readiness', () => {
  it('prints open items with reason and evidence, and exits with 1 for a model that is not ready', () => {
    const { code, stdout } = run('readiness', 'flawed-churn-model/design.md')
    assert.equal(code, 1)
    assert.match(stdout, /^churn-score 1\.3\.0 {2}tier 2 · production · plumbline\/production@1\nNot ready: \d+ required items are open/)
    assert.match(stdout, /✖ PL-C-001 One accountable owner {2}missing\n {6}churn-score has no accountable owner/)
    assert.match(stdout, /ML Test Score 0/)
    assert.equal(run('readiness', 'flawed-churn-model', '--fail-on', 'never').code, 0)
  })

  it('gives JSON with lines, Markdown and HTML', () => {
    const parsed = JSON.parse(run('readiness', 'demand-forecast', '--format', 'json').stdout) as { version: number; readiness: Readiness }
    assert.deepEqual([parsed.version, parsed.readiness.model, parsed.readiness.items.length], [1, 'demand-forecast', 60])
    assert.deepEqual(parsed.readiness.items[0]!.evidence[0]!.place.range.start, { line: 13, character: 4 })
    assert.match(run('readiness', 'demand-forecast', '--format', 'markdown').stdout, /^# demand-forecast 2\.3\.0: production readiness/)
    const file = join(cwd, 'out.html')
    assert.equal(run('readiness', 'demand-forecast', '--format', 'html', '--output', file).stdout, '')
    assert.match(readFileSync(file, 'utf8'), /^<!doctype html>/)
  })

  it('refuses what names no model, several models, or nothing', () => {
    for (const [args, words] of [
      [['readiness', 'README.md'], /is no document of a model/],
      [['readiness'], /there are 4 models in this workspace: name one/],
      [['readiness', 'nowhere.yaml'], /no such file/],
      [['readiness', 'demand-forecast', '--format', 'pdf'], /not one of pretty, json, markdown, html/],
    ] as const) {
      const { code, stderr } = run(...args)
      assert.equal(code, 2, args.join(' '))
      assert.match(stderr, words)
    }
  })
})

describe('plumbline portfolio', () => {
  it('lists models and key figures', () => {
    const { code, stdout } = run('portfolio')
    assert.equal(code, 0)
    assert.match(stdout, /^4 models {2}as of 2026-11-22/)
    assert.match(stdout, /demand-forecast 2\.3\.0 +2 +production +team:demand-planning +batch-scoring/)
    assert.match(stdout, /M18 Paved-road net promoter score: not known/)
    assert.equal((JSON.parse(run('portfolio', '--format', 'json').stdout) as { portfolio: { models: unknown[] } }).portfolio.models.length, 4)
    assert.match(run('portfolio', '--format', 'html').stdout, /<h2 id="figures">Key figures/)
    assert.match(run('portfolio', 'demand-forecast', '--format', 'markdown').stdout, /^1 model as of/m)
  })
})

describe('plumbline graph', () => {
  it('draws mermaid, SVG, text and JSON; PNG is refused in words', () => {
    assert.match(run('graph', 'demand-forecast').stdout, /^flowchart LR\n/)
    assert.match(run('graph', 'demand-forecast', '--format', 'svg').stdout, /^<svg xmlns/)
    assert.match(run('graph', 'demand-forecast/design.md', '--format', 'text').stdout, /^Reference Batch scoring/)
    assert.equal((JSON.parse(run('graph', 'demand-forecast', '--format', 'json', '--view', 'release').stdout) as { graph: { bars: unknown[] } }).graph.bars.length, 3)
    const png = run('graph', 'demand-forecast', '--format', 'png')
    assert.deepEqual([png.code, /needs a browser/.test(png.stderr)], [2, true])
    const none = run('graph', 'flawed-churn-model', '--view', 'system')
    assert.deepEqual([none.code, /has nothing for the view system\n {2}it has lineage/.test(none.stderr)], [2, true])
  })

  it('marks what differs from a revision', () => {
    const path = join(cwd, 'demand-forecast/demand-forecast.model.yaml')
    const text = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      text
        .replace('      - {id: reg, role: model-registry, name: MLflow, boundary: dp}\n', '')
        .replace('      - {from: reg, to: job, data: model, protocol: https, sync: false, auth: iam, encrypted: true}\n', ''),
    )
    const { stdout } = run('graph', 'demand-forecast', '--diff', 'HEAD', '--format', 'text')
    writeFileSync(path, text)
    assert.match(stdout, /gone: MLflow/)
    assert.doesNotMatch(run('graph', 'demand-forecast', '--diff', 'HEAD', '--format', 'text').stdout, /gone: |new: |changed: /)
    for (const ref of ['no-such-branch', '--output=x', 'HEAD:secret']) assert.equal(run('graph', 'demand-forecast', `--diff=${ref}`).code, 2, ref)
  })
})

describe('plumbline check for a review', () => {
  it('gives one HTML file and Markdown with verdict, picture, checklist and findings', () => {
    const { code, stdout } = run('check', '--format', 'html', '--format', 'markdown', '--output', join(cwd, 'review.md'))
    assert.equal(code, 1)
    assert.match(stdout, /^<!doctype html>[\s\S]*<h2 id="m0">card-fraud-scoring[\s\S]*<svg [\s\S]*PL-C-001[\s\S]*<h2 id="m2">churn-score/)
    const markdown = readFileSync(join(cwd, 'review.md'), 'utf8')
    rmSync(join(cwd, 'review.md'))
    assert.match(markdown, /^# Plumbline\n[\s\S]*## Model churn-score 1\.3\.0\n\n\*\*Not ready/)
  })
})

describe('plumbline render', () => {
  it('makes documents and reports; an unknown kind gets the nearest', () => {
    assert.match(run('render', 'model-card', 'demand-forecast').stdout, /^---\nkind: model-card\n/)
    assert.match(run('render', 'html', 'demand-forecast').stdout, /^<!doctype html>/)
    const { code, stderr } = run('render', 'model-crad', 'demand-forecast')
    assert.deepEqual([code, /did you mean model-card\?/.test(stderr)], [2, true])
  })
})
