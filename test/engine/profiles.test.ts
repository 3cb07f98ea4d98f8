import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProfile, profileNames } from '../../server/src/engine/packs/profiles.ts'
import { allRules, findRule } from '../../server/src/engine/rules/registry.ts'
import { PREDICATES } from '../../server/src/engine/documents/applicability.ts'
import { fixtureWorkspace as workspaceOf } from '../support/check.ts'

/** A workspace of plain texts. */
const fixtureWorkspace = (files: readonly { readonly path: string; readonly text: string }[]): ReturnType<typeof workspaceOf> =>
  workspaceOf(files.map((file) => ({ ...file, cursor: undefined, expected: [] })))

const DESIGN = '---\nkind: ml-design-doc\nriskTier: 2\n---\n# Churn score\n\nThe model is trained on usage history and answers in real time over REST.\n\n## Cost\n\nCheap.\n'

const severities = (profile: string | undefined, text = DESIGN): ReadonlyMap<string, string> => {
  const files = [
    { path: 'docs/churn-design.md', text },
    ...(profile === undefined ? [] : [{ path: '.plumbline.yaml', text: `apiVersion: plumbline.dev/v1\nkind: Workspace\n${profile}\n` }]),
  ]
  return new Map(
    fixtureWorkspace(files)
      .analyze('docs/churn-design.md')
      .findings.map((f) => [f.rule, f.severity]),
  )
}

describe('profiles', () => {
  it('are the eight of the domain', () =>
    assert.deepEqual(profileNames().toSorted(), ['b2b-saas', 'consumer', 'enterprise', 'midsize', 'minimal', 'regulated', 'service-led', 'startup']))

  for (const name of profileNames())
    it(`${name} names rules and predicates that exist`, () => {
      const { only = [], rules = {}, lower, options = {}, predicates = [] } = findProfile(name)!
      const named = [...only, ...Object.keys(rules), ...(lower?.except ?? []), ...Object.keys(options)]
      assert.deepEqual(
        named.filter((rule) => !findRule(rule)),
        [],
      )
      assert.deepEqual(
        predicates.filter((p) => !(PREDICATES as readonly string[]).includes(p)),
        [],
      )
    })

  it('midsize is the standard itself', () => assert.deepEqual(severities('profile: midsize'), severities(undefined)))

  it('startup judges tier 2 a step milder, but not what cannot be repaid', () => {
    const plain = severities(undefined)
    const startup = severities('profile: startup')
    assert.equal(plain.get('no-fallback'), 'error')
    assert.equal(startup.get('no-fallback'), 'warning')
    assert.equal(startup.get('missing-rollback'), 'error')
  })

  it('minimal leaves its rules only', () => {
    const { only } = findProfile('minimal')!
    const found = [...severities('profile: minimal').keys()]
    assert.ok(found.includes('missing-rollback'))
    assert.deepEqual(
      found.filter((rule) => !only!.includes(rule)),
      [],
    )
  })

  it('what the configuration says of a rule wins', () => {
    const found = severities('profile: minimal\nrules: {no-fallback: info}')
    assert.equal(found.get('no-fallback'), 'info')
    assert.equal(severities('profile: startup\nrules: {missing-rollback: off}').get('missing-rollback'), undefined)
  })

  it('a configuration may give a severity for each tier', () => {
    assert.equal(severities('rules: {no-fallback: [error, info, "off", "off"]}').get('no-fallback'), 'info')
    assert.equal(severities('rules: {no-fallback: {severity: [error, "off", info, info]}}').get('no-fallback'), undefined)
  })

  it('service-led requires what is elsewhere recommended', () => {
    const card = '---\nkind: model-card\nriskTier: 3\n---\n# Model card: churn\n\n## Model details\n\nVersion 3, licence MIT.\n'
    const of = (profile: string): number =>
      fixtureWorkspace([
        { path: 'MODEL_CARD.md', text: card },
        { path: '.plumbline.yaml', text: `apiVersion: plumbline.dev/v1\nkind: Workspace\nprofile: ${profile}\n` },
      ])
        .analyze('MODEL_CARD.md')
        .findings.find((f) => f.rule === 'missing-section')!.message.length
    assert.ok(of('service-led') > of('midsize'))
  })

  it('an unknown one is told with those that there are', () => {
    const workspace = fixtureWorkspace([{ path: '.plumbline.yaml', text: 'apiVersion: plumbline.dev/v1\nkind: Workspace\nprofile: startap\n' }])
    const [finding] = workspace.analyze('.plumbline.yaml').findings
    assert.equal(finding?.rule, 'configuration-invalid')
    assert.match(finding.help, /startup/)
  })

  it('each severity of the file is one', () => {
    const file = parse(readFileSync(join(import.meta.dirname, '../../schemas/standard/profiles.yaml'), 'utf8')) as Record<string, unknown>
    assert.deepEqual(Object.keys(file).toSorted(), profileNames().toSorted())
    assert.ok(allRules().length > 50)
  })
})
