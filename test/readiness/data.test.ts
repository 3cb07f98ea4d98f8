import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { PREDICATES } from '../../server/src/engine/documents/applicability.ts'
import { DOCUMENT_KINDS } from '../../server/src/engine/documents/kinds.ts'
import { standardChecklists, standardFrameworks, standardMetrics } from '../../server/src/engine/packs/generated/checklists.ts'
import { findRule } from '../../server/src/engine/rules/registry.ts'
import { CATEGORIES } from '../../server/src/engine/rules/types.ts'

/** Rules of the domain that the checklist names and nobody has built yet. Shrinks; an entry that is built must go. */
const LATER = JSON.parse(readFileSync(join(import.meta.dirname, 'rules-to-come.json'), 'utf8')) as readonly string[]

const items = standardChecklists.flatMap(({ areas }) => areas.flatMap((area) => area.items))

/** Whether the schema of manifests has a field of this path. */
function hasField(path: string): boolean {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/model-manifest.schema.json'), 'utf8')) as Node
  let node: Node | undefined = schema
  for (const step of path.split('.')) {
    node = resolved(schema, node?.properties?.[step.replace('[]', '')])
    if (step.endsWith('[]')) node = resolved(schema, node?.items)
    if (!node) return false
  }
  return true
}

interface Node {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly $defs?: Readonly<Record<string, Node>>
}

const resolved = (schema: Node, node: Node | undefined): Node | undefined => (node?.$ref?.startsWith('#/$defs/') ? schema.$defs?.[node.$ref.slice('#/$defs/'.length)] : node)

describe('checklist, frameworks and key figures of the standard', () => {
  it('has the 60 items of the domain in eight areas', () => {
    assert.equal(items.length, 60)
    assert.deepEqual(
      items.map(({ id }) => id),
      Array.from({ length: 60 }, (_, i) => `PL-C-${String(i + 1).padStart(3, '0')}`),
    )
    assert.equal(standardChecklists[0]!.areas.length, 9)
  })

  it('names rules that exist, or that are listed as still to come', () => {
    const named = new Set([
      ...items.flatMap(({ rules }) => rules),
      ...standardFrameworks.flatMap(({ clauses = [], sections = [] }) => [...clauses, ...sections.flatMap(({ tests }) => tests)].flatMap(({ rules = [] }) => rules)),
      ...standardMetrics.flatMap(({ rules = [] }) => rules),
    ])
    const missing = [...named].filter((name) => !findRule(name)).sort()
    assert.deepEqual(
      missing.filter((name) => !LATER.includes(name)),
      [],
      'neither built nor listed',
    )
    for (const name of LATER) assert.ok(named.has(name), `${name} is listed as still to come, but nothing names it`)
  })

  it('names fields of the manifest, kinds, predicates and categories that exist', () => {
    for (const { id, fields = [], kinds = [], applies = [] } of items) {
      for (const field of fields) assert.ok(hasField(field), `${id}: ${field}`)
      for (const kind of kinds) assert.ok((DOCUMENT_KINDS as readonly string[]).includes(kind), `${id}: ${kind}`)
      for (const predicate of applies) assert.ok((PREDICATES as readonly string[]).includes(predicate), `${id}: ${predicate}`)
    }
    for (const { id, applies = [] } of standardFrameworks) for (const predicate of applies) assert.ok((PREDICATES as readonly string[]).includes(predicate), `${id}: ${predicate}`)
    for (const { id, categories = [] } of standardMetrics) for (const category of categories) assert.ok((CATEGORIES as readonly string[]).includes(category), `${id}: ${category}`)
  })

  it('says of each framework where it comes from, until when it was checked, and what it does not say', () => {
    assert.deepEqual(
      standardFrameworks.map(({ id }) => id),
      ['eu-ai-act', 'iso-42001', 'ml-test-score', 'nist-ai-rmf', 'owasp-agentic', 'owasp-llm-2026', 'owasp-llm', 'owasp-ml', 'sr-26-2'],
    )
    for (const { id, asOf, statement, confirmed, comparedWith } of standardFrameworks) {
      assert.match(asOf, /^2026-/, id)
      assert.match(statement, /\bnot\b|certifies nothing/, id)
      assert.equal(confirmed, comparedWith !== undefined, `${id}: who confirms says with what it was compared`)
    }
  })

  it('has the 28 tests of the ML Test Score, seven a section', () => {
    const { sections = [] } = standardFrameworks.find(({ id }) => id === 'ml-test-score')!
    assert.deepEqual(
      sections.map(({ tests }) => tests.map(({ id }) => id).join(' ')),
      ['D', 'M', 'I', 'O'].map((letter) => [1, 2, 3, 4, 5, 6, 7].map((n) => letter + n).join(' ')),
    )
  })
})
