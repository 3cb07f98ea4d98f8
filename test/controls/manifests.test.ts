import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { standardControls } from '../../server/src/engine/packs/generated/standard.ts'
import { parseYaml, yamlAt, yamlEntryAt } from '../../server/src/engine/syntax/yaml.ts'
import type { YamlNode } from '../../server/src/engine/syntax/yaml.ts'
import { Workspace } from '../../server/src/engine/workspace/workspace.ts'
import { ARCHITECTURE_MUTATIONS } from './mutations-architecture.ts'
import { GOVERNANCE_DATA_MUTATIONS } from './mutations-governance-data.ts'
import { LLM_MUTATIONS, mutate, MUTATIONS, steps } from './mutations.ts'
import { OPERATION_MUTATIONS } from './mutations-operation.ts'
import { ASSISTANT_TRUST_MUTATIONS, FRAUD_TRUST_MUTATIONS } from './mutations-trust.ts'
import type { Mutation } from './mutations.ts'

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, '../fixtures/manifests', name), 'utf8')
const rootOf = (text: string): YamlNode | null => parseYaml(text).value.documents[0]!.root
const CORE = new Set(standardControls.filter((c) => c.core).map((c) => c.name))

/** Every text of a manifest that may be a path: the files it links are taken to be there. */
function linked(node: YamlNode | null): readonly string[] {
  if (!node) return []
  if (node.kind === 'map') return node.entries.flatMap((e) => linked(e.value))
  if (node.kind === 'seq') return node.items.flatMap(linked)
  return typeof node.value === 'string' && !node.value.includes(' ') ? [node.value] : []
}

/** A workspace of the manifest and of stand-ins for the files it links: they exist, the runbooks are documents that say nothing. */
function workspaceOf(name: string, original: string, text: string): Workspace {
  const files = new Set(linked(rootOf(original)))
  const workspace = new Workspace({ today: () => '2026-11-22', exists: (p) => files.has(p) })
  for (const file of files) if (/^runbooks\/.*\.md$/.test(file)) workspace.set(file, '---\nkind: runbook\n---\n# Stand-in\n')
  workspace.set(name, text)
  return workspace
}

/** Of the second manifest the design shows in full only what differs in kind from the first; what its short blocks leave out is owed. */
const LEFT_OUT: readonly string[] = [
  // evaluation
  'no-explainability',
  'no-fairness-assessment',
  'no-robustness-test',
  'no-slice-evaluation',
  // release
  'no-environment-promotion',
  'rollback-untested',
  // observability
  'no-dashboard',
  // security
  'no-abuse-protection',
  'no-audit-log',
  'no-encryption',
  'no-threat-model',
  // serving
  'no-api-contract',
  'no-autoscaling',
  // resilience
  'no-failure-modes',
  'no-recovery-objective',
  'no-timeout-policy',
]

function check(name: string, mutations: readonly Mutation[], leftOut: readonly string[] = []): void {
  const original = read(name)
  describe(name, () => {
    it(leftOut.length === 0 ? 'has no finding as it stands' : 'has only findings about what it leaves out', () =>
      assert.deepEqual(
        workspaceOf(name, original, original)
          .analyze(name)
          .findings.filter((f) => !leftOut.includes(f.rule))
          .map((f) => `${f.rule}: ${f.message}`),
        [],
      ),
    )
    for (const [at, operation, rule, where] of mutations) {
      it(`${at} ${typeof operation === 'string' ? operation : JSON.stringify(operation)}: ${rule} at ${where}`, () => {
        const text = mutate(original, rootOf(original), at, operation)
        assert.notEqual(text, original)
        const findings = workspaceOf(name, original, text).analyze(name).findings
        assert.ok(!findings.some((f) => f.rule === 'internal-error'))
        const [side, target] = where.split(':') as ['key' | 'value', string]
        const root = rootOf(text)
        const range = side === 'key' ? yamlEntryAt(root, steps(target))?.keyRange : yamlAt(root, steps(target))?.range
        assert.ok(range, `nothing stands at ${target}`)
        // What one change means to other subjects is theirs; of the core one finding stands alone.
        const core = findings.filter((f) => (CORE.has(rule) ? CORE.has(f.rule) : f.rule === rule))
        assert.deepEqual(
          core.map((f) => ({ rule: f.rule, words: text.slice(f.range.start, f.range.end), start: f.range.start })),
          [{ rule, words: text.slice(range.start, range.end), start: range.start }],
          core.map((f) => f.message).join('\n'),
        )
      })
    }
  })
}

describe('example manifests and their mutations', () => {
  check('card-fraud-scoring.model.yaml', [...OPERATION_MUTATIONS, ...MUTATIONS, ...GOVERNANCE_DATA_MUTATIONS, ...ARCHITECTURE_MUTATIONS, ...FRAUD_TRUST_MUTATIONS])
  check('support-assistant.model.yaml', [...LLM_MUTATIONS, ...ASSISTANT_TRUST_MUTATIONS], LEFT_OUT)
})

const DESIGN = path.resolve(import.meta.dirname, '../../../shared/design/example-manifests')
it('the copies are those of the design', (t) => {
  for (const name of ['card-fraud-scoring.model.yaml', 'support-assistant.model.yaml']) {
    let design: string
    try {
      design = readFileSync(path.join(DESIGN, name), 'utf8')
    } catch {
      t.skip(`NOT RUN: no ${DESIGN}`)
      return
    }
    assert.equal(read(name), design)
  }
})
