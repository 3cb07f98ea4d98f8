import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { defineRule } from '../../server/src/engine/rules/types.ts'
import type { Report, Rule, RuleContext } from '../../server/src/engine/rules/types.ts'
import { runnerRules } from '../../server/src/engine/rules/runner/index.ts'
import { allRules } from '../../server/src/engine/rules/registry.ts'
import { QueryGraph } from '../../server/src/engine/workspace/caches.ts'
import { resolveTarget } from '../../server/src/engine/workspace/paths.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'

const host = { today: () => '2026-11-22', exists: () => undefined }

test('a query computes again only when something it read has changed', () => {
  const graph = new QueryGraph()
  const log: string[] = []
  const a = graph.input(1)
  const b = graph.input(10)
  const parity = graph.query(() => (log.push('parity'), a.get() % 2))
  const sum = graph.query(() => (log.push('sum'), parity.get() === 0 ? b.get() : 0))
  assert.equal(sum.get(), 0)
  assert.deepEqual(log.splice(0), ['sum', 'parity'])
  b.set(20)
  assert.equal(sum.get(), 0)
  assert.deepEqual(log.splice(0), [], 'b was not read')
  a.set(3)
  assert.equal(sum.get(), 0)
  assert.deepEqual(log.splice(0), ['parity'], 'early cut-off: the parity is the same')
  a.set(4)
  assert.equal(sum.get(), 20)
  assert.deepEqual(log.splice(0), ['parity', 'sum'])
  b.set(21)
  assert.equal(sum.get(), 21)
  assert.deepEqual(log.splice(0), ['sum'])
  parity.evict()
  assert.equal(sum.get(), 21)
  assert.deepEqual(log.splice(0), [], 'an evicted source is not needed to know that nothing changed')
  assert.equal(parity.get(), 0)
  assert.deepEqual(log.splice(0), ['parity'])
  assert.equal(sum.get(), 21)
  assert.deepEqual(log.splice(0), [], 'made again, it counts as unchanged')
})

test('a query that threw is asked again, one that reads itself says so', () => {
  const graph = new QueryGraph()
  const input = graph.input(0)
  const half = graph.query(() => {
    if (input.get() === 0) throw new Error('zero')
    return 1 / input.get()
  })
  assert.throws(() => half.get(), /zero/)
  input.set(2)
  assert.equal(half.get(), 0.5)
  const loop: { get(): number } = graph.query<number>(() => loop.get() + 1)
  assert.throws(() => loop.get(), /depends on itself/)
})

test('link targets resolve inside the workspace or not at all', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['docs/a.md', 'b.md', 'docs/b.md'],
    ['docs/a.md', '../b.md#top', 'b.md#top'],
    ['docs/a.md', '#here', 'docs/a.md#here'],
    ['docs/a.md', '/b.md', 'b.md'],
    ['docs/a.md', './x%20y.md', 'docs/x y.md'],
    ['docs/a.md', '../../etc/passwd', undefined],
    ['docs/a.md', '%2e%2e/%2e%2e/x', undefined],
    ['docs/a.md', 'https://x.org/a', undefined],
    ['docs/a.md', 'mailto:a@b', undefined],
    ['docs/a.md', '//host/a', undefined],
    ['a.md', '..\\x', undefined],
    ['a.md', 'C:/x', undefined],
    ['a.md', 'b.md?plain=1', 'b.md'],
    ['a.md', '%E0%A4%A', '%E0%A4%A'],
  ]
  for (const [from, target, expected] of cases) {
    const resolved = resolveTarget(from, target)
    assert.equal(resolved && resolved.path + (resolved.anchor === undefined ? '' : `#${resolved.anchor}`), expected, target)
  }
})

