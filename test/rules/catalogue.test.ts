import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { CATEGORIES } from '../../server/src/engine/rules/types.ts'
import { allRules, findRule } from '../../server/src/engine/rules/registry.ts'

const root = join(import.meta.dirname, '../..')
const notesFile = join(root, 'docs/rules/notes.yaml')
const notes = (existsSync(notesFile) ? parse(readFileSync(notesFile, 'utf8')) : {}) as Readonly<Record<string, { readonly where: string; readonly why: string }>>

describe('the catalogue of rules', () => {
  it('has no name or id twice', () => {
    const names = allRules().flatMap((rule) => [rule.name, rule.id])
    assert.equal(new Set(names).size, names.length)
  })

  it('has a category, a sentence on each matter and examples for every rule', () => {
    for (const rule of allRules()) {
      assert.ok(CATEGORIES.includes(rule.category), rule.name)
      for (const field of ['title', 'satisfiedBy', 'why', 'help'] as const) assert.match(rule[field], /[^.\s]$/, `${rule.name}: ${field}`)
      assert.ok(rule.kinds.length > 0, `${rule.name}: kinds`)
      if (rule.name !== 'internal-error') assert.ok(rule.examples.good.length > 0 && rule.examples.bad.length > 0, `${rule.name}: examples`)
    }
  })

  it('notes lead to rules that exist, from names that do not', () => {
    for (const [name, { where, why }] of Object.entries(notes)) {
      assert.equal(findRule(name), undefined, `${name} is a rule of its own and needs no note`)
      // What needs something that is not there yet says so.
      assert.ok(where === 'later' || findRule(where), `${name} is said to be in ${where}, which is no rule`)
      assert.ok(why.length > 20, name)
    }
  })

  // The plan lies beside the project; where it is not there, only its traces in the project are checked.
  const plan = join(root, '../shared/design/domain-rules.json')
  it('holds each rule of the domain, or a note that says where it went', { skip: existsSync(plan) ? false : `${plan} is not there` }, () => {
    const domain = JSON.parse(readFileSync(plan, 'utf8')) as readonly { readonly id: string; readonly name: string }[]
    assert.ok(domain.length > 200)
    assert.deepEqual(
      domain.filter(({ name }) => !findRule(name) && !notes[name]).map(({ id, name }) => `${id} ${name}`),
      [],
    )
    for (const { id, name } of domain) assert.equal(findRule(name)?.id ?? id, id, name)
  })
})
