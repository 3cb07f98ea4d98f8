import assert from 'node:assert/strict'
import { has, lacks, open, replace, seen, until } from './harness.ts'
import type { Case } from './harness.ts'

const FLAWED = 'docs/adr/0002-store-features-twice.md'

export const diagnostics: readonly Case[] = [
  {
    name: 'findings of a Markdown document stand on the exact words',
    async run() {
      await open(FLAWED)
      const found = await until('findings', () => seen(FLAWED), has('placeholder-text', 'TBD'))
      const [option] = found.filter(({ rule }) => rule === 'adr-no-alternatives')
      assert.equal(option?.words, 'Considered Options')
      assert.equal(option?.severity, 'warning')
      assert.match(option?.message ?? '', /only one considered option\n→ /)
    },
  },
  {
    name: 'findings of a YAML document stand on the exact words',
    async run() {
      await open('models/churn.model.yaml')
      await until('findings', () => seen('models/churn.model.yaml'), has('unknown-field', 'ownr'))
    },
  },
  {
    name: 'a document without flaws has no finding, and neither has one that is none of ours',
    async run() {
      await open('docs/adr/0001-score-churn-nightly.md')
      await open('notes/cake.md')
      await open(FLAWED)
      await until('findings elsewhere', () => seen(FLAWED), has('placeholder-text'))
      assert.deepEqual(await seen('docs/adr/0001-score-churn-nightly.md'), [])
      assert.deepEqual(await seen('notes/cake.md'), [])
    },
  },
  {
    name: 'documents are checked again while they are typed',
    async run() {
      const editor = await open(FLAWED)
      await until('findings', () => seen(FLAWED), has('placeholder-text'))
      await replace(editor, 'TBD by the platform team.', 'The platform team runs it.')
      await until('no placeholder', () => seen(FLAWED), lacks('placeholder-text'))
      await replace(editor, 'in time.', 'in time, FIXME.')
      await until('another placeholder', () => seen(FLAWED), has('placeholder-text', 'FIXME'))
    },
  },
  {
    name: 'syntax errors of YAML appear while it is typed, and go',
    async run() {
      const editor = await open('models/churn.model.yaml')
      await until('findings', () => seen('models/churn.model.yaml'), has('unknown-field'))
      const before = (await seen('models/churn.model.yaml')).length
      await replace(editor, 'name: churn', 'name: "churn')
      await until(
        'a syntax error',
        () => seen('models/churn.model.yaml'),
        (found) => found.some(({ severity, message }) => severity === 'error' && /quote|YAML/i.test(message)),
      )
      await replace(editor, 'name: "churn', 'name: churn')
      await until(
        'as before',
        () => seen('models/churn.model.yaml'),
        (found) => found.length === before && has('unknown-field', 'ownr')(found),
      )
    },
  },
]