/** Reports what a document knows of others: makes dependencies visible. */
const asks: Rule = defineRule({
  id: 'T-9',
  name: 'asks-around',
  category: 'hygiene',
  title: 't',
  kinds: ['ml-design-doc', 'adr', 'model-manifest'],
  severity: 'info',
  satisfiedBy: 's',
  why: 'w',
  help: 'h',
  references: [],
  examples: { good: [], bad: [] },
  *check({ document, workspace, tier, model, applies }: RuleContext): Iterable<Report> {
    const manifest = workspace.manifestOf(document)
    const adrs = workspace.adrs().nodes.map((node) => `${node.path}=${node.status}`)
    const links = (document.markdown?.links ?? []).map((link) => workspace.resolve(document.path, link.target)).map((to) => to && workspace.exists(to.path))
    const predicates = ['online', 'llm', 'trained'].filter((predicate) => applies(predicate))
    yield {
      range: document.titleRange,
      message: `tier ${tier}, ${model}, ${manifest?.path}, adrs ${adrs.join(' ')}, links ${links.join(' ')}, ${predicates.join(' ')}, manifests ${workspace.ofKind('model-manifest').join(' ')}`,
    }
  },
})
const rules = [asks, ...runnerRules]

const manifest = (name: string, tier: number): string => `apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: ${name}}\nspec: {risk: {tier: ${tier}}}\n`

test('findings follow the documents they depend on; the rest keeps its identity', () => {
  const workspace = new Workspace(host, {}, rules)
  workspace.set('churn/design.md', '---\nkind: ml-design-doc\nmodel: churn\n---\n# Churn\n\n[plan](plan.txt)\n')
  workspace.set('other/design.md', '---\nkind: ml-design-doc\nmodel: other\n---\n# Other\n')
  const message = (path = 'churn/design.md'): string => workspace.analyze(path).findings.find((f) => f.rule === 'asks-around')!.message
  assert.match(message(), /tier 2, churn, undefined/)
  workspace.set('models/churn.model.yaml', manifest('churn', 1))
  assert.match(message(), /tier 1, churn, models\/churn.model.yaml/)
  assert.equal(workspace.analyze('churn/design.md').tier, 1)
  const before = [workspace.analyze('churn/design.md'), workspace.analyze('other/design.md')]
  workspace.set('notes/unrelated.md', '# Shopping\n')
  workspace.set('models/churn.model.yaml', `${manifest('churn', 1)}# a comment\n`)
  assert.equal(workspace.analyze('churn/design.md'), before[0])
  assert.equal(workspace.analyze('other/design.md'), before[1])
  workspace.set('models/churn.model.yaml', manifest('churn', 3))
  assert.match(message(), /tier 3/)
  assert.equal(workspace.analyze('other/design.md'), before[1], 'the other model’s document is as it was')
  workspace.set('docs/adr/0001-x.md', '# X\n\nStatus: accepted\n')
  assert.match(message(), /0001-x.md=accepted/)
  workspace.delete('models/churn.model.yaml')
  assert.match(message(), /tier 2, churn, undefined/)
})

test('files of the host are looked for again when it says so', () => {
  let there = false
  const workspace = new Workspace({ today: () => '2026-11-22', exists: () => there }, {}, rules)
  workspace.set('a.mldd.md', '# A\n\n[plan](plan.txt)\n')
  const links = (): string => /links (\w*)/.exec(workspace.analyze('a.mldd.md').findings[0]!.message)![1]!
  assert.equal(links(), 'false')
  there = true
  workspace.filesChanged()
  assert.equal(links(), 'true')
})

test('options and the date apply at once', () => {
  let today = '2026-11-22'
  const workspace = new Workspace({ today: () => today, exists: () => undefined })
  workspace.set('a.mldd.md', '---\nriskTier: 2\n---\n# A\n\n<!-- plumbline-disable-file internal-error -- for now, until 2026-12-01 -->\n')
  const ended = (): boolean => workspace.analyze('a.mldd.md').findings.some((f) => f.message.includes('ended on'))
  assert.equal(ended(), false)
  today = '2026-12-02'
  assert.equal(ended(), true)
  workspace.configure({ tier: 4 })
  assert.equal(workspace.analyze('a.mldd.md').tier, 4)
  workspace.configure({ kind: 'adr' })
  assert.equal(workspace.analyze('a.mldd.md').recognition?.kind, 'adr')
})

test('many more files than are kept parsed: the findings are those of a fresh workspace', () => {
  const make = (): Workspace => new Workspace(host, {}, rules, 50)
  const workspace = make()
  const texts = new Map<string, string>()
  for (let i = 0; i < 600; i++) texts.set(`docs/adr/${String(i).padStart(4, '0')}-x.md`, `# X ${i}\n\nStatus: ${i % 2 ? 'accepted' : 'proposed'}\n`)
  for (const [path, text] of texts) workspace.set(path, text)
  for (const path of texts.keys()) workspace.analyze(path)
  texts.set('docs/adr/0007-x.md', '# X\n\nStatus: rejected\n')
  workspace.set('docs/adr/0007-x.md', texts.get('docs/adr/0007-x.md')!)
  const fresh = make()
  for (const [path, text] of texts) fresh.set(path, text)
  for (const path of ['docs/adr/0000-x.md', 'docs/adr/0007-x.md', 'docs/adr/0599-x.md']) assert.deepEqual(workspace.analyze(path), fresh.analyze(path))
})

const PIECES = [
  '# Churn model\n',
  '\n## Rollback\n\nTBD\n',
  '- item\n',
  '| a | b |\n|---|---|\n| 1 | 2 |\n',
  '```yaml\na: 1\n```\n',
  '<!-- plumbline-disable-next-line placeholder-text -- later -->\n',
  '---\n',
  'kind: ml-design-doc\n',
  'riskTier: 1\n',
  'model: churn\n',
  'Status: accepted\n',
  'Supersedes [1](0001-a.md)\n',
  '**Owner**: team churn\n',
  '> quote\n',
  '~~old~~ ',
  'The model is trained nightly on labelled data. ',
  '\r\n',
  '`',
  '*',
  '<',
  ': {',
  '\n\n',
  '  ',
  'é😀',
  '# plumbline-disable-file x -- y\n',
  'apiVersion: plumbline.dev/v1\nkind: ModelManifest\nmetadata: {name: churn}\n',
  'spec: {risk: {tier: 2}}\n',
  '[link](../x.md) ',
  '',
]
const PATHS = ['docs/design/a.md', 'docs/adr/0001-a.md', 'docs/adr/0002-b.md', 'churn.model.yaml', '.plumbline.yaml', 'notes.md']

interface Edit {
  readonly path: string
  readonly at: number
  readonly cut: number
  readonly piece: string
  readonly remove: boolean
}

const edit: fc.Arbitrary<Edit> = fc.record({
  path: fc.constantFrom(...PATHS),
  at: fc.nat(400),
  cut: fc.oneof(fc.constant(0), fc.nat(30)),
  piece: fc.constantFrom(...PIECES),
  remove: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
})

const sameAsFresh =
  (registry: readonly Rule[]) =>
  (edits: readonly Edit[]): void => {
    const texts = new Map<string, string>([
      ['docs/design/a.md', '---\nkind: ml-design-doc\nmodel: churn\n---\n# Churn\n\nThe model scores customers.\n'],
      ['churn.model.yaml', manifest('churn', 2)],
    ])
    const workspace = new Workspace(host, {}, registry)
    for (const [path, text] of texts) workspace.set(path, text)
    for (const { path, at, cut, piece, remove } of edits) {
      if (remove) {
        texts.delete(path)
        workspace.delete(path)
      } else {
        const old = texts.get(path) ?? ''
        const start = Math.min(at, old.length)
        const text = old.slice(0, start) + piece + old.slice(start + cut)
        texts.set(path, text)
        workspace.set(path, text)
      }
      workspace.analyze(path)
    }
    const fresh = new Workspace(host, {}, registry)
    for (const [path, text] of texts) fresh.set(path, text)
    for (const path of PATHS) {
      const analysis = workspace.analyze(path)
      assert.deepEqual(analysis, fresh.analyze(path))
      const length = texts.get(path)?.length ?? 0
      for (const { range, rule, message } of analysis.findings) {
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= length, `${rule}: ${range.start}–${range.end} of ${length}`)
        assert.notEqual(rule, 'internal-error', message)
      }
    }
  }

test('random edits give the findings of a fresh workspace', () => {
  fc.assert(fc.property(fc.array(edit, { maxLength: 25 }), sameAsFresh(rules)), { numRuns: 300, seed: 20_261_122 })
})

test('random edits give the findings of a fresh workspace: all rules', () => {
  fc.assert(fc.property(fc.array(edit, { maxLength: 20 }), sameAsFresh(allRules())), { numRuns: 150, seed: 7 })
})
